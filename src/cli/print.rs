//! What is printed, and where: results on standard output, everything about the run on standard error.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::report;
use crate::report::Report;
use crate::source::Snapshot;
use crate::world::Trouble;

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;

/// Prints a result. A reader that has gone away is no mistake; a disk without room is one.
pub(super) fn result(text: &str) -> Result<(), Trouble> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Trouble::from_io("write", Path::new("the result"), &error))
        }
        _ => Ok(()),
    }
}

/// Prints a line about the run.
pub(super) fn line(common: &Common, text: &str) {
    if !common.quiet {
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }
}

/// Prints something that belongs to the result and must not be in it.
pub(super) fn aside(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Prints why a run could not do its work.
pub(super) fn error(text: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let _ = writeln!(anstream::stderr().lock(), "{style}error{style:#}: {text}");
}

/// Where findings go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// They are the result.
    Out,
    /// They are about the run, unless a program wants to read them.
    Err,
}

/// Prints findings.
pub(super) fn findings(
    found: &[Diagnostic],
    snapshot: &Snapshot,
    base: &str,
    common: &Common,
    stream: Stream,
) -> Result<(), Trouble> {
    let is_for_people = matches!(common.format.as_str(), "human" | "short");
    let to_out = stream == Stream::Out || !is_for_people;
    let is_terminal = if to_out { std::io::stdout().is_terminal() } else { std::io::stderr().is_terminal() };
    let shown: Vec<Diagnostic> = match common.quiet && is_for_people {
        true => found.iter().filter(|note| note.severity >= Severity::Error).cloned().collect(),
        false => found.to_vec(),
    };
    let width = if is_terminal { width() } else { 100 };
    // Colours are taken out again by the stream if nobody could see them.
    let report = Report { snapshot, found: &shown, base, color: true, width };
    let Some(format) = report::format(&common.format) else { return Ok(()) };
    let text = (format.write)(&report);
    match to_out {
        true => result(&text),
        false => {
            drop(anstream::stderr().lock().write_all(text.as_bytes()));
            Ok(())
        }
    }
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .unwrap_or(100)
        .clamp(40, 140)
}

/// How a run ends that found this.
pub(super) fn exit(found: &[Diagnostic], strict: bool) -> Exit {
    let least = if strict { Severity::Warning } else { Severity::Error };
    match found.iter().any(|note| note.severity >= least) {
        true => Exit::Findings,
        false => Exit::Clean,
    }
}

/// A number of things in words: `1 page`, `2 pages`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}
