//! The pages of guides: start, questions, outcomes, all on one page; the page of all guides, and that of all values.

use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::guide::callout::Callouts;
use crate::output::html::guide::drawing;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::values;
use crate::output::html::guide::view::OutcomeView;
use crate::output::html::guide::view::QuestionView;
use crate::output::html::guide::view::RuleView;
use crate::output::html::guide::viewing::Viewing;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::moved::Moved;
use crate::output::html::moved::moved;
use crate::output::html::shell::Shell;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::policy::Guide;
use crate::site::PlacedMade;
use crate::site::What;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

/// Everything that goes into such a page.
#[derive(Hash)]
struct Input {
    shell: Shell,
    what: What,
    /// The guide that it belongs to; all of them for the page of all guides and that of all values.
    guides: Vec<Hashed<Guide>>,
    shared: Arc<Shared>,
}

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut shells = Shells::new(given);
    let shared = Shared::new(given);
    let rules = &given.site.rules;
    let job = |made: &PlacedMade| {
        let guides = match made.what.guide() {
            Some(id) => rules.guides.get(id).cloned().into_iter().collect(),
            None => rules.in_order().into_iter().cloned().collect(),
        };
        let url = made.place.url.clone();
        let shell = shells.shell(&made.place, Hrefs::From(url.clone()));
        Job::new(url, Input { shell, what: made.what.clone(), guides, shared: Arc::clone(&shared) }, render)
    };
    let own = given.site.made.iter().filter(|made| is_of_guides(&made.what));
    Files { jobs: own.map(job).collect(), ..Files::default() }
}

fn is_of_guides(what: &What) -> bool {
    what.guide().is_some() || matches!(what, What::Guides | What::Values)
}

/// The values that every template about a guide has.
pub(super) fn bare(viewing: &Viewing<'_>) -> tera::Context {
    let mut context = tera::Context::new();
    context.insert("guide", &viewing.guide());
    context.insert("t", viewing.words.strings);
    context
}

/// All rules, stops first.
pub(super) fn rules(viewing: &Viewing<'_>) -> Vec<RuleView> {
    viewing.guide.rules().map(|(stop, rule)| viewing.rule(stop, rule)).collect()
}

fn questions(viewing: &Viewing<'_>) -> Vec<QuestionView> {
    let tree = viewing.guide.tree.iter();
    tree.flat_map(|tree| (0..tree.nodes.len()).map(|number| viewing.question(tree, number))).collect()
}

fn outcomes(viewing: &Viewing<'_>, callouts: &mut Callouts<'_>) -> Vec<OutcomeView> {
    let one = |number| {
        let callout = callouts.of(viewing, Some(number));
        viewing.outcome(number, callout)
    };
    (0..viewing.guide.outcomes.len()).map(one).collect()
}

#[derive(Serialize)]
struct TocRow {
    level: u8,
    href: &'static str,
    text: String,
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let theme = &input.shell.parts.theme;
    let words = Words { strings: &theme.strings, shared: &input.shared };
    let mut context = input.shell.context(false, &mut found);
    context.insert("toc", &Vec::<TocRow>::new());
    let moved = moved(&input.shell.place, &input.shell.hrefs);
    context.insert("moved", &moved.elsewhere);
    let mut callouts = Callouts::new(theme);
    let viewing = |guide| Viewing { guide, words, hrefs: &input.shell.hrefs };
    let template = match &input.guides[..] {
        [guide, ..] if input.what.guide().is_some() => {
            let right_to_left = input.shell.parts.is_right_to_left();
            context.insert("diagrams", &drawn(&viewing(guide), &input.what, right_to_left));
            one(&viewing(guide), (&input.what, &moved), &mut context, &mut callouts)
        }
        guides => {
            let all: Vec<_> = guides.iter().map(|guide| viewing(guide).guide()).collect();
            context.insert("guides", &all);
            match input.what {
                What::Values => {
                    let guides: Vec<&Guide> = guides.iter().map(|guide| &**guide).collect();
                    context.insert("values", &values::all(&guides, &words, &input.shell.hrefs, &moved));
                    "values.html"
                }
                _ => "guides.html",
            }
        }
    };
    let html = theme.render(template, &context).into(&mut found);
    found.append(&mut callouts.found);
    found.extend(callouts.hidden(&html, None, &input.shared));
    Noted { value: html.into_bytes(), found }
}

/// A part of a page with further names by which links may know it.
#[derive(Serialize)]
struct Named<T> {
    #[serde(flatten)]
    part: T,
    names: Vec<Arc<str>>,
}

fn with_names<T>(parts: Vec<T>, names: Vec<Vec<Arc<str>>>) -> Vec<Named<T>> {
    parts.into_iter().zip(names).map(|(part, names)| Named { part, names }).collect()
}

/// The further names of each place at which a question is asked: what it was called before, and at the first of several
/// places the name of the question alone.
fn question_names(guide: &Guide, moved: &Moved) -> Vec<Vec<Arc<str>>> {
    let mut seen = BTreeSet::new();
    let nodes = guide.tree.iter().flat_map(|tree| &tree.nodes);
    let names = |node: &crate::policy::Node| {
        let mut names = moved.of(&node.name);
        let id = &guide.questions[node.question].id;
        if seen.insert(node.question) && *id != node.name {
            names.push(Arc::clone(id));
            names.extend(moved.of(id));
        }
        names
    };
    nodes.map(names).collect()
}

/// The drawings of a guide, on its start page.
fn drawn(viewing: &Viewing<'_>, what: &What, right_to_left: bool) -> Vec<drawing::DrawingView> {
    if matches!(what, What::Start(_)) { drawing::of(viewing, right_to_left) } else { Vec::new() }
}

/// Fills the values in for a page of one guide, and names its template.
fn one(
    viewing: &Viewing<'_>,
    (what, moved): (&What, &Moved),
    context: &mut tera::Context,
    callouts: &mut Callouts<'_>,
) -> &'static str {
    context.insert("guide", &viewing.guide());
    match (what, &viewing.guide.tree) {
        (What::Node(_, number), Some(tree)) => {
            context.insert("question", &viewing.question(tree, *number));
            "question.html"
        }
        (What::Outcome(_, number), _) => {
            let callout = callouts.of(viewing, Some(*number));
            context.insert("outcome", &viewing.outcome(*number, callout));
            "outcome.html"
        }
        (What::All(_), _) => {
            context.insert("questions", &with_names(questions(viewing), question_names(viewing.guide, moved)));
            let names = viewing.guide.outcomes.iter().map(|outcome| moved.of(&format!("outcome/{}", outcome.id)));
            context.insert("outcomes", &with_names(outcomes(viewing, callouts), names.collect()));
            "guide-all.html"
        }
        _ => {
            context.insert("questions", &questions(viewing));
            let rows = (0..viewing.guide.outcomes.len()).map(|number| viewing.outcome(number, None));
            context.insert("outcomes", &rows.collect::<Vec<_>>());
            context.insert("callout", &callouts.of(viewing, None));
            context.insert("rules", &rules(viewing));
            context.insert("values", &values::of(viewing.guide, &viewing.words, viewing.hrefs));
            "guide.html"
        }
    }
}
