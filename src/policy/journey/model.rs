//! A journey as plain data: for each stage who has the ask, what can be seen, how long it takes and what it does not mean.

use crate::policy::former::Old;
use crate::policy::journey::stage::Stage;
use crate::source::Span;

use std::sync::Arc;

/// How an ask goes from the first mail to the parcel.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Journey {
    /// Its id: the ask.
    pub id: Arc<str>,
    /// What is asked for, in a few words.
    pub title: Arc<str>,
    /// The guide that says whether it may be asked for.
    pub guide: Option<Arc<str>>,
    /// It is answered in a mail of its own.
    pub apart: bool,
    /// What silence means.
    pub if_nothing: Arc<str>,
    /// Its stages, the earliest first.
    pub legs: Vec<Leg>,
    /// Days that are counted from the event, beside those of the guide.
    pub days: Vec<Day>,
    /// What it was called before.
    pub formerly: Vec<Old>,
    /// Where its id stands.
    pub span: Span,
}

/// What holds while an ask is at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Leg {
    /// The stage.
    pub stage: Stage,
    /// Who has it.
    pub who: Arc<str>,
    /// What the organizer can see.
    pub sees: Arc<str>,
    /// How long it usually takes.
    pub usually: Arc<str>,
    /// How long it takes at most.
    pub at_most: Arc<str>,
    /// Whom to ask.
    pub ask: Arc<str>,
    /// What the stage does not mean.
    pub does_not_mean: Arc<str>,
}

/// A day that is counted from the event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Day {
    /// What is to be done by then.
    pub what: Arc<str>,
    /// Before or after the event.
    pub turn: Turn,
    /// How many days.
    pub days: u32,
}

/// Before or after the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Before its first day.
    Before,
    /// After its first day.
    After,
}
