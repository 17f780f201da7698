//! What the room makes: guides whose rules are proved, as plain data that pages, diagrams, lists and JSON can be made of.

use crate::policy::former::Former;
use crate::policy::former::Old;
use crate::policy::gone::Retired;
use crate::policy::journey::model::Journey;
use crate::policy::kind::Kind;
use crate::policy::project::Project;
use crate::policy::reply::model::Reply;
use crate::policy::role::Role;
use crate::policy::role::Term;
use crate::policy::value::Value;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Everything that is written under `policy/`, as it is on one day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Policy {
    /// The day.
    pub as_of: Date,
    /// The programme, if anything is said about it.
    pub programme: Option<Programme>,
    /// The values, by name.
    pub params: BTreeMap<Arc<str>, Param>,
    /// The guides, by id. One that could not be read or proved has no tree.
    pub guides: BTreeMap<Arc<str>, Guide>,
    /// The replies, by id.
    pub replies: BTreeMap<Arc<str>, Reply>,
    /// The journeys, by id.
    pub journeys: BTreeMap<Arc<str>, Journey>,
    /// The roles, by id.
    pub roles: BTreeMap<Arc<str>, Role>,
    /// The words that need an explanation, by id.
    pub glossary: BTreeMap<Arc<str>, Term>,
    /// Addresses at which something was published that is gone for good.
    pub retired: Vec<Retired>,
    /// The projects of the plan of record, by id.
    pub plan: BTreeMap<Arc<str>, Project>,
    /// The ids of guides that are written and could not be read.
    pub unread: BTreeSet<Arc<str>>,
}

/// The programme as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Programme {
    /// Its name.
    pub name: Arc<str>,
    /// Its states, the earliest first.
    pub history: Vec<State>,
    /// How many days after a review is due its guides still answer as before.
    pub grace: u32,
}

/// A state of the programme, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    /// The first day.
    pub from: Date,
    /// The state.
    pub is: Status,
    /// What it means, in words for every page.
    pub say: Arc<str>,
    /// Where that is written.
    pub source: Option<Arc<str>>,
}

/// Whether anything can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Requests can be filed.
    Open,
    /// Not now.
    Paused,
    /// Not any more.
    Closed,
}

/// A value that rules and pages repeat, with its history.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Param {
    /// What it is.
    pub what: Arc<str>,
    /// Its values, the earliest first.
    pub values: Vec<Dated>,
    /// What it was called before.
    pub formerly: Vec<Old>,
    /// Where its name stands.
    pub span: Span,
}

/// A value from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The first day.
    pub from: Date,
    /// The value.
    pub value: Value,
    /// Where it is written.
    pub source: Option<Arc<str>>,
    /// Where it stands.
    pub span: Span,
}

/// A guide.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Guide {
    /// Its id, part of its address.
    pub id: Arc<str>,
    /// The question it answers.
    pub title: Arc<str>,
    /// Who answers for it.
    pub owner: Arc<str>,
    /// The first day on which its rules hold.
    pub effective: Date,
    /// The day on which somebody last held the rules against their sources.
    pub reviewed: Date,
    /// The day on which its review is due.
    pub review_due: Date,
    /// Why its favourable outcomes do not stand as they are written on the day of the build.
    pub withdrawn: Option<Withdrawn>,
    /// Its place among the guides: smaller comes first.
    pub weight: i32,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// Read from the top.
    pub stops: Vec<Rule>,
    /// In an order of their own: that of the file means nothing.
    pub routes: Vec<Rule>,
    /// How it can end.
    pub outcomes: Vec<Outcome>,
    /// Situations with the outcome that they must have.
    pub scenarios: Vec<Scenario>,
    /// What is computed from all that, if it is proved.
    pub tree: Option<Tree>,
    /// What it and its parts were called before.
    pub former: Vec<Former>,
    /// The tree is not computed but written by hand, so there are no rules.
    pub by_hand: bool,
    /// The file that it is written in, from the project's root.
    pub file: Arc<str>,
    /// Where `guide:` stands.
    pub span: Span,
    /// Where `routes:` stands.
    pub routes_span: Span,
}

/// Why a favourable outcome does not stand as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Withdrawn {
    /// The programme is paused or closed: nothing can be asked for.
    Programme(Status, Date, Arc<str>),
    /// The rules hold only from this day on: a person has to say what holds until then.
    NotYet(Date),
    /// The review is overdue since this day and the time of grace is over: a person has to look.
    Overdue(Date),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its id.
    pub id: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// Why it is asked.
    pub why: Option<Arc<str>>,
    /// All answers there are but "not sure".
    pub answers: Vec<Answer>,
    /// What happens to somebody who is not sure.
    pub not_sure: NotSure,
    /// That no rule tells its answers apart is meant.
    pub informative: bool,
    /// The guide whose kinds of outcome are the answers.
    pub answer_from: Option<Arc<str>>,
    /// What does not stand of these answers, because that guide is withdrawn on the day of the build.
    pub withheld: Option<Withheld>,
    /// Where its id stands.
    pub span: Span,
}

/// An answer that another guide gives and that does not stand on the day of the build.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withheld {
    /// The answer, which is favourable.
    pub answer: usize,
    /// The answer that it is taken for: a person has to look at it.
    pub taken_as: usize,
    /// Why.
    pub why: Withdrawn,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answer {
    /// Its id.
    pub id: Arc<str>,
    /// What it says; for a band, computed from its cuts on the day of the build.
    pub label: Arc<str>,
    /// The band, if the question is about a number or a day.
    pub band: Option<Band>,
    /// Where its id stands.
    pub span: Span,
}

/// A stretch of numbers or days.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Band {
    /// It begins with this value; nothing for all that is smaller than `below`.
    pub from: Option<Cut>,
    /// It ends before this value; nothing for all that is larger.
    pub below: Option<Cut>,
}

/// A place where a band begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cut {
    /// The parameter that gives the value.
    pub param: Option<Arc<str>>,
    /// Its values: one without a parameter, otherwise all there are, the earliest first.
    pub values: Vec<(Date, Value)>,
    /// Where it stands.
    pub span: Span,
}

/// What happens to somebody who is not sure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NotSure {
    /// The guide ends with this outcome.
    Go(usize),
    /// It goes on as if this were the answer.
    TreatAs {
        /// The answer.
        answer: usize,
        /// Why, if somebody said.
        because: Option<Arc<str>>,
    },
    /// Everybody can answer it, for this reason.
    NotOffered(Arc<str>),
}

/// A stop or a route.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Its name.
    pub id: Arc<str>,
    /// For each way in which it matches and each question, the answers it is about, as bits.
    pub when: Vec<Vec<u64>>,
    /// The outcome.
    pub then: usize,
    /// Where it is written.
    pub source: Option<Arc<str>>,
    /// The route that may match at the same time.
    pub same_as: Option<Arc<str>>,
    /// Where its id stands.
    pub span: Span,
}

/// How a guide can end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// Its id.
    pub id: Arc<str>,
    /// How strong it is, as written. [`Guide::shown`] says what it is on the day of the build.
    pub kind: Kind,
    /// Its title, if its first sentence is not to be it.
    pub title: Option<Arc<str>>,
    /// What it says.
    pub say: Arc<str>,
    /// Who decides, in words.
    pub decided_by: Option<Arc<str>>,
    /// The role that decides, if the words are not its name.
    pub decider: Option<Arc<str>>,
    /// When the answer is known at the earliest.
    pub know_by: Option<Arc<str>>,
    /// What not to do until then.
    pub until_then: Option<Arc<str>>,
    /// What to do now.
    pub next: Next,
    /// Where its id stands.
    pub span: Span,
}

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Next {
    /// The step.
    pub act: Arc<str>,
    /// Whose step it is.
    pub owner: Option<Arc<str>>,
    /// In how many days.
    pub within: Option<u32>,
    /// What silence means.
    pub if_nothing: Option<Arc<str>>,
    /// Where to go on, and where that stands.
    pub link: Option<(Arc<str>, Span)>,
}

/// A situation with the outcome that it must have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scenario {
    /// What is special about it.
    pub name: Arc<str>,
    /// Its day.
    pub as_of: Date,
    /// Questions with what was said, in the order of the file.
    pub given: Vec<(usize, Arc<str>, Span)>,
    /// The outcome.
    pub expect: usize,
    /// Where it stands.
    pub span: Span,
    /// Where `expect:` stands.
    pub expect_span: Span,
}

/// The graph of a guide: every question that is asked and every way from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tree {
    /// The places at which a question is asked, each before those it leads to.
    pub nodes: Vec<Node>,
    /// Where it begins.
    pub root: Target,
    /// How many combinations of answers there are.
    pub combinations: u128,
}

/// Where a way leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To a further question: a node by its number.
    Ask(usize),
    /// To an end: an outcome by its number.
    End(usize),
}

/// A place at which a question is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// The question.
    pub question: usize,
    /// Its stable name, part of its address: `amount`, or `amount/who=resource-rep` if a question has several nodes.
    pub name: Arc<str>,
    /// Earlier questions whose answers this node takes as given, each with those answers as bits.
    pub assumes: Vec<(usize, u64)>,
    /// Where each answer leads, in the order of the answers.
    pub answers: Vec<Target>,
    /// Where "not sure" leads, if it is offered.
    pub not_sure: Option<Target>,
}
