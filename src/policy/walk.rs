//! Ways through a tree: what somebody is asked who says this and that, where it ends, and which rule decides.

use crate::policy::model::Guide;
use crate::policy::model::NotSure;
use crate::policy::model::Rule;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof::Region;
use crate::policy::proof::intersection;
use crate::policy::rules;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// What somebody says: for a question an answer, or nothing for "not sure".
pub(super) type Facts = BTreeMap<usize, Option<usize>>;

/// A way through a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    /// Where it begins.
    pub(super) from: Target,
    /// The nodes that were passed, each with the answer; nothing for "not sure".
    pub(super) steps: Vec<(usize, Option<usize>)>,
    /// The outcome, or the node whose question has to be answered first.
    pub(super) end: Result<usize, usize>,
    /// The node whose question was passed over, because all its answers end alike.
    pub(super) over: Option<usize>,
}

/// Goes through the tree with what was said. A question without an answer is passed over when all its answers lead to one
/// outcome.
pub(super) fn walk(tree: &Tree, facts: &Facts) -> Way {
    walk_from(tree, tree.root, facts)
}

/// The same from a place inside the tree.
pub(super) fn walk_from(tree: &Tree, from: Target, facts: &Facts) -> Way {
    let mut steps = Vec::new();
    let mut at = from;
    loop {
        let number = match at {
            Target::End(outcome) => return Way { from, steps, end: Ok(outcome), over: None },
            Target::Ask(number) => number,
        };
        let node = &tree.nodes[number];
        let next = facts.get(&node.question).and_then(|said| match said {
            Some(answer) => Some((node.answers[*answer], *said)),
            None => node.not_sure.map(|target| (target, None)),
        });
        match next {
            Some((target, said)) => {
                steps.push((number, said));
                at = target;
            }
            None => {
                let ends = ends(tree, at, facts);
                let certain = ends.first().copied().filter(|_| ends.len() == 1);
                return Way { from, steps, end: certain.ok_or(number), over: certain.map(|_| number) };
            }
        }
    }
}

/// The outcomes that are still open from here with what was said.
pub(super) fn ends(tree: &Tree, from: Target, facts: &Facts) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(target) = waiting.pop() {
        if !seen.insert(target) {
            continue;
        }
        match target {
            Target::End(outcome) => drop(ends.insert(outcome)),
            Target::Ask(number) => {
                let node = &tree.nodes[number];
                match facts.get(&node.question) {
                    Some(Some(answer)) => waiting.push(node.answers[*answer]),
                    Some(None) if node.not_sure.is_some() => waiting.extend(node.not_sure),
                    _ => waiting.extend(&node.answers),
                }
            }
        }
    }
    ends
}

/// The questions nobody answered from here on, each with the outcome of somebody who is not sure of it.
pub(super) fn unsure_ends(tree: &Tree, from: usize, facts: &Facts) -> BTreeSet<(usize, usize)> {
    let (mut found, mut seen, mut waiting) = (BTreeSet::new(), BTreeSet::new(), vec![from]);
    while let Some(number) = waiting.pop() {
        if !seen.insert(number) {
            continue;
        }
        let node = &tree.nodes[number];
        let next = match facts.get(&node.question) {
            Some(Some(answer)) => vec![node.answers[*answer]],
            Some(None) => node.not_sure.into_iter().collect(),
            None => {
                let unsure = node.not_sure.into_iter().flat_map(|target| ends(tree, target, facts));
                found.extend(unsure.map(|outcome| (node.question, outcome)));
                node.answers.clone()
            }
        };
        waiting
            .extend(next.iter().filter_map(|target| if let Target::Ask(node) = target { Some(*node) } else { None }));
    }
    found
}

/// The combinations in which this was said; "not sure" counts as the answer it is treated as.
pub(super) fn region(guide: &Guide, facts: &Facts) -> Region {
    let mut region = rules::full(&guide.questions);
    for (question, said) in facts {
        let treated = match &guide.questions[*question].not_sure {
            NotSure::TreatAs { answer, .. } => Some(*answer),
            _ => None,
        };
        if let Some(answer) = said.or(treated) {
            region[*question] = 1 << answer;
        }
    }
    region
}

/// The rules that can have decided for an outcome in a region, stops first.
pub(super) fn deciding<'g>(guide: &'g Guide, region: &Region, outcome: usize) -> Vec<(bool, &'g Rule)> {
    let mut deciding = Vec::new();
    for (is_stop, rule) in guide.rules() {
        let common: Vec<Region> = rule.when.iter().filter_map(|part| intersection(part, region)).collect();
        if common.is_empty() {
            continue;
        }
        if rule.then == outcome {
            deciding.push((is_stop, rule));
        }
        // Nothing behind a stop that matches for certain decides anything.
        if is_stop && common.iter().any(|part| part == region) {
            break;
        }
    }
    deciding
}

/// Does this way end because somebody was not sure?
pub(super) fn ends_unsure(guide: &Guide, tree: &Tree, way: &Way) -> Option<usize> {
    let (node, said) = way.steps.last()?;
    let question = tree.nodes[*node].question;
    (said.is_none() && matches!(guide.questions[question].not_sure, NotSure::Go(_))).then_some(question)
}

/// The first way to each node, as what has to be said.
pub(super) fn to_nodes(tree: &Tree) -> Vec<Facts> {
    let mut ways: Vec<Option<Facts>> = vec![None; tree.nodes.len()];
    if let Target::Ask(root) = tree.root {
        ways[root] = Some(Facts::new());
    }
    for (number, node) in tree.nodes.iter().enumerate() {
        let Some(way) = ways[number].clone() else { continue };
        for (answer, target) in node.answers.iter().enumerate() {
            let Target::Ask(child) = *target else { continue };
            if ways[child].is_none() {
                let mut longer = way.clone();
                longer.insert(node.question, Some(answer));
                ways[child] = Some(longer);
            }
        }
    }
    ways.into_iter().map(Option::unwrap_or_default).collect()
}

/// What is taken for granted at each node: for every question the answers, as bits, with which somebody can come here.
pub fn assumed(guide: &Guide, tree: &Tree) -> Vec<Vec<u64>> {
    let full = rules::full(&guide.questions);
    let mut assumed = vec![vec![0; full.len()]; tree.nodes.len()];
    if let Target::Ask(root) = tree.root {
        assumed[root] = full;
    }
    // Each node stands before those it leads to.
    for (number, node) in tree.nodes.iter().enumerate() {
        for (answer, target) in node.answers.iter().enumerate() {
            let Target::Ask(child) = *target else { continue };
            let mut way = assumed[number].clone();
            way[node.question] = 1 << answer;
            assumed[child].iter_mut().zip(way).for_each(|(known, more)| *known |= more);
        }
    }
    assumed
}
