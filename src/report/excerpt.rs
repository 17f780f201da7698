//! The lines of a text that a finding is about, cut so that drawing them costs the same in a file of any size.

use super::position::Lines;
use super::position::Position;
use super::visible::visible_lines;

use std::ops::Range;

/// A stretch that covers more lines is marked only where it begins.
const TALLEST: usize = 8;
/// Marks that are further apart, in lines, are shown in excerpts of their own.
const FARTHEST: usize = 40;
/// How many bytes before the first mark of a very long line are shown, and how many of the line in all.
const BEFORE: usize = 300;
const WIDEST: usize = 1200;

/// A stretch to be marked.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its bytes: in the file when it goes in, in the excerpt when it comes out.
    pub(super) range: Range<usize>,
    /// The word beside it.
    pub(super) label: Option<String>,
    /// Whether it is the place of the finding itself.
    pub(super) primary: bool,
}

/// Some whole lines, ready to be drawn.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The number of the first line, from 1.
    pub(super) first_line: usize,
    /// The lines, safe to print.
    pub(super) text: String,
    /// The marks, in bytes of `text`.
    pub(super) marks: Vec<Mark>,
    /// Where in the file the first of them is.
    pub(super) position: Position,
}

/// Makes excerpts of one text; the one with the primary mark comes first.
pub(super) fn excerpts(lines: &Lines<'_>, marks: Vec<Mark>) -> Vec<Excerpt> {
    let mut marks: Vec<Mark> = marks.into_iter().map(|mark| shorten(lines, mark)).collect();
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut groups: Vec<Vec<Mark>> = Vec::new();
    let mut bottom = 0;
    for mark in marks {
        let top = lines.line_index(mark.range.start);
        match groups.last_mut() {
            Some(group) if top <= bottom + FARTHEST => group.push(mark.clone()),
            _ => groups.push(vec![mark.clone()]),
        }
        bottom = bottom.max(lines.line_index(mark.range.end));
    }
    groups.sort_by_key(|group| !group.iter().any(|mark| mark.primary));
    groups.iter().map(|group| excerpt(lines, group)).collect()
}

/// A tall stretch is cut at the end of its first line.
fn shorten(lines: &Lines<'_>, mark: Mark) -> Mark {
    let first = lines.line_index(mark.range.start);
    let tall = lines.line_index(mark.range.end) - first >= TALLEST;
    let end = if tall { lines.line(first).end.max(mark.range.start) } else { mark.range.end };
    Mark { range: mark.range.start..end, ..mark }
}

fn excerpt(lines: &Lines<'_>, group: &[Mark]) -> Excerpt {
    let first = group.iter().map(|mark| lines.line_index(mark.range.start)).min().unwrap_or(0);
    let last = group.iter().map(|mark| lines.line_index(mark.range.end)).max().unwrap_or(first);
    let mut text = String::new();
    let rows: Vec<Row> = (first..=last).map(|index| copy(lines, index, group, &mut text)).collect();
    let place = |offset| rows[lines.line_index(offset) - first].place(lines, offset);
    let moved = |mark: &Mark| Mark { range: place(mark.range.start)..place(mark.range.end), ..mark.clone() };
    let main = group.iter().find(|mark| mark.primary).or(group.first());
    let position = lines.position(main.map_or(0, |mark| mark.range.start));
    text.pop();
    Excerpt { first_line: first + 1, text, marks: group.iter().map(moved).collect(), position }
}

/// A line in the copy.
struct Row {
    /// The bytes of the file that are copied: the line, or a window of it.
    window: Range<usize>,
    /// Where they begin in the copy.
    at: usize,
}

impl Row {
    /// Where a byte of the file is in the copy.
    fn place(&self, lines: &Lines<'_>, offset: usize) -> usize {
        let offset = offset.clamp(self.window.start, self.window.end);
        self.at + visible_lines(&lines.text[self.window.start..offset]).len()
    }
}

/// Copies a line and its break; `…` stands for what is left out.
fn copy(lines: &Lines<'_>, index: usize, group: &[Mark], text: &mut String) -> Row {
    let line = lines.line(index);
    let window = window(lines, &line, group);
    if window.start > line.start {
        text.push('…');
    }
    let at = text.len();
    text.push_str(&visible_lines(&lines.text[window.clone()]));
    text.push_str(if window.end < line.end { "…\n" } else { "\n" });
    Row { window, at }
}

/// The part of a line that is shown: all of it, or, of a very long one, the surroundings of the main mark or the first.
fn window(lines: &Lines<'_>, line: &Range<usize>, group: &[Mark]) -> Range<usize> {
    if line.len() <= WIDEST {
        return line.clone();
    }
    let here = group.iter().filter(|mark| line.contains(&mark.range.start));
    let first = here.min_by_key(|mark| (!mark.primary, mark.range.start));
    let mark = first.map_or(line.start, |mark| mark.range.start);
    let start = lines.boundary(mark.saturating_sub(BEFORE).max(line.start));
    start..lines.boundary((start + WIDEST).min(line.end))
}
