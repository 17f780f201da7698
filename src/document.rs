//! The page: what an author wrote, as a value that knows no output format.

use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::source::FileId;
use crate::source::Span;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

/// One page, read alone: nothing in it depends on another page.
#[derive(Debug, Default)]
pub struct Page {
    /// From the content folder, `/` between the parts, with its `.md`.
    pub path: Arc<str>,
    /// The file it was read from.
    pub file: FileId,
    /// Made from everything that other pages and the order of the pages may show or point at: not from the text.
    pub card: Fingerprint,
    /// What its front matter says.
    pub front: FrontMatter,
    /// The title that the text itself gives: its first heading of level 1, or a `{{#title}}`.
    pub title: Option<Arc<str>>,
    /// The text.
    pub body: Body,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// Everything that points somewhere, in order; [`Node::Link`] and [`What::RawUrl`] count into it.
    pub links: Vec<Link>,
    /// Something that was to be put in is missing; it has been said where.
    pub incomplete: bool,
    /// The names of all places in it that a link may point at: its headings, and `id="…"` in raw HTML.
    pub anchors: Hashed<BTreeSet<Arc<str>>>,
}

/// What the front matter of a page says.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// A permanent name for the page, with its place.
    pub id: Option<(Arc<str>, Option<Span>)>,
    /// The title, before any heading.
    pub title: Option<Arc<str>>,
    /// One sentence for search results and previews.
    pub description: Option<Arc<str>>,
    /// The role that answers for the page.
    pub owner: Option<Arc<str>>,
    /// The day somebody last read it with care.
    pub reviewed: Option<Date>,
    /// How many days a review holds.
    pub review_every: Option<u32>,
    /// Addresses at which the page stood before, each with its place.
    pub aliases: Vec<(Arc<str>, Option<Span>)>,
    /// Not published unless drafts are asked for.
    pub draft: bool,
    /// Order among its neighbours: smaller comes first.
    pub weight: i32,
    /// A template of the theme other than `page.html`.
    pub template: Option<(Arc<str>, Option<Span>)>,
    /// What of it readers see, the title and the description, each with its place.
    pub said: Vec<(Arc<str>, Span)>,
    /// The front matter block, if there is one.
    pub span: Option<Span>,
}

impl Page {
    /// Sets the card; to be called when all of the page is known.
    pub fn make_card(&mut self) {
        let first = self.outline.first().map(|heading| heading.span);
        let names = (&self.path, self.file, &self.front, &self.title);
        let outline: Vec<&Arc<str>> = self.outline.iter().map(|heading| &heading.id).collect();
        self.card = Fingerprint::of(&(names, &self.anchors, outline, first, self.body.events.is_empty()));
    }
}

impl FrontMatter {
    /// The permanent name of the page.
    pub fn id(&self) -> Option<&Arc<str>> {
        self.id.as_ref().map(|(id, _)| id)
    }

    /// The day by which the page wants to be read again. `default` is how many days a review holds for a page that does
    /// not say so itself.
    pub fn review_by(&self, default: Option<u32>) -> Option<Date> {
        let days = i64::from(self.review_every.or(default)?);
        self.reviewed?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its name in addresses.
    pub id: Arc<str>,
    /// Its text without markup.
    pub text: Arc<str>,
    /// Classes given as `{.class}`.
    pub classes: Vec<Arc<str>>,
    /// Its old names in addresses, given as `{formerly=old}`.
    pub formerly: Vec<Arc<str>>,
    /// Where it stands.
    pub span: Span,
}

/// What kind of thing points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A link to follow.
    Link,
    /// A picture, or another thing that the page shows (`src`, `poster`).
    Embed,
    /// Another document in a frame.
    Frame,
    /// A script.
    Script,
    /// A style sheet.
    Style,
}

/// Something that points somewhere.
#[derive(Debug, Clone)]
pub struct Link {
    /// What kind.
    pub kind: LinkKind,
    /// Where to, as the author wrote it, entities decoded.
    pub dest: Arc<str>,
    /// The title that shows on hovering.
    pub title: Arc<str>,
    /// The whole link in the text.
    pub span: Span,
    /// Written as `<https://…>` or recognized as an address: its text is its target.
    pub bare: bool,
}

/// A fenced or indented block of code.
#[derive(Debug, Clone, Default)]
pub struct CodeBlock {
    /// The first word of the info string.
    pub language: Arc<str>,
    /// Further words of the info string, separated there by commas or spaces.
    pub words: Vec<Arc<str>>,
    /// The whole code, if some lines are hidden at first.
    pub whole: Option<Str>,
}

/// A callout: a block quote that opens with `[!KIND]`.
#[derive(Debug, Clone)]
pub struct Callout {
    /// The kind in lower case.
    pub kind: Arc<str>,
    /// A title of its own, after the marker.
    pub title: Option<Str>,
    /// The marker.
    pub span: Span,
}

/// Something that the rules put in, where `{{#name of}}` stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Embed {
    /// What.
    pub what: Embedded,
    /// Of which parameter, guide or outcome.
    pub of: Arc<str>,
    /// Where `of` stands.
    pub span: Span,
}

/// What the rules can put into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Embedded {
    /// A value, in running text: `{{#param money-notice}}`.
    Param,
    /// The card of a guide: `{{#guide money}}`.
    Guide,
    /// The card of an outcome, with its callout: `{{#outcome money/may-file}}`.
    Outcome,
    /// The callout of an outcome or of a whole guide: `{{#no-guarantee money}}`.
    NoGuarantee,
    /// Who may ask for what, as a table: `{{#eligibility-table money}}`.
    Table,
    /// How an ask goes, stage by stage: `{{#journey money}}`.
    Journey,
}

impl Embedded {
    /// All of them, with the names of their directives.
    pub const ALL: [(&str, Self); 6] = [
        ("param", Self::Param),
        ("guide", Self::Guide),
        ("outcome", Self::Outcome),
        ("no-guarantee", Self::NoGuarantee),
        ("eligibility-table", Self::Table),
        ("journey", Self::Journey),
    ];

    /// Does it stand between words? All others stand in a paragraph of their own.
    pub fn is_inline(self) -> bool {
        self == Self::Param
    }
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the language does.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A piece of text: bytes `start..start + len` of [`Body::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Str {
    /// The first byte.
    pub start: u32,
    /// How many bytes.
    pub len: u32,
}

/// Something that holds other things. A number counts into the list of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Markdown")]
pub enum Node {
    Paragraph,
    Heading(u32),
    Quote,
    Callout(u32),
    Code(u32),
    List { start: Option<u32> },
    Item,
    Table,
    TableHead,
    TableRow,
    TableCell { align: Align, head: bool },
    Footnote(u32),
    Terms,
    Term(u32),
    Meaning,
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
    Link(u32),
    Image(u32),
}

/// One step of reading a text from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of Markdown")]
pub enum What {
    Open(Node),
    Close(Node),
    Text(Str),
    Code(Str),
    /// Raw HTML as the author wrote it.
    Raw(Str),
    /// The value of an attribute of raw HTML that points somewhere; counts into [`Page::links`].
    RawUrl(u32),
    SoftBreak,
    HardBreak,
    Rule,
    Check(bool),
    /// The mark of a footnote; counts into [`Body::footnotes`].
    FootnoteMark(u32),
    /// Something that the rules put in; counts into [`Body::embeds`].
    Embed(u32),
}

/// A step with its place in [`Body::text`].
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// What happens.
    pub what: What,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// The text of a page, read once.
#[derive(Debug, Default)]
pub struct Body {
    /// The text after includes, followed by whatever words are not in it as they stand (decoded entities, curly quotes).
    pub text: Box<str>,
    /// Which part of `text` comes from which file, in order.
    pub pieces: Vec<Piece>,
    /// The text from its start to its end.
    pub events: Vec<Event>,
    /// Blocks of code.
    pub code: Vec<CodeBlock>,
    /// Callouts.
    pub callouts: Vec<Callout>,
    /// The labels of footnotes, in the order of their first mark.
    pub footnotes: Vec<Arc<str>>,
    /// The names in addresses of the terms of definition lists, in order.
    pub terms: Vec<Arc<str>>,
    /// What the rules put in, in order.
    pub embeds: Vec<Embed>,
}

/// A part of a text that comes from one stretch of one file.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Its first byte in the text.
    pub at: u32,
    /// The stretch it comes from; for words that stand nowhere, the directive that made them.
    pub from: Span,
    /// It stands there letter by letter.
    pub verbatim: bool,
}

impl Body {
    /// The words of a piece of text.
    pub fn str(&self, piece: Str) -> &str {
        self.text.get(piece.start as usize..(piece.start + piece.len) as usize).unwrap_or_default()
    }

    /// Where a stretch of the text stands in the files it came from.
    pub fn span(&self, range: Range<usize>) -> Span {
        span_in(&self.pieces, range)
    }
}

/// Where a stretch of an assembled text stands in the files it came from: in the file of its first byte.
pub fn span_in(pieces: &[Piece], range: Range<usize>) -> Span {
    let found = pieces.partition_point(|piece| piece.at as usize <= range.start);
    let Some(piece) = found.checked_sub(1).and_then(|index| pieces.get(index)) else {
        return Span::new(FileId::of(""), 0..0);
    };
    if !piece.verbatim {
        return piece.from;
    }
    let start = (piece.from.start + (range.start as u32 - piece.at)).min(piece.from.end);
    let end = (start + (range.len() as u32)).min(piece.from.end);
    Span { file: piece.from.file, start, end }
}

/// The order of the pages.
#[derive(Debug, Default)]
pub struct Summary {
    /// From the top.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub enum Row {
    /// A title above the chapters that follow, and where it stands.
    Part(Arc<str>, Span),
    /// A line between the chapters.
    Separator,
    /// A chapter.
    Chapter(Chapter),
}

/// A chapter as `SUMMARY.md` names it.
#[derive(Debug)]
pub struct Chapter {
    /// Its title in the navigation.
    pub title: Arc<str>,
    /// Its page, from the content folder; `None` for a draft.
    pub path: Option<Arc<str>>,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// Its number, such as `[2, 1]`; `None` outside of lists.
    pub number: Option<Vec<u32>>,
    /// The link.
    pub span: Span,
}

/// The names in addresses of footnotes and of their marks: those that mdBook gives them.
pub mod names {
    /// The name of a footnote.
    pub fn note(label: &str) -> String {
        format!("footnote-{}", plain(label))
    }

    /// The name of the first, second, … mark of a footnote.
    pub fn mark(label: &str, count: u32) -> String {
        format!("fr-{}-{count}", plain(label))
    }

    /// A name holds no white space.
    fn plain(label: &str) -> String {
        label.split_whitespace().collect::<Vec<_>>().join("-")
    }
}
