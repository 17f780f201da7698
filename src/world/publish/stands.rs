//! Whether there is anything to do: a site that was made from just this and that nobody has touched is not made again.

use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::publish::listing::PART;
use crate::world::publish::lock::lock;
use crate::world::publish::manifest::Line;
use crate::world::publish::manifest::Made;
use crate::world::publish::place::Output;
use crate::world::publish::place::Place;
use crate::world::publish::place::exists;
use crate::world::publish::plan::Standing;
use crate::world::publish::replace::Published;
use crate::world::publish::sweep::Leftovers;
use crate::world::trouble::Trouble;

use std::path::Path;

use rayon::prelude::*;

/// The site in the output, if it was made from this, and every file of it is as it was written.
pub fn stands(disk: &Disk, output: &Output<'_>, from: Fingerprint) -> Result<Option<(Made, Published)>, Trouble> {
    let place = Place::allowed(disk, output)?;
    if !place.is_there(disk)? {
        return Ok(None);
    }
    let _lock = lock(disk, &place)?;
    // What a killed build left is for a build that does its work.
    let is_left = |part: &Path| exists(disk, part).map_err(Trouble::at("open", part));
    if !Leftovers::find(disk, &place)?.is_empty() || is_left(&place.out.join(PART))? {
        return Ok(None);
    }
    let Standing { listing, manifest: Some(manifest) } = Standing::read(disk, &place)? else { return Ok(None) };
    let Some(made) = manifest.made.filter(|made| made.from == from) else { return Ok(None) };
    let fits = |(path, line): (&String, &Line)| {
        let is_there = listing.files.contains(Path::new(path));
        is_there && disk.symlink_metadata(&place.out.join(path)).is_ok_and(|data| line.fits(&data))
    };
    let is_whole = manifest.lines.par_iter().all(fits);
    let published = Published { kept: manifest.lines.len(), bytes: manifest.bytes(), ..Published::default() };
    Ok(is_whole.then_some((made, published)))
}
