//! What is to be done to the files of a project, written down before it is done.

use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::rewrite::read;
use crate::world::rewrite::remove;
use crate::world::rewrite::step::Step;
use crate::world::trouble::Trouble;

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;

/// A list of what is being made ready.
const BEGUN: &str = ".caveat-change.begun";
/// A list of what will be done, come what may.
const PROMISED: &str = ".caveat-change";

/// The file that says what is to be done.
pub(super) struct Journal {
    begun: PathBuf,
    promised: PathBuf,
}

/// What it holds.
#[derive(Serialize, Deserialize)]
struct List {
    /// Its own number on its disk. A copy has another: what somebody brings along with a project is followed by nobody.
    number: u64,
    lines: Vec<Line>,
}

/// A file: its path from the project's root, the fingerprint of what stood there, and whether it is to go.
#[derive(Serialize, Deserialize)]
struct Line {
    at: PathBuf,
    was: Option<String>,
    goes: bool,
}

impl Journal {
    fn of(root: &Path) -> Self {
        Self { begun: root.join(BEGUN), promised: root.join(PROMISED) }
    }

    /// Has a change been cut off?
    pub(super) fn is_there(root: &Path) -> bool {
        let journal = Self::of(root);
        [journal.begun, journal.promised].iter().any(|path| path.symlink_metadata().is_ok())
    }

    /// Writes down what is made ready, so that it can be taken away.
    pub(super) fn begin(disk: &Disk, root: &Path, steps: &[Step]) -> Result<Self, Trouble> {
        let journal = Self::of(root);
        let home = disk.canonicalize(root).map_err(Trouble::at("open", root))?;
        let line = |step: &Step| match step.at.strip_prefix(&home).or_else(|_| step.at.strip_prefix(root)) {
            Ok(inside) => Ok(Line { at: inside.to_path_buf(), was: step.was.map(Fingerprint::hex), goes: step.goes }),
            Err(_) => Err(Trouble::new("write", &step.at, "it is outside the project")),
        };
        let lines = steps.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let written = disk.create(&journal.begun).and_then(|mut file| {
            let number = disk.metadata_of(&file)?.ino();
            disk.write(&mut file, &serde_json::to_vec_pretty(&List { number, lines })?)?;
            disk.sync(&file)
        });
        if written.is_err() {
            // What went wrong before is what counts.
            let _ = disk.remove_file(&journal.begun);
        }
        written.map_err(Trouble::at("write", &journal.begun))?;
        Ok(journal)
    }

    /// From now on it will be done.
    pub(super) fn promise(&self, disk: &Disk) -> Result<(), Trouble> {
        let trouble = |error: io::Error| Trouble::from_io("write", &self.promised, &error);
        disk.rename(&self.begun, &self.promised).map_err(trouble)?;
        let folder = self.promised.parent().unwrap_or(&self.promised);
        let folder = disk.open_folder(folder).map_err(trouble)?;
        disk.sync(&folder).map_err(trouble)
    }

    /// It will not be done after all.
    pub(super) fn take_back(&self, disk: &Disk) -> io::Result<()> {
        if self.is_promised() { disk.rename(&self.promised, &self.begun) } else { Ok(()) }
    }

    /// Is there anything to be done?
    pub(super) fn is_promised(&self) -> bool {
        self.promised.symlink_metadata().is_ok()
    }

    /// One that was left, with its steps. What cannot be read was not written to its end, so nothing was done by it.
    pub(super) fn found(disk: &Disk, root: &Path) -> Result<Option<(Self, Vec<Step>)>, Trouble> {
        if !Self::is_there(root) {
            return Ok(None);
        }
        let journal = Self::of(root);
        let path = if journal.is_promised() { &journal.promised } else { &journal.begun };
        let text = read(disk, path).map_err(Trouble::at("read", path))?;
        let number = disk.metadata(path).map_err(Trouble::at("read", path))?.ino();
        let lines = match serde_json::from_slice::<List>(&text) {
            Ok(list) if list.number == number => list.lines,
            Err(_) if !journal.is_promised() => Vec::new(),
            _ => return Err(Trouble::new("follow", path, "it was not written here; remove it")),
        };
        if let Some(line) = lines.iter().find(|line| !is_inside(disk, root, &line.at)) {
            let why = format!("it names {}, which is not in the project; remove it", line.at.display());
            return Err(Trouble::new("follow", path, why));
        }
        let was = |line: &Line| Fingerprint::from_hex(line.was.as_deref()?);
        let steps = lines.iter().map(|line| Step::told(root.join(&line.at), was(line), line.goes)).collect();
        Ok(Some((journal, steps)))
    }

    /// All is done, or taken back.
    pub(super) fn end(&self, disk: &Disk) -> Result<(), Trouble> {
        remove(disk, &self.promised)?;
        remove(disk, &self.begun)
    }
}

/// A journal comes with the files of a project, so it may have been written by anybody.
fn is_inside(disk: &Disk, root: &Path, at: &Path) -> bool {
    let is_plain = at.components().all(|part| matches!(part, Component::Normal(_)));
    let Ok(home) = disk.canonicalize(root) else { return false };
    let mut folders = root.join(at);
    while folders.pop() {
        // A folder that is still to be made leads nowhere.
        if let Ok(folder) = disk.canonicalize(&folders) {
            return is_plain && folder.starts_with(home);
        }
    }
    false
}
