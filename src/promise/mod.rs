//! What promises: the words of each language as data, and the judge who reads a text with them.

mod class;
mod clause;
mod found;
mod free;
mod inflect;
mod judge;
mod judgement;
mod lexicon;
mod ordered;
mod promises;
mod prose;
mod split;
mod words;

pub use judgement::Judgement;
pub use judgement::Kind;
pub use promises::Promises;
pub use prose::Prose;
