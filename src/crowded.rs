//! Tags with very many values in quotes. The reader that knows all of HTML calls itself anew for each of them, and a thread has
//! only so much room; so no such tag is given to it. Nobody writes one.

use memchr::memchr;
use memchr::memchr_iter;
use memchr::memchr2;
use memchr::memmem;

/// So many values in quotes a tag may have.
pub const MOST: usize = 100;

/// Elements in which there is no markup.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Where the first tag begins that has too many.
pub fn crowded(html: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = memchr(b'<', &html.as_bytes()[at..]).map(|further| at + further) {
        let inside = &html[start + 1..];
        let tag = inside.strip_prefix('/').unwrap_or(inside);
        let is_end = tag.len() < inside.len();
        at = if let Some(comment) = inside.strip_prefix("!--") {
            html.len() - behind_comment(comment).len()
        } else if tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let mut values = 0;
            let (name, rest) = read(tag, |_, _, is_quoted| values += usize::from(is_quoted));
            let rest = rest.unwrap_or_default();
            if values > MOST {
                return Some(start);
            }
            let rest = if RAW.contains(&&*name) && !is_end { behind_raw(&name, rest) } else { rest };
            html.len() - rest.len()
        } else if inside.starts_with(['!', '?', '/']) {
            // It counts as a comment up to here.
            html.len() - after(inside, b">").len()
        } else {
            start + 1
        };
    }
    None
}

/// A tag that has too many, and the content of an element without markup.
pub struct Tag<'h> {
    /// The name in lower case.
    pub name: String,
    /// An end tag.
    pub is_end: bool,
    /// Names and values as they stand.
    pub attributes: Vec<(&'h str, &'h str)>,
    /// It says that it ends at once.
    pub closes_itself: bool,
    /// What stands between it and its end, if there is no markup in that.
    pub content: &'h str,
    /// What follows.
    pub rest: &'h str,
}

impl<'h> Tag<'h> {
    /// Reads the tag at the start of a text; nothing if it never ends.
    pub fn read(html: &'h str) -> Option<Self> {
        let inside = html.strip_prefix('<')?;
        let tag = inside.strip_prefix('/').unwrap_or(inside);
        let is_end = tag.len() < inside.len();
        let mut attributes = Vec::new();
        let (name, behind) = read(tag, |name, value, _| attributes.push((name, value)));
        let behind = behind?;
        let before = &html[..html.len() - behind.len()];
        let rest = if RAW.contains(&&*name) && !is_end { behind_raw(&name, behind) } else { behind };
        let content = &behind[..behind.len() - rest.len()];
        // The stroke may also be the last sign of a value without quotes.
        let closes_itself = before.ends_with("/>") && !attributes.last().is_some_and(|(_, value)| value.ends_with('/'));
        Some(Self { name, is_end, attributes, closes_itself, content, rest })
    }
}

/// The name of a tag and what follows it, if it ends. `each` gets the name and the value of each attribute, and whether the value is in quotes.
fn read<'h>(tag: &'h str, mut each: impl FnMut(&'h str, &'h str, bool)) -> (String, Option<&'h str>) {
    let is_gap = |sign: char| sign.is_ascii_whitespace() || sign == '/';
    let (name, mut rest) = tag.split_at(tag.find(|sign| is_gap(sign) || sign == '>').unwrap_or(tag.len()));
    loop {
        rest = rest.trim_start_matches(is_gap);
        let mut signs = rest.chars();
        // Whatever an attribute begins with is a part of its name.
        match signs.next() {
            None => return (name.to_ascii_lowercase(), None),
            Some('>') => return (name.to_ascii_lowercase(), Some(signs.as_str())),
            Some(_) => {}
        }
        let behind = signs.as_str().trim_start_matches(|sign| !is_gap(sign) && !matches!(sign, '>' | '='));
        let attribute = &rest[..rest.len() - behind.len()];
        let Some(value) = behind.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
            each(attribute, "", false);
            rest = behind;
            continue;
        };
        match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                rest = after(&value[1..], &[*quote]);
                let len = value.len() - rest.len();
                each(attribute, value[..len].get(1..len - 1).unwrap_or_default(), true);
            }
            _ => {
                rest = value.trim_start_matches(|sign: char| !sign.is_ascii_whitespace() && sign != '>');
                each(attribute, &value[..value.len() - rest.len()], false);
            }
        }
    }
}

/// What follows the content of an element without markup, of which the name is given: its end.
pub fn behind_raw<'h>(name: &str, html: &'h str) -> &'h str {
    if name == "script" {
        return behind_script(html);
    }
    let ends = |at: &usize| is_named(&html.as_bytes()[at + 2..], name);
    memmem::find_iter(html.as_bytes(), b"</").find(ends).map_or("", |at| &html[at..])
}

/// What follows the content of a script: behind `<!--`, its end does not count after another `<script`.
fn behind_script(html: &str) -> &str {
    let (mut is_comment, mut is_inner, mut at) = (false, false, 0);
    while let Some(further) = memchr2(b'<', b'-', &html.as_bytes()[at..]) {
        at += further;
        let sign = &html.as_bytes()[at..];
        if sign.starts_with(b"</") && is_named(&sign[2..], "script") {
            if !is_inner {
                return &html[at..];
            }
            is_inner = false;
        } else if sign.starts_with(b"-->") {
            (is_comment, is_inner) = (false, false);
        } else if sign.starts_with(b"<!--") {
            is_comment = true;
            // Its two strokes may be those of its end.
            at += 1;
        } else if is_comment && sign.starts_with(b"<") && is_named(&sign[1..], "script") {
            is_inner = true;
        }
        at += 1;
    }
    ""
}

/// Does a tag of this name stand here?
fn is_named(tag: &[u8], name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
        && tag.get(name.len()).is_some_and(|sign| sign.is_ascii_whitespace() || matches!(sign, b'/' | b'>'))
}

/// What follows a comment of which the beginning was read.
fn behind_comment(html: &str) -> &str {
    if let Some(rest) = html.strip_prefix('>').or_else(|| html.strip_prefix("->")) {
        return rest;
    }
    let ends = |at: &usize| html[..*at].ends_with("--") || html[..*at].ends_with("--!");
    memchr_iter(b'>', html.as_bytes()).find(ends).map_or("", |at| &html[at + 1..])
}

/// What follows a sign; nothing if it is not there.
fn after<'h>(html: &'h str, sign: &[u8]) -> &'h str {
    memmem::find(html.as_bytes(), sign).map_or("", |at| &html[at + sign.len()..])
}
