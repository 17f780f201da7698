//! Text that is safe to print: what would move the cursor, turn the reading direction or be unseen is shown as an escape.

use std::borrow::Cow;
use std::fmt::Write;

/// Stands for a path while an excerpt is drawn; [`visible`] lets none through, so no text of an author can hold it.
pub(super) const STAND_IN: char = '\u{fdd0}';

/// A line of text with everything that is unsafe to print shown as `\n`, `\t` or `\u{…}`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    escape(text, is_unsafe)
}

/// The same for text that may have several lines and tabs.
pub(super) fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_unsafe(c) && !matches!(c, '\n' | '\t'))
}

/// JSON in which no character is left that is unsafe to print; what it says stays the same.
///
/// Outside strings JSON has no such characters but line breaks, so each of the others can become its escape where it is.
pub(super) fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unsafe(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                push(&mut out, format_args!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn escape(text: &str, hide: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hide) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if !hide(c) => out.push(c),
            '\n' | '\r' | '\t' => out.extend(c.escape_default()),
            c => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

/// Controls, direction marks and overrides, line separators, the byte order mark, tags, and what is no character at all.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
}

/// Appends formatted text.
pub(super) fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
