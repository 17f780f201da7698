//! Which part of a file is meant: all of it, some lines, or what stands between two anchors.

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

    /// The stretches of the text that are meant, without the line end of the last; `None` if there is no such anchor.
    pub(super) fn select(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let mut chosen = match self {
            Self::Lines { first, last } => {
                let count = last.map_or(usize::MAX, |last| last.saturating_add(1).saturating_sub(*first));
                lines(text).skip(first - 1).take(count).collect()
            }
            Self::Anchor(name) => between(text, name)?,
        };
        join(&mut chosen);
        if let Some(last) = chosen.last_mut() {
            last.end = last.start + text[last.clone()].trim_end_matches(['\n', '\r']).len();
        }
        Some(chosen)
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

/// The lines between the anchors of that name; lines with other anchors are left out.
fn between(text: &str, name: &str) -> Option<Vec<Range<usize>>> {
    let (mut inside, mut met, mut chosen) = (false, false, Vec::new());
    for line in lines(text) {
        match anchor(&text[line.clone()]) {
            Some((true, found)) => (inside, met) = (inside || found == name, met || found == name),
            Some((false, found)) => inside &= found != name,
            None if inside => chosen.push(line),
            None => {}
        }
    }
    met.then_some(chosen)
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

/// Joins stretches that touch.
fn join(parts: &mut Vec<Range<usize>>) {
    parts.dedup_by(|next, before| {
        let touch = before.end == next.start;
        if touch {
            before.end = next.end;
        }
        touch
    });
}
