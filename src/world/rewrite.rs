//! Writes files of the project anew: all of them or none, whatever happens meanwhile.
//!
//! The new texts are written beside their places first. From then on a journal in the project says what is to be done, so
//! that a change which was cut off is finished by the next command. When the disk refuses something, what was done is taken back.

mod journal;
mod step;

use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::trouble::Trouble;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use journal::Journal;
use step::Step;

/// A file of the project as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Where it stands, in full.
    pub path: PathBuf,
    /// What it is to say; nothing if it is to go.
    pub bytes: Option<Vec<u8>>,
}

/// What became of a change that had been cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// It had begun, and is finished now; so many files.
    Finished(usize),
    /// Nothing had been changed yet, and what had been made ready is gone.
    TakenBack,
}

/// Writes the files. `root` is the folder of the project.
pub fn rewrite(disk: &Disk, root: &Path, files: &[Rewritten]) -> Result<(), Trouble> {
    // What is to go and is not there has gone.
    let is_work = |file: &&Rewritten| file.bytes.is_some() || !matches!(stands(disk, &file.path), Ok(false));
    let files: Vec<&Rewritten> = files.iter().filter(is_work).collect();
    if files.is_empty() {
        return Ok(());
    }
    let _lock = lock(disk, root)?;
    clear(disk, root)?;
    let steps = files.iter().map(|file| Step::new(disk, file)).collect::<Result<Vec<_>, _>>()?;
    alone(&steps)?;
    let journal = Journal::begin(disk, root, &steps)?;
    let mut work = Work { disk, steps, folders: Vec::new() };
    let done = work.stage(&files).and_then(|()| journal.promise(disk)).and_then(|()| work.swap());
    match done {
        Ok(()) => {
            // All is done; what cannot be cleared away now, the next command clears.
            let _ = work.tidy().and_then(|()| journal.end(disk));
            Ok(())
        }
        Err(trouble) if work.undo().and_then(|()| journal.take_back(disk)).is_ok() => {
            let _ = work.tidy().and_then(|()| journal.end(disk));
            work.folders.iter().rev().for_each(|folder| drop(disk.remove_dir(folder)));
            Err(trouble)
        }
        Err(trouble) => {
            let why = format!("{}; the next command finishes what was begun, as soon as the disk lets it", trouble.why);
            Err(Trouble { why, ..trouble })
        }
    }
}

/// Two names may lead to one file; what is to be done by one of them would be lost by the other.
fn alone(steps: &[Step]) -> Result<(), Trouble> {
    let mut seen = BTreeSet::new();
    match steps.iter().find(|step| !seen.insert(&step.at)) {
        Some(step) => {
            Err(Trouble::new("replace", &step.at, "two of the names that change lead to it; nothing was written"))
        }
        None => Ok(()),
    }
}

/// Finishes a change that was cut off, if there is one.
pub fn finish(disk: &Disk, root: &Path) -> Result<Option<Leftover>, Trouble> {
    match Journal::is_there(root) {
        true => lock(disk, root).and_then(|_lock| clear(disk, root)),
        false => Ok(None),
    }
}

/// Two programs do not change a project at once.
fn lock(disk: &Disk, root: &Path) -> Result<File, Trouble> {
    let folder = disk.open_folder(root).map_err(Trouble::at("open", root))?;
    disk.lock(&folder).map_err(Trouble::at("lock", root))?;
    Ok(folder)
}

/// Goes on with what a journal says, or takes back what was only made ready.
fn clear(disk: &Disk, root: &Path) -> Result<Option<Leftover>, Trouble> {
    let Some((journal, steps)) = Journal::found(disk, root)? else { return Ok(None) };
    let leftover = match journal.is_promised() {
        true => {
            steps.iter().try_for_each(|step| step.redo(disk))?;
            Leftover::Finished(steps.len())
        }
        false => Leftover::TakenBack,
    };
    steps.iter().try_for_each(|step| step.tidy(disk))?;
    journal.end(disk)?;
    Ok(Some(leftover))
}

struct Work<'a> {
    disk: &'a Disk,
    steps: Vec<Step>,
    /// Folders that were made.
    folders: Vec<PathBuf>,
}

impl Work<'_> {
    fn stage(&mut self, files: &[&Rewritten]) -> Result<(), Trouble> {
        for (step, file) in self.steps.iter().zip(files) {
            make_folder(self.disk, step.folder(), &mut self.folders)?;
            if let Some(bytes) = &file.bytes {
                step.stage(self.disk, bytes)?;
            }
        }
        Ok(())
    }

    fn swap(&mut self) -> Result<(), Trouble> {
        self.steps.iter_mut().try_for_each(|step| step.swap(self.disk))
    }

    fn tidy(&self) -> Result<(), Trouble> {
        self.steps.iter().try_for_each(|step| step.tidy(self.disk))
    }

    /// Puts back what was changed.
    fn undo(&mut self) -> io::Result<()> {
        self.steps.iter_mut().rev().try_for_each(|step| step.undo(self.disk))
    }
}

fn stands(disk: &Disk, path: &Path) -> Result<bool, Trouble> {
    match disk.symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Trouble::from_io("open", path, &error)),
    }
}

fn make_folder(disk: &Disk, folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    if disk.metadata(folder).is_ok() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(disk, above, made)?;
    }
    disk.create_dir(folder).map_err(Trouble::at("make", folder))?;
    made.push(folder.to_path_buf());
    Ok(())
}

/// Removes a file that may be there.
fn remove(disk: &Disk, path: &Path) -> Result<(), Trouble> {
    match disk.remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Trouble::from_io("remove", path, &error)),
        _ => Ok(()),
    }
}

/// The fingerprint of what a file says, if there is one.
fn fingerprint(disk: &Disk, path: &Path) -> Result<Option<Fingerprint>, Trouble> {
    match read(disk, path) {
        Ok(bytes) => Ok(Some(Fingerprint::of_bytes(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Trouble::from_io("read", path, &error)),
    }
}

fn read(disk: &Disk, path: &Path) -> io::Result<Vec<u8>> {
    let (mut file, mut bytes, mut buffer) = (disk.open(path)?, Vec::new(), vec![0; 1 << 16]);
    loop {
        match disk.read(&mut file, &mut buffer)? {
            0 => return Ok(bytes),
            count => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
