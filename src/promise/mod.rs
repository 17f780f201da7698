//! What promises: the words of each language as data, and the judge who reads a text with them.

mod answer;
mod class;
mod clause;
mod codes;
mod coming;
mod found;
mod free;
mod group;
mod inflect;
mod judge;
mod judgement;
mod lexicon;
mod ordered;
mod plain;
mod promises;
mod prose;
mod split;
mod stems;
mod thing;
mod tongues;
mod topics;
mod turned;
mod vale;
mod words;

pub use codes::CODES;
pub use judgement::Judgement;
pub use judgement::Kind;
pub use plain::Hard;
pub use promises::Promises;
pub use promises::schema;
pub use prose::Prose;
