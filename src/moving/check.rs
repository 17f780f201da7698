//! A move held against the handbook before it: nothing may be wrong that was right, and every address must answer.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::ledger;
use crate::pipeline::Build;
use crate::pipeline::Pipeline;
use crate::pipeline::Wishes;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeSet;
use std::sync::Arc;

/// What a move would spoil.
pub struct Loss {
    /// Errors that were not there before.
    pub found: Vec<Diagnostic>,
    /// Addresses that would answer no more.
    pub addresses: Vec<Arc<str>>,
    /// The files as they would be.
    pub after: Snapshot,
}

/// Builds the handbook before and after; nothing if the move spoils nothing.
pub fn check(before: &Snapshot, after: Snapshot, wishes: &Wishes) -> Option<Loss> {
    let mut pipeline = Pipeline::default();
    let first = build(&mut pipeline, before, wishes);
    let second = build(&mut pipeline, &after, wishes);
    let known: BTreeSet<(&str, &str)> =
        first.found.iter().map(|note| (note.code.name, note.message.as_str())).collect();
    let is_new = |note: &&Diagnostic| {
        note.severity >= Severity::Error && !known.contains(&(note.code.name, note.message.as_str()))
    };
    let found: Vec<Diagnostic> = second.found.iter().filter(is_new).cloned().collect();
    let addresses: Vec<Arc<str>> =
        first.standing.lasting().into_iter().filter(|address| !second.standing.answers(address)).collect();
    (!found.is_empty() || !addresses.is_empty()).then_some(Loss { found, addresses, after })
}

/// A build that says what stands where, be there a ledger or not.
fn build(pipeline: &mut Pipeline, snapshot: &Snapshot, wishes: &Wishes) -> Build {
    let mut snapshot = snapshot.clone();
    let empty = || Entry::Text(Source::new(ledger::NAME, ""));
    snapshot.files.entry(Arc::from(ledger::NAME)).or_insert_with(empty);
    pipeline.build(&snapshot, wishes)
}
