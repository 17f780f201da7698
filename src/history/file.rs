//! The files of the history: their names, and their text, which is the same for the same meaning and has a line for each
//! thing that can change.

use crate::history::model::Meaning;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

/// The form of the files that this program writes.
pub(super) const FORMAT: u32 = 1;

/// The folder of the history, from the project's root.
pub const FOLDER: &str = "history";

/// The list of all releases, from the project's root.
pub const INDEX: &str = "history/releases.json";

/// The parts of a meaning that have files of their own.
const FOLDERS: [&str; 3] = ["guides", "params", "replies"];

/// Where a thing such as `guides/money` is kept as it was on the day of a release.
pub(super) fn path(name: &str, day: Date) -> String {
    format!("{FOLDER}/{name}@{day}.json")
}

/// The name and the day of a kept thing, if the path is that of one.
pub(super) fn parse(path: &str) -> Option<(&str, Date)> {
    let (name, day) = path.strip_prefix("history/")?.strip_suffix(".json")?.split_once('@')?;
    let is_known = name == "programme" || name.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder));
    Some((name, day.parse().ok()?)).filter(|_| is_known && day.len() == 10)
}

/// Is it a file of the history, and of nothing else?
pub fn is_own(path: &str) -> bool {
    path == INDEX || parse(path).is_some()
}

/// Everything that is kept of a meaning, by name, as text.
pub(super) fn texts(meaning: &Meaning) -> BTreeMap<Arc<str>, String> {
    let guides = meaning.guides.iter().map(|(id, one)| (format!("guides/{id}"), text(&**one)));
    let params = meaning.params.iter().map(|(id, one)| (format!("params/{id}"), text(&**one)));
    let replies = meaning.replies.iter().map(|(id, one)| (format!("replies/{id}"), text(&**one)));
    let programme = meaning.programme.iter().map(|one| ("programme".to_string(), text(&**one)));
    let all = guides.chain(params).chain(replies).chain(programme);
    all.map(|(name, text)| (Arc::from(name), text)).collect()
}

/// A value as a text of lines: what fits into one line stands on one.
pub(super) fn text<T: Serialize>(value: &T) -> String {
    // Nothing that is kept has a key that is no text, so it can always be written.
    let compact = serde_json::to_string(value).unwrap_or_default();
    let mut lines = String::new();
    let mut rest = compact.as_str();
    put(&mut rest, 0, &mut lines);
    lines.push('\n');
    lines
}

/// How long a line may be.
const WIDTH: usize = 120;

/// Writes the value that a compact JSON text begins with, and takes it off.
fn put(rest: &mut &str, depth: usize, out: &mut String) {
    let end = value_end(rest);
    let (value, after) = rest.split_at(end);
    *rest = after;
    let open = value.chars().next().unwrap_or(' ');
    let is_flat = !matches!(open, '{' | '[');
    if is_flat || value.len() <= 2 || (depth > 0 && depth * 2 + value.chars().count() <= WIDTH) {
        return spaced(value, out);
    }
    let mut inner = &value[1..value.len() - 1];
    out.push(open);
    while !inner.is_empty() {
        out.push('\n');
        out.push_str(&"  ".repeat(depth + 1));
        if open == '{' {
            let key = value_end(inner);
            out.push_str(&inner[..key]);
            out.push_str(": ");
            inner = &inner[key + 1..];
        }
        put(&mut inner, depth + 1, out);
        if let Some(more) = inner.strip_prefix(',') {
            out.push(',');
            inner = more;
        }
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(if open == '{' { '}' } else { ']' });
}

/// Where the value ends that a compact JSON text begins with.
fn value_end(text: &str) -> usize {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' if in_text && depth == 0 => return at + 1,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' if depth == 1 => return at + 1,
            b'}' | b']' => depth -= 1,
            b',' | b':' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// A compact JSON text with a space behind each colon and comma.
fn spaced(value: &str, out: &mut String) {
    let (mut in_text, mut escaped) = (false, false);
    for c in value.chars() {
        out.push(c);
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            ',' | ':' if !in_text => out.push(' '),
            _ => {}
        }
    }
}
