//! Rules as HTML: pages of their own, and what they put into the pages of authors.

pub(super) mod callout;
mod drawing;
pub(super) mod embeds;
pub(in crate::output) mod pages;
pub(in crate::output) mod shared;
mod values;
mod view;
pub(super) mod viewing;
pub(in crate::output) mod words;

pub(in crate::output) use values::used;
