//! The running text of a page, a run a paragraph, with the place of every word.

use crate::document::Event;
use crate::document::Node;
use crate::document::Page;
use crate::document::Str;
use crate::document::What;
use crate::promise::Prose;

use std::ops::Range;

/// The kind of callout that quotes bad wording.
const EXAMPLE: &str = "example-bad";
/// Stands for what is no text: code, or a value that the rules put in.
const GAP: char = '\u{fffc}';

/// The words of a paragraph, a heading, a cell, without their markup.
#[derive(Default)]
pub(super) struct Run {
    /// The words.
    pub(super) prose: Prose,
    /// They are a heading or the words of a picture, where no value can stand.
    pub(super) is_narrow: bool,
}

/// All runs of a page. Quotes are the words of others and stay as they are; a callout is no quote.
pub(super) fn runs(page: &Page) -> Vec<Run> {
    let mut reader = Reader { page, runs: Vec::new(), run: Run::default(), open: Vec::new() };
    for event in &page.body.events {
        reader.event(event);
    }
    reader.flush();
    reader.runs
}

struct Reader<'a> {
    page: &'a Page,
    runs: Vec<Run>,
    run: Run,
    open: Vec<Node>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event) {
        let place = event.start as usize..event.end as usize;
        match event.what {
            What::Open(node) => self.open(node),
            What::Close(node) => self.close(node),
            _ if self.is_silent() => {}
            What::Text(words) => self.words(words, place),
            What::SoftBreak | What::HardBreak => self.run.prose.add_sign(' '),
            What::Code(_) | What::Embed(_) => self.run.prose.add_sign(GAP),
            _ => {}
        }
    }

    fn open(&mut self, node: Node) {
        if !is_inline(node) {
            self.flush();
        }
        self.open.push(node);
        if let Node::Callout(number) = node {
            self.title(number);
        }
    }

    fn close(&mut self, node: Node) {
        if !is_inline(node) {
            self.flush();
        }
        self.open.pop();
    }

    fn title(&mut self, callout: u32) {
        let title = self.page.body.callouts.get(callout as usize).and_then(|callout| callout.title);
        if let Some(title) = title.filter(|_| !self.is_silent()) {
            self.words(title, title.start as usize..(title.start + title.len) as usize);
            self.run.is_narrow = true;
            self.flush();
        }
    }

    fn words(&mut self, words: Str, place: Range<usize>) {
        let body = &self.page.body;
        let own = words.start as usize..(words.start + words.len) as usize;
        let is_there = place.start <= own.start && own.end <= place.end;
        self.run.is_narrow |= self.open.iter().any(|node| matches!(node, Node::Heading(_) | Node::Image(_)));
        self.run.prose.add(body.str(words), body.span(if is_there { own } else { place }));
    }

    /// Code, the words of others, and addresses that stand for themselves.
    fn is_silent(&self) -> bool {
        let callouts = &self.page.body.callouts;
        self.open.iter().any(|node| match node {
            Node::Code(_) | Node::Quote => true,
            Node::Callout(number) => callouts.get(*number as usize).is_some_and(|callout| &*callout.kind == EXAMPLE),
            Node::Link(number) => self.page.links.get(*number as usize).is_some_and(|link| link.bare),
            _ => false,
        })
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if !run.prose.words.is_empty() {
            self.runs.push(run);
        }
    }
}

fn is_inline(node: Node) -> bool {
    use Node::{Emphasis, Image, Link, Strike, Strong, Subscript, Superscript};
    matches!(node, Emphasis | Strong | Strike | Superscript | Subscript | Link(_) | Image(_))
}
