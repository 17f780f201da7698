//! Workflow commands that GitHub shows beside the lines they are about.

use super::findings::At;
use super::findings::Report;
use super::visible::push;
use super::visible::visible;
use super::visible::visible_lines;
use crate::diagnostic::Severity;

/// Writes the findings as `::error file=…,line=…,col=…,title=…::message`, one a line.
pub(super) fn write(report: &Report<'_>) -> String {
    let index = report.index();
    let mut out = String::new();
    for finding in report.found {
        push(&mut out, format_args!("::{} ", command(finding.severity)));
        if let Some(spot) = report.spot(&index, finding) {
            push(&mut out, format_args!("file={},", property(&visible(&spot.path))));
            out.push_str(&spot.at.map(lines).unwrap_or_default());
        }
        let message = match &finding.help {
            Some(help) => format!("{}\nhelp: {}", visible(&finding.message), visible_lines(help)),
            None => visible(&finding.message).into_owned(),
        };
        push(&mut out, format_args!("title={}::{}\n", property(finding.code.name), data(&message)));
    }
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error | Severity::Blocking => "error",
    }
}

/// GitHub takes columns only within one line, and counts the last one as part of the stretch.
fn lines(at: At) -> String {
    let (start, end) = (at.start, at.end);
    if start.line == end.line {
        let last = (end.column - 1).max(start.column);
        format!("line={},col={},endColumn={last},", start.line, start.column)
    } else {
        format!("line={},endLine={},", start.line, end.line)
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
