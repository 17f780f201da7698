//! One file on its way from the old text to the new.

use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::rewrite::Rewritten;
use crate::world::rewrite::fingerprint;
use crate::world::rewrite::remove;
use crate::world::rewrite::stands;
use crate::world::trouble::Trouble;

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A file that gets a new text, or goes.
pub(super) struct Step {
    /// Its place, without links.
    pub(super) at: PathBuf,
    /// What stood there before, if something did.
    pub(super) was: Option<Fingerprint>,
    /// It is to go.
    pub(super) goes: bool,
    /// The old text is kept beside it.
    is_kept: bool,
    /// The new text has taken its place.
    is_done: bool,
}

impl Step {
    /// Looks where a file stands.
    pub(super) fn new(disk: &Disk, file: &Rewritten) -> Result<Self, Trouble> {
        let stood = stands(disk, &file.path)?;
        // A link stays a link: what it leads to is written.
        let at = match stood {
            true => disk.canonicalize(&file.path).map_err(Trouble::at("open", &file.path))?,
            false => file.path.clone(),
        };
        let was = if stood { fingerprint(disk, &at)? } else { None };
        if was.is_some() != stood {
            return Err(Trouble::new("replace", &at, "it has gone meanwhile"));
        }
        Ok(Self { was, ..Self::told(at, None, file.bytes.is_none()) })
    }

    /// One that a journal tells of.
    pub(super) fn told(at: PathBuf, was: Option<Fingerprint>, goes: bool) -> Self {
        Self { at, was, goes, is_kept: false, is_done: false }
    }

    /// The folder in which it stands.
    pub(super) fn folder(&self) -> &Path {
        self.at.parent().unwrap_or(&self.at)
    }

    fn new_text(&self) -> PathBuf {
        beside(&self.at, "new")
    }

    fn old_text(&self) -> PathBuf {
        beside(&self.at, "old")
    }

    /// Writes the new text beside its place.
    pub(super) fn stage(&self, disk: &Disk, bytes: &[u8]) -> Result<(), Trouble> {
        let new = self.new_text();
        // What an older run may have left is of no use to anybody.
        drop(disk.remove_file(&new));
        let trouble = |error| Trouble::from_io("write", &self.at, &error);
        let mut out = disk.create(&new).map_err(trouble)?;
        disk.write(&mut out, bytes).map_err(trouble)?;
        if self.was.is_some() {
            let data = disk.metadata(&self.at).map_err(Trouble::at("open", &self.at))?;
            disk.set_permissions(&new, data.permissions()).map_err(trouble)?;
        }
        disk.sync(&out).map_err(trouble)
    }

    /// Puts the new text in its place. The old one is kept beside it.
    pub(super) fn swap(&mut self, disk: &Disk) -> Result<(), Trouble> {
        if self.was.is_some() {
            let old = self.old_text();
            drop(disk.remove_file(&old));
            let kept = disk.hard_link(&self.at, &old).or_else(|_| disk.rename(&self.at, &old));
            kept.map_err(Trouble::at("replace", &self.at))?;
            self.is_kept = true;
        }
        match self.goes {
            true => remove(disk, &self.at)?,
            false => disk.rename(&self.new_text(), &self.at).map_err(Trouble::at("replace", &self.at))?,
        }
        self.is_done = true;
        Ok(())
    }

    /// Puts the old text back. The new one stays beside it until all is put back, for whoever has to finish this after all.
    pub(super) fn undo(&mut self, disk: &Disk) -> io::Result<()> {
        if self.is_done && !self.goes {
            disk.rename(&self.at, &self.new_text())?;
            self.is_done = false;
        }
        if self.is_kept {
            disk.rename(&self.old_text(), &self.at)?;
        }
        Ok(())
    }

    /// Does what is still to be done. A file that says something else by now is somebody's work and stays.
    pub(super) fn redo(&self, disk: &Disk) -> Result<(), Trouble> {
        let new = self.new_text();
        let now = fingerprint(disk, &self.at)?;
        match (self.goes, now.is_none() || now == self.was) {
            (true, true) => remove(disk, &self.at),
            (false, true) if stands(disk, &new)? => {
                disk.rename(&new, &self.at).map_err(Trouble::at("replace", &self.at))
            }
            _ => Ok(()),
        }
    }

    /// Takes away what stands beside it.
    pub(super) fn tidy(&self, disk: &Disk) -> Result<(), Trouble> {
        remove(disk, &self.new_text())?;
        remove(disk, &self.old_text())
    }
}

/// A hidden name beside a file, which no build reads.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".caveat-{what}"));
    path.with_file_name(name)
}
