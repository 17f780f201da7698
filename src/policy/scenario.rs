//! Scenarios run through the tree: what each comes to, and what to say if that is not what it expects.

use crate::diagnostic::Diagnostic;
use crate::policy::bands;
use crate::policy::codes;
use crate::policy::model::Guide;
use crate::policy::model::Rule;
use crate::policy::model::Scenario;
use crate::policy::model::Tree;
use crate::policy::value::Value;
use crate::policy::walk;
use crate::policy::walk::Facts;
use crate::policy::walk::Way;
use crate::policy::words;

use std::collections::BTreeMap;

/// What a scenario comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ran {
    /// The way through the tree.
    pub(super) way: Way,
    /// What was said, as answers.
    pub(super) facts: Facts,
    /// The values that were given, by question.
    pub(super) values: BTreeMap<usize, Value>,
}

/// Runs a scenario.
pub(super) fn run(guide: &Guide, tree: &Tree, scenario: &Scenario) -> Ran {
    let mut facts = Facts::new();
    let mut values = BTreeMap::new();
    for (question, said, _) in &scenario.given {
        if let Ok(placed) = bands::place(&guide.questions[*question], said, scenario.as_of) {
            facts.insert(*question, placed.answer);
            if let Some(value) = placed.value {
                values.insert(*question, value);
            }
        }
    }
    Ran { way: walk::walk(tree, &facts), facts, values }
}

/// What is wrong with a scenario that ran.
pub(super) fn finding(guide: &Guide, tree: &Tree, scenario: &Scenario, ran: &Ran) -> Option<Diagnostic> {
    let expected = &guide.outcomes[scenario.expect].id;
    let outcome = match ran.way.end {
        Ok(outcome) if outcome == scenario.expect => return None,
        Ok(outcome) => outcome,
        Err(node) => {
            let question = &guide.questions[tree.nodes[node].question];
            let message =
                format!("the scenario “{}” says too little: the guide would ask `{}`", scenario.name, question.id);
            let note = Diagnostic::at(&codes::UNFINISHED_SCENARIO, scenario.span, message);
            return Some(
                note.label(question.span, "this question").help(format!("add `{}: …` to `given`", question.id)),
            );
        }
    };
    let message =
        format!("the scenario “{}” ends with `{}`, not with `{expected}`", scenario.name, guide.outcomes[outcome].id);
    let mut note = Diagnostic::at(&codes::FAILING_SCENARIO, scenario.expect_span, message);
    let region = walk::region(guide, &ran.facts);
    match walk::ends_unsure(guide, tree, &ran.way) {
        Some(question) => note = note.label(guide.questions[question].span, "not being sure about this decides"),
        None => {
            for (_, rule) in walk::deciding(guide, &region, outcome).into_iter().take(1) {
                note = note.label(rule.span, decides(rule));
            }
        }
    }
    let near = nearest(guide, tree, &ran.facts, &ran.way, |other| other == scenario.expect);
    let near = match near {
        Some(change) => format!("; it would end with `{expected}` if {}", change.words(guide)),
        None => String::new(),
    };
    Some(note.help(format!("it goes {}{near}. Mend the rule or the scenario", path(guide, tree, &ran.way))))
}

fn decides(rule: &Rule) -> String {
    match &rule.source {
        Some(source) => format!("`{}` decides ({source})", rule.id),
        None => format!("`{}` decides", rule.id),
    }
}

/// A way in words: `notice *21 days or more* → topic *community*`.
pub(super) fn path(guide: &Guide, tree: &Tree, way: &Way) -> String {
    let step = |(node, said): &(usize, Option<usize>)| {
        let question = &guide.questions[tree.nodes[*node].question];
        match said {
            Some(answer) => format!("{} *{}*", question.id, words::answer(question, *answer)),
            None => format!("{} *not sure*", question.id),
        }
    };
    match way.steps.is_empty() {
        true => "nowhere: it is certain from the start".to_string(),
        false => way.steps.iter().map(step).collect::<Vec<_>>().join(" → "),
    }
}

/// One other answer that changes the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The question.
    pub(super) question: usize,
    /// The other answer.
    pub(super) answer: usize,
    /// The end, if it is certain with what else was said.
    pub(super) outcome: Option<usize>,
}

impl Change {
    /// In words: `amount were *500 USD or more*`.
    pub(super) fn words(&self, guide: &Guide) -> String {
        let question = &guide.questions[self.question];
        format!("{} were *{}*", question.id, words::answer(question, self.answer))
    }
}

/// The change of one answer that is nearest to what was said and leads to an outcome that is wanted: the last question
/// first, and of its answers the neighbours first. One with a certain end goes before one that asks more.
pub(super) fn nearest(
    guide: &Guide,
    tree: &Tree,
    facts: &Facts,
    way: &Way,
    wanted: impl Fn(usize) -> bool,
) -> Option<Change> {
    let mut open = None;
    for (node, said) in way.steps.iter().rev() {
        let question = tree.nodes[*node].question;
        let here = said.unwrap_or(0);
        let mut answers: Vec<usize> =
            (0..guide.questions[question].answers.len()).filter(|answer| Some(*answer) != *said).collect();
        answers.sort_by_key(|answer| (answer.abs_diff(here), *answer));
        for answer in answers {
            let mut other = facts.clone();
            other.insert(question, Some(answer));
            match walk::walk_from(tree, way.from, &other).end {
                Ok(outcome) if wanted(outcome) => return Some(Change { question, answer, outcome: Some(outcome) }),
                Ok(_) => {}
                Err(next) => {
                    let ends = walk::ends(tree, crate::policy::model::Target::Ask(next), &other);
                    if open.is_none() && ends.into_iter().any(&wanted) {
                        open = Some(Change { question, answer, outcome: None });
                    }
                }
            }
        }
    }
    open
}
