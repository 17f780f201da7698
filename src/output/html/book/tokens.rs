//! The tokens of a finished page. Markup as this program and most themes write it is read in one go; a page that has other
//! markup is left to a reader that knows everything that HTML allows.

use crate::output::html::tokens::Token as Read;
use crate::output::html::tokens::tokens;

use std::borrow::Cow;

use memchr::memchr;
use memchr::memchr2;

/// A token.
pub(super) enum Token<'h> {
    /// An element begins.
    Start(Tag<'h>),
    /// An element of this name ends.
    End(Cow<'h, str>),
    /// Words.
    Text(Cow<'h, str>),
}

/// The start of an element. Names are in small letters.
pub(super) struct Tag<'h> {
    /// Its name.
    pub(super) name: Cow<'h, str>,
    /// Names and values, sorted by name.
    pub(super) attributes: Vec<Attribute<'h>>,
    /// It is written as `<NAME/>`.
    pub(super) closes_itself: bool,
}

/// A name and a value.
pub(super) type Attribute<'h> = (Cow<'h, str>, Cow<'h, str>);

/// The elements whose content is read in a way of its own.
const RAW: &[&str] = &["iframe", "noembed", "noframe", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// Reads plain markup; gives `None` for the first thing that is not plain.
pub(super) struct Plain<'h> {
    rest: &'h str,
    is_plain: bool,
}

impl<'h> Plain<'h> {
    /// Of a page, or a part of it.
    pub(super) fn new(html: &'h str) -> Self {
        Self { rest: html, is_plain: memchr2(b'\r', b'\0', html.as_bytes()).is_none() }
    }

    fn text(&mut self) -> Option<Token<'h>> {
        let (text, rest) = self.rest.split_at(memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len()));
        self.rest = rest;
        Some(Token::Text(decoded(text)?))
    }

    fn end(&mut self, rest: &'h str) -> Option<Token<'h>> {
        let (name, rest) = name(rest)?;
        self.rest = rest.strip_prefix('>')?;
        Some(Token::End(name))
    }

    fn start(&mut self, rest: &'h str) -> Option<Token<'h>> {
        let (name, mut rest) = name(rest)?;
        let mut attributes = Vec::new();
        loop {
            let behind = rest.trim_ascii_start();
            if let Some(behind) = behind.strip_prefix('>') {
                self.rest = behind;
                return tag(name, attributes, false);
            }
            if let Some(behind) = behind.strip_prefix("/>") {
                self.rest = behind;
                return tag(name, attributes, true);
            }
            let attribute;
            (attribute, rest) = self::attribute(behind).filter(|_| behind.len() < rest.len())?;
            attributes.push(attribute);
        }
    }
}

impl<'h> Iterator for Plain<'h> {
    type Item = Option<Token<'h>>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.is_plain {
            return Some(None);
        }
        let rest = self.rest;
        let token = match rest.strip_prefix('<') {
            _ if rest.is_empty() => return None,
            None => self.text(),
            Some(rest) => match rest.strip_prefix('/') {
                Some(rest) => self.end(rest),
                None => self.start(rest),
            },
        };
        self.is_plain = token.is_some();
        Some(token)
    }
}

fn tag<'h>(name: Cow<'h, str>, mut attributes: Vec<Attribute<'h>>, closes_itself: bool) -> Option<Token<'h>> {
    // The first of several attributes of one name counts.
    attributes.sort_by(|a, b| a.0.cmp(&b.0));
    attributes.dedup_by(|a, b| a.0 == b.0);
    (!RAW.contains(&&*name)).then_some(Token::Start(Tag { name, attributes, closes_itself }))
}

/// The name at the start of a text, and what follows it.
fn name(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let len = text.bytes().take_while(is_part).count();
    let (name, rest) = text.split_at(len);
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
    is_name.then(|| {
        let has_capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
        (if has_capitals { name.to_ascii_lowercase().into() } else { name.into() }, rest)
    })
}

/// The attribute at the start of a text, and what follows it.
fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let (name, rest) = name(text)?;
    match rest.strip_prefix('=') {
        Some(rest) => {
            let (value, rest) = rest.strip_prefix('"')?.split_once('"')?;
            Some(((name, decoded(value)?), rest))
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

/// Reads everything that HTML allows.
pub(super) fn thorough(html: &str) -> impl Iterator<Item = Option<Token<'_>>> {
    tokens(html).map(|token| {
        Some(match token {
            Read::Start(name, attributes, closes_itself) => {
                let attributes = attributes.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
                Token::Start(Tag { name: name.into(), attributes, closes_itself })
            }
            Read::End(name) => Token::End(name.into()),
            Read::Text(text) => Token::Text(text.into()),
        })
    })
}
