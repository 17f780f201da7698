//! The text of a finished page, made ready to stand among others: its headings deeper, its ids its own, its links led
//! anew. What helps only on a page by itself is left out: navigation, scripts, styles.

use crate::artifact::SitePath;
use crate::output::html::book::balance::Writer;
use crate::output::html::book::syntax;
use crate::output::html::book::syntax::Syntax;
use crate::output::html::guard::VOID;
use crate::output::html::tokens::Attribute;
use crate::output::html::tokens::Token;
use crate::output::html::tokens::tokens;
use crate::site::urls;

use std::borrow::Cow;

use memchr::memmem;
use percent_encoding::percent_decode_str;

/// The elements that have no place in a book, with all that is in them.
const LEFT_OUT: &[&str] = &["nav", "script", "style", "template", "iframe", "object", "embed", "link", "meta", "base"];
/// The elements that have no place in a book; what is in them stays.
const UNWRAPPED: &[&str] = &["article", "noscript", "form", "button"];
/// The elements of old HTML that EPUB does not take; what is in them stays.
const OLD: &[&str] = &["acronym", "big", "center", "dir", "font", "marquee", "nobr", "strike", "tt"];
/// The attributes of old HTML that EPUB does not take.
const OLD_ATTRIBUTES: &[&str] = &[
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "clear",
    "color",
    "compact",
    "name",
    "nowrap",
    "valign",
];
/// What themes call things that help only on a page by itself.
const ALONE: &[&str] = &["anchor", "again", "address", "footnote-back", "share"];
/// The attributes that name ids of the page.
const NAMING: &[&str] =
    &["for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

/// How the page is to stand among others.
pub(super) struct Asked<'a> {
    /// Where the page stands by itself.
    pub(super) from: &'a SitePath,
    /// What its ids begin with.
    pub(super) prefix: &'a str,
    /// By how many levels its headings stand deeper.
    pub(super) deeper: u8,
    /// The language.
    pub(super) syntax: Syntax,
    /// Where links lead.
    pub(super) ways: &'a dyn Ways,
}

/// Where the links of a book lead.
pub(super) trait Ways {
    /// The attributes of a link to an address of the site, with what comes behind the path: `?…`, `#…`.
    fn link(&self, to: &SitePath, rest: &str) -> Vec<(&'static str, String)>;
    /// The address of a picture or a recording; nothing if the book cannot have it.
    fn file(&self, to: &SitePath) -> Option<String>;
    /// The address of a link that does not lead to the site; nothing if it cannot be followed from the book.
    fn foreign(&self, href: &str) -> Option<String>;
    /// The address of a picture or a recording that is not of the site.
    fn foreign_file(&self, src: &str) -> Option<String>;
}

/// Makes a finished page ready.
pub(super) fn piece(html: &str, asked: &Asked<'_>) -> String {
    let html = memmem::find(html.as_bytes(), b"<main").map_or(html, |at| &html[at..]);
    let around = if memmem::find(html.as_bytes(), b"<article").is_some() { "article" } else { "main" };
    let mut maker = Maker { asked, around, depth: 0, left_out: None, writer: Writer::new(asked.syntax) };
    for token in tokens(html) {
        match token {
            Token::Start(name, attributes, closes_itself) => maker.start(&name, &attributes, closes_itself),
            Token::End(name) if maker.end(&name) => break,
            Token::End(_) => {}
            Token::Text(text) => maker.text(&text),
        }
    }
    maker.writer.finish()
}

struct Maker<'a> {
    asked: &'a Asked<'a>,
    /// The element around the text of the page.
    around: &'static str,
    /// How many of those are open.
    depth: usize,
    /// The element that is being left out, and how many of its name are open.
    left_out: Option<(String, usize)>,
    writer: Writer,
}

impl Maker<'_> {
    fn start(&mut self, name: &str, attributes: &[Attribute<'_>], closes_itself: bool) {
        if name == self.around && self.left_out.is_none() {
            self.depth += 1;
            return;
        }
        if self.depth == 0 {
            return;
        }
        if let Some((left_out, count)) = &mut self.left_out {
            *count += usize::from(left_out == name);
            return;
        }
        let is_void = VOID.contains(&name);
        if is_left_out(name, attributes) {
            if !is_void && !closes_itself {
                self.left_out = Some((name.to_string(), 1));
            }
            return;
        }
        let is_xml = self.writer.syntax() == Syntax::Xml;
        if !syntax::is_name(name) || UNWRAPPED.contains(&name) || (is_xml && OLD.contains(&name)) {
            return;
        }
        match name {
            "input" if is_xml => self.tick(attributes),
            "img" | "source" | "video" | "audio" | "track" => self.file(name, attributes),
            _ => self.write(name, attributes, closes_itself),
        }
    }

    /// Ends an element; says whether the text of the page has ended.
    fn end(&mut self, name: &str) -> bool {
        if let Some((left_out, count)) = &mut self.left_out {
            *count -= usize::from(left_out == name);
            if *count == 0 {
                self.left_out = None;
            }
            return false;
        }
        if name == self.around && self.depth > 0 {
            self.depth -= 1;
            return self.depth == 0;
        }
        if self.depth > 0 {
            self.writer.end(&self.deeper(name));
        }
        false
    }

    fn text(&mut self, text: &str) {
        if self.depth > 0 && self.left_out.is_none() {
            self.writer.text(text);
        }
    }

    /// A box to tick, as a letter.
    fn tick(&mut self, attributes: &[Attribute<'_>]) {
        let has = |wanted: &str| attributes.iter().any(|(name, _)| name == wanted);
        if attributes.iter().any(|(name, value)| name == "type" && value == "checkbox") {
            self.writer.text(if has("checked") { "☑" } else { "☐" });
        }
    }

    /// A picture or a recording; in its place the words that stand for it, if the book cannot have it.
    fn file(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let get = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value);
        let Some(src) = get("src") else { return self.write(name, attributes, false) };
        let found = match self.target(src) {
            Some((to, _)) => self.asked.ways.file(&to),
            None => self.asked.ways.foreign_file(src),
        };
        match found {
            Some(src) => {
                let mut attributes = attributes.to_vec();
                attributes
                    .iter_mut()
                    .filter(|(name, _)| name == "src")
                    .for_each(|(_, value)| *value = src.clone().into());
                self.write(name, &attributes, false);
            }
            None => self.writer.text(get("alt").unwrap_or_default()),
        }
    }

    fn write(&mut self, name: &str, attributes: &[Attribute<'_>], closes_itself: bool) {
        let name = self.deeper(name);
        let mut written: Vec<(Cow<'_, str>, Cow<'_, str>)> = Vec::with_capacity(attributes.len());
        for (attribute, value) in attributes {
            match &**attribute {
                "id" => written.push(("id".into(), self.id(value).into())),
                "href" if name != "use" => {
                    written.extend(self.link(value).into_iter().map(|(name, value)| (name.into(), value.into())));
                }
                naming if NAMING.contains(&naming) => {
                    let ids: Vec<String> = value.split_ascii_whitespace().map(|id| self.id(id)).collect();
                    written.push((naming.into(), ids.join(" ").into()));
                }
                "srcset" | "autofocus" => {}
                // The same card can stand on several pages, and a landmark is one of its kind.
                "aria-label" if name == "section" => {}
                old if self.writer.syntax() == Syntax::Xml && OLD_ATTRIBUTES.contains(&old) => {}
                name if name.starts_with("on") || !syntax::is_name(name) => {}
                name => written.push((name.into(), self.inner(value))),
            }
        }
        let written: Vec<(&str, &str)> = written.iter().map(|(name, value)| (&**name, &**value)).collect();
        self.writer.start(&name, &written, closes_itself);
    }

    /// A value in which ids of the page may stand, as `url(#arrow)` in a drawing.
    fn inner<'v>(&self, value: &'v str) -> Cow<'v, str> {
        match value.contains('#') && value.contains("url(#") {
            true => value.replace("url(#", &format!("url(#{}", self.asked.prefix)).into(),
            false => value.into(),
        }
    }

    fn id(&self, id: &str) -> String {
        // White space would make two ids of it.
        let id: String = id.split_ascii_whitespace().collect();
        format!("{}{id}", self.asked.prefix)
    }

    fn link(&self, href: &str) -> Vec<(&'static str, String)> {
        match self.target(href) {
            Some((to, rest)) => self.asked.ways.link(&to, rest),
            None => self.asked.ways.foreign(href).map(|href| ("href", href)).into_iter().collect(),
        }
    }

    /// The address of the site that a link means, with what comes behind its path; nothing for one that leads elsewhere.
    fn target<'h>(&self, href: &'h str) -> Option<(SitePath, &'h str)> {
        let href = href.trim();
        let (path, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
        if path.is_empty() {
            return Some((self.asked.from.clone(), rest));
        }
        let scheme = path.split('/').next().unwrap_or_default();
        if path.starts_with('/') || scheme.contains(':') {
            return None;
        }
        let path = percent_decode_str(path).decode_utf8_lossy();
        let folder =
            if path.ends_with('/') || path.ends_with("..") || path.ends_with("/.") { "/index.html" } else { "" };
        let joined = urls::join(urls::folder(self.asked.from.as_str()), path.trim_end_matches('/'))?;
        let joined = format!("{joined}{folder}");
        Some((SitePath::new(joined.trim_start_matches('/'))?, rest))
    }

    /// The name of a heading that stands deeper.
    fn deeper<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => format!("h{}", (level - b'0' + self.asked.deeper).min(6)).into(),
            _ => name.into(),
        }
    }
}

fn is_left_out(name: &str, attributes: &[Attribute<'_>]) -> bool {
    let class = attributes.iter().find(|(name, _)| name == "class");
    let is_alone = |word: &str| ALONE.contains(&word);
    LEFT_OUT.contains(&name) || class.is_some_and(|(_, value)| value.split_ascii_whitespace().any(is_alone))
}
