//! A reply as plain data: what an answer by mail says, which blanks its sender fills, and a line for every ask.

use crate::policy::former::Old;
use crate::policy::journey::stage::Stage;
use crate::source::Span;

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// A reply that is written once and sent often.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reply {
    /// Its id.
    pub id: Arc<str>,
    /// When it is sent.
    pub title: Arc<str>,
    /// The outcomes that it tells somebody.
    pub tells: Vec<Tells>,
    /// The subject of the mail.
    pub subject: Text,
    /// What it says.
    pub body: Text,
    /// What its sender fills in, in the order of the file.
    pub blanks: Vec<Blank>,
    /// A line for every ask.
    pub checklist: Vec<Line>,
    /// What it was called before.
    pub formerly: Vec<Old>,
    /// Where its id stands.
    pub span: Span,
}

/// An outcome that a reply tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tells {
    /// The guide.
    pub guide: Arc<str>,
    /// The outcome.
    pub outcome: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// What the sender fills in: `[[organizer]]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Blank {
    /// Its name.
    pub name: Arc<str>,
    /// What could stand there.
    pub example: Arc<str>,
    /// What has to stand there, in words.
    pub what: Option<Arc<str>>,
    /// What is held against a value.
    pub check: Check,
    /// Where its name stands.
    pub span: Span,
}

/// What is held against the value of a blank, beside that it is one line without hidden or harmful characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Any words.
    #[default]
    Words,
    /// A day such as `2026-03-01`.
    Date,
    /// The first day of the event, from which other days are counted.
    Event,
    /// A mail address.
    Email,
    /// An address that begins with `https://`.
    Link,
    /// A whole number.
    Number,
    /// A number with its unit, such as `200 USD`.
    Amount,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Line {
    /// What is asked for: the id of a guide or a journey, or words.
    pub ask: Arc<str>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// What the answer is.
    pub answer: Text,
    /// Whose step is next.
    pub owner: Text,
    /// Until when.
    pub by: By,
    /// What silence means.
    pub if_nothing: Text,
    /// Where it stands.
    pub span: Span,
    /// Where `by` stands.
    pub by_span: Span,
}

/// Until when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum By {
    /// So many days after the reply is sent.
    Days(u32),
    /// So many days before the first day of the event.
    Before(u32),
    /// So many days after the first day of the event.
    After(u32),
    /// The last day on which the ask can be filed.
    Deadline,
    /// On this day.
    On(Date),
    /// On the day that the sender fills in.
    Blank(Arc<str>),
}

/// A text of words, blanks, and things that the build puts in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(pub Vec<Piece>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Words, in which parameters are still to be filled in.
    Words(Arc<str>),
    /// A blank, by its name.
    Blank(Arc<str>),
    /// How many lines the checklist has.
    Count,
    /// The checklist.
    Checklist,
    /// The callout of a guide, or of one of its outcomes.
    NoGuarantee(Arc<str>, Option<Arc<str>>),
    /// The address of a step.
    Link(Address),
}

/// A step of a guide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// Its first page.
    Guide(Arc<str>),
    /// A question, by the name of its node.
    Question(Arc<str>, Arc<str>),
    /// An outcome.
    Outcome(Arc<str>, Arc<str>),
    /// What is different since a release.
    Changes(Arc<str>, Date),
}

impl Address {
    /// Its address below the root of the site.
    pub fn path(&self) -> String {
        match self {
            Self::Guide(guide) => format!("guides/{guide}/"),
            Self::Question(guide, node) => format!("guides/{guide}/{node}/"),
            Self::Outcome(guide, outcome) => format!("guides/{guide}/outcome/{outcome}/"),
            Self::Changes(guide, day) => format!("guides/{guide}/changes/#since-{day}"),
        }
    }
}

impl Text {
    /// The blanks in it.
    pub fn blanks(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.iter().filter_map(|piece| if let Piece::Blank(name) = piece { Some(name) } else { None })
    }
}

impl Line {
    /// The blanks in it.
    pub fn blanks(&self) -> impl Iterator<Item = &Arc<str>> {
        let by = if let By::Blank(name) = &self.by { Some(name) } else { None };
        self.answer.blanks().chain(self.owner.blanks()).chain(by).chain(self.if_nothing.blanks())
    }
}
