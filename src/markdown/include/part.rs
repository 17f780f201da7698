//! Which part of a file is meant: all of it, some lines, or what stands between two anchors.

use std::collections::BTreeMap;
use std::ops::Range;

/// The part that a directive names.
pub(super) enum Part<'a> {
    /// Lines from the first to the last, counted from 1.
    Lines {
        /// The first line.
        first: usize,
        /// The last line, if the part ends before the file does.
        last: Option<usize>,
    },
    /// Between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(&'a str),
}

impl<'a> Part<'a> {
    /// Reads `file`, `file:2`, `file:2:`, `file::10`, `file:2:10` or `file:anchor`.
    pub(super) fn read(arguments: &'a str) -> Self {
        let word = arguments.split_whitespace().next().unwrap_or_default();
        let mut parts = word.splitn(3, ':').skip(1);
        let first = parts.next();
        let last = parts.next();
        match (first, first.map(str::parse::<usize>)) {
            (None | Some(""), _) => Self::Lines { first: 1, last: last.and_then(|last| last.parse().ok()) },
            (Some(_), Some(Ok(first))) => {
                let last = match last {
                    None => Some(first),
                    Some(last) => last.parse().ok(),
                };
                Self::Lines { first: first.max(1), last }
            }
            (Some(name), _) => Self::Anchor(name),
        }
    }
}

/// A file, read once for all the directives of a page that name a part of it.
pub(super) struct Parts<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The stretches without a line that has an anchor, in order.
    plain: Vec<Range<usize>>,
    /// From where to where each anchor reaches, in order.
    anchors: BTreeMap<&'a str, Vec<Range<usize>>>,
}

impl<'a> Parts<'a> {
    /// Reads a file's text.
    pub(super) fn of(text: &'a str) -> Self {
        let mut parts = Self { text, lines: Vec::new(), plain: Vec::new(), anchors: BTreeMap::new() };
        let mut open = BTreeMap::new();
        for line in lines(text) {
            parts.lines.push(line.start);
            match anchor(&text[line.clone()]) {
                Some((true, name)) => drop(open.entry(name).or_insert(line.start)),
                Some((false, name)) => drop(open.remove(name).map(|start| parts.reach(name, start..line.end))),
                None => parts.plain_line(line),
            }
        }
        open.into_iter().for_each(|(name, start)| parts.reach(name, start..text.len()));
        parts
    }

    fn reach(&mut self, name: &'a str, range: Range<usize>) {
        self.anchors.entry(name).or_default().push(range);
    }

    fn plain_line(&mut self, line: Range<usize>) {
        match self.plain.last_mut().filter(|before| before.end == line.start) {
            Some(before) => before.end = line.end,
            None => self.plain.push(line),
        }
    }

    /// The stretches that are meant, without the line end of the last; `None` if there is no such anchor.
    pub(super) fn select(&self, part: &Part<'_>) -> Option<Vec<Range<usize>>> {
        let mut chosen = match part {
            Part::Lines { first, last } => self.between_lines(*first, *last).into_iter().collect(),
            Part::Anchor(name) => self.between_anchors(name)?,
        };
        if let Some(last) = chosen.last_mut() {
            last.end = last.start + self.text[last.clone()].trim_end_matches(['\n', '\r']).len();
        }
        Some(chosen)
    }

    fn between_lines(&self, first: usize, last: Option<usize>) -> Option<Range<usize>> {
        let start = *self.lines.get(first - 1)?;
        let end = last.and_then(|last| self.lines.get(last).copied()).unwrap_or(self.text.len());
        (start < end).then_some(start..end)
    }

    /// What stands between the anchors of that name; lines with other anchors are left out.
    fn between_anchors(&self, name: &str) -> Option<Vec<Range<usize>>> {
        let plain = |reach: &Range<usize>| {
            let first = self.plain.partition_point(|part| part.start < reach.start);
            let after = self.plain.partition_point(|part| part.start < reach.end);
            self.plain[first..after].iter().cloned()
        };
        Some(self.anchors.get(name)?.iter().flat_map(plain).collect())
    }
}

/// Every line of a text, each with whether it is among the shown stretches.
pub(super) fn lines_with_visibility(text: &str, shown: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    // The stretches are in order, so the last that begins before a line is the only one that can hold it.
    let is_shown = |line: &Range<usize>| {
        let before = shown.partition_point(|part| part.start <= line.start);
        before.checked_sub(1).is_some_and(|last| line.start < shown[last].end)
    };
    lines(text)
        .filter(|line| anchor(&text[line.clone()]).is_none())
        .map(|line| (line.clone(), is_shown(&line)))
        .collect()
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

/// The anchor that a line opens (`true`) or closes.
fn anchor(line: &str) -> Option<(bool, &str)> {
    let named = |mark: &str| {
        let rest = line.split_once(mark)?.1.trim_start();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    };
    match named("ANCHOR_END:") {
        Some(name) => Some((false, name)),
        None => named("ANCHOR:").map(|name| (true, name)),
    }
}
