//! What guides, questions, answers and outcomes were called before, as plain data.

use crate::source::Span;

use std::sync::Arc;

/// A name that something had before, and where it stands.
pub type Old = (Arc<str>, Span);

/// A name that a guide or a part of it had before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Former {
    /// What had it.
    pub of: Of,
    /// The name.
    pub old: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// What had another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// The guide.
    Guide,
    /// A question, by its number.
    Question(usize),
    /// An answer, by the numbers of its question and of itself.
    Answer(usize, usize),
    /// An outcome, by its number.
    Outcome(usize),
}
