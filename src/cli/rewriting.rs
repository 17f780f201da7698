//! Edits of the handbook's files: shown as a diff, and written all together.

use crate::cli::print;
use crate::cli::project::Project;
use crate::moving::Edits;
use crate::report;
use crate::source::Snapshot;
use crate::world;
use crate::world::Rewritten;
use crate::world::Trouble;

use std::collections::BTreeSet;
use std::sync::Arc;

/// A file that changes: its path before and after.
pub(super) type Change = (Arc<str>, Arc<str>);

/// The files that change, one of them perhaps its place.
pub(super) fn changes(snapshot: &Snapshot, edits: &Edits, moved: Option<&Change>) -> Vec<Change> {
    let changed = edits
        .paths()
        .filter(|path| snapshot.text(path).is_some_and(|source| edits.apply(path, &source.text) != *source.text));
    let paths: BTreeSet<Arc<str>> = changed.cloned().chain(moved.map(|(from, _)| Arc::clone(from))).collect();
    let after = |path: Arc<str>| match moved.filter(|(from, _)| *from == path) {
        Some(moved) => moved.clone(),
        None => (Arc::clone(&path), path),
    };
    paths.into_iter().map(after).collect()
}

/// Prints the edits as a diff.
pub(super) fn show(changes: &[Change], snapshot: &Snapshot, edits: &Edits) -> Result<(), Trouble> {
    for (from, to) in changes {
        let Some(source) = snapshot.text(from) else { continue };
        print::result(&report::diff((from, to), &source.text, &edits.of(from)))?;
    }
    Ok(())
}

/// Writes the files, all of them or none. One that was changed meanwhile is left, and the others with it.
pub(super) fn write(project: &Project, snapshot: &Snapshot, edits: &Edits, changes: &[Change]) -> Result<(), Trouble> {
    const MARK: char = '\u{feff}';
    let mut files = Vec::new();
    for (from, to) in changes {
        let path = project.root.join(&**from);
        let whole = world::read_whole(&path)?;
        let (mark, text) = whole.strip_prefix(MARK).map_or(("", &*whole), |text| ("\u{feff}", text));
        if snapshot.text(from).is_none_or(|source| *source.text != *text) {
            return Err(Trouble::new("write", &path, "it was changed meanwhile; nothing was written"));
        }
        let bytes = format!("{mark}{}", edits.apply(from, text)).into_bytes();
        files.push(Rewritten { path: project.root.join(&**to), bytes: Some(bytes) });
        if from != to {
            files.push(Rewritten { path, bytes: None });
        }
    }
    world::rewrite(project.disk(), &project.root, &files)
}
