//! Raw HTML in Markdown: the attributes that point somewhere, and the names it gives to places.

use crate::crowded::crowded;
use crate::document::LinkKind;

use std::ops::Range;

use html5gum::Error;
use html5gum::Span;
use html5gum::State;
use html5gum::Tokenizer;
use html5gum::emitters::callback::CallbackEmitter;
use html5gum::emitters::callback::CallbackEvent;

/// What a stretch of raw HTML holds.
#[derive(Debug, PartialEq)]
pub(super) enum Find {
    /// An attribute that points somewhere: its value, and the bytes of the value with its quotes.
    Points {
        /// What kind of thing points.
        kind: LinkKind,
        /// The value, entities decoded.
        value: String,
        /// The value as it stands, quotes included.
        range: Range<usize>,
    },
    /// An address among others in one attribute; it is looked at and left as it stands.
    Shows(LinkKind, String, Range<usize>),
    /// A name given to a place.
    Anchor(String),
    /// A picture without `alt`; the whole tag.
    NoAlt(Range<usize>),
    /// The start of an element whose content is no markup, such as a script; the whole tag.
    Opens(String, Range<usize>),
    /// The end of such an element.
    Closes(String),
    /// From here on a tag or a comment begins that never ends, and would swallow what follows on the page; or a tag with so many
    /// attributes that it is not read.
    Unfinished(usize),
}

/// The elements whose content is no markup.
const PLAIN: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "plaintext"];

/// Reads a stretch of raw HTML, which may begin or end in the middle of things. What is unfinished comes last.
pub(super) fn read(html: &str) -> Vec<Find> {
    let mut end = crowded(html).unwrap_or(html.len());
    loop {
        let mut found = tokens(&html[..end]);
        match found.iter().find_map(|find| if let Find::Unfinished(at) = find { Some(*at) } else { None }) {
            // Before the unfinished tag there may be another one, which this one hid.
            Some(at) if at < end => end = at,
            _ => {
                found.retain(|find| !matches!(find, Find::Unfinished(_)));
                found.extend((end < html.len()).then_some(Find::Unfinished(end)));
                return found;
            }
        }
    }
}

fn tokens(html: &str) -> Vec<Find> {
    let mut finder =
        Finder { html, tag: String::new(), tag_start: None, name: String::new(), name_end: 0, has_alt: false };
    let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Find> { finder.event(event, span) };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    let mut found = Vec::new();
    while let Some(Ok(find)) = tokens.next() {
        match find {
            // A reader without scripts sees what is in it.
            Find::Opens(name, _) if name == "noscript" => tokens.set_state(State::Data),
            find => found.push(find),
        }
    }
    found
}

struct Finder<'a> {
    html: &'a str,
    tag: String,
    /// Where the open tag begins.
    tag_start: Option<usize>,
    name: String,
    name_end: usize,
    has_alt: bool,
}

impl Finder<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Find> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                (self.tag, self.tag_start, self.has_alt) = (text(name).to_ascii_lowercase(), Some(span.start), false);
                None
            }
            CallbackEvent::AttributeName { name } => {
                (self.name, self.name_end) = (text(name).to_ascii_lowercase(), span.end);
                self.has_alt |= self.name == "alt";
                None
            }
            CallbackEvent::AttributeValue { value } => self.attribute(text(value)),
            CallbackEvent::CloseStartTag { .. } => self.close(span.end),
            CallbackEvent::EndTag { name } => {
                let name = text(name).to_ascii_lowercase();
                PLAIN.contains(&name.as_str()).then_some(Find::Closes(name))
            }
            CallbackEvent::Error(Error::EofInTag) => {
                self.tag_start.or_else(|| self.html.rfind('<')).map(Find::Unfinished)
            }
            CallbackEvent::Error(Error::EofInComment) => unfinished_comment(self.html).map(Find::Unfinished),
            _ => None,
        }
    }

    fn close(&mut self, end: usize) -> Option<Find> {
        let start = self.tag_start.take()?;
        let tag = start.min(end)..end.min(self.html.len());
        match self.tag.as_str() {
            "img" if !self.has_alt => Some(Find::NoAlt(tag)),
            name if PLAIN.contains(&name) || name == "noscript" => Some(Find::Opens(name.to_string(), tag)),
            _ => None,
        }
    }

    fn attribute(&self, value: String) -> Option<Find> {
        let kind = match (self.tag.as_str(), self.name.as_str()) {
            (_, "id") | ("a", "name") => return Some(Find::Anchor(value)),
            ("link", "href") => LinkKind::Style,
            ("script", "src") => LinkKind::Script,
            ("iframe" | "frame" | "embed", "src") | ("object", "data") => LinkKind::Frame,
            ("img" | "source", "srcset") => return self.shows(LinkKind::Embed, first_of_set(&value)),
            ("meta", "content") => return self.shows(LinkKind::Link, refresh(&value)),
            (_, "href" | "xlink:href" | "action" | "formaction" | "cite" | "ping") => LinkKind::Link,
            (_, "src" | "poster" | "data" | "background") => LinkKind::Embed,
            _ => return None,
        };
        Some(Find::Points { kind, value, range: self.value_range()? })
    }

    fn shows(&self, kind: LinkKind, url: Option<String>) -> Option<Find> {
        Some(Find::Shows(kind, url?, self.value_range()?))
    }

    /// Where the value of the attribute stands, counted from the end of the attribute's name.
    fn value_range(&self) -> Option<Range<usize>> {
        let rest = self.html.get(self.name_end..)?;
        let equals = rest.find('=')?;
        let after = &rest[equals + 1..];
        let start = self.name_end + equals + 1 + (after.len() - after.trim_start().len());
        let value = &self.html[start..];
        let len = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].find(quote)? + 2,
            _ => value.find(|c: char| c.is_ascii_whitespace() || c == '>')?,
        };
        Some(start..start + len)
    }
}

/// Where the comment begins that swallows the rest: behind the last end of one.
fn unfinished_comment(html: &str) -> Option<usize> {
    let ended = html.rfind("-->").max(html.rfind("--!>")).map_or(0, |at| at + 3);
    html[ended..].find("<!--").map(|at| ended + at).or_else(|| html.rfind("<!--"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The address of a `srcset` that leads to another host, else its first.
fn first_of_set(value: &str) -> Option<String> {
    let urls = || value.split(',').filter_map(|part| part.split_whitespace().next());
    urls().find(|url| url.contains("//")).or_else(|| urls().next()).map(str::to_string)
}

/// The address to which `<meta http-equiv="refresh">` leads.
fn refresh(value: &str) -> Option<String> {
    let at = value.to_ascii_lowercase().find("url=")?;
    Some(value.get(at + 4..)?.trim().trim_matches(['"', '\'']).to_string())
}
