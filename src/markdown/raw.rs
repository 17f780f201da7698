//! Raw HTML in Markdown: the attributes that point somewhere, and the names it gives to places.

use crate::crowded::behind_raw;
use crate::crowded::crowded;
use crate::document::LinkKind;

use std::ops::Range;

use html5gum::Error;
use html5gum::Span;
use html5gum::State;
use html5gum::Tokenizer;
use html5gum::emitters::callback::CallbackEmitter;
use html5gum::emitters::callback::CallbackEvent;
use memchr::memmem;

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
    /// From here on a tag or a comment begins that never ends, and would swallow what follows on the page.
    Unfinished(usize),
    /// From here on nothing is read: a tag begins that has too many values.
    Crowded(usize),
    /// From here on some readers find other markup than others do, and a link of a kind that is not published, or an end.
    Doubtful(usize),
}

impl Find {
    /// The same, in a text that has so many bytes before it.
    pub(super) fn behind(self, before: usize) -> Self {
        let further = |range: Range<usize>| range.start + before..range.end + before;
        match self {
            Self::Points { kind, value, range } => Self::Points { kind, value, range: further(range) },
            Self::Shows(kind, url, range) => Self::Shows(kind, url, further(range)),
            Self::NoAlt(range) => Self::NoAlt(further(range)),
            Self::Opens(name, range) => Self::Opens(name, further(range)),
            Self::Unfinished(at) => Self::Unfinished(at + before),
            Self::Crowded(at) => Self::Crowded(at + before),
            Self::Doubtful(at) => Self::Doubtful(at + before),
            Self::Anchor(_) | Self::Closes(_) => self,
        }
    }
}

/// The elements whose content is no markup.
const PLAIN: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// Reads a stretch of raw HTML, which may begin or end in the middle of things. What is not read comes last.
pub(super) fn read(html: &str) -> Vec<Find> {
    let whole = crowded(html).unwrap_or(html.len());
    let mut end = whole;
    loop {
        let mut found = tokens(&html[..end]);
        match found.iter().find_map(|find| if let Find::Unfinished(at) = find { Some(*at) } else { None }) {
            // Before the unfinished tag there may be another one, which this one hid.
            Some(at) if at < end => end = at,
            _ => {
                found.retain(|find| !matches!(find, Find::Unfinished(_)));
                let is_crowded = whole < html.len() && end == whole;
                let rest = if is_crowded { Find::Crowded(end) } else { Find::Unfinished(end) };
                let doubtful = doubtful(&html[..end], &found);
                found.extend((end < html.len()).then_some(rest));
                return match doubtful {
                    Some(at) => before(found, at),
                    None => found,
                };
            }
        }
    }
}

/// What was found before a place from which on nothing is read.
fn before(mut found: Vec<Find>, at: usize) -> Vec<Find> {
    found.retain(|find| match find {
        Find::Points { range, .. } | Find::Shows(_, _, range) | Find::NoAlt(range) | Find::Opens(_, range) => {
            range.end <= at
        }
        Find::Anchor(_) => true,
        Find::Closes(_) | Find::Unfinished(_) | Find::Crowded(_) | Find::Doubtful(_) => false,
    });
    found.push(Find::Doubtful(at));
    found
}

/// Where markup begins that some readers find and others do not, if it can do harm: in drawings and lists of choices there are no
/// elements without markup, and with scripts there is no markup in `<noscript>`.
fn doubtful(html: &str, found: &[Find]) -> Option<usize> {
    let inside = |opens: &Find| match opens {
        Find::Opens(name, range) if name != "script" => {
            let end = end_of(name, &html[range.end..]).map_or(html.len(), |at| range.end + at);
            runs(&html[range.end..end]).then_some(range.start)
        }
        _ => None,
    };
    let lower = html.to_ascii_lowercase();
    let ends = found.iter().filter(|find| matches!(find, Find::Closes(name) if name == "noscript")).count();
    let hidden =
        (lower.matches("</noscript").count() != ends).then(|| lower.find("<noscript").or(lower.find("</noscript")));
    found.iter().filter_map(inside).chain(hidden.flatten()).min()
}

/// Would a browser run something of this, if it took it for markup?
pub(super) fn runs(html: &str) -> bool {
    let is_program = |value: &str| {
        let plain = value.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control());
        let start = plain.take(11).collect::<String>().to_ascii_lowercase();
        ["javascript:", "vbscript:", "data:"].iter().any(|scheme| start.starts_with(scheme))
    };
    // What is not read may be anything.
    crowded(html).is_some()
        || tokens(html).iter().any(|find| match find {
            Find::Points { value, .. } | Find::Shows(_, value, _) => is_program(value),
            _ => false,
        })
}

/// Where an element ends whose content is no markup, if it does.
pub(super) fn end_of(element: &str, html: &str) -> Option<usize> {
    Some(html.len() - behind_raw(element, html).len()).filter(|at| *at < html.len())
}

fn tokens(html: &str) -> Vec<Find> {
    let mut finder = Finder {
        html,
        tag: String::new(),
        tag_start: None,
        name: String::new(),
        name_end: 0,
        has_alt: false,
        done: 0,
        is_cut: false,
    };
    let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Find> { finder.event(event, span) };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    let mut found = Vec::new();
    while let Some(Ok(find)) = tokens.next() {
        match &find {
            // A reader without scripts sees what is in it; of the second one browsers know nothing.
            Find::Opens(name, _) if matches!(name.as_str(), "noscript" | "noframe") => tokens.set_state(State::Data),
            Find::Opens(name, _) if name == "noframes" => {
                tokens.set_state(State::RawText);
                found.push(find);
            }
            _ => found.push(find),
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
    /// Where the last tag or comment ends that was read whole.
    done: usize,
    /// A comment is read that never ends.
    is_cut: bool,
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
            CallbackEvent::CloseStartTag { .. } => {
                self.done = span.end;
                self.close(span.end)
            }
            CallbackEvent::EndTag { name } => {
                self.done = span.end;
                self.tag.clear();
                let name = text(name).to_ascii_lowercase();
                (PLAIN.contains(&name.as_str()) || name == "noscript").then_some(Find::Closes(name))
            }
            CallbackEvent::Error(Error::EofInComment | Error::EofInDoctype) => {
                self.is_cut = true;
                None
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                self.done = span.end;
                // What only counts as a comment ends with `>`, and without it is told by nobody.
                let is_cut = self.is_cut || (span.end == self.html.len() && !self.html.ends_with('>'));
                is_cut.then_some(Find::Unfinished(span.start))
            }
            CallbackEvent::Error(Error::EofInTag) => self.tag_start.or_else(|| self.end_tag()).map(Find::Unfinished),
            _ => None,
        }
    }

    /// Where the end tag begins that is being read.
    fn end_tag(&self) -> Option<usize> {
        let rest = &self.html[self.done..];
        let is_content = PLAIN.contains(&self.tag.as_str());
        let is_tag = |at: &usize| match is_content {
            true => rest[at + 2..].get(..self.tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(&self.tag)),
            false => rest[at + 2..].starts_with(|first: char| first.is_ascii_alphabetic()),
        };
        memmem::find_iter(rest.as_bytes(), b"</").find(is_tag).map(|at| self.done + at)
    }

    fn close(&mut self, end: usize) -> Option<Find> {
        let start = self.tag_start.take()?;
        let tag = start.min(end)..end.min(self.html.len());
        match self.tag.as_str() {
            "img" if !self.has_alt => Some(Find::NoAlt(tag)),
            name if PLAIN.contains(&name) || matches!(name, "noscript" | "noframe") => {
                Some(Find::Opens(name.to_string(), tag))
            }
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
