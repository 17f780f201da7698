//! What the rules put into the pages of authors, as HTML.

use crate::diagnostic::Diagnostic;
use crate::memo::Hashed;
use crate::output::html::guide::callout::Callouts;
use crate::output::html::guide::pages;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::viewing::Viewing;
use crate::output::html::guide::words::Words;
use crate::output::html::journey;
use crate::output::html::shell::Shell;
use crate::output::html::write::Html;
use crate::policy::Dated;
use crate::policy::Guide;
use crate::site::Shown;

/// The HTML of each embed of a page, in order, and what must be readable on it.
pub(in crate::output::html) fn render<'a>(
    shown: &[Option<Shown>],
    shared: &Shared,
    shell: &'a Shell,
    found: &mut Vec<Diagnostic>,
) -> (Vec<String>, Callouts<'a>) {
    let theme = &shell.parts.theme;
    let words = Words { strings: &theme.strings, shared };
    let mut callouts = Callouts::new(theme);
    let mut one = |shown: &Option<Shown>| match shown {
        // That something is missing is a finding; the reader sees that something is.
        None => "[…]".to_string(),
        Some(Shown::Param(_, now, next)) => value(&words, now, next.as_ref()),
        Some(Shown::Guide(guide)) => card(guide, words, shell, None, &mut callouts),
        Some(Shown::Outcome(guide, number)) => card(guide, words, shell, Some(*number), &mut callouts),
        Some(Shown::NoGuarantee(guide, number)) => {
            let viewing = Viewing { guide, words, hrefs: &shell.hrefs };
            let html = callouts.alone(&viewing, *number);
            html.and_then(|html| html.as_str().map(str::to_string)).unwrap_or_default()
        }
        Some(Shown::Journey(whole, id)) => {
            let mut context = tera::Context::new();
            context.insert("journey", &journey::view(whole, &words, &shell.hrefs, id));
            context.insert("t", words.strings);
            theme.render("journey-card.html", &context).into(&mut callouts.found)
        }
        Some(Shown::Table(guide)) => {
            let viewing = Viewing { guide, words, hrefs: &shell.hrefs };
            let mut context = pages::bare(&viewing);
            context.insert("rules", &pages::rules(&viewing));
            theme.render("rules-table.html", &context).into(&mut callouts.found)
        }
    };
    let made = shown.iter().map(&mut one).collect();
    found.append(&mut callouts.found);
    (made, callouts)
}

fn card(
    guide: &Hashed<Guide>,
    words: Words<'_>,
    shell: &Shell,
    outcome: Option<usize>,
    callouts: &mut Callouts<'_>,
) -> String {
    let viewing = Viewing { guide, words, hrefs: &shell.hrefs };
    let mut context = pages::bare(&viewing);
    let template = match outcome {
        Some(number) => {
            let callout = callouts.of(&viewing, Some(number));
            context.insert("outcome", &viewing.outcome(number, callout));
            "outcome-card.html"
        }
        None => "guide-card.html",
    };
    shell.parts.theme.render(template, &context).into(&mut callouts.found)
}

/// A value: `21 days`, and what it will be.
fn value(words: &Words<'_>, now: &Dated, next: Option<&Dated>) -> String {
    let mut html = Html::default();
    html.text(&words.value(&now.value));
    if let Some(next) = next {
        let later = words.t("value-later").replace("{date}", &words.day(next.from));
        html.text(&format!(" ({})", later.replace("{value}", &words.value(&next.value))));
    }
    html.finish()
}
