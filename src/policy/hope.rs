//! Whether "not sure, so we treat it as this answer" gives more hope than another answer would.

use crate::policy::kind::Kind;
use crate::policy::model::Guide;
use crate::policy::model::NotSure;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof::Region;
use crate::policy::walk;

use std::collections::HashSet;

/// A question whose `treat_as` leads to more than another of its answers does.
pub(super) struct Hope {
    /// The question.
    pub(super) question: usize,
    /// The answer that somebody who is not sure is taken for.
    pub(super) treated: usize,
    /// Another answer.
    pub(super) other: usize,
    /// The kinds with which both end in one and the same situation.
    pub(super) kinds: (Kind, Kind),
    /// That situation.
    pub(super) region: Region,
}

/// Finds the first such situation of each question for which nobody has said why.
pub(super) fn find(guide: &Guide, tree: &Tree) -> Vec<Hope> {
    let mut found: Vec<Hope> = Vec::new();
    let ways = walk::to_nodes(tree);
    for (number, node) in tree.nodes.iter().enumerate() {
        let NotSure::TreatAs { answer, because: None } = &guide.questions[node.question].not_sure else { continue };
        if found.iter().any(|hope| hope.question == node.question) {
            continue;
        }
        for (other, target) in node.answers.iter().enumerate() {
            let region = walk::region(guide, &ways[number]);
            let mut pair = Pair { guide, tree, seen: HashSet::new(), region };
            if let Some(kinds) = pair.compare(node.answers[*answer], *target) {
                found.push(Hope { question: node.question, treated: *answer, other, kinds, region: pair.region });
                break;
            }
        }
    }
    found
}

struct Pair<'a> {
    guide: &'a Guide,
    tree: &'a Tree,
    seen: HashSet<(Target, Target)>,
    region: Region,
}

impl Pair<'_> {
    /// The kinds with which both end where the first ends better; the region is left narrowed to where that is.
    fn compare(&mut self, one: Target, other: Target) -> Option<(Kind, Kind)> {
        if one == other || !self.seen.insert((one, other)) {
            return None;
        }
        let question = |target: Target| match target {
            Target::Ask(number) => Some(self.tree.nodes[number].question),
            Target::End(_) => None,
        };
        let Some(first) = question(one).into_iter().chain(question(other)).min() else {
            let kind = |target: Target| match target {
                Target::End(outcome) => self.guide.outcomes[outcome].kind,
                Target::Ask(_) => Kind::NotPossible,
            };
            return (kind(one) > kind(other)).then(|| (kind(one), kind(other)));
        };
        let down = |target: Target, answer: usize| match target {
            Target::Ask(number) if self.tree.nodes[number].question == first => self.tree.nodes[number].answers[answer],
            target => target,
        };
        let before = self.region[first];
        for answer in 0..self.guide.questions[first].answers.len() {
            let (next_one, next_other) = (down(one, answer), down(other, answer));
            self.region[first] = 1 << answer;
            if let Some(kinds) = self.compare(next_one, next_other) {
                return Some(kinds);
            }
        }
        self.region[first] = before;
        None
    }
}
