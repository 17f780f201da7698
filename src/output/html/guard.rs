//! Reads a finished page as a reader would, and makes sure that the callouts of outcomes can be seen on it.
//!
//! A theme may change everything about a page, so what a template was given proves nothing. Here the page is read again,
//! with the style sheets that it loads: every callout must stand in `<main>`, whole, in order, and nothing may hide it.
//! Conditions such as `@media` are taken as met, `:hover` and its kin as possible, and what cannot be read as hiding.
//! What a script does to a page is not known here.

mod hides;
mod matching;
mod measure;
mod selector;
mod sheet;
mod sight;
mod styles;
mod tags;
mod tree;
mod values;

use crate::diagnostic::Diagnostic;
use crate::output::codes;
use crate::source::Span;

use std::collections::BTreeMap;

pub(super) use tags::END_PARAGRAPHS;
pub(super) use tags::SCOPES;
pub(super) use tags::TABLE_PARTS;
pub(super) use tags::VOID;

pub use sheet::Style;
pub use styles::Styles;

use sight::Sight;
use tree::Tree;

/// What must be readable on a page.
pub struct Must<'a> {
    /// The outcome, as `data-callout` of the callout names it: `money/may-file`.
    pub ask: &'a str,
    /// The sentences of its callout, in order, as plain text.
    pub sentences: &'a [String],
    /// Where the outcome is written.
    pub span: Span,
}

/// What is in the way of a callout.
enum Fault {
    Hidden(String),
    Missing(Option<String>),
}

/// What keeps a reader from seeing the callouts of a page. `styles` are all style sheets that its page may load; `source`
/// is the file of an author from which the page is made, if there is one.
pub fn check(html: &str, source: Option<&str>, styles: &Styles, musts: &[Must<'_>]) -> Vec<Diagnostic> {
    if musts.is_empty() {
        return Vec::new();
    }
    let place = source.map_or_else(String::new, |path| format!(" on the page `{path}`"));
    let tree = tree::read(html);
    let mut sight = Sight::new(&tree, styles);
    let callouts = callouts(&tree);
    let mut found: Vec<Diagnostic> = Vec::new();
    for must in musts {
        let callouts = callouts.get(must.ask).map_or(&[][..], Vec::as_slice);
        for fault in faults(&mut sight, callouts, must) {
            let note = finding(must, &fault, &place);
            if !found.contains(&note) {
                found.push(note);
            }
        }
    }
    found
}

/// The callouts of a page, by the outcomes that they name.
fn callouts<'t>(tree: &'t Tree<'_>) -> BTreeMap<&'t str, Vec<usize>> {
    let mut callouts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, element) in tree.elements.iter().enumerate() {
        if let Some(ask) = element.attributes.get("data-callout") {
            callouts.entry(ask).or_default().push(number);
        }
    }
    callouts
}

fn faults(sight: &mut Sight<'_>, callouts: &[usize], must: &Must<'_>) -> Vec<Fault> {
    if callouts.is_empty() {
        return vec![Fault::Missing(None)];
    }
    if let Some(reason) = sight.unread() {
        return vec![Fault::Hidden(reason)];
    }
    callouts.iter().filter_map(|callout| fault(sight, *callout, must)).collect()
}

/// What is wrong with one callout.
fn fault(sight: &mut Sight<'_>, callout: usize, must: &Must<'_>) -> Option<Fault> {
    let sentences: Vec<String> = must.sentences.iter().map(|sentence| sight::plain(sentence)).collect();
    let texts = sight.texts(callout);
    let whole: String = texts.iter().map(|text| text.text).collect();
    let seen: String = texts.iter().filter(|text| text.hidden.is_none()).map(|text| text.text).collect();
    if let Some(sentence) = lacking(&sight::plain(&whole), &sentences) {
        return Some(Fault::Missing(Some(sentence.to_string())));
    }
    if let Some(sentence) = lacking(&sight::plain(&seen), &sentences) {
        let of_it = |text: &&sight::Text<'_>| {
            let words = sight::plain(text.text);
            !words.is_empty() && (sentence.contains(&words) || words.contains(sentence))
        };
        let hidden: Vec<_> = texts.iter().filter(|text| text.hidden.is_some()).collect();
        let text = hidden.iter().copied().find(of_it).or(hidden.first().copied());
        return text.and_then(|text| text.hidden.clone()).map(Fault::Hidden);
    }
    (!sight.is_in_main(callout)).then(|| Fault::Hidden("it stands outside of `<main>`".into()))
}

/// The first sentence that does not follow on those before it.
fn lacking<'a>(text: &str, sentences: &'a [String]) -> Option<&'a str> {
    let mut rest = text;
    for sentence in sentences {
        match rest.find(sentence.as_str()) {
            Some(at) => rest = &rest[at + sentence.len()..],
            None => return Some(sentence),
        }
    }
    None
}

fn finding(must: &Must<'_>, fault: &Fault, place: &str) -> Diagnostic {
    match fault {
        Fault::Hidden(reason) => {
            let message = format!("the callout of `{}` cannot be seen{place}: {reason}", must.ask);
            Diagnostic::at(&codes::HIDDEN_CALLOUT, must.span, message).help(
                "a theme may change how the callout looks, but everybody must be able to read all of it, on every \
                 screen and on paper; take away what hides it",
            )
        }
        Fault::Missing(sentence) => {
            let message = match sentence {
                None => format!("the callout of `{}` is not there{place}", must.ask),
                Some(words) => format!("the callout of `{}` lacks these words{place}: “{words}”", must.ask),
            };
            Diagnostic::at(&codes::MISSING_CALLOUT, must.span, message).help(
                "a template of your own has to print the callout whole, in order and inside `<main>`, as the built-in \
                 one does",
            )
        }
    }
}
