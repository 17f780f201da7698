//! One build at a time into one output: a lock on the folder that holds it, which ends with the process.

use crate::world::disk::Disk;
use crate::world::publish::place::Place;
use crate::world::trouble::Trouble;

use std::fs::File;

/// The lock, held as long as this value lives.
pub(super) struct Lock {
    /// The folder that holds the output.
    pub(super) parent: File,
}

/// Waits for the lock. No lock file is made, so none can be left behind.
pub(super) fn lock(disk: &Disk, place: &Place) -> Result<Lock, Trouble> {
    let parent = disk.open_folder(&place.parent).map_err(Trouble::at("open", &place.parent))?;
    disk.lock(&parent).map_err(Trouble::at("lock", &place.parent))?;
    Ok(Lock { parent })
}
