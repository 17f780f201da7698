//! What stands in a folder, all the way down, without following a link.

use crate::world::disk::Disk;
use crate::world::trouble::Trouble;
use crate::world::walk::MANIFEST;
use crate::world::walk::is_gone;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

/// The folder inside the output in which files wait when the output cannot be exchanged whole.
pub(super) const PART: &str = ".caveat-part";

/// Everything in a folder but our manifest and what waits; paths are from the folder.
#[derive(Default, Debug)]
pub(super) struct Listing {
    /// All that is no folder: files, links, pipes.
    pub(super) files: BTreeSet<PathBuf>,
    /// Folders; one stands before those in it.
    pub(super) folders: BTreeSet<PathBuf>,
}

impl Listing {
    /// Lists a folder; one that is not there is empty.
    pub(super) fn of(disk: &Disk, folder: &Path, shown: &Path) -> Result<Self, Trouble> {
        let mut listing = Self::default();
        let mut to_do = vec![PathBuf::new()];
        while let Some(at) = to_do.pop() {
            let names = match disk.read_dir(&folder.join(&at)) {
                Ok(names) => names,
                Err(error) if is_gone(&error) => continue,
                Err(error) => return Err(Trouble::from_io("open", &shown.join(&at), &error)),
            };
            for (name, kind) in names {
                let path = at.join(&name);
                if path == Path::new(MANIFEST) || path == Path::new(PART) {
                    continue;
                }
                if kind.is_dir() {
                    to_do.push(path.clone());
                    listing.folders.insert(path);
                } else {
                    listing.files.insert(path);
                }
            }
        }
        Ok(listing)
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }
}

/// Removes the listed files, then the listed folders if they are empty by then.
pub(super) fn remove_listed(disk: &Disk, folder: &Path, shown: &Path, listing: &Listing) -> Result<(), Trouble> {
    let files: Vec<_> = listing.files.iter().collect();
    files.par_iter().try_for_each(|path| {
        unless_gone(disk.remove_file(&folder.join(path))).map_err(Trouble::at("remove", &shown.join(path)))
    })?;
    remove_empty(disk, folder, shown, listing.folders.iter().rev())
}

/// Removes those of the folders that are empty; the deepest must come first.
pub(super) fn remove_empty<'a>(
    disk: &Disk,
    folder: &Path,
    shown: &Path,
    folders: impl Iterator<Item = &'a PathBuf>,
) -> Result<(), Trouble> {
    for path in folders {
        match disk.remove_dir(&folder.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            done => unless_gone(done).map_err(Trouble::at("remove", &shown.join(path)))?,
        }
    }
    Ok(())
}

/// Removes a folder of ours with everything in it.
pub(super) fn remove_tree(disk: &Disk, folder: &Path) -> Result<(), Trouble> {
    let listing = Listing::of(disk, folder, folder)?;
    remove_listed(disk, folder, folder, &listing)?;
    remove_root(disk, folder)
}

/// Removes the manifest of a folder, and the folder.
pub(super) fn remove_root(disk: &Disk, folder: &Path) -> Result<(), Trouble> {
    let manifest = folder.join(MANIFEST);
    unless_gone(disk.remove_file(&manifest)).map_err(Trouble::at("remove", &manifest))?;
    unless_gone(disk.remove_dir(folder)).map_err(Trouble::at("remove", folder))
}

fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if is_gone(&error) => Ok(()),
        done => done,
    }
}

/// The folders above a path, the deepest first, without the root.
pub(super) fn above(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty())
}
