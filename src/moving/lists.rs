//! Lists of old names in YAML, with one more name: in the way in which the author writes lists.

use crate::data::Node;
use crate::data::Value;

use std::ops::Range;

/// Puts an old name into the list `key` of a table. A name that is the new one is no old one any more: it gives way.
pub(super) fn with(text: &str, table: &Node, key: &str, old: &str, new: &str) -> Option<(Range<usize>, String)> {
    let Value::Map(entries) = &table.value else { return None };
    let written = entries.iter().find(|entry| entry.key == key);
    match written.map(|entry| &entry.value) {
        Some(Node { value: Value::List(items), range }) => in_list(text, items, range, old, new),
        Some(node) => Some((node.range.clone(), format!("[{old}]"))),
        None => {
            let first = entries.first()?.key_range.start;
            let line = format!("{key}: [{old}]");
            // A table in braces stands on one line.
            let made = match text[table.range.clone()].starts_with('{') {
                true => format!("{line}, "),
                false => format!("{line}{}{}", line_end(text), indent(text, first)),
            };
            Some((first..first, made))
        }
    }
}

fn in_list(text: &str, items: &[Node], range: &Range<usize>, old: &str, new: &str) -> Option<(Range<usize>, String)> {
    let says = |item: &&Node, name: &str| matches!(&item.value, Value::Text { text, .. } if text == name);
    if let Some(same) = items.iter().find(|item| says(item, new)) {
        return Some((same.range.clone(), old.to_string()));
    }
    if items.iter().any(|item| says(&item, old)) {
        return Some((range.start..range.start, String::new()));
    }
    let Some(last) = items.last() else { return Some((range.clone(), format!("[{old}]"))) };
    if text[range.clone()].starts_with('[') {
        return Some((last.range.end..last.range.end, format!(", {old}")));
    }
    let line = text[..last.range.start].rfind('\n').map_or(0, |at| at + 1);
    let mark = &text[line..last.range.start];
    Some((last.range.end..last.range.end, format!("{}{mark}{old}", line_end(text))))
}

/// The way in which the lines of a text end.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The white space with which the line of this byte begins.
fn indent(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let words = &text[line..at];
    &words[..words.len() - words.trim_start().len()]
}

/// A line end, and the white space with which the line of this byte begins.
pub(super) fn line_of(text: &str, at: usize) -> String {
    format!("{}{}", line_end(text), indent(text, at))
}
