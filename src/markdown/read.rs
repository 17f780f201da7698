//! The text of a page, turned into events; headings, links, code and callouts are listed on the way.

mod callout;
mod checks;
mod code;
mod embeds;
mod headings;
mod html;
mod links;
mod reader;
mod words;

use crate::diagnostic::Noted;
use crate::document::Align;
use crate::document::Node;
use crate::document::Page;
use crate::document::What;
use crate::markdown::dialect::Dialect;
use crate::markdown::include::Assembled;
use crate::memo::Hashed;

use std::ops::Range;

use reader::Html;
use reader::Reader;

use pulldown_cmark as md;
use pulldown_cmark::{Tag, TagEnd};

/// Reads an assembled text into a page (without its path and front matter).
pub(super) fn read(assembled: Assembled, dialect: &Dialect) -> Noted<Page> {
    let text = assembled.text;
    let mut reader = Reader::new(&text, &assembled.pieces, &assembled.escaped, dialect);
    for (event, range) in md::Parser::new_ext(&text, options(dialect)).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_plain();
    reader.name_headings();
    reader.number_footnotes();
    reader.page.anchors = Hashed::new(std::mem::take(&mut reader.anchors));
    let Reader { mut page, extra, found, .. } = reader;
    page.body.text = (text + &extra).into_boxed_str();
    page.body.pieces = assembled.pieces;
    Noted { value: page, found }
}

/// The extensions of Markdown that pages have.
pub(super) fn options(dialect: &Dialect) -> md::Options {
    let mut options = md::Options::ENABLE_TABLES
        | md::Options::ENABLE_FOOTNOTES
        | md::Options::ENABLE_STRIKETHROUGH
        | md::Options::ENABLE_TASKLISTS
        | md::Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(md::Options::ENABLE_SMART_PUNCTUATION, dialect.smart_punctuation);
    options.set(md::Options::ENABLE_DEFINITION_LIST, dialect.definition_lists);
    options
}

impl Reader<'_> {
    fn event(&mut self, event: md::Event<'_>, range: Range<usize>) {
        if range.end <= self.marker_end && self.is_marker(&event) {
            return;
        }
        match event {
            md::Event::Start(tag) => self.start(tag, range),
            md::Event::End(tag) => self.end(tag, range),
            md::Event::Text(words) => self.words(&words, range),
            md::Event::Code(words) => {
                self.note_words(&words);
                let piece = self.str(&words);
                self.push(What::Code(piece), range);
            }
            md::Event::Html(html) | md::Event::InlineHtml(html) => self.html(&html, range),
            md::Event::FootnoteReference(label) => {
                let number = self.footnote(&label);
                self.push(What::FootnoteMark(number), range);
            }
            md::Event::SoftBreak => {
                self.note_words(" ");
                self.push(What::SoftBreak, range);
            }
            md::Event::HardBreak => {
                self.note_words(" ");
                self.push(What::HardBreak, range);
            }
            md::Event::Rule => self.push(What::Rule, range),
            md::Event::TaskListMarker(done) => self.push(What::Check(done), range),
            md::Event::InlineMath(_) | md::Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let node = match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.heading(level, id.as_deref(), (&classes, &attrs), &range)
            }
            Tag::BlockQuote(_) => self.quote(&range),
            Tag::CodeBlock(kind) => return self.code(&kind, range),
            Tag::DefinitionListTitle => self.term(&range),
            Tag::HtmlBlock => {
                self.html = Some(Html::new(range));
                return;
            }
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, &range),
            Tag::Image { dest_url, title, .. } => self.picture(&dest_url, &title, &range),
            Tag::FootnoteDefinition(label) => Node::Footnote(self.footnote(&label)),
            Tag::Table(columns) => {
                self.aligns.push(columns.iter().map(align).collect());
                Node::Table
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                Node::TableHead
            }
            Tag::TableRow => {
                self.column = 0;
                Node::TableRow
            }
            Tag::TableCell => self.cell(),
            Tag::List(start) => Node::List { start: start.map(|n| n.min(u64::from(u32::MAX)) as u32) },
            Tag::MetadataBlock(_) => return,
            other => match simple(other.to_end()) {
                Some(node) => node,
                None => return,
            },
        };
        if matches!(node, Node::Link(_) | Node::Image(_)) {
            self.open_links.push(node);
        }
        self.push(What::Open(node), range);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let node = match tag {
            TagEnd::Heading(_) => {
                self.in_heading = false;
                Node::Heading(self.last_heading())
            }
            TagEnd::DefinitionListTitle => {
                self.in_heading = false;
                Node::Term(self.terms.saturating_sub(1))
            }
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => {
                self.hide_lines();
                Node::Code(self.page.body.code.len() as u32 - 1)
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.raw(&html);
                }
                return;
            }
            TagEnd::Link => self.open_links.pop().unwrap_or(Node::Link(0)),
            TagEnd::Image => {
                self.end_picture();
                self.open_links.pop().unwrap_or(Node::Image(0))
            }
            TagEnd::FootnoteDefinition => Node::Footnote(0),
            TagEnd::Table => {
                self.aligns.pop();
                Node::Table
            }
            TagEnd::TableHead => {
                self.in_head = false;
                Node::TableHead
            }
            TagEnd::TableRow => Node::TableRow,
            TagEnd::TableCell => Node::TableCell { align: Align::Natural, head: self.in_head },
            TagEnd::List(ordered) => Node::List { start: ordered.then_some(0) },
            TagEnd::MetadataBlock(_) => return,
            other => match simple(other) {
                Some(node) => node,
                None => return,
            },
        };
        if node == Node::Paragraph && (self.drop_empty_paragraph() || self.unwrap_embed()) {
            return;
        }
        self.push(What::Close(node), range);
    }

    fn cell(&mut self) -> Node {
        let align = self.aligns.last().and_then(|columns| columns.get(self.column)).copied();
        self.column += 1;
        Node::TableCell { align: align.unwrap_or(Align::Natural), head: self.in_head }
    }
}

fn simple(tag: TagEnd) -> Option<Node> {
    Some(match tag {
        TagEnd::Paragraph => Node::Paragraph,
        TagEnd::Item => Node::Item,
        TagEnd::DefinitionList => Node::Terms,
        TagEnd::DefinitionListDefinition => Node::Meaning,
        TagEnd::Emphasis => Node::Emphasis,
        TagEnd::Strong => Node::Strong,
        TagEnd::Strikethrough => Node::Strike,
        TagEnd::Superscript => Node::Superscript,
        TagEnd::Subscript => Node::Subscript,
        _ => return None,
    })
}

fn align(column: &md::Alignment) -> Align {
    match column {
        md::Alignment::None => Align::Natural,
        md::Alignment::Left => Align::Left,
        md::Alignment::Center => Align::Center,
        md::Alignment::Right => Align::Right,
    }
}
