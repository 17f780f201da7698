//! The stage: the new site, made beside the old one where no reader looks.

use crate::artifact::Body;
use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::publish::listing::above;
use crate::world::publish::listing::remove_tree;
use crate::world::publish::manifest::Line;
use crate::world::publish::manifest::Manifest;
use crate::world::publish::place::Place;
use crate::world::publish::plan::Make;
use crate::world::publish::plan::Plan;
use crate::world::publish::plan::folders_of;
use crate::world::publish::plan::open_source;
use crate::world::stream::Named;
use crate::world::stream::copy;
use crate::world::trouble::Trouble;
use crate::world::walk::is_gone;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

/// The name of an output's stage, without the number that is put behind it.
pub(super) fn stage_name(place: &Place) -> OsString {
    let name = if place.name.len() <= 200 {
        place.name.clone()
    } else {
        Fingerprint::of_bytes(place.name.as_encoded_bytes()).hex().into()
    };
    let parts = [OsStr::new("."), &name, OsStr::new(".caveat-stage")];
    parts.into_iter().collect()
}

/// Makes an empty stage beside the output.
///
/// The folder's own inode number is put behind its name. After the exchange the name belongs to the old site, whose
/// number is another one; so the build after a killed one can tell a stage that was never shown from an old site.
pub(super) fn create_stage(disk: &Disk, place: &Place) -> Result<PathBuf, io::Error> {
    let base = place.parent.join(stage_name(place));
    disk.create_dir(&base)?;
    let number = match disk.symlink_metadata(&base) {
        Ok(data) => data.ino(),
        Err(error) => return Err(give_up(disk, &base, error)),
    };
    let stage = place.parent.join(numbered(place, number));
    match disk.rename(&base, &stage) {
        Ok(()) => Ok(stage),
        Err(error) => Err(give_up(disk, &base, error)),
    }
}

/// The name of the stage whose folder has this inode number.
pub(super) fn numbered(place: &Place, number: u64) -> OsString {
    let mut name = stage_name(place);
    name.push(format!("-{number}"));
    name
}

fn give_up(disk: &Disk, stage: &Path, error: io::Error) -> io::Error {
    // The first error is the one to be told; the next build removes what is left.
    let _ = disk.remove_dir(stage);
    error
}

/// Fills the stage with the whole new site: kept files by hard link, new ones written, those of others carried over.
pub(super) fn fill(
    disk: &Disk,
    place: &Place,
    root: &Path,
    plan: &Plan<'_>,
    stage: &Path,
) -> Result<Manifest, Trouble> {
    let filling = Filling { disk, place, root, stage };
    for folder in plan.new_folders() {
        filling.folder(folder)?;
    }
    filling.carry(plan)?;
    let lines = plan.makes.par_iter().map(|make| Ok((make.path.to_owned(), filling.make(make)?)));
    let manifest = Manifest { made: plan.made, lines: lines.collect::<Result<_, Trouble>>()? };
    manifest.write(disk, stage, &place.shown)?;
    Ok(manifest)
}

/// Writes only what is not kept, for an output that cannot be exchanged whole.
pub(super) fn fill_part(
    disk: &Disk,
    place: &Place,
    root: &Path,
    plan: &Plan<'_>,
    part: &Path,
) -> Result<Manifest, Trouble> {
    let filling = Filling { disk, place, root, stage: part };
    let new = plan.makes.iter().filter(|make| make.kept.is_none());
    for folder in folders_of(new.map(|make| make.path)) {
        filling.folder(folder)?;
    }
    let line = |make: &Make<'_>| {
        let line = make.kept.map_or_else(|| filling.write(make), Ok)?;
        Ok((make.path.to_owned(), line))
    };
    Ok(Manifest { made: plan.made, lines: plan.makes.par_iter().map(line).collect::<Result<_, Trouble>>()? })
}

struct Filling<'a> {
    disk: &'a Disk,
    place: &'a Place,
    root: &'a Path,
    stage: &'a Path,
}

impl Filling<'_> {
    fn folder(&self, path: &Path) -> Result<(), Trouble> {
        match self.disk.create_dir(&self.stage.join(path)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(Trouble::from_io("create", &self.place.shown.join(path), &error))
            }
            _ => Ok(()),
        }
    }

    fn make(&self, make: &Make<'_>) -> Result<Line, Trouble> {
        let link = || self.disk.hard_link(&self.place.out.join(make.path), &self.stage.join(make.path)).ok();
        match make.kept {
            // Where a file cannot get a second name it is written again, which only costs time.
            Some(line) if link().is_some() => Ok(line),
            _ => self.write(make),
        }
    }

    fn write(&self, make: &Make<'_>) -> Result<Line, Trouble> {
        let shown = self.place.shown.join(make.path);
        let trouble = |error| Trouble::from_io("write", &shown, &error);
        let mut to = Named { file: self.disk.create(&self.stage.join(make.path)).map_err(trouble)?, path: &shown };
        let fingerprint = match make.body {
            Body::Bytes(bytes) => {
                self.disk.write(&mut to.file, bytes).map_err(trouble)?;
                Fingerprint::of_bytes(bytes)
            }
            Body::File { path } => {
                let from_path = self.root.join(&**path);
                let mut from = Named { file: open_source(self.disk, self.root, path)?, path: &from_path };
                copy(self.disk, &mut from, &mut to)?.0
            }
        };
        Ok(Line::new(fingerprint, &self.disk.metadata_of(&to.file).map_err(trouble)?))
    }

    fn carry(&self, plan: &Plan<'_>) -> Result<(), Trouble> {
        let around = plan.foreign.iter().flat_map(|path| above(path));
        for folder in around.chain(plan.folders.iter().map(PathBuf::as_path)).collect::<BTreeSet<_>>() {
            self.folder(folder)?;
        }
        plan.foreign.par_iter().try_for_each(|path| match self.carry_file(path) {
            Err(error) if is_gone(&error) => Ok(()),
            done => done.map_err(Trouble::at("keep", &self.place.shown.join(path))),
        })?;
        // Only now, because a folder may be one that nobody may write into.
        plan.folders.iter().rev().try_for_each(|folder| self.same_mode(folder))
    }

    fn same_mode(&self, path: &Path) -> Result<(), Trouble> {
        let copied = self.disk.symlink_metadata(&self.place.out.join(path));
        match copied.and_then(|data| self.disk.set_permissions(&self.stage.join(path), data.permissions())) {
            Err(error) if is_gone(&error) => Ok(()),
            done => done.map_err(Trouble::at("keep", &self.place.shown.join(path))),
        }
    }

    fn carry_file(&self, path: &Path) -> io::Result<()> {
        let (from, to) = (self.place.out.join(path), self.stage.join(path));
        match self.disk.hard_link(&from, &to) {
            Err(error) if !is_gone(&error) => carry_copy(self.disk, &from, &to),
            done => done,
        }
    }
}

/// Copies a file or a link of others where the file system has no hard links.
fn carry_copy(disk: &Disk, from: &Path, to: &Path) -> io::Result<()> {
    let data = disk.symlink_metadata(from)?;
    if data.is_symlink() {
        return disk.symlink(&disk.read_link(from)?, to);
    }
    if !data.is_file() {
        return Err(io::Error::other("it is neither a file nor a link"));
    }
    let mut from = Named { file: disk.open(from)?, path: from };
    let mut copied = Named { file: disk.create(to)?, path: to };
    copy(disk, &mut from, &mut copied).map_err(|trouble| io::Error::other(trouble.why))?;
    disk.set_modified(&copied.file, data.modified()?)?;
    disk.set_permissions(to, data.permissions())
}

/// Removes a stage after a failure; what cannot be removed now, the next build removes.
pub(super) fn discard(disk: &Disk, stage: &Path) {
    let _ = remove_tree(disk, stage);
}
