//! The order in which a site is published: look, compare, stage, exchange, sweep.

use crate::artifact::Artifact;
use crate::world::disk::Disk;
use crate::world::publish::in_place::note;
use crate::world::publish::in_place::remove_part;
use crate::world::publish::in_place::replace_in_place;
use crate::world::publish::lock::Lock;
use crate::world::publish::lock::lock;
use crate::world::publish::manifest::Made;
use crate::world::publish::manifest::Manifest;
use crate::world::publish::manifest::not_ours;
use crate::world::publish::place::Output;
use crate::world::publish::place::Place;
use crate::world::publish::plan::Plan;
use crate::world::publish::plan::Standing;
use crate::world::publish::stage::create_stage;
use crate::world::publish::stage::discard;
use crate::world::publish::stage::fill;
use crate::world::publish::sweep::Leftovers;
use crate::world::publish::sweep::let_go;
use crate::world::publish::sweep::sweep;
use crate::world::trouble::Trouble;

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;

use rustix::io::Errno;

/// What publishing did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Published {
    /// Files written.
    pub written: usize,
    /// Files that were the same and stayed, with their times.
    pub kept: usize,
    /// Files of ours that were deleted because they are no more part of the site.
    pub deleted: usize,
    /// Files and folders of others that gave way, by force.
    pub replaced: Vec<PathBuf>,
    /// The size of the whole site in bytes.
    pub bytes: u64,
}

/// Puts the site into the output folder, whole: a reader finds the old site until the new one is there.
///
/// After a trouble the old site stands untouched, unless only removing it failed; what is left beside the output,
/// also by a killed build, is removed by the next one.
///
/// With `made`, the next build can see without making anything that nothing has changed; see [`stands`].
pub fn publish(
    disk: &Disk,
    output: &Output<'_>,
    artifacts: &[Artifact],
    made: Option<Made>,
) -> Result<Published, Trouble> {
    let place = Place::allowed(disk, output)?;
    place.create_parents(disk)?;
    let lock = lock(disk, &place)?;
    let standing = stand_ready(disk, &place, output.force)?;
    let plan = Plan::new(disk, &place, output.root, &standing, (artifacts, made), output.force)?;
    let was_ours = standing.manifest.is_some();
    let old = standing.manifest.unwrap_or_default();
    if was_ours && plan.is_done() && old.lines.len() == plan.makes.len() {
        if made != old.made {
            note(disk, &place, &Manifest { made, ..old.clone() })?;
        }
        return Ok(told(&plan, &old));
    }
    let is_there = place.is_there(disk)?;
    let job = Job { disk, place: &place, root: output.root, plan: &plan, old: &old, lock: &lock };
    let new = match job.in_one_step(is_there)? {
        Some(new) => new,
        None => replace_in_place(disk, &place, output.root, &old, &plan)?,
    };
    Ok(told(&plan, &new))
}

fn told(plan: &Plan<'_>, site: &Manifest) -> Published {
    let kept = plan.kept();
    Published {
        written: plan.makes.len() - kept,
        kept,
        deleted: plan.gone.len(),
        replaced: plan.dropped.clone(),
        bytes: site.bytes(),
    }
}

/// Removes what killed builds left, and looks at what stands there; a folder that is not ours is refused before that.
fn stand_ready(disk: &Disk, place: &Place, force: bool) -> Result<Standing, Trouble> {
    let mut leftovers = Leftovers::find(disk, place)?;
    leftovers.restore(disk, place)?;
    let standing = Standing::read(disk, place)?;
    if standing.manifest.is_none() && !standing.listing.is_empty() && !force {
        let way_out = "choose another output folder, or use --force to keep its files beside the site";
        return Err(not_ours(place, "replace", way_out));
    }
    remove_part(disk, place)?;
    if leftovers.remove(disk, place)? { Standing::read(disk, place) } else { Ok(standing) }
}

struct Job<'a> {
    disk: &'a Disk,
    place: &'a Place,
    root: &'a Path,
    plan: &'a Plan<'a>,
    old: &'a Manifest,
    lock: &'a Lock,
}

impl Job<'_> {
    /// Stages the site and exchanges the folders; `None` if that cannot be done here.
    fn in_one_step(&self, is_there: bool) -> Result<Option<Manifest>, Trouble> {
        let (disk, place) = (self.disk, self.place);
        if is_there && self.is_mounted()? {
            return Ok(None);
        }
        let stage = match create_stage(disk, place) {
            Ok(stage) => stage,
            Err(error) if is_there && is_forbidden(&error) => return Ok(None),
            Err(error) => return Err(Trouble::from_io("create", &place.shown, &error)),
        };
        match self.stage_and_exchange(&stage, is_there) {
            Ok(Some(new)) => self.after(&stage, is_there, new).map(Some),
            failed => {
                discard(disk, &stage);
                failed
            }
        }
    }

    fn stage_and_exchange(&self, stage: &Path, is_there: bool) -> Result<Option<Manifest>, Trouble> {
        let (disk, place) = (self.disk, self.place);
        let trouble = |error| Trouble::from_io("replace", &place.shown, &error);
        let new = fill(disk, place, self.root, self.plan, stage)?;
        if is_there {
            let old = disk.symlink_metadata(&place.out).map_err(trouble)?;
            disk.set_permissions(stage, old.permissions()).map_err(trouble)?;
        }
        if !is_there {
            return disk.rename(stage, &place.out).map(|()| Some(new)).map_err(trouble);
        }
        // After a power cut the name of a site that was whole must not lead to files whose bytes never reached the
        // medium. A first build has no such site to lose, and does not wait for the medium.
        let folder = disk.open_folder(stage).map_err(trouble)?;
        disk.sync_file_system(&folder).map_err(trouble)?;
        match disk.exchange(stage, &place.out) {
            Ok(()) => Ok(Some(new)),
            Err(error) if cannot_exchange(&error) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    }

    /// The new site is shown: makes that last, and removes the old one, which now has the stage's name.
    fn after(&self, old: &Path, is_there: bool, new: Manifest) -> Result<Manifest, Trouble> {
        let (disk, place) = (self.disk, self.place);
        if !is_there {
            return Ok(new);
        }
        let synced = disk.sync(&self.lock.parent).map_err(Trouble::at("write", &place.parent));
        let_go(disk, place, old, &self.plan.foreign)?;
        sweep(disk, place, old, self.old, &new)?;
        synced.map(|()| new)
    }

    /// Whether the output is a file system of its own, which cannot be renamed.
    fn is_mounted(&self) -> Result<bool, Trouble> {
        let device = |path: &Path| self.disk.symlink_metadata(path).map(|data| data.dev());
        let apart = device(&self.place.out).and_then(|out| Ok(device(&self.place.parent)? != out));
        apart.map_err(Trouble::at("open", &self.place.shown))
    }
}

/// Whether only the folder above the output is closed to us.
fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Whether the file system, not the moment, is why two folders were not exchanged.
fn cannot_exchange(error: &io::Error) -> bool {
    let lacking = [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::XDEV, Errno::BUSY];
    lacking.iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}
