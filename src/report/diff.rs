//! What a command changes in a text, line by line, in the form that everybody reads: `-` gives way to `+`.

use std::ops::Range;

/// So many lines are shown around a change.
const AROUND: usize = 3;

/// The change of a file from one text to another, where the edits say which bytes give way. Empty if nothing changes and
/// the file stays where it is.
pub fn diff(paths: (&str, &str), text: &str, edits: &[(Range<usize>, &str)]) -> String {
    let lines = starts(text);
    let mut made = String::new();
    if paths.0 != paths.1 {
        made.push_str(&format!("rename from {}\nrename to {}\n", paths.0, paths.1));
    }
    let changes = changes(text, &lines, edits);
    if changes.is_empty() {
        return made;
    }
    made.push_str(&format!("--- {}\n+++ {}\n", paths.0, paths.1));
    let (mut rest, mut shift) = (&changes[..], 0_isize);
    while let Some(first) = rest.first() {
        let near = |pair: &[Change]| pair[1].old.start <= pair[0].old.end + 2 * AROUND;
        let count = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (group, others) = rest.split_at(count);
        let start = first.old.start.saturating_sub(AROUND);
        let end = (group[count - 1].old.end + AROUND).min(lines.len() - 1);
        shift = hunk(text, &lines, group, start..end, shift, &mut made);
        rest = others;
    }
    made
}

/// Lines that give way to others.
struct Change {
    old: Range<usize>,
    new: String,
}

/// The first byte of each line, and the end of the text.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
    if starts.last() != Some(&text.len()) {
        starts.push(text.len());
    }
    starts
}

/// The edits as changes of whole lines.
fn changes(text: &str, lines: &[usize], edits: &[(Range<usize>, &str)]) -> Vec<Change> {
    let line_of =
        |at: usize| lines.partition_point(|start| *start <= at).saturating_sub(1).min(lines.len().saturating_sub(2));
    let mut changes: Vec<Change> = Vec::new();
    let mut rest = edits;
    while let Some((first, _)) = rest.first() {
        let from = line_of(first.start);
        let mut to = line_of(first.end.max(first.start)) + 1;
        let mut count = 1;
        while let Some((next, _)) = rest.get(count).filter(|(next, _)| line_of(next.start) < to) {
            to = to.max(line_of(next.end) + 1);
            count += 1;
        }
        let (mut new, mut done) = (String::new(), lines[from]);
        for (range, with) in &rest[..count] {
            new.push_str(&text[done..range.start]);
            new.push_str(with);
            done = range.end;
        }
        new.push_str(text.get(done..lines[to.min(lines.len() - 1)]).unwrap_or_default());
        rest = &rest[count..];
        changes.extend(narrowed(text, lines, Change { old: from..to.min(lines.len() - 1), new }));
    }
    changes
}

/// A change without the lines at its ends that stay as they are; nothing if all do.
fn narrowed(text: &str, lines: &[usize], change: Change) -> Option<Change> {
    let line = |number: usize| &text[lines[number]..lines[number + 1]];
    let mut new: Vec<&str> = change.new.split_inclusive('\n').collect();
    let Range { mut start, mut end } = change.old;
    while start < end && new.first().is_some_and(|first| *first == line(start)) {
        new.remove(0);
        start += 1;
    }
    while start < end && new.last().is_some_and(|last| *last == line(end - 1)) {
        new.pop();
        end -= 1;
    }
    (start < end || !new.is_empty()).then(|| Change { old: start..end, new: new.concat() })
}

/// Writes changes that stand near each other, with the lines around them. Gives back by how many lines what follows moves.
fn hunk(text: &str, lines: &[usize], group: &[Change], range: Range<usize>, shift: isize, made: &mut String) -> isize {
    let line = |number: usize| &text[lines[number]..lines[number + 1]];
    let count = |change: &Change| change.new.split_inclusive('\n').count() as isize - change.old.len() as isize;
    let grown: isize = group.iter().map(count).sum();
    let (old, new) = (range.len(), (range.len() as isize + grown).max(0));
    let first = range.start as isize + 1;
    made.push_str(&format!("@@ -{first},{old} +{},{new} @@\n", first + shift));
    let mut put = |mark: char, line: &str| {
        made.push(mark);
        made.push_str(line.trim_end_matches(['\r', '\n']));
        made.push('\n');
    };
    let mut at = range.start;
    for change in group {
        (at..change.old.start).for_each(|number| put(' ', line(number)));
        change.old.clone().for_each(|number| put('-', line(number)));
        change.new.split_inclusive('\n').for_each(|line| put('+', line));
        at = change.old.end;
    }
    (at..range.end).for_each(|number| put(' ', line(number)));
    shift + grown
}
