//! A text as a reader reads it, with a way back to where each of its words stands.

use crate::source::FileId;
use crate::source::Span;

use std::ops::Range;

/// A text without markup: paragraph, heading, cell or value of YAML.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// The words.
    pub words: String,
    /// Where each part of the words begins, and where it stands; `true` if it stands there letter by letter.
    places: Vec<(usize, Span, bool)>,
}

impl Prose {
    /// Adds words that stand there letter by letter, or are made from what stands there.
    pub fn add(&mut self, words: &str, span: Span) {
        if !words.is_empty() {
            let is_verbatim = (span.end - span.start) as usize == words.len();
            self.places.push((self.words.len(), span, is_verbatim));
            self.words.push_str(words);
        }
    }

    /// Adds a sign that stands nowhere, such as the space of a line break.
    pub fn add_sign(&mut self, sign: char) {
        self.words.push(sign);
    }

    /// Where a stretch of the words stands: from its first to its last letter, as far as that is in one file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.at(range.start);
        let last = self.at(range.end.saturating_sub(1).max(range.start));
        match (first, last) {
            (Some(first), Some(last)) if first.file == last.file && last.end >= first.start => {
                Span { file: first.file, start: first.start, end: last.end }
            }
            (Some(first), _) => first,
            _ => Span::new(FileId::of(""), 0..0),
        }
    }

    /// Where one letter stands; for words that are not there letter by letter, all that they are made from.
    fn at(&self, offset: usize) -> Option<Span> {
        let index = self.places.partition_point(|(start, ..)| *start <= offset).saturating_sub(1);
        let (start, span, is_verbatim) = *self.places.get(index)?;
        if !is_verbatim {
            return Some(span);
        }
        let at = (span.start + offset.saturating_sub(start) as u32).min(span.end);
        Some(Span { file: span.file, start: at, end: (at + 1).min(span.end) })
    }
}
