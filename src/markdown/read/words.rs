//! Words, and the marks of footnotes between them.

use crate::document::Node;
use crate::document::What;
use crate::document::names;
use crate::markdown::read::reader::Reader;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::CowStr;

impl Reader<'_> {
    pub(super) fn words(&mut self, words: &CowStr<'_>, range: Range<usize>) {
        if self.open_code.is_none() {
            self.note_words(words);
            if words.contains('{') {
                self.check_directives(words, &range);
                self.check_tags(words, &range);
            }
            self.check_footnote(words, &range);
            if words.contains("{{#") && self.offset(words) == Some(range.start) {
                return self.words_and_embeds(&range);
            }
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
            if self.pictures.is_empty() {
                heading.name.push_str(words);
            }
        }
    }

    /// The number of a footnote.
    pub(super) fn footnote(&mut self, label: &str) -> u32 {
        // The parser takes labels that differ only in case for one.
        let key = label.to_lowercase();
        if let Some(&number) = self.footnotes.get(&key) {
            return number;
        }
        let number = self.page.body.footnotes.len() as u32;
        self.page.body.footnotes.push(Arc::from(label));
        self.footnotes.insert(key, number);
        number
    }

    /// Numbers the footnotes by their first mark, wherever they are written; those without a mark come last.
    pub(super) fn number_footnotes(&mut self) {
        let body = &mut self.page.body;
        let mut marks = vec![0u32; body.footnotes.len()];
        let mut order: Vec<u32> = Vec::new();
        for event in &body.events {
            if let What::FootnoteMark(old) = event.what {
                let count = &mut marks[old as usize];
                *count += 1;
                if *count == 1 {
                    order.push(old);
                }
                let label = &body.footnotes[old as usize];
                self.anchors.extend([names::note(label), names::mark(label, *count)].map(Arc::<str>::from));
            }
        }
        order.extend((0..marks.len() as u32).filter(|&old| marks[old as usize] == 0));
        let mut new = vec![0; order.len()];
        order.iter().zip(0..).for_each(|(&old, number)| new[old as usize] = number);
        for event in &mut body.events {
            match &mut event.what {
                What::FootnoteMark(number) | What::Open(Node::Footnote(number)) => *number = new[*number as usize],
                _ => {}
            }
        }
        body.footnotes = order.iter().map(|&old| Arc::clone(&body.footnotes[old as usize])).collect();
    }
}
