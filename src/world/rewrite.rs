//! Files of the project written anew, all of them or none, as far as the disk lets it.

use crate::world::disk::Disk;
use crate::world::trouble::Trouble;

use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

/// A file of the project as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Where it stands, in full.
    pub path: PathBuf,
    /// What it is to say; nothing if it is to go.
    pub bytes: Option<Vec<u8>>,
}

/// Writes the files. Each is written beside its place first, so that nothing is changed when one of them cannot be; when
/// the disk fails after that, what was changed is put back.
pub fn rewrite(disk: &Disk, files: &[Rewritten]) -> Result<(), Trouble> {
    let mut work = Work { disk, steps: Vec::new(), folders: Vec::new() };
    let done = files.iter().try_for_each(|file| work.stage(file)).and_then(|()| work.swap());
    match done {
        Ok(()) => work.tidy(),
        Err(_) => work.undo(),
    }
    done
}

struct Work<'a> {
    disk: &'a Disk,
    steps: Vec<Step>,
    /// Folders that were made.
    folders: Vec<PathBuf>,
}

/// One file on its way.
struct Step {
    /// Its place, without links.
    at: PathBuf,
    /// The new text beside it; nothing if the file is to go.
    new: Option<PathBuf>,
    /// The old text beside it, once it is kept there.
    old: Option<PathBuf>,
    /// Something stood there before.
    stood: bool,
    /// The new text has taken its place.
    done: bool,
}

impl Work<'_> {
    fn stage(&mut self, file: &Rewritten) -> Result<(), Trouble> {
        let stood = self.disk.symlink_metadata(&file.path).is_ok();
        // A link stays a link: what it leads to is written.
        let at = match stood {
            true => self.disk.canonicalize(&file.path).map_err(Trouble::at("open", &file.path))?,
            false => file.path.clone(),
        };
        self.folder(at.parent().unwrap_or(&at))?;
        let new = file.bytes.as_ref().map(|_| beside(&at, "new"));
        self.steps.push(Step { at: at.clone(), new: new.clone(), old: None, stood, done: false });
        let (Some(new), Some(bytes)) = (new, &file.bytes) else { return Ok(()) };
        // What a run that was cut off has left is of no use to anybody.
        drop(self.disk.remove_file(&new));
        let mut out = self.disk.create(&new).map_err(Trouble::at("write", &file.path))?;
        self.disk.write(&mut out, bytes).map_err(Trouble::at("write", &file.path))?;
        if stood {
            let data = self.disk.metadata(&at).map_err(Trouble::at("open", &file.path))?;
            self.disk.set_permissions(&new, data.permissions()).map_err(Trouble::at("write", &file.path))?;
        }
        self.disk.sync(&out).map_err(Trouble::at("write", &file.path))
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Trouble> {
        if self.disk.metadata(folder).is_ok() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.folder(above)?;
        }
        self.disk.create_dir(folder).map_err(Trouble::at("make", folder))?;
        self.folders.push(folder.to_path_buf());
        Ok(())
    }

    fn swap(&mut self) -> Result<(), Trouble> {
        for step in &mut self.steps {
            if step.stood {
                let old = beside(&step.at, "old");
                drop(self.disk.remove_file(&old));
                let kept = self.disk.hard_link(&step.at, &old).or_else(|_| self.disk.rename(&step.at, &old));
                kept.map_err(Trouble::at("replace", &step.at))?;
                step.old = Some(old);
            }
            match &step.new {
                Some(new) => self.disk.rename(new, &step.at).map_err(Trouble::at("replace", &step.at))?,
                None if self.disk.symlink_metadata(&step.at).is_ok() => {
                    self.disk.remove_file(&step.at).map_err(Trouble::at("remove", &step.at))?;
                }
                None => {}
            }
            step.done = true;
        }
        Ok(())
    }

    /// Takes away what stood beside the files.
    fn tidy(&self) {
        for old in self.steps.iter().filter_map(|step| step.old.as_ref()) {
            drop(self.disk.remove_file(old));
        }
    }

    /// Puts back what was changed.
    fn undo(&self) {
        for step in self.steps.iter().rev() {
            match &step.old {
                Some(old) => drop(self.disk.rename(old, &step.at)),
                None if step.done => drop(self.disk.remove_file(&step.at)),
                None => {}
            }
            // Two names of one file are left as they are by a rename.
            for left in step.new.iter().chain(&step.old) {
                drop(self.disk.remove_file(left));
            }
        }
        for folder in self.folders.iter().rev() {
            drop(self.disk.remove_dir(folder));
        }
    }
}

/// A hidden name beside a file, which no build reads.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".caveat-{what}"));
    path.with_file_name(name)
}
