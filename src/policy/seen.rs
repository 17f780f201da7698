//! What a reader sees of a text.

use crate::data::Node;
use crate::data::Problem;
use crate::data::Value;

use std::ops::Range;

/// Letters that look like nothing.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

/// Does a text say something? It has a letter or a digit that can be seen.
pub(super) fn says(text: &str) -> bool {
    text.chars().any(|sign| sign.is_alphanumeric() && !FILLERS.contains(&sign))
}

/// Finds texts with signs that turn the order of letters round, or split lines. What else cannot be seen is taken out when a file
/// is read.
pub(super) fn turned(tree: &Node) -> Vec<Problem> {
    let mut problems = Vec::new();
    look(tree, &mut problems);
    problems
}

fn look(node: &Node, problems: &mut Vec<Problem>) {
    match &node.value {
        Value::Nothing | Value::Bare(_) => {}
        Value::Text { text, .. } => look_at(text, &node.range, problems),
        Value::List(items) => items.iter().for_each(|item| look(item, problems)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            look_at(&entry.key, &entry.key_range, problems);
            look(&entry.value, problems);
        }),
    }
}

fn look_at(text: &str, range: &Range<usize>, problems: &mut Vec<Problem>) {
    let turns = |c: &char| matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if let Some(hidden) = text.chars().find(turns) {
        let message = format!("this text has the hidden character U+{:04X}", u32::from(hidden));
        problems.push(Problem::new(range.clone(), message).help("write it again without that character"));
    }
}
