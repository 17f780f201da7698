//! What rules mean, apart from how they are written: what is kept of each release, and held against another.

use crate::history::stamp::Amount;
use crate::history::stamp::Day;
use crate::history::stamp::Print;
use crate::policy::Kind;
use crate::policy::Status;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Everything that rules mean, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Meaning {
    /// The guides, by id.
    pub guides: BTreeMap<Arc<str>, Arc<Guide>>,
    /// The values, by name.
    pub params: BTreeMap<Arc<str>, Arc<Param>>,
    /// The replies, by id.
    pub replies: BTreeMap<Arc<str>, Arc<Reply>>,
    /// The programme, if anything is said about it.
    pub programme: Option<Arc<Programme>>,
}

/// A guide.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Guide {
    /// The form of the file.
    pub format: u32,
    /// Its id.
    pub guide: Arc<str>,
    /// The question it answers.
    pub title: Arc<str>,
    /// The first day on which its rules hold.
    pub effective: Day,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// Read from the top. Two that could change places without a change of meaning stand in the order of their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Rule>,
    /// By name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Rule>,
    /// Only in a guide whose tree is written by hand; it begins with the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// How it can end, by name.
    pub outcomes: Vec<Outcome>,
    /// The values that its texts name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Arc<str>>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptQuestion")]
pub struct Question {
    /// Its id.
    pub id: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Print>,
    /// The answers: bands from the lowest, others by name.
    pub answers: Vec<Answer>,
    /// What happens to somebody who is not sure.
    pub not_sure: NotSure,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptAnswer")]
pub struct Answer {
    /// Its id.
    pub id: Arc<str>,
    /// What it says, unless it is a band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Arc<str>>,
    /// Where a band begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Cut>,
    /// Before what it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Cut>,
}

/// A place where a band begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptCut")]
pub struct Cut {
    /// The parameter that gives the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub param: Option<Arc<str>>,
    /// The value, if it is written in the band itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Amount>,
    /// All values of the parameter, by their first day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Day, Amount>,
}

/// What happens to somebody who is not sure: one of three.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptNotSure")]
pub struct NotSure {
    /// The guide ends with this outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go: Option<Arc<str>>,
    /// It goes on as if this were the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treat_as: Option<Arc<str>>,
    /// Why that answer, or why everybody can answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Print>,
}

/// A stop or a route.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptRule")]
pub struct Rule {
    /// Its name.
    pub id: Arc<str>,
    /// The situations it is about: for each way in which it matches, the answers to the questions that matter.
    pub when: Vec<BTreeMap<Arc<str>, Vec<Arc<str>>>>,
    /// The outcome.
    pub then: Arc<str>,
    /// Where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
}

/// A step of a tree that is written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptStep")]
pub struct Step {
    /// The question.
    pub id: Arc<str>,
    /// For each answer the next step, or the outcome.
    pub to: BTreeMap<Arc<str>, Arc<str>>,
}

/// How a guide can end.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptOutcome")]
pub struct Outcome {
    /// Its id.
    pub id: Arc<str>,
    /// How strong it is.
    pub kind: Kind,
    /// Its title, or its first sentence.
    pub title: Arc<str>,
    /// Who decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Arc<str>>,
    /// Whose step is next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Arc<str>>,
    /// In how many days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
    /// Its other texts, by their keys.
    pub texts: BTreeMap<Arc<str>, Print>,
}

/// A value with its history.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptParam")]
pub struct Param {
    /// The form of the file.
    pub format: u32,
    /// Its name.
    pub param: Arc<str>,
    /// What it is.
    pub what: Arc<str>,
    /// Its values, by their first day.
    pub values: BTreeMap<Day, Dated>,
}

/// A value from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptValue")]
pub struct Dated {
    /// The value.
    pub is: Amount,
    /// Where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
}

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptReply")]
pub struct Reply {
    /// The form of the file.
    pub format: u32,
    /// Its id.
    pub reply: Arc<str>,
    /// When it is sent.
    pub title: Arc<str>,
    /// The outcomes that it tells: `money/may-file`.
    pub tells: Vec<Arc<str>>,
    /// What its lines are about.
    pub asks: Vec<Arc<str>>,
    /// The guides whose callout it shows, and the values that it names.
    pub uses: Vec<Arc<str>>,
    /// Its texts.
    pub text: Print,
}

/// The programme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptProgramme")]
pub struct Programme {
    /// The form of the file.
    pub format: u32,
    /// Its name.
    pub programme: Arc<str>,
    /// Its states, by their first day.
    pub states: BTreeMap<Day, State>,
}

/// A state of the programme, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "KeptState")]
pub struct State {
    /// The state.
    pub is: Status,
    /// What it means, in words.
    pub say: Arc<str>,
    /// Where that is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
}

/// All releases, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct History {
    /// The releases.
    pub releases: Vec<Release>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Release {
    /// Its day.
    pub day: Date,
    /// Why the meaning of something changed.
    pub why: Option<Arc<str>>,
    /// What was new in it, or other than before: `guides/money`.
    pub stores: Vec<Arc<str>>,
    /// What was no more.
    pub ends: Vec<Arc<str>>,
    /// Everything that the rules meant.
    pub meaning: Meaning,
}

impl Release {
    /// Had it something new about a guide?
    pub fn touches(&self, guide: &str) -> bool {
        self.stores.iter().chain(&self.ends).any(|name| name.strip_prefix("guides/") == Some(guide))
    }
}

impl Cut {
    /// The value on a day.
    pub fn on(&self, day: Date) -> Option<&crate::policy::Value> {
        let dated = self.values.iter().rev().find(|(from, _)| from.0 <= day).map(|(_, value)| value);
        dated.or(self.is.as_ref()).map(|amount| &amount.0)
    }
}

impl Param {
    /// What holds on a day.
    pub fn on(&self, day: Date) -> Option<&Dated> {
        self.values.range(..=Day(day)).next_back().map(|(_, dated)| dated)
    }
}

impl Guide {
    /// An outcome, by its number.
    pub fn outcome(&self, id: &str) -> Option<usize> {
        self.outcomes.iter().position(|outcome| *outcome.id == *id)
    }

    /// All rules, stops first.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.stops.iter().chain(&self.routes)
    }

    /// The names of the values that its bands and its texts take from `params.yaml`.
    pub fn params(&self) -> std::collections::BTreeSet<Arc<str>> {
        let answers = self.questions.iter().flat_map(|question| &question.answers);
        let cuts = answers.flat_map(|answer| answer.from.iter().chain(&answer.below));
        cuts.filter_map(|cut| cut.param.clone()).chain(self.uses.iter().cloned()).collect()
    }
}

impl Release {
    /// The name of its heading on pages of changes, which stays for good.
    pub fn place(&self) -> Arc<str> {
        format!("since-{}", self.day).into()
    }
}

impl History {
    /// What was released up to a day.
    pub fn until(&self, day: Date) -> Self {
        Self { releases: self.releases.iter().filter(|release| release.day <= day).cloned().collect() }
    }

    /// For each guide the day of the last release that had something new about it.
    pub fn days(&self) -> BTreeMap<Arc<str>, Date> {
        let last = |id: &Arc<str>| Some((Arc::clone(id), self.of_guide(id).next_back()?.day));
        self.guides().iter().filter_map(last).collect()
    }

    /// The last release on or before a day.
    pub fn on(&self, day: Date) -> Option<&Release> {
        self.releases.iter().rev().find(|release| release.day <= day)
    }

    /// The releases that had something new about a guide, the earliest first.
    pub fn of_guide<'h>(&'h self, id: &'h str) -> impl DoubleEndedIterator<Item = &'h Release> {
        self.releases.iter().filter(move |release| release.touches(id))
    }

    /// The ids of all guides that were ever released.
    pub fn guides(&self) -> std::collections::BTreeSet<Arc<str>> {
        self.releases.iter().flat_map(|release| release.meaning.guides.keys().cloned()).collect()
    }
}
