//! From problems of a text to findings.

use crate::data::tree::Problem;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::FileId;
use crate::source::Span;

use std::ops::Range;

/// Problems of a stretch of a file that begins at byte `offset`, as findings.
pub fn notes(file: FileId, offset: usize, code: &'static Code, problems: Vec<Problem>) -> Vec<Diagnostic> {
    let span = |range: Range<usize>| Span::new(file, range.start + offset..range.end + offset);
    let note = |problem: Problem| {
        let mut note = Diagnostic::at(code, span(problem.range), problem.message);
        note.help = problem.help;
        if let Some((range, text)) = problem.also {
            note = note.label(span(range), text);
        }
        note
    };
    problems.into_iter().map(note).collect()
}
