//! Words, and the marks of footnotes between them.

use crate::document::What;
use crate::markdown::read::reader::Reader;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::CowStr;

impl Reader<'_> {
    pub(super) fn words(&mut self, words: &CowStr<'_>, range: Range<usize>) {
        if self.open_code.is_none() {
            self.note_words(words);
            self.check_directives(words, &range);
            self.check_footnote(words, &range);
        }
        let piece = self.str(words);
        self.push(What::Text(piece), range);
    }

    /// Words that stand in a heading or a picture belong to its text.
    pub(super) fn note_words(&mut self, words: &str) {
        if let Some((_, has_words)) = self.pictures.last_mut() {
            *has_words |= !words.trim().is_empty();
        }
        if self.in_heading
            && let Some(heading) = self.headings.last_mut()
        {
            heading.text.push_str(words);
        }
    }

    /// The number of a footnote.
    pub(super) fn footnote(&mut self, label: &str) -> u32 {
        if let Some(&number) = self.footnotes.get(label) {
            return number;
        }
        let number = self.page.body.footnotes.len() as u32;
        self.page.body.footnotes.push(Arc::from(label));
        self.footnotes.insert(label.to_string(), number);
        number
    }
}
