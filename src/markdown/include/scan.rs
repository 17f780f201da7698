//! Finding directives in a text.

use crate::markdown::braces;

use std::ops::Range;

use memchr::memmem;

/// The directives that put text in.
const NAMES: &[&str] = &["include", "rustdoc_include", "playground", "playpen", "title"];

/// One directive as it stands.
pub(super) struct Directive<'a> {
    /// From the braces (or the backslash before them) to the braces.
    pub(super) range: Range<usize>,
    /// A backslash stands before it.
    pub(super) escaped: bool,
    /// It has its closing braces.
    pub(super) closed: bool,
    /// The name.
    pub(super) name: &'a str,
    /// The words after the name, white space at both ends gone.
    pub(super) arguments: &'a str,
}

/// The directives of a stretch of text that put text in, and those of any name that are escaped.
pub(super) fn directives(text: &str, range: Range<usize>) -> impl Iterator<Item = Directive<'_>> {
    let stretch = &text[..range.end];
    let mut at = range.start;
    std::iter::from_fn(move || {
        loop {
            let open = at + memmem::find(stretch.get(at..)?.as_bytes(), b"{{")?;
            at = open + 2;
            if let Some(directive) = directive(stretch, open, range.start) {
                at = if directive.escaped { at } else { directive.range.end };
                return Some(directive);
            }
        }
    })
}

fn directive(text: &str, open: usize, first: usize) -> Option<Directive<'_>> {
    let inside = &text[open + 2..];
    // mdBook lets spaces stand before the sign.
    let sign = inside.find(|c: char| c != ' ' && c != '\t').filter(|&at| inside[at..].starts_with('#'))?;
    let after = &inside[sign + 1..];
    let name_len = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
    let (name, rest) = after.split_at(name_len);
    if open > first && text.as_bytes()[open - 1] == b'\\' {
        return Some(Directive { range: open - 1..open, escaped: true, closed: true, name, arguments: "" });
    }
    if !NAMES.contains(&name) || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let start = open..open + 2 + sign + 1 + name_len;
    match braces::close(rest, "}}") {
        // Without a file it is a mention of the directive.
        Some(len) if rest[..len].trim().is_empty() => None,
        Some(len) => {
            let range = open..start.end + len + 2;
            Some(Directive { range, escaped: false, closed: true, name, arguments: rest[..len].trim() })
        }
        None => Some(Directive { range: start, escaped: false, closed: false, name, arguments: "" }),
    }
}
