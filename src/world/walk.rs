//! Which files of the project a build reads, found without opening any of them.

use crate::path::is_within;
use crate::source::Unread;
use crate::world::disk::Disk;
use crate::world::litter::is_litter;
use crate::world::trouble::Trouble;
use crate::world::trouble::printable;
use crate::world::trouble::words;

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::FileType;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// The file by which a folder is known as a site that we made; it lists what we wrote.
pub(super) const MANIFEST: &str = ".caveat-manifest";

/// A link inside a linked folder, inside a linked folder ...: more than this many are taken for a loop.
const MOST_LINKS: usize = 8;

/// Which part of the project is read. All paths are from the project's root, `/` between the parts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    /// The content folder; empty for the root itself.
    pub src: String,
    /// Further files or folders, such as `book.toml` and `themes`; they may be missing.
    pub also: Vec<String>,
    /// Folders that are never read, such as the output folder.
    pub skip: Vec<String>,
}

impl Reach {
    /// The same reach with tidy paths: no `.`, no empty part. `..` and absolute paths are left for the walk to refuse.
    pub(super) fn tidy(&self) -> Self {
        let all = |paths: &[String]| paths.iter().map(|path| tidy(path)).collect();
        Self { src: tidy(&self.src), also: all(&self.also), skip: all(&self.skip) }
    }

    /// Whether a path is, or is below, one of the further files and folders.
    pub(super) fn is_also(&self, path: &str) -> bool {
        self.also.iter().any(|base| is_within(path, base))
    }

    /// Whether the walk comes by this path if something stands there.
    pub(super) fn covers(&self, path: &str) -> bool {
        let bases = self.also.iter().chain([&self.src]);
        !self.skips(path) && bases.filter(|base| is_within(path, base)).any(|base| self.walks(path, base))
    }

    fn walks(&self, path: &str, base: &str) -> bool {
        let steps = path[base.len()..].split('/').filter(|step| !step.is_empty());
        let mut at = base.to_owned();
        for step in steps {
            at = join(&at, step);
            if self.passes_over(&at, step) {
                return false;
            }
        }
        true
    }

    fn skips(&self, path: &str) -> bool {
        self.skip.iter().any(|folder| !folder.is_empty() && is_within(path, folder))
    }

    /// Whether the file or folder `name` at `path` is none of ours: hidden, an editor's, a tool's.
    fn passes_over(&self, path: &str, name: &str) -> bool {
        let tools = self.src.is_empty() && (name == "node_modules" || path == "target");
        tools || is_litter(name) || self.skips(path)
    }
}

fn is_a_site(names: &[(OsString, FileType)]) -> bool {
    names.iter().any(|(name, _)| name == MANIFEST)
}

/// Whether a path is from the root and cannot climb above it.
pub(super) fn is_plain(path: &str) -> bool {
    !path.starts_with('/') && !path.contains('\0') && path.split('/').all(|part| part != "..")
}

fn tidy(path: &str) -> String {
    if !is_plain(path) {
        return path.to_owned();
    }
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/")
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A file that is to be read.
pub(super) struct Found {
    /// From the project's root, as the reader knows it.
    pub(super) path: Arc<str>,
    /// Where its bytes are; no link in it.
    pub(super) real: PathBuf,
    /// Whether a link was followed on the way.
    pub(super) linked: bool,
}

/// What a walk came by.
#[derive(Default)]
pub(super) struct Walked {
    /// Files that are to be read.
    pub(super) files: Vec<Found>,
    /// What is there but cannot be read.
    pub(super) unread: Vec<(Arc<str>, Unread)>,
}

/// Walks the content folder and everything else in reach.
pub(super) fn walk(disk: &Disk, root: &Path, reach: &Reach) -> Result<Walked, Trouble> {
    let real = disk.canonicalize(root).map_err(Trouble::at("open", root))?;
    let mut walk = Walk { disk, root: real, reach, to_do: Vec::new(), walked: Walked::default() };
    walk.content(&root.join(&reach.src))?;
    for path in &reach.also {
        walk.also(path);
        walk.finish();
    }
    let mut walked = walk.walked;
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    walked.files.dedup_by(|a, b| a.path == b.path);
    Ok(walked)
}

struct Walk<'a> {
    disk: &'a Disk,
    /// Without links.
    root: PathBuf,
    reach: &'a Reach,
    to_do: Vec<Folder>,
    walked: Walked,
}

/// A folder that is to be walked.
struct Folder {
    path: String,
    real: PathBuf,
    /// The folders from which links led here.
    links: Vec<PathBuf>,
}

impl Walk<'_> {
    fn content(&mut self, shown: &Path) -> Result<(), Trouble> {
        let real = self.disk.canonicalize(shown).map_err(|error| match is_gone(&error) {
            true => {
                Trouble::new("open", shown, "there is no such folder; make it, or name another as `src` in `[book]`")
            }
            false => Trouble::from_io("open", shown, &error),
        })?;
        if !is_plain(&self.reach.src) || !real.starts_with(&self.root) {
            return Err(Trouble::new("open", shown, "the content folder must be inside the project"));
        }
        // Whether it can be listed is asked here, because without content there is nothing to build.
        self.disk.read_dir(&real).map_err(Trouble::at("open", shown))?;
        let linked = real != self.root.join(&self.reach.src).components().collect::<PathBuf>();
        let links = if linked { vec![real.clone()] } else { Vec::new() };
        self.to_do.push(Folder { path: self.reach.src.clone(), real, links });
        self.finish();
        Ok(())
    }

    fn also(&mut self, path: &str) {
        if !is_plain(path) {
            return self.unread(path, Unread::LeadsOutside);
        }
        if self.reach.skips(path) {
            return;
        }
        let shown = self.root.join(path);
        match self.disk.symlink_metadata(&shown) {
            Ok(data) => {
                let above = shown.parent().map_or_else(|| self.root.clone(), Path::to_path_buf);
                let linked_above = self.disk.canonicalize(&above).is_ok_and(|real| real != above);
                let from = Folder { path: String::new(), real: above, links: Vec::new() };
                let kind = data.file_type();
                if linked_above || kind.is_symlink() {
                    self.link(&from, path.to_owned(), &shown);
                } else {
                    self.thing(&from, path.to_owned(), shown, kind);
                }
            }
            Err(error) if is_gone(&error) => {}
            Err(error) => self.unread(path, Unread::Refused(words(&error))),
        }
    }

    fn finish(&mut self) {
        while let Some(folder) = self.to_do.pop() {
            match self.disk.read_dir(&folder.real) {
                // A site that was made among the sources would be published again in the next one, and that in the next.
                Ok(names) if folder.path != self.reach.src && is_a_site(&names) => {}
                Ok(names) => names.iter().for_each(|(name, kind)| self.name(&folder, name, *kind)),
                Err(error) if is_gone(&error) => {}
                Err(error) => self.unread(&folder.path, Unread::Refused(words(&error))),
            }
        }
    }

    fn name(&mut self, folder: &Folder, name: &OsStr, kind: FileType) {
        let clean = printable(&name.to_string_lossy());
        let path = join(&folder.path, &clean);
        if self.reach.passes_over(&path, &clean) {
            return;
        }
        if name.to_str() != Some(&clean) {
            return self.unread(&path, Unread::BadName);
        }
        let shown = folder.real.join(name);
        if kind.is_symlink() { self.link(folder, path, &shown) } else { self.thing(folder, path, shown, kind) }
    }

    fn thing(&mut self, from: &Folder, path: String, real: PathBuf, kind: FileType) {
        if kind.is_dir() {
            self.to_do.push(Folder { path, real, links: from.links.clone() });
        } else if kind.is_file() {
            self.walked.files.push(Found { path: path.into(), real, linked: !from.links.is_empty() });
        } else {
            self.unread(&path, Unread::NotAFile);
        }
    }

    /// Follows a link as long as it stays in the project and does not come back to where it was.
    fn link(&mut self, from: &Folder, path: String, shown: &Path) {
        let real = match self.disk.canonicalize(shown) {
            Ok(real) => real,
            Err(error) => {
                let broken = is_gone(&error) || error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
                let why = if broken { Unread::LeadsOutside } else { Unread::Refused(words(&error)) };
                return self.unread(&path, why);
            }
        };
        let Some(inside) = inside(&self.root, &real) else {
            // A device or a pipe is named as what it is; where it stands matters less.
            let kind = self.disk.metadata(&real).map(|data| data.is_file() || data.is_dir());
            let why = if matches!(kind, Ok(false)) { Unread::NotAFile } else { Unread::LeadsOutside };
            return self.unread(&path, why);
        };
        if self.reach.skips(&inside) {
            return;
        }
        let kind = match self.disk.metadata(&real) {
            Ok(data) => data.file_type(),
            Err(error) => return self.unread(&path, Unread::Refused(words(&error))),
        };
        let mut links = from.links.clone();
        links.push(from.real.clone());
        let comes_back = links.iter().any(|before| before.starts_with(&real)) || links.len() > MOST_LINKS;
        if kind.is_dir() && comes_back {
            return self.unread(&path, Unread::LeadsOutside);
        }
        self.thing(&Folder { path: String::new(), real: real.clone(), links }, path, real, kind);
    }

    fn unread(&mut self, path: &str, why: Unread) {
        self.walked.unread.push((path.into(), why));
    }
}

/// The path of `real` from the root, if it stands inside; a repository's own store does not count as the project.
pub(super) fn inside(root: &Path, real: &Path) -> Option<String> {
    let rest = real.strip_prefix(root).ok()?;
    let own = rest.components().all(|part| part.as_os_str() != ".git");
    own.then(|| rest.to_string_lossy().into_owned())
}

/// Whether there is nothing at the path, as when a file vanished between being listed and being read.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
