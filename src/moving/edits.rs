//! Edits of files: which bytes give way to which text.

use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Edits, by the path of the file from the project's root.
#[derive(Debug, Clone, Default)]
pub struct Edits(BTreeMap<Arc<str>, BTreeMap<(usize, usize), String>>);

impl Edits {
    /// Puts a text in the place of some bytes. What is put in at one place twice stands there once.
    pub fn put(&mut self, path: &str, range: Range<usize>, text: impl Into<String>) {
        let (text, file) = (text.into(), self.0.entry(Arc::from(path)).or_default());
        let is_insertion = range.is_empty();
        let place = file.entry((range.start, range.end)).or_default();
        match is_insertion && !place.contains(&text) {
            true => place.push_str(&text),
            false if !is_insertion => *place = text,
            false => {}
        }
    }

    /// The files that have edits.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.keys()
    }

    /// The edits of a file, in order; of two that overlap the first.
    pub fn of(&self, path: &str) -> Vec<(Range<usize>, &str)> {
        let mut end = 0;
        let mut list = Vec::new();
        for (&(start, stop), text) in self.0.get(path).into_iter().flatten() {
            if start >= end {
                list.push((start..stop, text.as_str()));
                end = stop;
            }
        }
        list
    }

    /// A text with the edits of its file.
    pub fn apply(&self, path: &str, text: &str) -> String {
        let (mut made, mut done) = (String::with_capacity(text.len() + 64), 0);
        for (range, new) in self.of(path) {
            made.push_str(text.get(done..range.start).unwrap_or_default());
            made.push_str(new);
            done = range.end;
        }
        made.push_str(text.get(done..).unwrap_or_default());
        made
    }

    /// The files as they are after the edits, one of them perhaps at another path.
    pub fn after(&self, before: &Snapshot, moved: Option<&(Arc<str>, Arc<str>)>) -> Snapshot {
        let mut after = before.clone();
        for path in self.paths() {
            let Some(source) = before.text(path) else { continue };
            let text = self.apply(path, &source.text);
            after.files.insert(Arc::clone(path), Entry::Text(Source::new(Arc::clone(path), text)));
        }
        if let Some((from, to)) = moved
            && let Some(Entry::Text(source)) = after.files.remove(from)
        {
            after.files.insert(Arc::clone(to), Entry::Text(Source::new(Arc::clone(to), source.text)));
        }
        after
    }
}
