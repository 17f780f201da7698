//! What the judge says of a text.

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
