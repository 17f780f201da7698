//! Raw HTML in Markdown: the attributes that point somewhere, and the names it gives to places.

use crate::document::LinkKind;

use std::ops::Range;

use html5gum::Span;
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
    /// A name given to a place.
    Anchor(String),
    /// A picture without `alt`; the whole tag.
    NoAlt(Range<usize>),
}

/// Reads a stretch of raw HTML, which may begin or end in the middle of things.
pub(super) fn read(html: &str) -> Vec<Find> {
    let mut finder =
        Finder { html, tag: String::new(), tag_start: 0, name: String::new(), name_end: 0, has_alt: false };
    let mut found = Vec::new();
    let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Find> { finder.event(event, span) };
    for find in Tokenizer::new_with_emitter(html, CallbackEmitter::new(callback)).flatten() {
        found.push(find);
    }
    found
}

struct Finder<'a> {
    html: &'a str,
    tag: String,
    tag_start: usize,
    name: String,
    name_end: usize,
    has_alt: bool,
}

impl Finder<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Find> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                (self.tag, self.tag_start, self.has_alt) = (text(name).to_ascii_lowercase(), span.start, false);
                None
            }
            CallbackEvent::AttributeName { name } => {
                (self.name, self.name_end) = (text(name).to_ascii_lowercase(), span.end);
                self.has_alt |= self.name == "alt";
                None
            }
            CallbackEvent::AttributeValue { value } => self.attribute(text(value)),
            CallbackEvent::CloseStartTag { .. } if self.tag == "img" && !self.has_alt => {
                Some(Find::NoAlt(self.tag_start.min(span.end)..span.end.min(self.html.len())))
            }
            _ => None,
        }
    }

    fn attribute(&self, value: String) -> Option<Find> {
        let kind = match (self.tag.as_str(), self.name.as_str()) {
            (_, "id") | ("a", "name") => return Some(Find::Anchor(value)),
            ("link", "href") => LinkKind::Style,
            ("script", "src") => LinkKind::Script,
            (_, "href" | "xlink:href" | "action" | "formaction" | "cite" | "ping") => LinkKind::Link,
            (_, "src" | "poster" | "data" | "background") => LinkKind::Embed,
            _ => return None,
        };
        Some(Find::Points { kind, value, range: self.value_range()? })
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

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
