//! What holds on a day: values and cuts; how strong the outcomes of a guide are, its rules, the outcomes that can be reached.

use crate::policy::kind::Kind;
use crate::policy::model::Cut;
use crate::policy::model::Dated;
use crate::policy::model::Guide;
use crate::policy::model::Node;
use crate::policy::model::Param;
use crate::policy::model::Policy;
use crate::policy::model::Programme;
use crate::policy::model::Rule;
use crate::policy::model::State;
use crate::policy::model::Status;
use crate::policy::model::Target;
use crate::policy::model::Withdrawn;
use crate::policy::value::Value;

use std::collections::BTreeSet;

use jiff::civil::Date;

impl Param {
    /// The value that holds on a day; none before the first.
    pub fn on(&self, day: Date) -> Option<&Dated> {
        self.values.iter().rev().find(|dated| dated.from <= day)
    }

    /// The next change after a day.
    pub fn after(&self, day: Date) -> Option<&Dated> {
        self.values.iter().find(|dated| dated.from > day)
    }
}

impl Cut {
    /// The value on a day.
    pub fn on(&self, day: Date) -> Option<&Value> {
        self.values.iter().rev().find(|(from, _)| *from <= day).map(|(_, value)| value)
    }
}

impl Policy {
    /// The state of the programme on the day of the build, if nothing can be asked for in it.
    pub fn closed(&self) -> Option<&State> {
        self.programme.as_ref()?.on(self.as_of).filter(|state| state.is != Status::Open)
    }

    /// The programme, if something can be asked for in it on the day of the build: then its days to come count.
    pub fn open_programme(&self) -> Option<&Programme> {
        self.programme.as_ref().filter(|_| self.closed().is_none())
    }

    /// The next state of the programme in which nothing can be asked for, if something can be on the day of the build.
    pub fn closing(&self) -> Option<&State> {
        let later = self.programme.as_ref()?.history.iter().find(|state| state.from > self.as_of)?;
        Some(later).filter(|state| state.is != Status::Open && self.closed().is_none())
    }

    /// The newest day that the rules know: of a value, of a guide, or of the programme.
    pub fn newest(&self) -> Option<Date> {
        let values = self.params.values().flat_map(|param| &param.values).map(|dated| dated.from);
        let states = self.programme.iter().flat_map(|programme| &programme.history).map(|state| state.from);
        let guides = self.guides.values().map(|guide| guide.effective);
        values.chain(states).chain(guides).max()
    }
}

impl Status {
    /// As readers see it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }
}

impl Withdrawn {
    /// Why nobody can hope by these rules, as a clause that begins small: `since 2019-12-15: The programme is closed.`
    pub fn words(&self) -> String {
        match self {
            Self::Programme(_, since, say) => format!("since {since}: {say}"),
            Self::NotYet(from) => {
                format!("these rules hold only from {from}: a person has to say what holds until then")
            }
            Self::Overdue(due) => format!("the review of these rules was due on {due}: a person has to look"),
        }
    }
}

impl Guide {
    /// How strong an outcome is on the day of the build, and why it is not what is written.
    pub fn shown(&self, outcome: usize) -> (Kind, Option<&Withdrawn>) {
        let kind = self.outcomes[outcome].kind;
        match &self.withdrawn {
            Some(why) if kind.is_favourable() => match why {
                Withdrawn::Programme(..) => (Kind::NotPossible, Some(why)),
                Withdrawn::NotYet(_) | Withdrawn::Overdue(_) => (Kind::NeedsAPerson, Some(why)),
            },
            _ => (kind, None),
        }
    }

    /// Where an answer leads from a node on the day of the build: a hope of another guide that is withdrawn leads where its
    /// stand-in does.
    pub fn leads(&self, node: &Node, answer: usize) -> Target {
        match &self.questions[node.question].withheld {
            Some(withheld) if withheld.answer == answer => node.answers[withheld.taken_as],
            _ => node.answers[answer],
        }
    }

    /// All rules with whether they are stops, stops first.
    pub fn rules(&self) -> impl Iterator<Item = (bool, &Rule)> {
        self.stops.iter().map(|rule| (true, rule)).chain(self.routes.iter().map(|rule| (false, rule)))
    }

    /// The outcomes that somebody can reach, by number.
    pub fn reached(&self) -> BTreeSet<usize> {
        let tree = self.tree.iter();
        let targets = tree.flat_map(|tree| {
            let ways = tree.nodes.iter().flat_map(|node| node.answers.iter().chain(&node.not_sure));
            ways.chain([&tree.root])
        });
        targets.filter_map(|target| if let Target::End(outcome) = target { Some(*outcome) } else { None }).collect()
    }
}
