//! Findings in the order in which they are shown.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::source::FileId;
use crate::source::Snapshot;

use std::collections::HashMap;

/// Sorts findings by path and place, and keeps one of several that say the same of the same place.
pub(super) fn sort(found: &mut Vec<Diagnostic>, snapshot: &Snapshot) {
    if found.is_empty() {
        return;
    }
    let paths: HashMap<FileId, &str> = snapshot.shown().map(|source| (source.id, &*source.path)).collect();
    let place = |note: &Diagnostic| match &note.place {
        Place::Project => (String::new(), 0, 0),
        Place::File(path) => (path.to_string(), 0, 0),
        Place::Span(span) => (paths.get(&span.file).unwrap_or(&"").to_string(), span.start, span.end),
    };
    found.sort_by_cached_key(|note| (place(note), note.code.name, note.message.clone()));
    found.dedup();
}
