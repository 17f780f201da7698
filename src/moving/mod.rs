//! A page, a heading, a guide, a question, an answer or an outcome under another name: everything that must be written so
//! that each link still arrives. Nothing is written here; what comes of it are edits.

mod check;
mod edits;
mod fix;
mod heading;
mod links;
mod lists;
mod name;
mod page;
mod plan;
mod request;
mod rules;

pub use check::Loss;
pub use check::check;
pub use edits::Edits;
pub use fix::fix;
pub use plan::Plan;
pub use plan::plan;
pub use request::Move;
pub use request::request;
