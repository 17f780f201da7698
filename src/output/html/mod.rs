//! The site as HTML: bodies are written here, everything around them is the theme's.

pub(super) mod az;
pub(super) mod beside;
pub(super) mod body;
pub(super) mod book;
pub(super) mod catch_up;
pub(super) mod changes;
pub(super) mod contents;
mod diagram;
mod frame;
pub mod guard;
pub(super) mod guide;
pub(super) mod hrefs;
mod journey;
mod menu;
mod moved;
pub(super) mod not_found;
pub(super) mod notice;
pub(super) mod page;
pub(super) mod redirect;
pub(super) mod retired;
pub(super) mod sheets;
mod shell;
pub(super) mod short;
mod tokens;
pub(super) mod write;
