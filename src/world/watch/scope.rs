//! Which files and folders matter to a watcher.

use super::Watching;
use crate::world::litter::is_litter;

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What is watched, in absolute paths.
#[derive(Debug)]
pub(super) struct Scope {
    root: PathBuf,
    folders: Vec<PathBuf>,
    skip: Vec<PathBuf>,
}

impl Scope {
    /// Makes the paths absolute.
    pub(super) fn new(watching: &Watching<'_>) -> io::Result<Self> {
        let root = std::path::absolute(watching.root)?;
        let below = |paths: &[PathBuf]| paths.iter().map(|path| plain(&root.join(path))).collect();
        let (folders, skip) = (below(watching.folders), below(watching.skip));
        Ok(Self { root, folders, skip })
    }

    /// The root of the project.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where the walks begin: the root, and the folders that are not below it.
    pub(super) fn starts(&self) -> impl Iterator<Item = &Path> {
        let outside = self.folders.iter().filter(|folder| !folder.starts_with(&self.root));
        std::iter::once(&*self.root).chain(outside.map(PathBuf::as_path))
    }

    /// Whether a change of this file is told.
    pub(super) fn file(&self, path: &Path) -> bool {
        !self.skipped(path) && (path.parent() == Some(&self.root) || self.within(path))
    }

    /// Whether this folder has to be watched: for its files, or for a folder below it that may come.
    pub(super) fn folder(&self, path: &Path) -> bool {
        let leads_to_one = || self.folders.iter().any(|folder| folder.starts_with(path) && folder != path);
        path == self.root || (!self.left_out(path) && (leads_to_one() || (self.within(path) && !self.skipped(path))))
    }

    fn within(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn left_out(&self, path: &Path) -> bool {
        self.skip.iter().any(|skip| path.starts_with(skip))
    }

    /// Whether it is left out, or something that nobody keeps. A folder that is named is kept, whatever its name is.
    fn skipped(&self, path: &Path) -> bool {
        let named = self.folders.iter().chain([&self.root]).filter_map(|folder| path.strip_prefix(folder).ok());
        let below = named.min_by_key(|below| below.iter().count());
        let below = below.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
        self.left_out(path) || below.iter().any(|name| is_litter(&name.to_string_lossy()))
    }

    /// Goes through the folders below `start`; `enter` sees each before its files are listed.
    pub(super) fn walk<E>(
        &self,
        start: &Path,
        mut enter: impl FnMut(&Path) -> Result<(), E>,
        mut file: impl FnMut(PathBuf, &Metadata),
    ) -> Result<(), E> {
        let mut open = vec![start.to_path_buf()];
        while let Some(folder) = open.pop() {
            enter(&folder)?;
            // A folder that went away meanwhile has nothing in it.
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let (path, about) = (entry.path(), entry.metadata());
                match about {
                    Ok(about) if about.is_dir() && self.folder(&path) => open.push(path),
                    Ok(about) if !about.is_dir() && self.file(&path) => file(path, &about),
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Without the `.` and `..` that a person may have written.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}
