//! What a YAML or TOML file says, as a tree in which every part knows its place.
//!
//! Both readers make this tree, and serde reads Rust types out of it. Two things follow that a reader straight into
//! types cannot give: every mistake of a file is found in one run, and a word stays the word that was written (`no`,
//! `1.10` and `007` are not a truth value, a number and seven).

mod at;
mod codes;
mod controls;
mod de;
mod keyed;
mod notes;
mod schema;
pub mod toml;
mod tree;
pub mod yaml;

pub use at::At;
pub use codes::CODES;
pub use codes::UNKNOWN_KEY;
pub use codes::WRONG_VALUE;
pub use controls::without_controls;
pub use de::read;
pub use keyed::Keyed;
pub use notes::notes;
pub use schema::unknown_keys;
pub use tree::Entry;
pub use tree::Node;
pub use tree::Problem;
pub use tree::Value;
