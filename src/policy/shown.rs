//! What a guide shows on the day of the build: which outcomes stand as written, which rules there are, what is reached.

use crate::policy::model::Guide;
use crate::policy::model::Kind;
use crate::policy::model::Rule;
use crate::policy::model::Target;
use crate::policy::model::Withdrawn;

impl Guide {
    /// How strong an outcome is on the day of the build, and why it is not what is written.
    pub fn shown(&self, outcome: usize) -> (Kind, Option<&Withdrawn>) {
        let kind = self.outcomes[outcome].kind;
        match &self.withdrawn {
            Some(why) if kind.is_favourable() => match why {
                Withdrawn::Programme(..) => (Kind::NotPossible, Some(why)),
                Withdrawn::Overdue(_) => (Kind::NeedsAPerson, Some(why)),
            },
            _ => (kind, None),
        }
    }

    /// All rules with whether they are stops, stops first.
    pub fn rules(&self) -> impl Iterator<Item = (bool, &Rule)> {
        self.stops.iter().map(|rule| (true, rule)).chain(self.routes.iter().map(|rule| (false, rule)))
    }

    /// The outcomes that somebody can reach, by number.
    pub fn reached(&self) -> std::collections::BTreeSet<usize> {
        let tree = self.tree.iter();
        let targets = tree.flat_map(|tree| {
            let ways = tree.nodes.iter().flat_map(|node| node.answers.iter().chain(&node.not_sure));
            ways.chain([&tree.root])
        });
        targets.filter_map(|target| if let Target::End(outcome) = target { Some(*outcome) } else { None }).collect()
    }
}
