//! Reads the project into a snapshot.

use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Unread;
use crate::world::disk::Disk;
use crate::world::stream;
use crate::world::trouble::Trouble;
use crate::world::trouble::words;
use crate::world::walk::Found;
use crate::world::walk::Reach;
use crate::world::walk::inside;
use crate::world::walk::is_gone;
use crate::world::walk::is_plain;
use crate::world::walk::walk;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

/// The most bytes that a text may have.
const MOST: u64 = 64 << 20;

/// Reads everything in reach. Fails only if there is no project or no content folder to read;
/// a file that cannot be read is an entry that says so, and one that vanishes meanwhile is absent.
pub fn load(disk: &Disk, root: &Path, reach: &Reach, as_of: Date) -> Result<Snapshot, Trouble> {
    let reach = reach.tidy();
    let walked = walk(disk, root, &reach)?;
    let read = |found: &Found| {
        let entry = read(disk, &found.path, &found.real, Wanted::of(&found.path, &reach))?;
        Some((Arc::clone(&found.path), entry))
    };
    let mut files: Vec<_> = walked.files.par_iter().filter_map(read).collect();
    files.extend(walked.unread.into_iter().map(|(path, why)| (path, Entry::Unread(why))));
    let linked = walked.files.into_iter().filter(|found| found.linked).map(|found| found.path).collect();
    Ok(Snapshot { files: files.into_iter().collect(), linked, as_of, by_clock: false, dated: Arc::default() })
}

/// Reads further single files as texts, whatever they are called: what pages include. One that is missing stays absent.
pub fn fetch(disk: &Disk, root: &Path, snapshot: &mut Snapshot, wanted: &BTreeSet<Arc<str>>) {
    let Ok(real) = disk.canonicalize(root) else { return };
    for path in wanted {
        if snapshot.text(path).is_some() {
            continue;
        }
        if let Some(entry) = fetch_one(disk, &real, path) {
            snapshot.files.insert(Arc::clone(path), entry);
        }
    }
}

/// The folders in which the files stand that symbolic links lead to, without the project's own.
pub fn linked(disk: &Disk, root: &Path, snapshot: &Snapshot) -> BTreeSet<PathBuf> {
    let own = disk.canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let real = snapshot.linked.iter().filter_map(|path| disk.canonicalize(&root.join(&**path)).ok());
    real.filter_map(|path| Some(path.parent()?.to_path_buf())).filter(|folder| *folder != own).collect()
}

/// Reads one file as a text; `root` has no links in it. `None` if there is none.
pub(super) fn fetch_one(disk: &Disk, root: &Path, path: &str) -> Option<Entry> {
    match locate(disk, root, path) {
        Ok(Some(real)) => read(disk, path, &real, Wanted::Text),
        Ok(None) => None,
        Err(why) => Some(Entry::Unread(why)),
    }
}

/// Where the bytes of a file are, if they are inside the project.
fn locate(disk: &Disk, root: &Path, path: &str) -> Result<Option<PathBuf>, Unread> {
    if path.is_empty() || !is_plain(path) {
        return Err(Unread::LeadsOutside);
    }
    let shown = root.join(path);
    match disk.canonicalize(&shown) {
        Ok(real) if inside(root, &real).is_some() => Ok(Some(real)),
        Ok(_) => Err(Unread::LeadsOutside),
        // A link that dangles is there, and yet leads nowhere.
        Err(error) if is_gone(&error) && disk.symlink_metadata(&shown).is_err() => Ok(None),
        Err(error) if is_gone(&error) => Err(Unread::LeadsOutside),
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => Err(Unread::LeadsOutside),
        Err(error) => Err(Unread::Refused(words(&error))),
    }
}

/// As what a file is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A text; anything else is a mistake.
    Text,
    /// A text if it is one (the files of a theme).
    Either,
    /// Only its fingerprint.
    Asset,
}

impl Wanted {
    /// As what the file at `path` is read when the project is loaded.
    pub(super) fn of(path: &str, reach: &Reach) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "md" | "markdown" | "yaml" | "yml" | "toml" => Self::Text,
            // Drawings have words, too.
            "svg" => Self::Either,
            _ if reach.is_also(path) => Self::Either,
            _ => Self::Asset,
        }
    }
}

/// Reads one file; `real` has no links in it. `None` if it is gone.
pub(super) fn read(disk: &Disk, path: &str, real: &Path, wanted: Wanted) -> Option<Entry> {
    match try_read(disk, path, real, wanted) {
        Ok(entry) => Some(entry),
        Err(error) if is_gone(&error) => None,
        Err(error) => Some(Entry::Unread(Unread::Refused(words(&error)))),
    }
}

fn try_read(disk: &Disk, path: &str, real: &Path, wanted: Wanted) -> io::Result<Entry> {
    // A pipe or a socket is never opened: this is asked before and, because it may have changed, after.
    if !disk.symlink_metadata(real)?.is_file() {
        return Ok(Entry::Unread(Unread::NotAFile));
    }
    let mut file = disk.open(real)?;
    let data = disk.metadata_of(&file)?;
    if !data.is_file() {
        return Ok(Entry::Unread(Unread::NotAFile));
    }
    if wanted == Wanted::Asset || (wanted == Wanted::Either && data.len() > MOST) {
        return asset(disk, &mut file);
    }
    let bytes = bytes(disk, &mut file, data.len())?;
    let is_text = bytes.as_ref().is_ok_and(|bytes| std::str::from_utf8(bytes).is_ok());
    if wanted == Wanted::Either && !is_text {
        return asset(disk, &mut disk.open(real)?);
    }
    Ok(bytes.and_then(|bytes| Source::from_bytes(path, &bytes)).map_or_else(Entry::Unread, Entry::Text))
}

fn asset(disk: &Disk, file: &mut File) -> io::Result<Entry> {
    let (fingerprint, len) = stream::hash(disk, file)?;
    Ok(Entry::Asset { fingerprint, len })
}

/// The bytes of a file that may be a text, or why it is none.
fn bytes(disk: &Disk, file: &mut File, len: u64) -> io::Result<Result<Vec<u8>, Unread>> {
    if len > MOST {
        return Ok(Err(Unread::TooLarge));
    }
    let mut bytes = vec![0; len as usize + 1];
    let mut end = 0;
    loop {
        let read = disk.read(file, &mut bytes[end..])?;
        end += read;
        if end as u64 > MOST {
            return Ok(Err(Unread::TooLarge));
        }
        if read == 0 {
            break;
        }
        if end == bytes.len() {
            bytes.resize(end * 2, 0);
        }
    }
    bytes.truncate(end);
    Ok(Ok(bytes))
}
