//! Publishing: the output folder is replaced whole, and only what was written by us is ever deleted.

mod cleaning;
mod in_place;
mod listing;
mod lock;
mod manifest;
mod place;
mod plan;
mod replace;
mod stage;
mod stands;
mod sweep;

pub use cleaning::clean;
pub use manifest::Made;
pub use place::Output;
pub use replace::Published;
pub use replace::publish;
pub use stands::stands;
