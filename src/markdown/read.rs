//! The text of a page, turned into events; headings, links, code and callouts are listed on the way.

mod callout;
mod checks;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Align;

use crate::document::Event;
use crate::document::Heading;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Node;
use crate::document::Page;
use crate::document::Piece;
use crate::document::Str;
use crate::document::What;
use crate::document::span_in;
use crate::markdown::Dialect;
use crate::markdown::code;
use crate::markdown::codes;
use crate::markdown::ids::Ids;
use crate::markdown::include::Assembled;
use crate::markdown::raw;
use crate::markdown::raw::Find;
use crate::memo::Hashed;
use crate::source::Span;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark as md;
use pulldown_cmark::{CowStr, Tag, TagEnd};

/// Reads an assembled text into a page (without its path and front matter).
pub(super) fn read(assembled: Assembled, dialect: &Dialect) -> Noted<Page> {
    let text = assembled.text;
    let mut reader = Reader::new(&text, &assembled.pieces, &assembled.escaped, dialect);
    for (event, range) in md::Parser::new_ext(&text, options(dialect)).into_offset_iter() {
        reader.event(event, range);
    }
    let (mut page, extra, found) = reader.finish();
    page.body.text = join(text, &extra);
    page.body.pieces = assembled.pieces;
    Noted { value: page, found }
}

fn join(mut text: String, extra: &str) -> Box<str> {
    text.push_str(extra);
    text.into_boxed_str()
}

fn options(dialect: &Dialect) -> md::Options {
    let mut options = md::Options::ENABLE_TABLES
        | md::Options::ENABLE_FOOTNOTES
        | md::Options::ENABLE_STRIKETHROUGH
        | md::Options::ENABLE_TASKLISTS
        | md::Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(md::Options::ENABLE_SMART_PUNCTUATION, dialect.smart_punctuation);
    options.set(md::Options::ENABLE_DEFINITION_LIST, dialect.definition_lists);
    options
}

/// A heading before it has its id.
struct Unnamed {
    level: u8,
    given: Option<String>,
    classes: Vec<Arc<str>>,
    text: String,
    span: Span,
}

struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    escaped: &'a [usize],
    dialect: &'a Dialect,
    page: Page,
    extra: String,
    found: Vec<Diagnostic>,
    headings: Vec<Unnamed>,
    in_heading: bool,
    footnotes: HashMap<String, u32>,
    aligns: Vec<Vec<Align>>,
    column: usize,
    in_head: bool,
    code: Option<(usize, Range<usize>)>,
    html: Option<(String, Range<usize>)>,
    /// Events before this byte belong to the marker of a callout.
    marker_end: usize,
    /// The open picture: its start, and whether it has words.
    image: Option<(Span, bool)>,
    open_links: Vec<Node>,
    open_quotes: Vec<Node>,
    anchors: BTreeSet<Arc<str>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, pieces: &'a [Piece], escaped: &'a [usize], dialect: &'a Dialect) -> Self {
        Self {
            text,
            pieces,
            escaped,
            dialect,
            page: Page::default(),
            extra: String::new(),
            found: Vec::new(),
            headings: Vec::new(),
            in_heading: false,
            footnotes: HashMap::new(),
            aligns: Vec::new(),
            column: 0,
            in_head: false,
            code: None,
            html: None,
            marker_end: 0,
            image: None,
            open_links: Vec::new(),
            open_quotes: Vec::new(),
            anchors: BTreeSet::new(),
        }
    }

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
            md::Event::Html(html) => match &mut self.html {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range),
            },
            md::Event::InlineHtml(html) => self.raw(&html, range),
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
            Tag::Heading { level, id, classes, .. } => {
                self.in_heading = true;
                let classes = classes.iter().map(|class| Arc::from(&**class)).collect();
                let given = id.map(|id| id.to_string());
                let span = self.span(self.without_line_end(range.clone()));
                self.headings.push(Unnamed { level: level as u8, given, classes, text: String::new(), span });
                Node::Heading(self.headings.len() as u32 - 1)
            }
            Tag::BlockQuote(_) => self.quote(&range),
            Tag::CodeBlock(kind) => {
                let info = match &kind {
                    md::CodeBlockKind::Fenced(info) => code::info(info),
                    md::CodeBlockKind::Indented => code::info(""),
                };
                self.page.body.code.push(info);
                let node = Node::Code(self.page.body.code.len() as u32 - 1);
                self.push(What::Open(node), range.clone());
                self.code = Some((self.page.body.events.len(), range));
                return;
            }
            Tag::HtmlBlock => {
                self.html = Some((String::new(), range));
                return;
            }
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, &range),
            Tag::Image { dest_url, title, .. } => {
                let span = self.span(range.clone());
                self.image = Some((span, false));
                Node::Image(self.points(LinkKind::Embed, &dest_url, &title, span, false))
            }
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
                Node::Heading(self.headings.len() as u32 - 1)
            }
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => {
                self.hide_lines();
                Node::Code(self.page.body.code.len() as u32 - 1)
            }
            TagEnd::HtmlBlock => {
                if let Some((html, range)) = self.html.take() {
                    self.raw(&html, range);
                }
                return;
            }
            TagEnd::Link => self.open_links.pop().unwrap_or(Node::Link(0)),
            TagEnd::Image => {
                self.end_image();
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
        if node == Node::Paragraph && self.drop_empty_paragraph() {
            return;
        }
        self.push(What::Close(node), range);
    }

    fn cell(&mut self) -> Node {
        let align = self.aligns.last().and_then(|columns| columns.get(self.column)).copied();
        self.column += 1;
        Node::TableCell { align: align.unwrap_or(Align::Natural), head: self.in_head }
    }

    fn link(&mut self, kind: md::LinkType, dest: &str, title: &str, range: &Range<usize>) -> Node {
        let bare = matches!(kind, md::LinkType::Autolink | md::LinkType::Email);
        let span = self.span(range.clone());
        let number = match kind {
            md::LinkType::Email => self.points(LinkKind::Link, &format!("mailto:{dest}"), title, span, bare),
            _ => self.points(LinkKind::Link, dest, title, span, bare),
        };
        Node::Link(number)
    }

    fn points(&mut self, kind: LinkKind, dest: &str, title: &str, span: Span, bare: bool) -> u32 {
        self.page.links.push(Link { kind, dest: Arc::from(dest), title: Arc::from(title), span, bare });
        self.page.links.len() as u32 - 1
    }

    fn words(&mut self, words: &CowStr<'_>, range: Range<usize>) {
        if self.code.is_none() {
            self.note_words(words);
            self.check_directives(words, &range);
            self.check_footnote(words, &range);
        }
        let piece = self.str(words);
        self.push(What::Text(piece), range);
    }

    /// Words that stand in a heading or a picture belong to its text.
    fn note_words(&mut self, words: &str) {
        if let Some((_, has_words)) = &mut self.image {
            *has_words |= !words.trim().is_empty();
        }
        if self.in_heading
            && let Some(heading) = self.headings.last_mut()
        {
            heading.text.push_str(words);
        }
    }

    fn raw(&mut self, html: &str, range: Range<usize>) {
        let contiguous = self.text.get(range.clone()).is_some_and(|text| text.trim_end() == html.trim_end());
        let place = |inner: &Range<usize>| match contiguous {
            true => range.start + inner.start..range.start + inner.end,
            false => range.clone(),
        };
        let mut done = 0;
        for find in raw::read(html) {
            match find {
                Find::Anchor(name) => drop(self.anchors.insert(Arc::from(name))),
                Find::NoAlt(inner) => self.missing_alt(self.span(place(&inner))),
                Find::Points { kind, value, range: inner } => {
                    let before = self.add(&html[done..inner.start]);
                    self.push(What::Raw(before), range.clone());
                    let number = self.points(kind, value.trim(), "", self.span(place(&inner)), false);
                    self.push(What::RawUrl(number), range.clone());
                    done = inner.end;
                }
            }
        }
        let rest = self.add(&html[done..]);
        self.push(What::Raw(rest), range);
    }

    fn end_image(&mut self) {
        if let Some((span, false)) = self.image.take() {
            self.missing_alt(span);
        }
    }

    fn missing_alt(&mut self, span: Span) {
        let note = Diagnostic::at(&codes::MISSING_ALT, span, "this picture has no words for those who cannot see it");
        self.found.push(note.help("say what it shows: `![a map of the venue](map.png)`"));
    }

    fn footnote(&mut self, label: &str) -> u32 {
        if let Some(&number) = self.footnotes.get(label) {
            return number;
        }
        let number = self.page.body.footnotes.len() as u32;
        self.page.body.footnotes.push(Arc::from(label));
        self.footnotes.insert(label.to_string(), number);
        number
    }

    /// At the end of a block of code: leaves only the lines that show at first.
    fn hide_lines(&mut self) {
        let Some((first, range)) = self.code.take() else { return };
        let texts = &self.page.body.events[first..];
        let code: String = texts.iter().map(|event| self.words_of(event)).collect();
        let Some(block) = self.page.body.code.last() else { return };
        let Some((visible, whole)) = code::hidden(block, &code, self.dialect) else { return };
        self.page.body.events.truncate(first);
        let visible = self.add(&visible);
        self.push(What::Text(visible), range);
        if whole.len() != visible.len as usize {
            let whole = self.add(&whole);
            if let Some(block) = self.page.body.code.last_mut() {
                block.whole = Some(whole);
            }
        }
    }

    fn words_of(&self, event: &Event) -> &str {
        let What::Text(piece) = event.what else { return "" };
        let start = piece.start as usize;
        let end = start + piece.len as usize;
        match start.checked_sub(self.text.len()) {
            Some(start) => &self.extra[start..end - self.text.len()],
            None => &self.text[start..end],
        }
    }

    fn push(&mut self, what: What, range: Range<usize>) {
        self.page.body.events.push(Event { what, start: range.start as u32, end: range.end as u32 });
    }

    fn span(&self, range: Range<usize>) -> Span {
        span_in(self.pieces, range)
    }

    fn without_line_end(&self, range: Range<usize>) -> Range<usize> {
        let len = self.text[range.clone()].trim_end().len();
        range.start..range.start + len
    }

    /// Words as a piece of the text: where they stand if they stand there, else put behind it.
    fn str(&mut self, words: &str) -> Str {
        // Comparing addresses tells whether the parser lent us a part of the text or made words of its own.
        let offset = (words.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        match self.text.get(offset..offset.wrapping_add(words.len())) {
            Some(same) if std::ptr::eq(same, words) => Str { start: offset as u32, len: words.len() as u32 },
            _ => self.add(words),
        }
    }

    fn add(&mut self, words: &str) -> Str {
        let start = (self.text.len() + self.extra.len()) as u32;
        self.extra.push_str(words);
        Str { start, len: words.len() as u32 }
    }

    fn finish(mut self) -> (Page, String, Vec<Diagnostic>) {
        self.name_headings();
        self.page.anchors = Hashed::new(std::mem::take(&mut self.anchors));
        let title = self.page.outline.iter().find(|heading| heading.level == 1);
        self.page.title = title.map(|heading| Arc::clone(&heading.text)).filter(|text| !text.is_empty());
        (self.page, self.extra, self.found)
    }

    fn name_headings(&mut self) {
        let mut ids = Ids::default();
        let mut given: HashMap<String, Span> = HashMap::new();
        for heading in &self.headings {
            let Some(id) = &heading.given else { continue };
            ids.reserve(id);
            if let Some(first) = given.insert(id.clone(), heading.span) {
                self.found.push(
                    Diagnostic::at(&codes::DUPLICATE_HEADING_ID, heading.span, format!("the id `{id}` is given twice"))
                        .label(first, "first here")
                        .help("give one of the two headings another id"),
                );
            }
        }
        for heading in self.headings.drain(..) {
            let id = match heading.given {
                Some(id) => {
                    ids.given(heading.level, &id);
                    id
                }
                None => ids.of(heading.level, &heading.text),
            };
            let Unnamed { level, classes, text, span, .. } = heading;
            let id: Arc<str> = id.into();
            self.anchors.insert(Arc::clone(&id));
            self.page.outline.push(Heading { level, id, text: text.trim().into(), classes, span });
        }
    }
}

fn simple(tag: TagEnd) -> Option<Node> {
    Some(match tag {
        TagEnd::Paragraph => Node::Paragraph,
        TagEnd::Item => Node::Item,
        TagEnd::DefinitionList => Node::Terms,
        TagEnd::DefinitionListTitle => Node::Term,
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
