//! Control characters in texts, and the two that XML forbids: nobody sees them, and they may do things to a terminal, a mail, a
//! page or a book.

use crate::data::tree::Entry;
use crate::data::tree::Node;
use crate::data::tree::Problem;
use crate::data::tree::Value;

use std::collections::BTreeSet;
use std::ops::Range;

/// Takes them out of all texts and keys, and says where they stood.
pub fn without_controls(tree: &mut Node) -> Vec<Problem> {
    let mut problems = Vec::new();
    take_out(tree, &mut problems);
    problems
}

fn take_out(node: &mut Node, problems: &mut Vec<Problem>) {
    match &mut node.value {
        Value::Nothing | Value::Bare(_) => {}
        Value::Text { text, .. } => clean(text, &node.range, problems),
        Value::List(items) => items.iter_mut().for_each(|item| take_out(item, problems)),
        Value::Map(entries) => {
            let hidden = problems.len();
            for entry in &mut *entries {
                clean(&mut entry.key, &entry.key_range, problems);
                take_out(&mut entry.value, problems);
            }
            if problems.len() > hidden {
                once(entries);
            }
        }
    }
}

/// Of two keys that differed in what nobody sees, the first stays.
fn once(entries: &mut Vec<Entry>) {
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert(entry.key.clone()));
}

fn clean(text: &mut String, range: &Range<usize>, problems: &mut Vec<Problem>) {
    // In UTF-8 those beyond ASCII begin with these bytes.
    let may_have = text.bytes().any(|byte| (byte < b' ' && byte != b'\n') || matches!(byte, 0x7f | 0xc2 | 0xef));
    if !may_have {
        return;
    }
    let own = std::mem::take(text);
    let mut first = None;
    for (at, sign) in own.char_indices() {
        // A return alone takes a terminal to the start of its line.
        let is_end_of_line = sign == '\r' && own[at + 1..].starts_with('\n');
        let is_hidden = sign.is_control() && !matches!(sign, '\n' | '\t') && !is_end_of_line;
        match is_hidden || matches!(sign, '\u{fffe}' | '\u{ffff}') {
            true => first = first.or(Some(sign)),
            false => text.push(sign),
        }
    }
    if let Some(control) = first {
        let message = format!("this text has the hidden character U+{:04X}", u32::from(control));
        problems.push(Problem::new(range.clone(), message).help("write it again without that character"));
    }
}
