//! Lines and columns, made from byte offsets; each file is measured once a report, however many findings point into it.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::source::FileId;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// A place in a text as people count: both from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Position {
    /// The line.
    pub(super) line: usize,
    /// The column.
    pub(super) column: usize,
}

/// How many bytes are measured at a time, so that a column in a line of a megabyte is found as fast as in a short one.
const STEP: usize = 1024;

/// A text, measured.
pub(super) struct Lines<'a> {
    /// Its path from the project's root.
    pub(super) path: &'a str,
    /// What it says.
    pub(super) text: &'a str,
    /// The first byte of each line; there is always a first line.
    starts: Vec<usize>,
    /// How many characters begin before byte 0, `STEP`, twice `STEP` …
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Measures a text.
    pub(super) fn new(source: &'a Source) -> Self {
        let text: &str = &source.text;
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut total = 0;
        let chunks = text.as_bytes().chunks(STEP).map(|chunk| {
            total += begun(chunk);
            total
        });
        Self {
            path: &source.path,
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
            characters: std::iter::once(0).chain(chunks).collect(),
        }
    }

    /// The bytes of a span, moved to whole characters inside the text and without the line breaks at its end.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let start = self.boundary(span.start as usize);
        let end = self.boundary(span.end as usize).max(start);
        start..start + self.text[start..end].trim_end_matches(['\r', '\n']).len()
    }

    /// The position of a byte. One inside or behind a line break counts as the end of its line.
    pub(super) fn position(&self, offset: usize) -> Position {
        let index = self.line_index(offset);
        let line = self.line(index);
        let column = self.characters_before(offset.min(line.end)) - self.characters_before(line.start) + 1;
        Position { line: index + 1, column }
    }

    /// Which line, counted from 0, has this byte.
    pub(super) fn line_index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The bytes of a line, counted from 0, without its line break.
    pub(super) fn line(&self, index: usize) -> Range<usize> {
        let start = self.starts[index];
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
        start..start + text.len()
    }

    /// The nearest byte at or before this one at which a character begins, or the end of the text.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (0..=offset).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.characters[step] + begun(&self.text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The texts into which the findings of a report point.
pub(super) struct Index<'a>(BTreeMap<FileId, Lines<'a>>);

impl<'a> Index<'a> {
    /// Measures each text that a finding or a label points into.
    pub(super) fn new(snapshot: &'a Snapshot, found: &[Diagnostic]) -> Self {
        let wanted: BTreeSet<FileId> = found.iter().flat_map(spans).map(|span| span.file).collect();
        let texts = snapshot.shown().filter(|source| wanted.contains(&source.id));
        Self(texts.map(|source| (source.id, Lines::new(source))).collect())
    }

    /// The text of a file into which some finding points, if it came in with the snapshot.
    pub(super) fn lines(&self, file: FileId) -> Option<&Lines<'a>> {
        self.0.get(&file)
    }
}

fn spans(finding: &Diagnostic) -> impl Iterator<Item = Span> {
    let place = match finding.place {
        Place::Span(span) => Some(span),
        _ => None,
    };
    place.into_iter().chain(finding.labels.iter().map(|(span, _)| *span))
}
