//! What the grammar of a language finds in a clause, before negations and conditions are weighed.

use std::ops::Range;

/// How much is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// That we do it, or that they get it.
    Promise,
    /// A request has a state that sounds like a yes.
    Status,
    /// A custom: `we fund events`.
    Habit,
}

/// A promise, perhaps negated or conditioned.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
    /// How much is promised.
    pub(super) strength: Strength,
    /// It is said not to be so.
    pub(super) negated: bool,
    /// Somebody's decision is waited for.
    pub(super) conditioned: bool,
    /// The condition is said last.
    pub(super) condition_last: bool,
}
