//! Brings a snapshot up to date after some files changed, with the same result as reading the project anew.

use crate::source::Entry;
use crate::source::Snapshot;
use crate::world::disk::Disk;
use crate::world::load::Wanted;
use crate::world::load::fetch_one;
use crate::world::load::read;
use crate::world::trouble::Trouble;
use crate::world::walk::Found;
use crate::world::walk::Reach;
use crate::world::walk::walk;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

/// Reads again what changed: `changed` holds absolute paths of files or folders, gone ones and new ones too.
///
/// Folders are always listed anew, which costs microseconds a file and finds what no event told; the bytes of a file are
/// read again only if its path or a folder above it is in `changed`, if a link leads to it, or if it was not read before.
/// What [`fetch`](crate::world::fetch) added stays. On trouble the snapshot is as it was.
pub fn reload(
    disk: &Disk,
    root: &Path,
    reach: &Reach,
    snapshot: &mut Snapshot,
    changed: &BTreeSet<PathBuf>,
) -> Result<(), Trouble> {
    let reach = reach.tidy();
    let real = disk.canonicalize(root).map_err(Trouble::at("open", root))?;
    let touched = touched(root, &real, changed);
    if let Some(again) = only_texts(disk, &real, &reach, snapshot, &touched) {
        snapshot.files.extend(again);
        return Ok(());
    }
    let walked = walk(disk, root, &reach)?;
    let mut before = std::mem::take(&mut snapshot.files);
    let (stale, fresh): (Vec<_>, Vec<_>) =
        walked.files.into_iter().partition(|found| is_stale(found, before.get(&found.path), &touched));
    let again = |found: &Found| {
        let wanted = wanted_again(&found.path, &reach, before.get(&found.path));
        Some((Arc::clone(&found.path), read(disk, &found.path, &found.real, wanted)?))
    };
    let mut files: BTreeMap<_, _> = stale.par_iter().filter_map(again).collect();
    files.extend(fresh.iter().filter_map(|found| before.remove_entry(&found.path)));
    files.extend(walked.unread.into_iter().map(|(path, why)| (path, Entry::Unread(why))));
    let linked = stale.iter().filter(|found| found.linked).map(|found| Arc::clone(&found.path)).collect();
    let known: BTreeSet<_> = stale.into_iter().map(|found| found.path).collect();
    let fetched = before.into_keys().filter(|path| !known.contains(path) && !reach.covers(path));
    files.extend(fetched.filter_map(|path| fetch_again(disk, &real, path)));
    snapshot.files = files;
    snapshot.linked = linked;
    Ok(())
}

/// The most frequent change by far: files were saved that were there before and are plain files still. Then nothing
/// has to be listed. `None` if there is more to it.
fn only_texts(
    disk: &Disk,
    root: &Path,
    reach: &Reach,
    snapshot: &Snapshot,
    touched: &BTreeSet<String>,
) -> Option<Vec<(Arc<str>, Entry)>> {
    if !snapshot.linked.is_empty() {
        return None;
    }
    let again = |path: &String| {
        let (path, before) = snapshot.files.get_key_value(path.as_str())?;
        let real = root.join(&**path);
        let is_plain = disk.canonicalize(&real).is_ok_and(|found| found == real);
        if !is_plain || !reach.covers(path) {
            return None;
        }
        let entry = read(disk, path, &real, wanted_again(path, reach, Some(before)))?;
        matches!(entry, Entry::Text(_) | Entry::Asset { .. }).then(|| (Arc::clone(path), entry))
    };
    touched.iter().map(again).collect()
}

/// The changed paths from the project's root; those outside are none of ours.
fn touched(root: &Path, real: &Path, changed: &BTreeSet<PathBuf>) -> BTreeSet<String> {
    let from_root = |path: &PathBuf| {
        let rest = path.strip_prefix(root).or_else(|_| path.strip_prefix(real)).ok()?;
        Some(rest.to_string_lossy().into_owned())
    };
    changed.iter().filter_map(from_root).collect()
}

fn is_stale(found: &Found, before: Option<&Entry>, touched: &BTreeSet<String>) -> bool {
    found.linked
        || !matches!(before, Some(Entry::Text(_) | Entry::Asset { .. }))
        || touched.contains("")
        || touched.contains(&*found.path)
        || found.path.match_indices('/').any(|(end, _)| touched.contains(&found.path[..end]))
}

/// A file of the content that a page includes was fetched as a text, and stays one.
fn wanted_again(path: &str, reach: &Reach, before: Option<&Entry>) -> Wanted {
    match (Wanted::of(path, reach), before) {
        (Wanted::Asset, Some(Entry::Text(_))) => Wanted::Text,
        (wanted, _) => wanted,
    }
}

fn fetch_again(disk: &Disk, root: &Path, path: Arc<str>) -> Option<(Arc<str>, Entry)> {
    if disk.metadata(&root.join(&*path)).is_ok_and(|data| data.is_dir()) {
        return None;
    }
    let entry = fetch_one(disk, root, &path)?;
    Some((path, entry))
}
