//! The state of reading, and the small steps that all of its parts take.

use crate::diagnostic::Diagnostic;
use crate::document::Align;
use crate::document::Event;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Node;
use crate::document::Page;
use crate::document::Piece;
use crate::document::Str;
use crate::document::What;
use crate::document::span_in;
use crate::markdown::dialect::Dialect;
use crate::source::Span;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The level at which the term of a definition list counts as a heading.
pub(super) const TERM: u8 = 7;

/// A heading or a term before it has its id.
pub(super) struct Unnamed {
    /// 1 to 6, or [`TERM`].
    pub(super) level: u8,
    pub(super) given: Option<String>,
    pub(super) classes: Vec<Arc<str>>,
    /// What it was called before.
    pub(super) formerly: Vec<Arc<str>>,
    pub(super) text: String,
    /// The text without the words of pictures, from which the id is made.
    pub(super) name: String,
    pub(super) span: Span,
}

/// A stretch of raw HTML: without the marks of the lists and quotes it stands in, and without carriage returns.
pub(super) struct Html {
    pub(super) text: String,
    /// Its parts: where each begins in `text` and where it stands on the page.
    pub(super) parts: Vec<(usize, usize)>,
    pub(super) range: Range<usize>,
}

impl Html {
    /// Nothing yet, of a block that stands there.
    pub(super) fn new(range: Range<usize>) -> Self {
        Self { text: String::new(), parts: Vec::new(), range }
    }

    /// Adds a part that stands at this byte of the page.
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

/// A text being read.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: &'a [Piece],
    pub(super) escaped: &'a [usize],
    pub(super) dialect: &'a Dialect,
    pub(super) page: Page,
    pub(super) extra: String,
    pub(super) found: Vec<Diagnostic>,
    /// Headings and terms.
    pub(super) headings: Vec<Unnamed>,
    /// How many of them are terms.
    pub(super) terms: u32,
    pub(super) in_heading: bool,
    pub(super) footnotes: HashMap<String, u32>,
    pub(super) aligns: Vec<Vec<Align>>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// The open block of code: its first event, and where it stands.
    pub(super) open_code: Option<(usize, Range<usize>)>,
    pub(super) html: Option<Html>,
    /// Events before this byte belong to the marker of a callout.
    pub(super) marker_end: usize,
    /// The open pictures: where each stands, and whether it has words.
    pub(super) pictures: Vec<(Span, bool)>,
    pub(super) open_links: Vec<Node>,
    pub(super) open_quotes: Vec<Node>,
    /// The open element of raw HTML whose content is no markup, and where it begins.
    pub(super) open_plain: Option<(String, Span)>,
    /// The names of all places so far that a link may point at.
    pub(super) anchors: BTreeSet<Arc<str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, pieces: &'a [Piece], escaped: &'a [usize], dialect: &'a Dialect) -> Self {
        Self {
            text,
            pieces,
            escaped,
            dialect,
            page: Page::default(),
            extra: String::new(),
            found: Vec::new(),
            headings: Vec::new(),
            terms: 0,
            in_heading: false,
            footnotes: HashMap::new(),
            aligns: Vec::new(),
            column: 0,
            in_head: false,
            open_code: None,
            html: None,
            marker_end: 0,
            pictures: Vec::new(),
            open_links: Vec::new(),
            open_quotes: Vec::new(),
            open_plain: None,
            anchors: BTreeSet::new(),
        }
    }

    pub(super) fn words_of(&self, event: &Event) -> &str {
        let What::Text(piece) = event.what else { return "" };
        let start = piece.start as usize;
        let end = start + piece.len as usize;
        match start.checked_sub(self.text.len()) {
            Some(start) => &self.extra[start..end - self.text.len()],
            None => &self.text[start..end],
        }
    }

    pub(super) fn push(&mut self, what: What, range: Range<usize>) {
        self.page.body.events.push(Event { what, start: range.start as u32, end: range.end as u32 });
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        span_in(self.pieces, range)
    }

    pub(super) fn without_line_end(&self, range: Range<usize>) -> Range<usize> {
        let len = self.text[range.clone()].trim_end().len();
        range.start..range.start + len
    }

    /// Words as a piece of the text: where they stand if they stand there, else put behind it.
    pub(super) fn str(&mut self, words: &str) -> Str {
        match self.offset(words) {
            Some(offset) => Str { start: offset as u32, len: words.len() as u32 },
            None => self.add(words),
        }
    }

    /// Where words stand in the text, if the parser lent us a part of it and made no words of its own: addresses tell.
    pub(super) fn offset(&self, words: &str) -> Option<usize> {
        let offset = (words.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let same = self.text.get(offset..offset.wrapping_add(words.len()))?;
        std::ptr::eq(same, words).then_some(offset)
    }

    pub(super) fn add(&mut self, words: &str) -> Str {
        let start = (self.text.len() + self.extra.len()) as u32;
        self.extra.push_str(words);
        Str { start, len: words.len() as u32 }
    }

    pub(super) fn points(&mut self, kind: LinkKind, dest: &str, title: &str, span: Span, bare: bool) -> u32 {
        self.page.links.push(Link { kind, dest: Arc::from(dest), title: Arc::from(title), span, bare });
        self.page.links.len() as u32 - 1
    }
}
