//! A test document taken apart: its cases, their fences, and where each fence stands so that it can be rewritten.

use std::ops::Range;

/// A case: some fences under a heading.
#[derive(Debug)]
pub(crate) struct Case {
    /// The heading.
    pub(crate) name: String,
    /// The fences, in order; those before the first `##` of the document come first in every case.
    pub(crate) fences: Vec<Fence>,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// The words behind the backticks.
    pub(crate) words: Vec<String>,
    /// What is between the two fence lines, with a line break at its end unless it is empty.
    pub(crate) body: String,
    /// The lines it takes up in the document, its fence lines among them, counted from 0.
    pub(crate) lines: Range<usize>,
}

impl Fence {
    /// A word, or nothing.
    pub(crate) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", String::as_str)
    }

    /// The words as they stand behind the backticks.
    pub(crate) fn info(&self) -> String {
        let words: Vec<String> = self.words.iter().map(|word| word.replace(' ', "%20")).collect();
        words.join(" ")
    }

    /// The line by which a reader finds it, counted from 1.
    pub(crate) fn line(&self) -> usize {
        self.lines.start + 1
    }
}

/// The cases of a document: one a `##` heading, or a single one under its `#`.
pub(crate) fn cases(text: &str) -> Vec<Case> {
    let parts = parts(text, "## ");
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or(Case { name: String::new(), fences: Vec::new() });
    let mut cases: Vec<Case> = parts.collect();
    if cases.is_empty() {
        return vec![first];
    }
    for case in &mut cases {
        case.fences.splice(0..0, first.fences.iter().cloned());
    }
    cases
}

/// A text divided at the headings that begin with `mark`; what stands before the first is called after the `#` heading.
pub(crate) fn parts(text: &str, mark: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let mut parts = vec![Case { name: String::new(), fences: Vec::new() }];
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        if let Some(fence) = fence(&lines, index) {
            index = fence.lines.end;
            if let Some(part) = parts.last_mut() {
                part.fences.push(fence);
            }
            continue;
        }
        if let Some(name) = line.strip_prefix(mark) {
            parts.push(Case { name: name.trim().to_owned(), fences: Vec::new() });
        } else if let (Some(name), 1) = (line.strip_prefix("# "), parts.len()) {
            parts[0].name = name.trim().to_owned();
        }
        index += 1;
    }
    parts
}

fn fence(lines: &[&str], start: usize) -> Option<Fence> {
    let open = lines[start];
    let ticks = open.len() - open.trim_start_matches('`').len();
    let info = &open[ticks..];
    if ticks < 3 || info.contains('`') {
        return None;
    }
    let closes = |line: &&str| line.len() >= ticks && line.trim_end().bytes().all(|byte| byte == b'`');
    let length = lines[start + 1..].iter().position(|line| closes(line) && !line.trim().is_empty());
    let end = length.map_or(lines.len(), |length| start + 1 + length);
    let body = lines[start + 1..end].iter().map(|line| format!("{line}\n")).collect();
    // `%20` stands for a space in a path.
    let words = info.split_whitespace().map(|word| word.replace("%20", " ")).collect();
    Some(Fence { words, body, lines: start..(end + 1).min(lines.len()) })
}

/// A change to a document: these lines become this text.
#[derive(Debug)]
pub(crate) struct Rewrite {
    /// The lines, counted from 0.
    pub(crate) lines: Range<usize>,
    /// The new text, with a line break at its end unless it is empty.
    pub(crate) text: String,
}

/// A fence with these words and this body, closed by more backticks than any line in it has.
pub(crate) fn write_fence(words: &str, body: &str) -> String {
    let most = body.lines().map(|line| line.len() - line.trim_start_matches('`').len()).max().unwrap_or(0);
    let ticks = "`".repeat(most.max(2) + 1);
    let body = if body.is_empty() { String::new() } else { format!("{}\n", body.trim_end_matches('\n')) };
    format!("{ticks}{words}\n{body}{ticks}\n")
}

/// The document with all rewrites done.
pub(crate) fn rewrite(text: &str, mut rewrites: Vec<Rewrite>) -> String {
    rewrites.sort_by_key(|rewrite| (rewrite.lines.start, rewrite.lines.end));
    // A fence before the first `##` belongs to every case, but is rewritten once.
    rewrites.dedup_by(|one, other| one.lines == other.lines);
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::new();
    let mut next = 0;
    for rewrite in rewrites {
        lines[next.min(rewrite.lines.start)..rewrite.lines.start].iter().for_each(|line| {
            out.push_str(line);
            out.push('\n');
        });
        out.push_str(&rewrite.text);
        next = next.max(rewrite.lines.end);
    }
    for line in &lines[next..] {
        out.push_str(line);
        out.push('\n');
    }
    out
}
