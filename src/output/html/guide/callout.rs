//! The callout "no guarantee" as HTML. The theme gives it its form; what it says is made here and cannot be left out.

use crate::diagnostic::Diagnostic;
use crate::output::html::guard;
use crate::output::html::guard::Must;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::viewing::Viewing;
use crate::output::html::guide::words::Words;
use crate::policy::Callout;
use crate::policy::Withdrawn;
use crate::policy::callout_with;
use crate::site::What;
use crate::source::Span;
use crate::theme::Theme;

use std::sync::Arc;

use serde::Serialize;

/// Makes callouts, and remembers what each of them has to say on the page.
pub(in crate::output::html) struct Callouts<'a> {
    /// The theme.
    theme: &'a Theme,
    /// What was found while they were made.
    pub(in crate::output::html) found: Vec<Diagnostic>,
    /// What must be readable on the page.
    pub(super) musts: Vec<Said>,
}

/// What a callout has to say.
pub(super) struct Said {
    /// Beside what it stands: `money/may-file`, or `money` for a whole guide.
    pub(super) ask: String,
    /// Its sentences, in order.
    pub(super) sentences: Vec<String>,
    /// Where the outcome is written.
    pub(super) span: Span,
}

#[derive(Serialize)]
struct View<'a> {
    ask: &'a str,
    href: String,
    /// What happens to the ask, stage by stage.
    journey: Option<String>,
    /// On the page of an author: the guide, which that page does not name by itself.
    about: Option<About<'a>>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    href: String,
}

#[derive(Serialize)]
struct Line {
    label: Arc<str>,
    texts: Vec<String>,
}

impl<'a> Callouts<'a> {
    /// None is made yet.
    pub(in crate::output::html) fn new(theme: &'a Theme) -> Self {
        Self { theme, found: Vec::new(), musts: Vec::new() }
    }

    /// What keeps readers from seeing the callouts on the finished page.
    pub(in crate::output::html) fn hidden(&self, html: &str, source: Option<&str>, shared: &Shared) -> Vec<Diagnostic> {
        let musts = self.musts();
        if musts.is_empty() { Vec::new() } else { guard::check(html, source, shared.sheets.styles(), &musts) }
    }

    /// The callout of an outcome, or of a whole guide; nothing where no hope is raised.
    pub(in crate::output::html) fn of(&mut self, viewing: &Viewing<'_>, outcome: Option<usize>) -> Option<tera::Value> {
        self.make(viewing, outcome, None)
    }

    /// The same for the page of an author, where it says what it is about: two may stand on one page.
    pub(super) fn alone(&mut self, viewing: &Viewing<'_>, outcome: Option<usize>) -> Option<tera::Value> {
        let href = viewing.href(&What::Start(Arc::clone(&viewing.guide.id)));
        self.make(viewing, outcome, Some(About { title: &viewing.guide.title, href }))
    }

    /// Remembers what the callout of an outcome has to say on the page, without making it.
    pub(in crate::output::html) fn expect(&mut self, viewing: &Viewing<'_>, outcome: Option<usize>) {
        if let Some((callout, ask, _, span)) = callout(viewing, outcome) {
            self.remember(viewing, ask, &lines(&callout, &viewing.words), span);
        }
    }

    /// What must be readable on the page.
    pub(in crate::output::html) fn musts(&self) -> Vec<Must<'_>> {
        let musts = self.musts.iter();
        musts.map(|said| Must { ask: &said.ask, sentences: &said.sentences, span: said.span }).collect()
    }

    fn make(&mut self, viewing: &Viewing<'_>, outcome: Option<usize>, about: Option<About<'_>>) -> Option<tera::Value> {
        let (callout, ask, what, span) = callout(viewing, outcome)?;
        let lines = lines(&callout, &viewing.words);
        let view = View { ask: &ask, href: viewing.href(&what), journey: journey(viewing), about, lines };
        let mut context = tera::Context::new();
        context.insert("callout", &view);
        context.insert("t", viewing.words.strings);
        let html = self.theme.render("no-guarantee.html", &context).into(&mut self.found);
        let View { lines, .. } = view;
        self.remember(viewing, ask, &lines, span);
        Some(tera::Value::safe_string(&html))
    }

    fn remember(&mut self, viewing: &Viewing<'_>, ask: String, lines: &[Line], span: Span) {
        let first = viewing.words.t("no-guarantee-first").to_string();
        let of_line = |line: &Line| [line.label.to_string()].into_iter().chain(line.texts.clone()).collect::<Vec<_>>();
        let said = [first].into_iter().chain(lines.iter().flat_map(of_line));
        let sentences = said.filter(|text| !text.trim().is_empty()).collect();
        // Rules that are not proved are not published, and their pages say so instead.
        if viewing.guide.tree.is_some() {
            self.musts.push(Said { ask, sentences, span });
        }
    }
}

/// The callout of an outcome, or of a whole guide: what it is called, the page that it belongs to, and where it is
/// written.
fn callout(viewing: &Viewing<'_>, outcome: Option<usize>) -> Option<(Callout, String, What, Span)> {
    let guide = viewing.guide;
    let outcomes = outcome.map_or_else(|| (0..guide.outcomes.len()).collect(), |number| vec![number]);
    let callout = callout_with(guide, &outcomes, &|name| viewing.words.param(name))?;
    let id = Arc::clone(&guide.id);
    Some(match outcome {
        Some(number) => {
            let outcome = &guide.outcomes[number];
            (callout, format!("{}/{}", guide.id, outcome.id), What::Outcome(id, number), outcome.span)
        }
        None => (callout, guide.id.to_string(), What::Start(id), guide.span),
    })
}

/// The lines of a callout; those with one label are one line.
fn lines(callout: &Callout, words: &Words<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let is_to_come = matches!(callout.closed, Some(Withdrawn::NotYet(_)));
    let why = words.t(if is_to_come { "guide-later" } else { "guide-overdue" });
    for (label, text) in callout.lines(&words.callout(callout)) {
        let label = if label.is_empty() { Arc::from(why) } else { label };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match lines.last_mut().filter(|line| line.label == label) {
            Some(line) => line.texts.push(text),
            None => lines.push(Line { label, texts: vec![text] }),
        }
    }
    lines
}

fn journey(viewing: &Viewing<'_>) -> Option<String> {
    let id = viewing.words.shared.journeys.get(&viewing.guide.id)?;
    Some(viewing.hrefs.to(&What::Journey(Arc::clone(id)).url(None)?))
}
