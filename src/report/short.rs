//! One line a finding: `path:line:column: error[code] message (help: …)`.

use super::findings::Report;
use super::findings::Spot;
use super::visible::push;
use super::visible::visible;

/// Writes the findings, one a line.
pub(super) fn write(report: &Report<'_>) -> String {
    let index = report.index();
    let mut out = String::new();
    for finding in report.found {
        if let Some(spot) = report.spot(&index, finding) {
            push(&mut out, format_args!("{}: ", place(&spot)));
        }
        let (level, code) = (finding.severity.word(), finding.code.name);
        push(&mut out, format_args!("{level}[{code}] {}", visible(&finding.message)));
        if let Some(help) = &finding.help {
            let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
            push(&mut out, format_args!(" (help: {})", visible(&help)));
        }
        out.push('\n');
    }
    out
}

fn place(spot: &Spot) -> String {
    let path = visible(&spot.path);
    match spot.at {
        Some(at) => format!("{path}:{}:{}", at.start.line, at.start.column),
        None => path.into_owned(),
    }
}
