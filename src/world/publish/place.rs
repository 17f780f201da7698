//! Where the site is published, and the places where it must not be.

use crate::world::disk::Disk;
use crate::world::trouble::Trouble;
use crate::world::walk::is_gone;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

/// Where to publish, and what must not be in the way.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// The project's folder.
    pub root: &'a Path,
    /// Absolute paths of files and folders that must never be inside the output: content, theme, `book.toml`.
    pub sources: &'a [PathBuf],
    /// The output folder.
    pub out: &'a Path,
    /// Whether a folder that we did not make is taken over; its files are kept beside the site.
    pub force: bool,
}

/// The output folder, found and allowed.
pub(super) struct Place {
    /// The output folder without links; it may not be there yet.
    pub(super) out: PathBuf,
    /// Its parent.
    pub(super) parent: PathBuf,
    /// Its name in the parent.
    pub(super) name: OsString,
    /// As the reader named it, for messages.
    pub(super) shown: PathBuf,
}

impl Place {
    /// Finds the output folder and refuses one that would swallow the project or the home folder.
    pub(super) fn allowed(disk: &Disk, output: &Output<'_>) -> Result<Self, Trouble> {
        let place = Self::find(disk, output.out)?;
        place.refuse_above(disk, output.root, "it is or holds the project itself; choose another output folder")?;
        for source in output.sources {
            let why = format!("it is or holds {}, which the site is made from; choose another", source.display());
            place.refuse_above(disk, source, &why)?;
        }
        if let Some(home) = std::env::home_dir().filter(|home| !home.as_os_str().is_empty()) {
            place.refuse_above(disk, &home, "it is or holds the home folder; choose another output folder")?;
        }
        Ok(place)
    }

    /// Finds the output folder, be it there or not; a link or a file in its place is refused.
    pub(super) fn find(disk: &Disk, shown: &Path) -> Result<Self, Trouble> {
        let whole = std::path::absolute(shown).map_err(Trouble::at("open", shown))?;
        // A path that ends in `..` or is `/` has no name of its own until it is resolved.
        let whole = if whole.file_name().is_some() { whole } else { settle(disk, &whole)? };
        let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else {
            return Err(Trouble::new("replace", shown, "it is the whole file system; choose another output folder"));
        };
        let parent = settle(disk, parent)?;
        let place = Self { out: parent.join(name), parent, name: name.to_owned(), shown: shown.components().collect() };
        place.refuse_other_kinds(disk)?;
        Ok(place)
    }

    /// Whether there is an output folder.
    pub(super) fn is_there(&self, disk: &Disk) -> Result<bool, Trouble> {
        exists(disk, &self.out).map_err(Trouble::at("open", &self.shown))
    }

    /// Makes the folders in which the output folder is to stand.
    pub(super) fn create_parents(&self, disk: &Disk) -> Result<(), Trouble> {
        let above: Vec<_> = self.parent.ancestors().collect();
        let missing = above.iter().take_while(|path| !exists(disk, path).unwrap_or(true)).count();
        for path in above[..missing].iter().rev() {
            match disk.create_dir(path) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(Trouble::from_io("create", path, &error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn refuse_other_kinds(&self, disk: &Disk) -> Result<(), Trouble> {
        let why = match disk.symlink_metadata(&self.out) {
            Ok(data) if data.is_dir() => return Ok(()),
            Ok(data) if data.is_symlink() => "it is a symbolic link; name the folder it leads to",
            Ok(_) => "a file stands there; remove it or choose another output folder",
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Trouble::from_io("open", &self.shown, &error)),
        };
        Err(Trouble::new("replace", &self.shown, why))
    }

    fn refuse_above(&self, disk: &Disk, path: &Path, why: &str) -> Result<(), Trouble> {
        let whole = std::path::absolute(path).map_err(Trouble::at("open", path))?;
        // What we may not even look up (a home folder that is closed to us) is compared as it is written.
        if settle(disk, &whole).unwrap_or(whole).starts_with(&self.out) {
            return Err(Trouble::new("replace", &self.shown, why));
        }
        Ok(())
    }
}

/// The path without links, as far as it is there.
fn settle(disk: &Disk, path: &Path) -> Result<PathBuf, Trouble> {
    match disk.canonicalize(path) {
        Ok(real) => Ok(real),
        Err(error) if error.kind() == ErrorKind::NotFound => match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => Ok(settle(disk, parent)?.join(name)),
            _ => Err(Trouble::from_io("open", path, &error)),
        },
        Err(error) => Err(Trouble::from_io("open", path, &error)),
    }
}

/// Whether something, be it a broken link, stands at a path.
pub(super) fn exists(disk: &Disk, path: &Path) -> std::io::Result<bool> {
    match disk.symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if is_gone(&error) => Ok(false),
        Err(error) => Err(error),
    }
}
