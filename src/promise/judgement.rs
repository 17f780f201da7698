//! What the judge says of a text, and what to write instead.

use std::ops::Range;

/// What a stretch of a text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It promises money or goods.
    Promise,
    /// It sounds like a promise: a custom, a saying.
    NearPromise,
    /// It gives a request a state that sounds like a yes.
    Status,
    /// A condition stands after what depends on it.
    ConditionLast,
    /// It would promise, but for a negation or a condition.
    Guarded,
}

/// A judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What the words do.
    pub kind: Kind,
    /// The words, in bytes of the text.
    pub at: Range<usize>,
}

impl Kind {
    /// What is wrong, after the words in question.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Promise => "promises money or goods",
            Self::NearPromise => "sounds like a promise to the reader",
            Self::Status => "sounds like a yes",
            Self::ConditionLast => "names its condition last, where it is overlooked",
            Self::Guarded => "speaks of money or goods",
        }
    }

    /// What to write instead.
    pub fn instead(self) -> &'static str {
        match self {
            Self::Promise => {
                "say what may be asked for and who decides, as in “Shirts may be asked for; the swag owner decides”"
            }
            Self::NearPromise => {
                "say what cannot be asked for, as in “Events outside the mission cannot ask for money”"
            }
            Self::Status => "say how far it is and that nothing is decided, as in “Filed, not decided”",
            Self::ConditionLast => "put the condition first, as in “If the council agrees, …”",
            Self::Guarded => "put the callout of the guide beside it",
        }
    }
}
