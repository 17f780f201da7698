//! Where the addresses of links stand in a Markdown file, so that one of them can be written anew and all else be left.

use crate::document::Link;
use crate::document::LinkKind;
use crate::markdown::dialect::Dialect;
use crate::markdown::front;
use crate::markdown::front::Block;
use crate::markdown::raw;
use crate::markdown::raw::Find;
use crate::markdown::read;
use crate::source::Source;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark as md;

/// An address as it stands in a file.
#[derive(Debug, Clone)]
pub struct Dest {
    /// The link; its span is the address alone, without brackets and quotes.
    pub link: Link,
    /// It is the value of an attribute of raw HTML.
    pub in_html: bool,
}

/// All addresses of links, pictures, definitions of links and raw HTML in a file.
pub fn dests(source: &Source, dialect: &Dialect) -> Vec<Dest> {
    let start = match front::find(&source.text) {
        Block::Closed { body, .. } => body,
        Block::None | Block::Open(_) => 0,
    };
    let mut finder = Finder { source, start, text: &source.text[start..], found: Vec::new() };
    let parser = md::Parser::new_ext(finder.text, read::options(dialect));
    for (_, definition) in parser.reference_definitions().iter() {
        finder.definition(&definition.dest, definition.span.clone());
    }
    for (event, range) in parser.into_offset_iter() {
        finder.event(event, range);
    }
    finder.found.sort_by_key(|dest| dest.link.span.start);
    finder.found
}

struct Finder<'a> {
    source: &'a Source,
    /// Where the text begins in the file.
    start: usize,
    text: &'a str,
    found: Vec<Dest>,
}

impl Finder<'_> {
    fn event(&mut self, event: md::Event<'_>, range: Range<usize>) {
        match event {
            md::Event::Start(md::Tag::Link { link_type: md::LinkType::Inline, dest_url, .. }) => {
                self.inline(LinkKind::Link, &dest_url, range);
            }
            md::Event::Start(md::Tag::Image { link_type: md::LinkType::Inline, dest_url, .. }) => {
                self.inline(LinkKind::Embed, &dest_url, range);
            }
            md::Event::Start(md::Tag::HtmlBlock) | md::Event::InlineHtml(_) => self.html(range),
            _ => {}
        }
    }

    /// `[words](address "title")`: the last brackets whose address is the one that was read.
    fn inline(&mut self, kind: LinkKind, dest: &str, range: Range<usize>) {
        let text = self.text;
        for (at, mark) in text[range.clone()].rmatch_indices("](") {
            let inner = address(text, range.start + at + mark.len());
            if is_same(&text[inner.clone()], dest) {
                return self.put(kind, dest, inner, false);
            }
        }
    }

    /// `[label]: address "title"`
    fn definition(&mut self, dest: &str, range: Range<usize>) {
        let text = self.text;
        let Some(at) = text.get(range.clone()).and_then(|words| words.find("]:")) else { return };
        let inner = address(text, range.start + at + 2);
        if is_same(&text[inner.clone()], dest) {
            self.put(LinkKind::Link, dest, inner, false);
        }
    }

    fn html(&mut self, range: Range<usize>) {
        let text = self.text;
        for find in raw::read(&text[range.clone()]) {
            let Find::Points { kind, value, range: inner } = find else { continue };
            let inner = range.start + inner.start..range.start + inner.end;
            let quoted = text[inner.clone()].starts_with(['"', '\'']);
            let inner = if quoted { inner.start + 1..inner.end - 1 } else { inner };
            self.put(kind, value.trim(), inner, true);
        }
    }

    fn put(&mut self, kind: LinkKind, dest: &str, inner: Range<usize>, in_html: bool) {
        let span = self.source.span(self.start + inner.start..self.start + inner.end);
        let link = Link { kind, dest: Arc::from(dest), title: Arc::from(""), span, bare: false };
        self.found.push(Dest { link, in_html });
    }
}

/// The address that begins at this byte or behind the white space there, without angle brackets.
fn address(text: &str, at: usize) -> Range<usize> {
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    if text[start..].starts_with('<') {
        let len = text[start + 1..].find('>').unwrap_or(0);
        return start + 1..start + 1 + len;
    }
    let (mut open, mut escaped) = (0, false);
    for (index, c) in text[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => open += 1,
            ')' if open == 0 => return start..start + index,
            ')' => open -= 1,
            c if c.is_whitespace() => return start..start + index,
            _ => {}
        }
    }
    start..text.len()
}

/// Is this the address that was read? What has signs that stand for others is taken to be it.
fn is_same(written: &str, dest: &str) -> bool {
    written == dest || written.contains('\\') || written.contains('&')
}
