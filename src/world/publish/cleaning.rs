//! Removing a published site: only what we wrote.

use crate::world::disk::Disk;
use crate::world::publish::in_place::remove_part;
use crate::world::publish::listing::Listing;
use crate::world::publish::listing::remove_listed;
use crate::world::publish::lock::lock;
use crate::world::publish::manifest::not_ours;
use crate::world::publish::place::Place;
use crate::world::publish::plan::Standing;
use crate::world::publish::plan::folders_of;
use crate::world::publish::sweep::Leftovers;
use crate::world::trouble::Trouble;
use crate::world::walk::MANIFEST;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

/// Deletes the files that we wrote into an output folder, and the folders that are empty then. Files of others stay.
/// Gives how many files were deleted: none if there is no such folder. A folder that is not ours is refused.
pub fn clean(disk: &Disk, out: &Path) -> Result<usize, Trouble> {
    let place = Place::find(disk, out)?;
    if !disk.metadata(&place.parent).is_ok_and(|data| data.is_dir()) {
        return Ok(0);
    }
    let _lock = lock(disk, &place)?;
    let mut leftovers = Leftovers::find(disk, &place)?;
    leftovers.restore(disk, &place)?;
    if !place.is_there(disk)? {
        leftovers.remove(disk, &place)?;
        return Ok(0);
    }
    leftovers.remove(disk, &place)?;
    let standing = Standing::read(disk, &place)?;
    let Some(manifest) = standing.manifest else {
        return if standing.listing.is_empty() { Ok(0) } else { Err(not_ours(&place, "clean", "remove it by hand")) };
    };
    remove_part(disk, &place)?;
    let files: BTreeSet<_> = standing.listing.files.into_iter().filter(|path| manifest.has(path)).collect();
    let folders = folders_of(manifest.lines.keys().map(String::as_str)).into_iter().map(Path::to_path_buf).collect();
    let ours = Listing { files, folders };
    remove_listed(disk, &place.out, &place.shown, &ours)?;
    disk.remove_file(&place.out.join(MANIFEST)).map_err(Trouble::at("remove", &place.shown.join(MANIFEST)))?;
    match disk.remove_dir(&place.out) {
        // It holds files of others, or it is a file system of its own: then the folder stays.
        Err(error) if !matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::ResourceBusy) => {
            Err(Trouble::from_io("remove", &place.shown, &error))
        }
        _ => Ok(ours.files.len()),
    }
}
