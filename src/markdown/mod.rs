//! An author's Markdown, read into a page. The steps, in order:
//!
//! 1. [`front`] takes the front matter off and reads it;
//! 2. [`include`] puts in the text of other files, and remembers where every part came from;
//! 3. [`read`] turns the text into events, and lists headings, links, code and callouts on the way;
//! 4. [`summary`] reads the one file that is not a page, `SUMMARY.md`.
//!
//! Reading never fails: what is wrong is found, and the rest is read.

mod braces;
mod code;
mod codes;
mod dests;
mod dialect;
mod front;
mod identify;
mod ids;
mod include;
mod raw;
mod read;
mod summary;

use crate::diagnostic::Noted;
use crate::document::Page;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Span;

use std::sync::Arc;

pub use codes::CODES;
pub use dests::Dest;
pub use dests::dests;
pub use dialect::Dialect;
pub use front::block as front_matter;
pub use front::schema as front_matter_schema;
pub use identify::with_id;
pub(crate) use include::closure;
pub use include::names;
pub use include::places;
pub use summary::read as read_summary;

/// Reads a page. `path` is its place below the content folder; `snapshot` holds what it includes.
pub fn read(source: &Source, path: &str, dialect: &Dialect, snapshot: &Snapshot) -> Noted<Page> {
    let mut found = Vec::new();
    let (front, body_start) = front::read(source).into(&mut found);
    let assembled = include::assemble(source, body_start, snapshot).into(&mut found);
    let (title, incomplete) = (assembled.title.clone(), assembled.incomplete);
    let mut page = read::read(assembled, dialect).into(&mut found);
    page.path = Arc::from(path);
    page.file = source.id;
    page.front = front;
    page.incomplete = incomplete;
    page.title = title.or(page.title);
    page.make_card();
    Noted { value: page, found }
}

/// Reads a line of Markdown that stands in another file, at `span`.
pub fn read_line(text: &str, span: Span) -> Noted<Page> {
    read::read(include::Assembled::line(text, span), &Dialect::default())
}
