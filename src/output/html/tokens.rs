//! A finished page, read as somebody without scripts sees it: what stands in `<noscript>` is read like all the rest.
//!
//! Markup as this program and most themes write it is read here; from the first place on where it is anything else, a page is
//! left to a reader that knows all that HTML allows, and is slower.

use crate::crowded::Tag;
use crate::crowded::crowded;

use std::borrow::Cow;

use html5gum::DefaultEmitter;
use html5gum::State;
use html5gum::StringReader;
use html5gum::Token as Raw;
use html5gum::Tokenizer;
use memchr::memchr;
use memchr::memchr2;
use memchr::memmem;

/// A piece of a page. Names of elements and attributes are in lower case, entities are decoded.
pub(super) enum Token<'h> {
    /// An element begins: its name, its attributes sorted by name, and whether it says that it ends at once.
    Start(Cow<'h, str>, Vec<Attribute<'h>>, bool),
    /// An element ends.
    End(Cow<'h, str>),
    /// Text.
    Text(Cow<'h, str>),
}

/// A name and a value.
pub(super) type Attribute<'h> = (Cow<'h, str>, Cow<'h, str>);

/// The pieces of a page, one after the other. Comments and document types are passed over.
pub(super) struct Tokens<'h> {
    /// What is still to be read.
    rest: &'h str,
    /// The content of the element that has just begun, if there is no markup in it.
    content: Option<Token<'h>>,
    /// What reads the rest, if it is not plain.
    thorough: Option<Thorough<'h>>,
}

/// The reader that knows all of HTML.
struct Thorough<'h> {
    tokens: Tokenizer<StringReader<'h>, DefaultEmitter>,
    /// From the first tag on that it cannot be given.
    behind: &'h str,
}

/// Elements in which there is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];
/// Elements that are rare and change how what follows is read.
const ODD: &[&str] = &["iframe", "noembed", "noframe", "noframes", "plaintext", "xmp"];
/// Those of them in which signs are decoded.
const DECODED: &[&str] = &["textarea", "title"];

/// Reads a page.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    let is_plain = memchr2(b'\r', b'\0', html.as_bytes()).is_none();
    Tokens { rest: html, content: None, thorough: (!is_plain).then(|| thorough(html)) }
}

fn thorough(html: &str) -> Thorough<'_> {
    let (html, behind) = html.split_at(crowded(html).unwrap_or(html.len()));
    Thorough { tokens: tokenizer(html), behind }
}

fn tokenizer(html: &str) -> Tokenizer<StringReader<'_>, DefaultEmitter> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter)
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some(content) = self.content.take() {
            return Some(content);
        }
        if let Some(reader) = &mut self.thorough {
            return next(&mut reader.tokens).or_else(|| self.crowded());
        }
        self.rest = passed_over(self.rest);
        if self.rest.is_empty() {
            return None;
        }
        if let Some(token) = self.plain() {
            return Some(token);
        }
        self.thorough = Some(thorough(self.rest));
        self.next()
    }
}

impl<'h> Tokens<'h> {
    /// The tag at which the reader that knows all of HTML has ended.
    fn crowded(&mut self) -> Option<Token<'h>> {
        let tag = Tag::read(self.thorough.as_ref()?.behind)?;
        self.thorough = Some(thorough(tag.rest));
        if tag.is_end {
            return Some(Token::End(tag.name.into()));
        }
        self.content = read_alone(&tag).map(|words| Token::Text(words.into()));
        let attributes = tag.attributes.iter().map(|(name, value)| (name.to_ascii_lowercase().into(), of_value(value)));
        let mut attributes: Vec<Attribute<'h>> = attributes.collect();
        attributes.sort_by(|a, b| a.0.cmp(&b.0));
        attributes.dedup_by(|a, b| a.0 == b.0);
        Some(Token::Start(tag.name.into(), attributes, tag.closes_itself))
    }

    /// The next token; nothing if it is not plain.
    fn plain(&mut self) -> Option<Token<'h>> {
        let Some(tag) = self.rest.strip_prefix('<') else {
            let (words, rest) = self.rest.split_at(memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len()));
            let words = decoded(words)?;
            self.rest = rest;
            return Some(Token::Text(words));
        };
        if let Some(tag) = tag.strip_prefix('/') {
            let (name, rest) = name(tag)?;
            self.rest = rest.strip_prefix('>')?;
            return Some(Token::End(name));
        }
        let (name, attributes, closes_itself, mut rest) = start(tag).filter(|(name, ..)| !ODD.contains(&&**name))?;
        if RAW.contains(&&*name) {
            (self.content, rest) = content(&name, rest).filter(|_| !closes_itself)?;
        }
        self.rest = rest;
        Some(Token::Start(name, attributes, closes_itself))
    }
}

/// What follows the comments and document types at the start of a text.
fn passed_over(mut text: &str) -> &str {
    loop {
        let doctype = text.get(..15).filter(|start| start.eq_ignore_ascii_case("<!doctype html>"));
        let comment = || {
            let inside = text.strip_prefix("<!--").filter(|inside| !inside.starts_with(['>', '-']))?;
            let end = memmem::find(inside.as_bytes(), b"--")?;
            inside[end..].starts_with("-->").then_some(end + 7)
        };
        match doctype.map(str::len).or_else(comment) {
            Some(len) => text = &text[len..],
            None => return text,
        }
    }
}

/// A name, attributes, whether it ends at once, and what follows.
type Start<'h> = (Cow<'h, str>, Vec<Attribute<'h>>, bool, &'h str);

/// The start of an element of which `<` was read.
fn start(text: &str) -> Option<Start<'_>> {
    let (name, mut rest) = name(text)?;
    let mut attributes: Vec<Attribute<'_>> = Vec::new();
    loop {
        let behind = rest.trim_ascii_start();
        let end = behind.strip_prefix('>').map(|rest| (false, rest));
        if let Some((closes_itself, rest)) = end.or_else(|| Some((true, behind.strip_prefix("/>")?))) {
            // The first of several attributes of one name counts.
            attributes.sort_by(|a, b| a.0.cmp(&b.0));
            attributes.dedup_by(|a, b| a.0 == b.0);
            return Some((name, attributes, closes_itself, rest));
        }
        let attribute;
        (attribute, rest) = self::attribute(behind).filter(|_| behind.len() < rest.len())?;
        attributes.push(attribute);
    }
}

/// The content of an element without markup, and what follows it: its end.
fn content<'h>(name: &str, text: &'h str) -> Option<(Option<Token<'h>>, &'h str)> {
    let (inside, rest) = text.split_at(memmem::find(text.as_bytes(), b"</")?);
    // A script may hold what looks like its end behind such a mark.
    let is_plain = !inside.contains("<!--") && rest[2..].strip_prefix(name)?.starts_with('>');
    let words = if DECODED.contains(&name) { decoded(inside)? } else { inside.into() };
    is_plain.then(|| ((!inside.is_empty()).then_some(Token::Text(words)), rest))
}

/// The name at the start of a text, and what follows it.
fn name(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let (name, rest) = text.split_at(text.bytes().take_while(is_part).count());
    name.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| {
        let has_capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
        (if has_capitals { name.to_ascii_lowercase().into() } else { name.into() }, rest)
    })
}

/// The attribute at the start of a text, and what follows it.
fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let (name, rest) = name(text)?;
    match rest.strip_prefix('=') {
        Some(rest) => {
            let rest = rest.strip_prefix('"')?;
            let (value, rest) = rest.split_at(memchr(b'"', rest.as_bytes())?);
            Some(((name, decoded(value)?), &rest[1..]))
        }
        None => Some(((name, "".into()), rest)),
    }
}

/// A text with its signs decoded; nothing if one of them is not known here.
fn decoded(text: &str) -> Option<Cow<'_, str>> {
    let Some(mut at) = memchr(b'&', text.as_bytes()) else { return Some(text.into()) };
    let (mut made, mut rest) = (String::with_capacity(text.len()), text);
    loop {
        made.push_str(&rest[..at]);
        let (name, behind) = rest[at + 1..].split_once(';')?;
        made.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" | "#34" => '"',
            "#39" | "#x27" => '\'',
            "#x2F" | "#x2f" => '/',
            _ => return None,
        });
        rest = behind;
        match memchr(b'&', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    made.push_str(rest);
    Some(made.into())
}

/// What the value of an attribute says.
fn of_value<'h>(value: &str) -> Cow<'h, str> {
    let alone = format!("<a b=\"{}\">", value.replace('"', "&quot;"));
    match next(&mut tokenizer(&alone)) {
        Some(Token::Start(_, mut attributes, _)) => attributes.pop().map_or("".into(), |(_, value)| value),
        _ => "".into(),
    }
}

/// What the content says of an element without markup.
fn read_alone(tag: &Tag<'_>) -> Option<String> {
    let alone = format!("<{}>{}</{}>", tag.name, tag.content, tag.name);
    let mut tokens = tokenizer(&alone);
    let texts = std::iter::from_fn(|| next(&mut tokens));
    let words: String =
        texts.filter_map(|token| if let Token::Text(words) = token { Some(words) } else { None }).collect();
    (!words.is_empty()).then_some(words)
}

/// The next token of a page that is not plain.
fn next(tokens: &mut Tokenizer<StringReader<'_>, DefaultEmitter>) -> Option<Token<'static>> {
    loop {
        match tokens.next()?.ok()? {
            Raw::StartTag(tag) => {
                let name = lower(&tag.name);
                match name.as_str() {
                    "noscript" | "noframe" => tokens.set_state(State::Data),
                    "noframes" => tokens.set_state(State::RawText),
                    _ => {}
                }
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (lower(name).into(), text(value).into())).collect();
                return Some(Token::Start(name.into(), attributes, tag.self_closing));
            }
            Raw::EndTag(tag) => return Some(Token::End(lower(&tag.name).into())),
            Raw::String(value) => return Some(Token::Text(text(&value).into())),
            _ => {}
        }
    }
}

fn lower(bytes: &[u8]) -> String {
    let mut text = text(bytes);
    text.make_ascii_lowercase();
    text
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
