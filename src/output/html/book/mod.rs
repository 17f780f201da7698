//! Pages bound together: a section on one page, the whole handbook in one file.
//!
//! All of them are made from finished pages and not from their sources, so what a theme, a guide or a callout puts on a
//! page is in the book as it is on the page.

pub(in crate::output) mod epub;
pub(in crate::output) mod finished;
pub(in crate::output) mod print;
pub(in crate::output) mod single;

mod balance;
mod inside;
mod kinds;
mod opf;
mod piece;
mod syntax;
mod told;
mod whole;
