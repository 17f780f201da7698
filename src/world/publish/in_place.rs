//! The second best way, for file systems that cannot exchange two folders: file by file, pages last, deletions at the end.

use crate::world::disk::Disk;
use crate::world::publish::listing::PART;
use crate::world::publish::listing::above;
use crate::world::publish::listing::remove_empty;
use crate::world::publish::listing::remove_tree;
use crate::world::publish::manifest::Line;
use crate::world::publish::manifest::Manifest;
use crate::world::publish::place::Place;
use crate::world::publish::place::exists;
use crate::world::publish::plan::Plan;
use crate::world::publish::stage::fill_part;
use crate::world::trouble::Trouble;
use crate::world::walk::MANIFEST;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

/// Replaces the files of a standing output one by one. Each is whole at every moment; all new ones are written before
/// the first is shown, so that a full disk is met while the old site still stands.
pub(super) fn replace_in_place(
    disk: &Disk,
    place: &Place,
    root: &Path,
    old: &Manifest,
    plan: &Plan<'_>,
) -> Result<Manifest, Trouble> {
    remove_part(disk, place)?;
    let part = place.out.join(PART);
    disk.create_dir(&part).map_err(Trouble::at("create", &place.shown.join(PART)))?;
    let new = fill_part(disk, place, root, plan, &part).and_then(|new| {
        // After a power cut no name may lead to a file whose bytes never reached the medium.
        let synced = disk.open_folder(&part).and_then(|folder| disk.sync_file_system(&folder));
        synced.map_err(Trouble::at("write", &place.shown))?;
        show(disk, place, old, &new, plan)?;
        Ok(new)
    });
    let removed = remove_part(disk, place);
    let new = new?;
    removed.map(|()| new)
}

/// Removes what a killed build left inside the output.
pub(super) fn remove_part(disk: &Disk, place: &Place) -> Result<(), Trouble> {
    let part = place.out.join(PART);
    if exists(disk, &part).map_err(Trouble::at("open", &part))? { remove_tree(disk, &part) } else { Ok(()) }
}

fn show(disk: &Disk, place: &Place, old: &Manifest, new: &Manifest, plan: &Plan<'_>) -> Result<(), Trouble> {
    // Whenever this ends, the manifest knows every file of ours: first both sites', at last the new one's.
    replace_manifest(disk, place, &both(old, new))?;
    let cleared = clear_the_way(disk, place, plan)?;
    for folder in plan.new_folders() {
        match disk.create_dir(&place.out.join(folder)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(Trouble::from_io("create", &place.shown.join(folder), &error));
            }
            _ => {}
        }
    }
    let new_files = || plan.makes.iter().filter(|make| make.kept.is_none()).map(|make| make.path);
    let (pages, others): (Vec<_>, Vec<_>) = new_files().partition(|path| path.ends_with(".html"));
    for path in others.into_iter().chain(pages) {
        let moved = disk.rename(&place.out.join(PART).join(path), &place.out.join(path));
        moved.map_err(Trouble::at("write", &place.shown.join(path)))?;
    }
    for path in plan.gone.iter().filter(|path| !cleared.contains(path.as_path())) {
        remove(disk, place, path)?;
    }
    let emptied: BTreeSet<_> = plan.gone.iter().flat_map(|path| above(path)).map(Path::to_path_buf).collect();
    remove_empty(disk, &place.out, &place.shown, emptied.iter().rev())?;
    replace_manifest(disk, place, new)
}

/// The lines of both; a file that is not written yet has a line that fits none, so it would be written again.
fn both(old: &Manifest, new: &Manifest) -> Manifest {
    let unwritten = |line: &Line| Line { mtime: -1, ..*line };
    let mut lines: BTreeMap<_, _> = new.lines.iter().map(|(path, line)| (path.clone(), unwritten(line))).collect();
    lines.extend(old.lines.iter().map(|(path, line)| (path.clone(), *line)));
    Manifest { made: None, lines }
}

/// Notes from what a site was made that stays as it is.
pub(super) fn note(disk: &Disk, place: &Place, manifest: &Manifest) -> Result<(), Trouble> {
    let part = place.out.join(PART);
    disk.create_dir(&part).map_err(Trouble::at("create", &place.shown.join(PART)))?;
    let noted = replace_manifest(disk, place, manifest);
    let removed = remove_part(disk, place);
    noted.and(removed)
}

fn replace_manifest(disk: &Disk, place: &Place, manifest: &Manifest) -> Result<(), Trouble> {
    manifest.write(disk, &place.out.join(PART), &place.shown)?;
    let moved = disk.rename(&place.out.join(PART).join(MANIFEST), &place.out.join(MANIFEST));
    moved.map_err(Trouble::at("write", &place.shown.join(MANIFEST)))
}

/// Removes early what stands where a folder or a file of the new site must go, and tells what that was.
fn clear_the_way<'a>(disk: &Disk, place: &Place, plan: &'a Plan<'_>) -> Result<BTreeSet<&'a Path>, Trouble> {
    let folders = plan.new_folders();
    let files: BTreeSet<_> = plan.makes.iter().map(|make| Path::new(make.path)).collect();
    let in_the_way = |path: &&Path| folders.contains(path) || above(path).any(|above| files.contains(above));
    let all: BTreeSet<_> = plan.gone.iter().chain(&plan.dropped).map(PathBuf::as_path).filter(in_the_way).collect();
    let (mut emptied, mut cleared) = (BTreeSet::<PathBuf>::new(), BTreeSet::new());
    for path in all {
        emptied.extend(above(path).map(Path::to_path_buf));
        if disk.symlink_metadata(&place.out.join(path)).is_ok_and(|data| data.is_dir()) {
            emptied.insert(path.to_path_buf());
        } else {
            remove(disk, place, path)?;
            cleared.insert(path);
        }
    }
    // A folder of others that stands where a file must go is itself among what gives way.
    emptied.extend(plan.dropped.iter().filter(|path| files.contains(path.as_path())).cloned());
    remove_empty(disk, &place.out, &place.shown, emptied.iter().rev())?;
    Ok(cleared)
}

fn remove(disk: &Disk, place: &Place, path: &Path) -> Result<(), Trouble> {
    match disk.remove_file(&place.out.join(path)) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Trouble::from_io("remove", &place.shown.join(path), &error))
        }
        _ => Ok(()),
    }
}
