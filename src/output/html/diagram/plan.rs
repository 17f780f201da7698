//! What follows what in a drawing: each question with its ways, and how each way reaches its box.

use crate::output::html::diagram::sheet::Sheet;
use crate::policy::Target;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A question with the ways from it.
pub(super) struct Step {
    pub(super) node: usize,
    pub(super) ways: Vec<Way>,
}

/// All answers that lead from a question to the same place.
pub(super) struct Way {
    pub(super) to: Target,
    /// The answers, by number.
    pub(super) answers: Vec<usize>,
    /// Does "not sure" lead there, too?
    pub(super) not_sure: bool,
    pub(super) goes: Goes,
}

/// How a way reaches its box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// Down the rail to the next question.
    Down,
    /// To the box that hangs right below its label.
    Here,
    /// On a lane beside the column.
    Aside,
}

impl Way {
    /// Is nobody led there who is sure?
    pub(super) fn is_unsure(&self) -> bool {
        self.answers.is_empty()
    }
}

/// The questions of a part with their ways.
pub(super) fn plan(sheet: &Sheet<'_>, part: usize) -> Vec<Step> {
    let nodes = &sheet.parts.lists[part];
    let follows = |at: usize| nodes.get(at + 1).map(|node| Target::Ask(*node));
    let steps = nodes.iter().enumerate().map(|(at, &node)| Step { node, ways: ways(sheet, node, follows(at)) });
    let mut steps: Vec<Step> = steps.collect();
    let mut taken = BTreeSet::new();
    for step in steps.iter_mut().rev() {
        for way in step.ways.iter_mut().rev().filter(|way| way.goes != Goes::Down) {
            let has_place = matches!(way.to, Target::Ask(node) if sheet.parts.of[node] == part);
            if !has_place && taken.insert(way.to) {
                way.goes = Goes::Here;
            }
        }
    }
    steps
}

/// The ways from a node in the author's order; the one to the question that follows comes last.
fn ways(sheet: &Sheet<'_>, node: usize, follows: Option<Target>) -> Vec<Way> {
    let node = &sheet.tree.nodes[node];
    let mut ways: Vec<Way> = Vec::new();
    let mut place: BTreeMap<Target, usize> = BTreeMap::new();
    let answers = (0..node.answers.len()).map(|answer| (sheet.guide.leads(node, answer), Some(answer)));
    for (to, answer) in answers.chain(node.not_sure.map(|to| (to, None))) {
        let goes = if Some(to) == follows { Goes::Down } else { Goes::Aside };
        let at = *place.entry(to).or_insert_with(|| {
            ways.push(Way { to, answers: Vec::new(), not_sure: false, goes });
            ways.len() - 1
        });
        ways[at].answers.extend(answer);
        ways[at].not_sure |= answer.is_none();
    }
    ways.sort_by_key(|way| way.goes == Goes::Down);
    ways
}
