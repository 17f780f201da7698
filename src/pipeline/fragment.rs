//! A piece of Markdown by itself.

use crate::markdown;
use crate::markdown::Dialect;
use crate::output;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeMap;

/// Markdown as bare HTML: no template, no ids, links as they are written, nothing put in from other files.
pub fn fragment(text: &str) -> String {
    let dialect = Dialect { callouts: false, definition_lists: false, ..Dialect::default() };
    let snapshot = Snapshot::new(BTreeMap::new(), jiff::civil::Date::ZERO);
    let page = markdown::read(&Source::new("fragment.md", text), "fragment.md", &dialect, &snapshot);
    output::fragment(&page.value)
}
