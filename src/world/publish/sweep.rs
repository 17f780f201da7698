//! What a build leaves beside the output, its old site or a stage that was never shown, and how it is removed.

use crate::world::disk::Disk;
use crate::world::publish::listing::Listing;
use crate::world::publish::listing::above;
use crate::world::publish::listing::remove_listed;
use crate::world::publish::listing::remove_root;
use crate::world::publish::listing::remove_tree;
use crate::world::publish::manifest::Manifest;
use crate::world::publish::manifest::mtime;
use crate::world::publish::place::Place;
use crate::world::publish::place::exists;
use crate::world::publish::plan::folders_of;
use crate::world::publish::stage::numbered;
use crate::world::publish::stage::stage_name;
use crate::world::trouble::Trouble;

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;

/// How often an old site is swept if files keep appearing in it.
const SWEEPS: usize = 8;

/// What killed builds left beside the output.
#[derive(Default)]
pub(super) struct Leftovers {
    /// Stages that were never shown; the output has everything in them that is worth keeping.
    unshown: Vec<PathBuf>,
    /// Old sites; files of others may have come into them at the last moment.
    old: Vec<PathBuf>,
}

impl Leftovers {
    /// Looks for what is left. Only while the lock is held: without it a stage may be another build's.
    pub(super) fn find(disk: &Disk, place: &Place) -> Result<Self, Trouble> {
        let (base, mut found) = (stage_name(place), Self::default());
        let names = disk.read_dir(&place.parent).map_err(Trouble::at("open", &place.parent))?;
        for (name, kind) in names {
            let rest = name.as_encoded_bytes().strip_prefix(base.as_encoded_bytes());
            if !kind.is_dir() || !rest.is_some_and(is_number) {
                continue;
            }
            let path = place.parent.join(&name);
            let number = disk.symlink_metadata(&path).map_err(Trouble::at("open", &path))?.ino();
            let unshown = name == base || name == numbered(place, number);
            if unshown { &mut found.unshown } else { &mut found.old }.push(path);
        }
        Ok(found)
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.unshown.is_empty() && self.old.is_empty()
    }

    /// Puts an old site back if the output is gone.
    pub(super) fn restore(&mut self, disk: &Disk, place: &Place) -> Result<(), Trouble> {
        if self.old.is_empty() || place.is_there(disk)? {
            return Ok(());
        }
        let old = self.old.remove(0);
        disk.rename(&old, &place.out).map_err(Trouble::at("replace", &place.shown))
    }

    /// Removes what is left; tells whether the output may have changed by it.
    pub(super) fn remove(&self, disk: &Disk, place: &Place) -> Result<bool, Trouble> {
        self.unshown.iter().try_for_each(|stage| remove_tree(disk, stage))?;
        for old in &self.old {
            let listed = Manifest::read(disk, old, old)?.unwrap_or_default();
            let new = Manifest::read(disk, &place.out, &place.shown)?.unwrap_or_default();
            sweep(disk, place, old, &listed, &new)?;
        }
        Ok(!self.old.is_empty())
    }
}

/// Nothing, or `-` and digits.
fn is_number(rest: &[u8]) -> bool {
    rest.is_empty() || (rest.len() > 1 && rest[0] == b'-' && rest[1..].iter().all(u8::is_ascii_digit))
}

/// Removes the old site. A file of others that came into it, or was changed, while the new one was made moves over.
pub(super) fn sweep(disk: &Disk, place: &Place, old: &Path, listed: &Manifest, new: &Manifest) -> Result<(), Trouble> {
    for _ in 0..SWEEPS {
        let listing = Listing::of(disk, old, &place.shown)?;
        if listing.is_empty() {
            break;
        }
        let ours = folders_of(listed.lines.keys().map(String::as_str));
        for folder in listing.folders.iter().filter(|path| !ours.contains(path.as_path())) {
            move_folder(disk, place, folder);
        }
        let gives_way = |path: &PathBuf| new.has(path) || above(path).any(|above| new.has(above));
        for path in listing.files.iter().filter(|path| !listed.has(path) && !gives_way(path)) {
            move_over(disk, place, old, path).map_err(Trouble::at("keep", &place.shown.join(path)))?;
        }
        remove_listed(disk, old, old, &listing)?;
    }
    remove_root(disk, old)
}

/// A folder of others that came late, or is empty, gets its place in the new site.
fn move_folder(disk: &Disk, place: &Place, path: &Path) {
    // Where it cannot stand there is a file of the site, or it is there already.
    let _ = disk.create_dir(&place.out.join(path));
}

/// Moves a file of others, unless the new site has the very same one or a later one.
fn move_over(disk: &Disk, place: &Place, old: &Path, path: &Path) -> std::io::Result<()> {
    let (from, to) = (old.join(path), place.out.join(path));
    if exists(disk, &to)? {
        let (here, there) = (disk.symlink_metadata(&from)?, disk.symlink_metadata(&to)?);
        let same = here.ino() == there.ino() && here.dev() == there.dev();
        if same || there.is_dir() || mtime(&there) > mtime(&here) {
            return Ok(());
        }
    }
    let missing: Vec<_> = to.ancestors().skip(1).take_while(|above| !exists(disk, above).unwrap_or(true)).collect();
    for above in missing.iter().rev() {
        disk.create_dir(above)?;
    }
    disk.rename(&from, &to)
}

/// Removes from the new site the files of others that went away while it was made.
pub(super) fn let_go(disk: &Disk, place: &Place, old: &Path, carried: &[PathBuf]) -> Result<(), Trouble> {
    for path in carried {
        if !exists(disk, &old.join(path)).map_err(Trouble::at("keep", &place.shown.join(path)))? {
            // It may as well never have been carried, which is no trouble.
            let _ = disk.remove_file(&place.out.join(path));
        }
    }
    Ok(())
}
