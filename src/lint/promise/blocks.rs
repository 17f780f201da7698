//! The blocks of a page as a reader reads them: paragraphs, headings, items, cells, without their markup.

use crate::document::Event;
use crate::document::Node;
use crate::document::Str;
use crate::document::What;
use crate::lint::promise::html::Html;
use crate::lint::promise::html::Piece;
use crate::promise::Prose;
use crate::site::Placed;
use crate::site::Shown;
use crate::source::Span;

use std::ops::Range;
use std::sync::Arc;

/// The kind of callout that quotes bad wording.
const EXAMPLE: &str = "example-bad";

/// A block of text.
pub(in crate::lint) struct Block {
    /// Its words.
    pub(in crate::lint) prose: Prose,
    /// It stands in a callout `[!EXAMPLE-BAD]`.
    pub(in crate::lint) is_example: bool,
    /// It stands in a footnote.
    pub(in crate::lint) is_note: bool,
    /// It is a heading.
    pub(in crate::lint) is_heading: bool,
    /// The number of the event with which it begins.
    pub(in crate::lint) event: usize,
}

/// A comment `<!-- promise-ok: … -->`.
pub(in crate::lint) struct Mark {
    /// What follows the colon.
    pub(in crate::lint) words: String,
    /// Where it stands.
    pub(in crate::lint) span: Span,
    /// The events of the block that it is about.
    pub(in crate::lint) covers: Range<usize>,
}

/// A callout "no guarantee".
pub(in crate::lint) struct Caveat {
    /// The guide that it was made from; `None` for one that was written by hand.
    pub(in crate::lint) guide: Option<Arc<str>>,
    /// Where it stands.
    pub(in crate::lint) span: Span,
    /// Nothing hides it.
    pub(in crate::lint) is_visible: bool,
}

/// A page as it is read.
#[derive(Default)]
pub(in crate::lint) struct Read {
    pub(in crate::lint) blocks: Vec<Block>,
    pub(in crate::lint) marks: Vec<Mark>,
    pub(in crate::lint) caveats: Vec<Caveat>,
}

/// Reads a page.
pub(in crate::lint) fn read(page: &Placed) -> Read {
    let mut reader = Reader {
        page,
        read: Read::default(),
        prose: Prose::default(),
        start: 0,
        open: Vec::new(),
        pending: Vec::new(),
        html: Html::default(),
    };
    for (index, event) in page.page.body.events.iter().enumerate() {
        reader.event(index, event);
    }
    let end = page.page.body.events.len();
    reader.flush(end);
    reader.keep(end..end);
    reader.read
}

/// Comments that let something stand, each with its place.
type Marks = Vec<(String, Span)>;

struct Reader<'a> {
    page: &'a Placed,
    read: Read,
    prose: Prose,
    /// The event with which the prose begins.
    start: usize,
    /// The open nodes, each with its first event and the marks that are about it.
    open: Vec<(Node, usize, Marks)>,
    /// Marks that are about the next block.
    pending: Marks,
    html: Html,
}

impl Reader<'_> {
    fn event(&mut self, index: usize, event: &Event) {
        let in_code = matches!(self.open.last(), Some((Node::Code(_), ..)));
        match event.what {
            What::Open(node) if !is_inline(node) => self.open(node, index),
            What::Close(node) if !is_inline(node) => self.close(index),
            What::Raw(html) => self.raw(html, index, event),
            _ if in_code || self.html.is_silent() => {}
            What::Text(words) | What::Code(words) => self.words(words, event),
            What::SoftBreak => self.prose.add_sign(' '),
            What::HardBreak => self.prose.add_sign('\n'),
            What::Embed(number) => self.embed(number as usize, event),
            _ => {}
        }
    }

    fn open(&mut self, node: Node, index: usize) {
        self.flush(index);
        if let Node::Callout(number) = node {
            self.callout(number as usize, index);
        }
        let marks = std::mem::take(&mut self.pending);
        self.open.push((node, index, marks));
        self.start = index;
    }

    fn close(&mut self, index: usize) {
        self.flush(index);
        // A mark at the end of a quote or a list is about nothing in what follows.
        self.keep(index..index);
        let Some((_, start, marks)) = self.open.pop() else { return };
        let covers = |(words, span)| Mark { words, span, covers: start..index + 1 };
        self.read.marks.extend(marks.into_iter().map(covers));
    }

    fn keep(&mut self, covers: Range<usize>) {
        let pending = std::mem::take(&mut self.pending);
        self.read.marks.extend(pending.into_iter().map(|(words, span)| Mark { words, span, covers: covers.clone() }));
    }

    fn callout(&mut self, number: usize, index: usize) {
        let body = &self.page.page.body;
        let Some(callout) = body.callouts.get(number) else { return };
        if &*callout.kind == "no-guarantee" {
            self.caveat(None, callout.span);
        }
        if let Some(title) = callout.title {
            let mut prose = Prose::default();
            prose.add(body.str(title), body.span(title.start as usize..(title.start + title.len) as usize));
            let is_example = self.is_example() || &*callout.kind == EXAMPLE;
            let is_note = self.is_note();
            self.read.blocks.push(Block { prose, is_example, is_note, is_heading: false, event: index });
        }
    }

    fn caveat(&mut self, guide: Option<Arc<str>>, span: Span) {
        let is_visible = !self.is_example() && !self.is_note() && !self.html.hides();
        self.read.caveats.push(Caveat { guide, span, is_visible });
    }

    fn words(&mut self, words: Str, event: &Event) {
        let body = &self.page.page.body;
        let is_there = event.start <= words.start && words.start + words.len <= event.end;
        let place = match is_there {
            true => words.start as usize..(words.start + words.len) as usize,
            false => event.start as usize..event.end as usize,
        };
        self.prose.add(body.str(words), body.span(place));
    }

    fn raw(&mut self, raw: Str, index: usize, event: &Event) {
        let body = &self.page.page.body;
        let html = body.str(raw);
        let (start, end) = (event.start as usize, event.end as usize);
        // Outside of lists and quotes it stands there letter by letter.
        let at = body.text.get(start..end).and_then(|text| text.find(html)).map(|at| start + at);
        for (piece, range) in self.html.read(html) {
            let span = body.span(at.map_or(start..end, |at| at + range.start..at + range.end));
            match piece {
                Piece::Words(words) => self.prose.add(&words, span),
                Piece::Break => self.flush(index),
                Piece::Attribute(words) => {
                    let mut prose = Prose::default();
                    prose.add(&words, span);
                    let (is_example, is_note) = (self.is_example(), self.is_note());
                    self.read.blocks.push(Block { prose, is_example, is_note, is_heading: false, event: index });
                }
                Piece::Mark(words) => self.mark(words, span),
            }
        }
        // Words right behind a mark, in the same HTML, are what it is about.
        if !self.prose.words.trim().is_empty() {
            self.keep(self.start..index + 1);
        }
    }

    /// A mark in a text is about this text, another one about the next block.
    fn mark(&mut self, words: String, span: Span) {
        let is_begun = !self.prose.words.trim().is_empty();
        match self.open.last_mut() {
            Some((node, _, marks)) if is_leaf(*node) || (*node == Node::Item && is_begun) => marks.push((words, span)),
            _ => self.pending.push((words, span)),
        }
    }

    fn embed(&mut self, number: usize, event: &Event) {
        let page = self.page;
        let span = page.page.body.span(event.start as usize..event.end as usize);
        match page.put.embeds.get(number).and_then(Option::as_ref) {
            Some(Shown::Param(_, now, _)) => self.prose.add(&now.value.to_string(), span),
            Some(Shown::NoGuarantee(guide, _) | Shown::Outcome(guide, _)) => self.caveat(Some(guide.id.clone()), span),
            _ => self.prose.add_sign(' '),
        }
    }

    fn is_example(&self) -> bool {
        let callouts = &self.page.page.body.callouts;
        let is_example = |number: u32| callouts.get(number as usize).is_some_and(|callout| &*callout.kind == EXAMPLE);
        self.open.iter().any(|(node, ..)| matches!(node, Node::Callout(number) if is_example(*number)))
    }

    fn is_note(&self) -> bool {
        self.open.iter().any(|(node, ..)| matches!(node, Node::Footnote(_)))
    }

    fn flush(&mut self, index: usize) {
        let prose = std::mem::take(&mut self.prose);
        if !prose.words.trim().is_empty() {
            let (is_example, is_note) = (self.is_example(), self.is_note());
            let is_heading = matches!(self.open.last(), Some((Node::Heading(_), ..)));
            self.read.blocks.push(Block { prose, is_example, is_note, is_heading, event: self.start });
        }
        self.start = index;
    }
}

fn is_inline(node: Node) -> bool {
    use Node::{Emphasis, Image, Link, Strike, Strong, Subscript, Superscript};
    matches!(node, Emphasis | Strong | Strike | Superscript | Subscript | Link(_) | Image(_))
}

/// Blocks that hold words and no other blocks.
fn is_leaf(node: Node) -> bool {
    matches!(node, Node::Paragraph | Node::Heading(_) | Node::TableCell { .. } | Node::Term(_))
}
