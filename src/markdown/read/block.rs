//! A block of raw HTML, which knows where each of its lines stands.

use std::ops::Range;

/// A stretch of raw HTML: without the marks of the lists and quotes it stands in, and without carriage returns.
pub(super) struct Html {
    pub(super) text: String,
    /// Its parts: where each begins in `text` and where it stands on the page.
    parts: Vec<(usize, usize)>,
    pub(super) range: Range<usize>,
}

impl Html {
    /// Nothing yet, of a block that stands there.
    pub(super) fn new(range: Range<usize>) -> Self {
        Self { text: String::new(), parts: Vec::new(), range }
    }

    /// Adds a line that stands at a byte of the page.
    pub(super) fn add(&mut self, text: &str, at: usize) {
        self.parts.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Where a stretch of the HTML stands on the page.
    pub(super) fn place(&self, inner: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let part = self.parts.partition_point(|(start, _)| *start <= offset).checked_sub(1);
            part.and_then(|part| self.parts.get(part)).map_or(self.range.start, |(start, at)| at + (offset - start))
        };
        at(inner.start)..at(inner.end.saturating_sub(1)) + 1
    }
}
