//! The findings of a run, with what is needed to say where they are.

use super::position::Index;
use super::position::Position;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::diagnostic::Severity;
use crate::source::Snapshot;
use crate::source::Span;

/// What a format writes from.
#[derive(Debug)]
pub struct Report<'a> {
    /// The files as they were when the findings were made.
    pub snapshot: &'a Snapshot,
    /// The findings, in the order in which they are shown.
    pub found: &'a [Diagnostic],
    /// Put before paths so that they lead from where the user stands: empty, or such as `../handbook/`.
    pub base: &'a str,
    /// Whether to colour (the human format only).
    pub color: bool,
    /// The width of the terminal in columns (the human format only).
    pub width: usize,
}

/// A place as people and programs name it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Spot {
    /// The path from where the user stands.
    pub(super) path: String,
    /// Where in the file, if it is known.
    pub(super) at: Option<At>,
}

/// A stretch of a text in lines and columns, and in bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct At {
    /// The first character.
    pub(super) start: Position,
    /// The character behind the last.
    pub(super) end: Position,
    /// The first byte.
    pub(super) offset: usize,
    /// The byte behind the last.
    pub(super) end_offset: usize,
}

impl Report<'_> {
    /// The measured texts; make it once a report.
    pub(super) fn index(&self) -> Index<'_> {
        Index::new(self.snapshot, self.found)
    }

    /// A path of the project, from where the user stands.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Where a finding is; none if it is about the project.
    pub(super) fn spot(&self, index: &Index<'_>, finding: &Diagnostic) -> Option<Spot> {
        match &finding.place {
            Place::Span(span) => self.span_spot(index, *span),
            Place::File(path) => Some(Spot { path: self.path(path), at: None }),
            Place::Project => None,
        }
    }

    /// Where a span is; none if its file did not come in with the snapshot.
    pub(super) fn span_spot(&self, index: &Index<'_>, span: Span) -> Option<Spot> {
        let lines = index.lines(span.file)?;
        let range = lines.range(span);
        let (start, end) = (lines.position(range.start), lines.position(range.end));
        let at = At { start, end, offset: range.start, end_offset: range.end };
        Some(Spot { path: self.path(lines.path), at: Some(at) })
    }
}

/// How many findings of each kind there are.
#[derive(Clone, Copy, PartialEq, Default, Debug, serde::Serialize)]
pub(super) struct Counts {
    /// Errors, the blocking ones among them.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// Notes.
    pub(super) notes: usize,
}

impl Counts {
    /// Counts findings.
    pub(super) fn of(found: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for finding in found {
            match finding.severity {
                Severity::Note => counts.notes += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Error | Severity::Blocking => counts.errors += 1,
            }
        }
        counts
    }
}

/// The findings in a few words, such as `2 errors, 1 warning, 3 notes` or `no findings`.
pub fn summary(found: &[Diagnostic]) -> String {
    let counts = Counts::of(found);
    let kinds = [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")];
    let words = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, word)| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
}
