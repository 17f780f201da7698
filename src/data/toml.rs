//! TOML into a tree.

use crate::data::tree::Entry;
use crate::data::tree::Node;
use crate::data::tree::Problem;
use crate::data::tree::Value;

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

/// Reads a whole file. What is left of a broken one is read all the same; every mistake of the syntax is reported.
pub fn read(text: &str) -> (Node, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|error| problem(error, text)).collect();
    (Node { value: map(table.get_ref()), range: 0..text.len() }, problems)
}

fn problem(error: &toml::de::Error, text: &str) -> Problem {
    let range = error.span().unwrap_or(0..0);
    let end = range.end.min(text.len());
    Problem::new(range.start.min(end)..end, format!("this is not TOML: {}", error.message().replace('\n', "; ")))
        .help("write `key = \"text\"`, one a line, below the `[table]` it belongs to")
}

fn map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_range: key.span(), value: node(value) })
        .collect();
    entries.sort_by_key(|entry| entry.key_range.start);
    Value::Map(entries)
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let text = |text: &str, quoted| Value::Text { text: text.to_string(), quoted };
    let inner = match value.get_ref() {
        DeValue::String(string) => text(string, true),
        DeValue::Integer(number) => Value::Bare(number.as_str().to_string()),
        DeValue::Float(number) => Value::Bare(number.as_str().to_string()),
        DeValue::Boolean(truth) => Value::Bare(truth.to_string()),
        DeValue::Datetime(date) => text(&date.to_string(), false),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    let mut range = value.span();
    // A table written as `[name]` spans its header only; its entries may stand below.
    if let Value::Map(entries) = &inner {
        for entry in entries {
            range.start = range.start.min(entry.key_range.start);
            range.end = range.end.max(entry.value.range.end);
        }
    }
    Node { value: inner, range }
}
