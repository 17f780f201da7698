//! The repairs that findings are certain of, as edits.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Mend;
use crate::moving::edits::Edits;
use crate::moving::heading;
use crate::moving::links;
use crate::moving::page;
use crate::pipeline::Look;
use crate::source::Snapshot;

/// The edits that mend what can be mended without asking.
pub fn fix(look: &Look, snapshot: &Snapshot, found: &[Diagnostic]) -> Edits {
    let mut edits = Edits::default();
    let mends: Vec<&Mend> = found.iter().filter_map(|note| note.mend.as_ref()).collect();
    if mends.iter().any(|mend| matches!(mend, Mend::Link(..))) {
        relink(look, snapshot, &mends, &mut edits);
    }
    for mend in mends {
        match mend {
            Mend::Link(..) => {}
            Mend::Alias(path, old) => {
                let Some(source) = snapshot.text(&links::in_project(look, path)) else { continue };
                if let Ok((range, text)) = page::alias(source, old, "") {
                    edits.put(&source.path, range, text);
                }
            }
            // A heading that cannot be written to keeps its finding.
            Mend::OldName(path, id, old) => drop(heading::old_name(look, snapshot, (path, id), old, &mut edits)),
            Mend::File(path, text) => {
                if let Some(source) = snapshot.text(path) {
                    edits.put(path, 0..source.text.len(), text.clone());
                }
            }
        }
    }
    edits
}

fn relink(look: &Look, snapshot: &Snapshot, mends: &[&Mend], edits: &mut Edits) {
    let ids: std::collections::BTreeMap<_, _> = snapshot.texts().map(|source| (&*source.path, source.id)).collect();
    let all = links::all(look, snapshot);
    let by_place: std::collections::BTreeMap<_, _> =
        all.iter().filter_map(|written| Some(((*ids.get(&*written.file)?, written.range.start), written))).collect();
    for mend in mends {
        let Mend::Link(span, new) = mend else { continue };
        // The address stands inside the link; of a picture in a link it is the last.
        let inside = by_place.range((span.file, span.start as usize)..(span.file, span.end as usize));
        let Some((_, written)) = inside.last() else { continue };
        let end = written.raw.find(['#', '?']).unwrap_or(written.raw.len());
        let range = written.range.start..written.range.start + end;
        edits.put(&written.file, range, links::fit(written, new));
    }
}
