//! What the scenarios of a guide try and what they leave untried: outcomes, rules, both sides of each cut.

use crate::policy::bands;
use crate::policy::model::Guide;
use crate::policy::model::Scenario;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof::Budget;
use crate::policy::proof::Region;
use crate::policy::proof::STEPS;
use crate::policy::proof::uncovered;
use crate::policy::scenario;
use crate::policy::scenario::Ran;
use crate::policy::value::Decimal;
use crate::policy::value::Value;
use crate::policy::walk;
use crate::policy::walk::Facts;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// Something that a scenario can try.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// An outcome is reached.
    Outcome(usize),
    /// A rule decides: stops first, then routes.
    Rule(usize),
    /// A value is just where a band begins.
    At(usize, usize),
    /// A value is just below the place where a band begins.
    Under(usize, usize),
}

impl Item {
    /// In words.
    pub(super) fn words(&self, guide: &Guide, day: Date) -> String {
        let cut = |question: &usize, answer: &usize| {
            let value =
                cut(guide, *question, *answer, day).map_or_else(|| "the cut".to_string(), |value| value.to_string());
            (guide.questions[*question].id.clone(), value)
        };
        match self {
            Self::Outcome(index) => format!("outcome {}", guide.outcomes[*index].id),
            Self::Rule(index) => match guide.rules().nth(*index) {
                Some((true, rule)) => format!("stop {}", rule.id),
                Some((false, rule)) => format!("route {}", rule.id),
                None => String::new(),
            },
            Self::At(question, answer) => {
                let (id, value) = cut(question, answer);
                format!("{id} at {value}")
            }
            Self::Under(question, answer) => {
                let (id, value) = cut(question, answer);
                format!("{id} just below {value}")
            }
        }
    }
}

/// The value at which a band begins.
fn cut(guide: &Guide, question: usize, answer: usize, day: Date) -> Option<Value> {
    guide.questions[question].answers[answer].band.as_ref()?.from.as_ref()?.on(day).cloned()
}

/// All that can be tried.
pub(super) fn items(guide: &Guide, tree: &Tree) -> Vec<Item> {
    let mut items: Vec<Item> = guide.reached().into_iter().map(Item::Outcome).collect();
    items.extend((0..guide.stops.len() + guide.routes.len()).map(Item::Rule));
    for (question, asked) in guide.questions.iter().enumerate() {
        for answer in 1..asked.answers.len() {
            let counts = |node: &&crate::policy::model::Node| {
                node.question == question && node.answers[answer - 1] != node.answers[answer]
            };
            if asked.answers[answer].band.is_some() && tree.nodes.iter().any(|node| counts(&node)) {
                items.extend([Item::At(question, answer), Item::Under(question, answer)]);
            }
        }
    }
    items
}

/// What one scenario tries.
pub(super) fn tried(guide: &Guide, tree: &Tree, ran: &Ran, day: Date) -> BTreeSet<Item> {
    let mut tried = BTreeSet::new();
    let Ok(outcome) = ran.way.end else { return tried };
    tried.insert(Item::Outcome(outcome));
    if walk::ends_unsure(guide, tree, &ran.way).is_none() {
        for (_, rule) in walk::deciding(guide, &walk::region(guide, &ran.facts), outcome) {
            let index = guide.rules().position(|(_, other)| std::ptr::eq(rule, other));
            tried.extend(index.map(Item::Rule));
        }
    }
    for (node, _) in &ran.way.steps {
        let question = tree.nodes[*node].question;
        let Some(value) = ran.values.get(&question) else { continue };
        for answer in 1..guide.questions[question].answers.len() {
            let Some(cut) = cut(guide, question, answer, day) else { continue };
            let below = cut.base().minus(value.base());
            if below == Decimal::whole(0) {
                tried.insert(Item::At(question, answer));
            } else if !below.is_negative() && below <= Decimal::whole(1) {
                tried.insert(Item::Under(question, answer));
            }
        }
    }
    tried
}

/// A scenario that would try something, made so that it passes.
pub(super) fn suggest(guide: &Guide, tree: &Tree, item: &Item, day: Date) -> Option<Scenario> {
    let (mut facts, mut values) = (Facts::new(), BTreeMap::new());
    match item {
        Item::Outcome(outcome) => facts = to_outcome(tree, *outcome)?,
        Item::Rule(index) => facts = to_rule(guide, tree, *index)?,
        Item::At(question, answer) | Item::Under(question, answer) => {
            let number = tree
                .nodes
                .iter()
                .position(|node| node.question == *question && node.answers[answer - 1] != node.answers[*answer])?;
            facts.extend(walk::to_nodes(tree).swap_remove(number));
            let (value, said) = match (item, cut(guide, *question, *answer, day)?) {
                (Item::At(..), value) => (value, *answer),
                (_, value) => (value.just_below(), answer - 1),
            };
            facts.insert(*question, Some(said));
            values.insert(*question, value);
        }
    }
    finish(tree, &mut facts);
    let outcome = walk::walk(tree, &facts).end.ok()?;
    let given = facts.iter().map(|(question, said)| {
        let text = match (values.get(question), said) {
            (Some(value), _) => value.to_string(),
            (None, Some(answer)) => example(guide, *question, *answer, day),
            (None, None) => "not-sure".to_string(),
        };
        (*question, Arc::from(text), guide.span)
    });
    let name = item.words(guide, day);
    Some(Scenario {
        name: name.into(),
        as_of: day,
        given: given.collect(),
        expect: outcome,
        span: guide.span,
        expect_span: guide.span,
    })
}

/// Answers what is still asked with the first answer.
fn finish(tree: &Tree, facts: &mut Facts) {
    while let Err(node) = walk::walk(tree, facts).end {
        let question = tree.nodes[node].question;
        // A "not sure" that is not offered is taken back.
        facts.insert(question, Some(0));
    }
}

fn to_outcome(tree: &Tree, outcome: usize) -> Option<Facts> {
    let ways = walk::to_nodes(tree);
    let end = Target::End(outcome);
    if tree.root == end {
        return Some(Facts::new());
    }
    let by_answer = tree.nodes.iter().enumerate().find_map(|(number, node)| {
        let answer = node.answers.iter().position(|target| *target == end)?;
        Some((number, node.question, Some(answer)))
    });
    let unsure = || {
        let number = tree.nodes.iter().position(|node| node.not_sure == Some(end))?;
        Some((number, tree.nodes[number].question, None))
    };
    let (number, question, said) = by_answer.or_else(unsure)?;
    let mut facts = ways[number].clone();
    facts.insert(question, said);
    Some(facts)
}

/// A situation in which a rule decides, and no more than has to be said.
fn to_rule(guide: &Guide, tree: &Tree, index: usize) -> Option<Facts> {
    let (is_stop, rule) = guide.rules().nth(index)?;
    let before = if is_stop { &guide.stops[..index] } else { &guide.stops[..] };
    let stops: Vec<&Region> = before.iter().flat_map(|stop| &stop.when).collect();
    let mut budget = Budget(STEPS);
    let free = rule.when.iter().find_map(|part| uncovered(part, &stops, 1, &mut budget).ok()?.into_iter().next())?;
    let pick = |question: usize| free[question].trailing_zeros() as usize;
    let mut facts = Facts::new();
    while let Err(node) = walk::walk(tree, &facts).end {
        let question = tree.nodes[node].question;
        facts.insert(question, Some(pick(question)));
    }
    let all = crate::policy::rules::full(&guide.questions);
    let says = |question: &usize| rule.when.iter().any(|part| part[*question] != all[*question]);
    let is_asked = |question: &usize| tree.nodes.iter().any(|node| node.question == *question);
    for question in (0..all.len()).filter(|question| says(question) && is_asked(question)) {
        facts.insert(question, Some(pick(question)));
    }
    Some(facts)
}

/// A value or an id that means an answer.
fn example(guide: &Guide, question: usize, answer: usize, day: Date) -> String {
    let asked = &guide.questions[question];
    let band = asked.answers[answer].band.as_ref();
    let from = band.and_then(|band| band.from.as_ref()).and_then(|cut| cut.on(day)).cloned();
    let below = band.and_then(|band| band.below.as_ref()).and_then(|cut| cut.on(day)).map(Value::just_below);
    match from.or(below) {
        Some(value) if matches!(bands::place(asked, &value.to_string(), day), Ok(placed) if placed.answer == Some(answer)) => {
            value.to_string()
        }
        _ => asked.answers[answer].id.to_string(),
    }
}

/// How many of how many things are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Tried.
    pub tried: usize,
    /// All.
    pub all: usize,
}

/// What the scenarios of a guide come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trial {
    /// Scenarios that end as they expect.
    pub passed: usize,
    /// All scenarios.
    pub scenarios: usize,
    /// Outcomes.
    pub outcomes: Share,
    /// Stops and routes.
    pub rules: Share,
    /// Sides of cuts.
    pub edges: Share,
    /// What nothing tries, in words.
    pub untried: Vec<String>,
    /// Scenarios that would try it, as lines to paste under `scenarios:`.
    pub suggested: Vec<String>,
}

/// Runs the scenarios of a guide; nothing for one without a tree.
pub(super) fn trial(guide: &Guide, as_of: Date) -> Option<Trial> {
    let tree = guide.tree.as_ref()?;
    let mut tried_all = BTreeSet::new();
    let mut trial = Trial { scenarios: guide.scenarios.len(), ..Trial::default() };
    for one in &guide.scenarios {
        let ran = scenario::run(guide, tree, one);
        trial.passed += usize::from(ran.way.end == Ok(one.expect));
        tried_all.extend(tried(guide, tree, &ran, one.as_of));
    }
    for item in items(guide, tree) {
        let share = match item {
            Item::Outcome(_) => &mut trial.outcomes,
            Item::Rule(_) => &mut trial.rules,
            _ => &mut trial.edges,
        };
        share.all += 1;
        let is_tried = tried_all.contains(&item);
        share.tried += usize::from(is_tried);
        if !is_tried {
            trial.untried.push(item.words(guide, as_of));
        }
    }
    Some(trial)
}

/// Scenarios for everything that nothing tries yet, as lines to paste.
pub(super) fn suggestions(guide: &Guide, as_of: Date) -> Vec<String> {
    let Some(tree) = &guide.tree else { return Vec::new() };
    let mut done = BTreeSet::new();
    for one in &guide.scenarios {
        done.extend(tried(guide, tree, &scenario::run(guide, tree, one), one.as_of));
    }
    let mut lines = Vec::new();
    for item in items(guide, tree) {
        if done.contains(&item) {
            continue;
        }
        let Some(one) = suggest(guide, tree, &item, as_of) else { continue };
        done.extend(tried(guide, tree, &scenario::run(guide, tree, &one), one.as_of));
        lines.push(line(guide, &one));
    }
    lines
}

fn line(guide: &Guide, one: &Scenario) -> String {
    let given: Vec<String> =
        one.given.iter().map(|(question, said, _)| format!("{}: {said}", guide.questions[*question].id)).collect();
    let (given, expect) = (given.join(", "), &guide.outcomes[one.expect].id);
    format!("  - {{name: {}, as_of: {}, given: {{{given}}}, expect: {expect}}}", one.name, one.as_of)
}
