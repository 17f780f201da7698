//! Tags with very many attributes. The reader that knows all of HTML calls itself anew for each of them, and a thread has only
//! so much room; so nothing is given to it from such a tag on. Nobody writes one.

use memchr::memchr;
use memchr::memchr_iter;
use memchr::memchr2;
use memchr::memmem;

/// So many values in quotes a tag may have.
const MOST: usize = 100;

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
            let (name, values, rest) = read(tag);
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

/// The name of a tag, how many values in quotes it has, and what follows it.
fn read(tag: &str) -> (String, usize, &str) {
    let is_gap = |sign: char| sign.is_ascii_whitespace() || sign == '/';
    let (name, mut rest) = tag.split_at(tag.find(|sign| is_gap(sign) || sign == '>').unwrap_or(tag.len()));
    let mut values = 0;
    loop {
        rest = rest.trim_start_matches(is_gap);
        let mut signs = rest.chars();
        // Whatever an attribute begins with is a part of its name.
        if matches!(signs.next(), None | Some('>')) {
            return (name.to_ascii_lowercase(), values, signs.as_str());
        }
        rest = signs.as_str().trim_start_matches(|sign| !is_gap(sign) && !matches!(sign, '>' | '='));
        let Some(value) = rest.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else { continue };
        rest = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                values += 1;
                after(&value[1..], &[*quote])
            }
            _ => value.trim_start_matches(|sign: char| !sign.is_ascii_whitespace() && sign != '>'),
        };
    }
}

/// What follows the content of an element without markup: its end.
fn behind_raw<'h>(name: &str, html: &'h str) -> &'h str {
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
