//! What is other between two moments: situations with another end, other facts, and what is only worded in another way.

use crate::policy::Kind;
use crate::policy::Status;
use crate::policy::Value;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// What is other from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// The day of what was.
    pub from: Date,
    /// The day of what is now.
    pub to: Date,
    /// The programme is in another state.
    pub programme: Option<ProgrammeChange>,
    /// The guides in which something is other.
    pub guides: Vec<GuideChange>,
    /// The values that are others.
    pub params: Vec<ParamChange>,
    /// The replies that are others.
    pub replies: Vec<ReplyChange>,
    /// The replies that are the same, although what they rest on is not.
    pub stale: Vec<Stale>,
}

/// Whether a thing is on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum There {
    /// On both.
    #[default]
    Both,
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
}

/// What is other in a guide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GuideChange {
    /// The guide.
    pub guide: Arc<str>,
    /// The question it answers.
    pub title: Arc<str>,
    /// Whether it is on both sides.
    pub there: There,
    /// The situations that end in another way.
    pub situations: Vec<Situation>,
    /// There are more situations than these.
    pub more: bool,
    /// The two could not be held against each other in reasonable time, so every situation may be another.
    pub too_complex: bool,
    /// What else means something else.
    pub facts: Vec<Fact>,
    /// What only is worded in another way.
    pub wording: Vec<Wording>,
    /// What is other in the addresses of its pages.
    pub addresses: Vec<Moved>,
}

/// Situations that end in another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// The answers that these situations have in common; none for all situations there are.
    pub when: Vec<Condition>,
    /// How they ended; nothing if they could not be told.
    pub was: Option<End>,
    /// How they end now.
    pub now: Option<End>,
}

/// A question with some of its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The id of the question.
    pub question: Arc<str>,
    /// The question.
    pub ask: Arc<str>,
    /// One of these is the answer.
    pub answers: Vec<Said>,
    /// None of these is.
    pub others: Vec<Said>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Its id, and what it says.
    Answer(Arc<str>, Arc<str>),
    /// From a value to before another.
    Stretch(Option<Value>, Option<Value>),
}

/// How a situation ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The id of the outcome.
    pub outcome: Arc<str>,
    /// How strong it is.
    pub kind: Kind,
    /// Its title.
    pub title: Arc<str>,
    /// The rules that decide, each with where it is written.
    pub rules: Vec<(Arc<str>, Option<Arc<str>>)>,
}

/// Something of a guide, besides its situations, that means something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// How strong an outcome is that only somebody comes to who is not sure: its id, its title, and what it was and is.
    Kind(Arc<str>, Arc<str>, Kind, Kind),
    /// What happens to somebody who is not sure: the id of the question, the question, and what was and is.
    Unsure(Arc<str>, Arc<str>, Unsure, Unsure),
    /// Who decides: the outcome, its title, and who it was and is.
    Decides(Arc<str>, Arc<str>, Option<Arc<str>>, Option<Arc<str>>),
    /// Whose step is next.
    Owner(Arc<str>, Arc<str>, Option<Arc<str>>, Option<Arc<str>>),
    /// In how many days.
    Within(Arc<str>, Arc<str>, Option<u32>, Option<u32>),
}

/// What happens to somebody who is not sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsure {
    /// The guide ends: the outcome and its title.
    Go(Arc<str>, Arc<str>),
    /// It goes on as if this were the answer.
    TreatAs(Said),
    /// It is no answer.
    NotOffered,
}

/// A text that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Which text: the key under which authors write it.
    pub key: Arc<str>,
    /// The id of what it belongs to; nothing for the guide itself.
    pub of: Arc<str>,
    /// The text as it was and is, where more than a fingerprint of it is kept.
    pub texts: Option<(Arc<str>, Arc<str>)>,
}

/// Something about the addresses of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    /// Its questions are asked in another order.
    Order,
    /// A question is there, or is not any more.
    Question(Arc<str>, There),
    /// An outcome is there, or is not any more.
    Outcome(Arc<str>, There),
}

/// A value that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamChange {
    /// Its name.
    pub param: Arc<str>,
    /// What it is.
    pub what: Arc<str>,
    /// Whether it is on both sides.
    pub there: There,
    /// The value that held, with where it is written.
    pub was: Option<(Value, Option<Arc<str>>)>,
    /// The value that holds now.
    pub now: Option<(Value, Option<Arc<str>>)>,
    /// Values that hold later and that nobody knew of.
    pub later: Vec<(Date, Value, Option<Arc<str>>)>,
    /// Values of days that were past, and that are others now: the day, the value that stood there, and what stands there.
    pub rewritten: Vec<(Date, Option<Value>, Option<Value>)>,
    /// Only its words or its sources are others.
    pub is_wording: bool,
}

/// A reply that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyChange {
    /// Its id.
    pub reply: Arc<str>,
    /// When it is sent.
    pub title: Arc<str>,
    /// Whether it is on both sides.
    pub there: There,
    /// It tells other outcomes.
    pub tells: bool,
}

/// A reply that has to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its id.
    pub reply: Arc<str>,
    /// When it is sent.
    pub title: Arc<str>,
    /// What it rests on and is other now: `outcome:money/may-file`, `param:money-notice`.
    pub because: BTreeSet<Arc<str>>,
}

/// The programme is in another state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeChange {
    /// The state that was.
    pub was: Option<(Status, Date, Arc<str>)>,
    /// The state that is.
    pub now: Option<(Status, Date, Arc<str>)>,
}

impl GuideChange {
    /// Does it mean something else?
    pub fn is_major(&self) -> bool {
        self.too_complex || self.there != There::Both || !self.situations.is_empty() || !self.facts.is_empty()
    }

    /// Is nothing other?
    pub fn is_empty(&self) -> bool {
        !self.is_major() && self.wording.is_empty() && self.addresses.is_empty()
    }

    /// The outcomes that something is other about.
    pub fn outcomes(&self) -> BTreeSet<Arc<str>> {
        let ends = self.situations.iter().flat_map(|one| one.was.iter().chain(&one.now));
        let facts = self.facts.iter().flat_map(|fact| match fact {
            Fact::Kind(id, ..) | Fact::Decides(id, ..) | Fact::Owner(id, ..) | Fact::Within(id, ..) => vec![id],
            Fact::Unsure(_, _, was, now) => [was, now]
                .into_iter()
                .filter_map(|unsure| if let Unsure::Go(id, _) = unsure { Some(id) } else { None })
                .collect(),
        });
        let gone = self.addresses.iter().filter_map(|moved| match moved {
            Moved::Outcome(id, There::Gone) => Some(id),
            _ => None,
        });
        ends.map(|end| &end.outcome).chain(facts).chain(gone).cloned().collect()
    }
}

impl ParamChange {
    /// Does it mean something else?
    pub fn is_major(&self) -> bool {
        !self.is_wording
    }
}

impl ReplyChange {
    /// Does it mean something else? Which outcomes it tells is a meaning; its text is wording.
    pub fn is_major(&self) -> bool {
        self.tells || self.there != There::Both
    }
}

impl Diff {
    /// Does something that readers are told mean something else?
    pub fn is_major(&self) -> bool {
        self.programme.is_some()
            || self.guides.iter().any(GuideChange::is_major)
            || self.params.iter().any(ParamChange::is_major)
    }

    /// Is nothing other?
    pub fn is_empty(&self) -> bool {
        self.programme.is_none() && self.guides.is_empty() && self.params.is_empty() && self.replies.is_empty()
    }
}
