//! Findings for programs: one object for tools, one list for the page that the preview shows over a broken site.

use super::findings::Counts;
use super::findings::Report;
use super::findings::Spot;
use super::human::frame;
use super::position::Index;
use super::visible::visible;
use super::visible::visible_json;
use super::visible::visible_lines;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;

use serde::Serialize;

/// Writes one object, of a shape that is stable: members may be added, none is renamed, removed or given a new meaning
/// while `version` is 1.
///
/// ```json
/// {
///   "version": 1,
///   "findings": [
///     {
///       "code": "dead-page",             // what `caveat explain` takes
///       "severity": "error",             // error, warning or note
///       "blocking": false,               // whether it keeps the old site in place
///       "message": "…",
///       "path": "content/index.md",      // null: about the project
///       "line": 1, "column": 5,          // from 1, columns in Unicode scalar values; null: about the file
///       "end_line": 1, "end_column": 9,  // behind the last character
///       "offset": 4, "end_offset": 8,    // in bytes from 0, without a byte order mark
///       "help": "…",                     // or null
///       "labels": [                      // other places that belong to it: members as above
///         { "message": "…", "path": "…", "line": 3, "column": 1, "end_line": 3, "end_column": 2, … }
///       ]
///     }
///   ],
///   "counts": { "errors": 1, "warnings": 0, "notes": 0 }
/// }
/// ```
///
/// Messages hold no control characters and no characters that turn the reading direction; paths are exact.
pub(super) fn write(report: &Report<'_>) -> String {
    let index = report.index();
    let findings = report.found.iter().map(|finding| row(report, &index, finding)).collect();
    text(&Whole { version: 1, findings, counts: Counts::of(report.found) })
}

/// The findings as a list of `{code, severity, message, path, line, column, help, frame}`, where `frame` is the excerpt
/// as plain text; what the preview shows over the page.
pub fn overlay(report: &Report<'_>) -> String {
    let index = report.index();
    let rows = report.found.iter().map(|finding| {
        let spot = report.spot(&index, finding);
        let start = spot.as_ref().and_then(|spot| spot.at).map(|at| at.start);
        Shown {
            code: finding.code.name,
            severity: finding.severity.word(),
            message: visible(&finding.message).into_owned(),
            path: spot.map(|spot| visible(&spot.path).into_owned()),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            help: help(finding),
            frame: frame(report, &index, finding),
        }
    });
    text(&rows.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Whole {
    version: u32,
    findings: Vec<Row>,
    counts: Counts,
}

#[derive(Serialize)]
struct Row {
    code: &'static str,
    severity: &'static str,
    blocking: bool,
    message: String,
    #[serde(flatten)]
    place: PlaceRow,
    help: Option<String>,
    labels: Vec<LabelRow>,
}

#[derive(Serialize)]
struct LabelRow {
    message: String,
    #[serde(flatten)]
    place: PlaceRow,
}

#[derive(Serialize)]
struct PlaceRow {
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    offset: Option<usize>,
    end_offset: Option<usize>,
}

#[derive(Serialize)]
struct Shown {
    code: &'static str,
    severity: &'static str,
    message: String,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<String>,
    frame: String,
}

fn row(report: &Report<'_>, index: &Index<'_>, finding: &Diagnostic) -> Row {
    let labels = finding.labels.iter().map(|(span, message)| LabelRow {
        message: visible(message).into_owned(),
        place: place(report.span_spot(index, *span)),
    });
    Row {
        code: finding.code.name,
        severity: finding.severity.word(),
        blocking: finding.severity == Severity::Blocking,
        message: visible(&finding.message).into_owned(),
        place: place(report.spot(index, finding)),
        help: help(finding),
        labels: labels.collect(),
    }
}

fn place(spot: Option<Spot>) -> PlaceRow {
    let at = spot.as_ref().and_then(|spot| spot.at);
    PlaceRow {
        path: spot.map(|spot| spot.path),
        line: at.map(|at| at.start.line),
        column: at.map(|at| at.start.column),
        end_line: at.map(|at| at.end.line),
        end_column: at.map(|at| at.end.column),
        offset: at.map(|at| at.offset),
        end_offset: at.map(|at| at.end_offset),
    }
}

fn help(finding: &Diagnostic) -> Option<String> {
    finding.help.as_deref().map(|help| visible_lines(help).into_owned())
}

fn text(value: &impl Serialize) -> String {
    // These are plain structures of text and numbers, which always have a JSON form.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    visible_json(&json) + "\n"
}
