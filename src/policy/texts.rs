//! All texts of the rules that readers see, each with the place of every word.

use crate::data;
use crate::data::Entry;
use crate::data::Node;
use crate::data::Value;
use crate::policy::fill;
use crate::policy::model::Policy;
use crate::policy::read::File;
use crate::source::Source;
use crate::source::Span;

/// A text that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its words, each with its place; values are put in.
    pub words: Vec<(String, Span)>,
    /// What a `promise_ok:` beside it or above it says, and where.
    pub okay: Option<(String, Span)>,
}

/// What the texts under `policy/` say, and all permissions in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// The texts, in the order of the files.
    pub texts: Vec<Seen>,
    /// The permissions.
    pub okays: Vec<(String, Span)>,
}

/// Keys whose text no reader sees: names, sources, dates, conditions.
const UNSEEN: &[&str] = &[
    "guide",
    "reply",
    "id",
    "kind",
    "then",
    "when",
    "go",
    "treat_as",
    "source",
    "same_as",
    "scenarios",
    "effective",
    "reviewed",
    "review_every",
    "from",
    "below",
    "within",
    "link",
    "unit",
    "value",
    "values",
    "is",
    "grace",
    "for",
    "answer_from",
    "promise_ok",
    "informative",
    "apart",
    "expect",
    "given",
    "as_of",
    "add",
    "asks",
    "without_callout",
    "check",
    "formerly",
    "answers_formerly",
    "on",
    "instead",
    "contact",
    "phase",
    "since",
    "issues",
    "checked",
    "rhythm",
];

/// The texts of all files; those of `promises.yaml` are words and not texts.
pub fn texts(files: &[File<'_>], policy: &Policy) -> Texts {
    let mut all = Texts::default();
    for file in files.iter().filter(|file| file.path != "promises.yaml") {
        // What is wrong with its form is said elsewhere.
        if let Some(mut tree) = data::yaml::read(&file.source.text).0 {
            data::without_controls(&mut tree);
            walk(&tree, file.source, None, policy, &mut all);
        }
    }
    all
}

fn walk(node: &Node, source: &Source, okay: Option<&(String, Span)>, policy: &Policy, all: &mut Texts) {
    match &node.value {
        Value::Nothing | Value::Bare(_) => {}
        Value::Text { text, .. } => {
            all.texts.push(Seen { words: words(text, node, source, policy), okay: okay.cloned() });
        }
        Value::List(items) => items.iter().for_each(|item| walk(item, source, okay, policy, all)),
        Value::Map(entries) => {
            let own = entries.iter().find_map(|entry| permission(entry, source));
            all.okays.extend(own.clone());
            let okay = own.as_ref().or(okay);
            for entry in entries.iter().filter(|entry| !UNSEEN.contains(&entry.key.as_str())) {
                walk(&entry.value, source, okay, policy, all);
            }
        }
    }
}

fn permission(entry: &Entry, source: &Source) -> Option<(String, Span)> {
    match &entry.value.value {
        Value::Text { text, .. } if entry.key == "promise_ok" => {
            Some((text.clone(), source.span(entry.value.range.clone())))
        }
        _ => None,
    }
}

/// Each word where it stands; a folded text has other spaces than its source, and the same words. A line break stands
/// where a paragraph or an item ends.
fn words(text: &str, node: &Node, source: &Source, policy: &Policy) -> Vec<(String, Span)> {
    let written = source.text.get(node.range.clone()).unwrap_or_default();
    let mut done = 0;
    let mut found = Vec::new();
    for line in text.lines() {
        if !found.is_empty() && begins_block(line) {
            found.push(("\n".to_string(), source.span(node.range.clone())));
        }
        for word in line.split_whitespace() {
            let at = written.get(done..).and_then(|rest| rest.find(word));
            let start = at.map_or(node.range.start, |at| node.range.start + done + at);
            let end = at.map_or(node.range.end, |_| start + word.len());
            done = at.map_or(done, |at| done + at + word.len());
            found.push((word.to_string(), source.span(start..end)));
        }
    }
    filled(found, policy)
}

/// An empty line, an item, a row, a quote.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty()
        || line.starts_with(['-', '*', '|', '>', '#'])
        || line.starts_with(|sign: char| sign.is_ascii_digit())
}

/// `{{#param name}}` takes two words; its value takes their place.
fn filled(words: Vec<(String, Span)>, policy: &Policy) -> Vec<(String, Span)> {
    let mut all: Vec<(String, Span)> = Vec::new();
    for (word, span) in words {
        match all.last_mut() {
            Some((open, first)) if open.contains("{{#param") && !open.contains("}}") => {
                *open = fill::fill(policy, &format!("{open} {word}"));
                first.end = first.end.max(span.end);
            }
            _ => all.push((word, span)),
        }
    }
    all
}
