//! The theme: templates, assets, strings and kinds of callouts, as data. The default one is in the binary; a handbook
//! puts files of the same names into its own theme folder to change single templates, blocks, assets or strings.

mod bounded;
mod builtin;
mod codes;
mod compile;
mod mistake;
mod parts;
mod read;
mod render;
mod words;

pub use codes::CODES;
pub use codes::TEMPLATE_ERROR;
pub use parts::Asset;
pub use parts::Theme;
pub use read::fingerprint;
pub use read::read;
