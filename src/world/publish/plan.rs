//! What is to happen to each file of the output: written, kept, deleted, or carried over because it is not ours.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::publish::listing::Listing;
use crate::world::publish::listing::PART;
use crate::world::publish::listing::above;
use crate::world::publish::manifest::Line;
use crate::world::publish::manifest::Made;
use crate::world::publish::manifest::Manifest;
use crate::world::publish::place::Place;
use crate::world::stream;
use crate::world::trouble::Trouble;
use crate::world::walk::MANIFEST;
use crate::world::walk::inside;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs::File;
use std::ops::Bound;
use std::path::Path;
use std::path::PathBuf;

use rayon::prelude::*;

/// The output folder as it stands before a build.
pub(super) struct Standing {
    /// What is in it.
    pub(super) listing: Listing,
    /// What of that we wrote; `None` if the folder is not ours.
    pub(super) manifest: Option<Manifest>,
}

impl Standing {
    /// Looks at the output folder; one that is not there is empty.
    pub(super) fn read(disk: &Disk, place: &Place) -> Result<Self, Trouble> {
        let listing = Listing::of(disk, &place.out, &place.shown)?;
        let manifest = Manifest::read(disk, &place.out, &place.shown)?;
        Ok(Self { listing, manifest })
    }
}

/// One file of the new site.
pub(super) struct Make<'a> {
    /// Where it stands in the site.
    pub(super) path: &'a str,
    /// What it holds.
    pub(super) body: &'a Body,
    /// The line of the file that stands there already and is the same.
    pub(super) kept: Option<Line>,
}

/// What is to happen.
pub(super) struct Plan<'a> {
    /// From what the new site is made, if that is to be noted.
    pub(super) made: Option<Made>,
    /// The files of the new site, by path.
    pub(super) makes: Vec<Make<'a>>,
    /// Files of others that are carried over.
    pub(super) foreign: Vec<PathBuf>,
    /// Folders of others that are carried over; one stands before those in it.
    pub(super) folders: Vec<PathBuf>,
    /// Files and folders of others that give way, by force.
    pub(super) dropped: Vec<PathBuf>,
    /// Files of ours that are no more made.
    pub(super) gone: Vec<PathBuf>,
}

impl<'a> Plan<'a> {
    /// Compares what is to be published with what stands there.
    pub(super) fn new(
        disk: &Disk,
        place: &Place,
        root: &Path,
        standing: &Standing,
        (artifacts, made): (&'a [Artifact], Option<Made>),
        force: bool,
    ) -> Result<Self, Trouble> {
        let bodies = by_path(place, artifacts)?;
        let empty = Manifest::default();
        let manifest = standing.manifest.as_ref().unwrap_or(&empty);
        let is_new = |path: &Path| path.to_str().is_some_and(|path| bodies.contains_key(path));
        let (ours, foreign): (Vec<_>, Vec<_>) =
            standing.listing.files.iter().cloned().partition(|path| manifest.has(path));
        let gone = ours.into_iter().filter(|path| !is_new(path)).collect();
        let in_the_way = |path: &PathBuf| is_new(path) || stands_on(&bodies, path);
        let (mut dropped, foreign): (Vec<_>, Vec<_>) =
            foreign.into_iter().partition(|path| in_the_way(path) || has_below(&bodies, path));
        let folders = foreign_folders(&standing.listing, manifest);
        let (dropped_folders, folders): (Vec<_>, Vec<_>) = folders.into_iter().partition(in_the_way);
        dropped.extend(dropped_folders);
        if let (Some(path), false) = (dropped.first(), force) {
            let why = "a file that caveat did not write stands there; move it away, or use --force to replace it";
            return Err(Trouble::new("write", &place.shown.join(path), why));
        }
        let look = Look { disk, place, root, standing, manifest };
        let makes = bodies.into_par_iter().map(|(path, body)| Ok(Make { path, body, kept: look.kept(path, body)? }));
        Ok(Self { made, makes: makes.collect::<Result<_, Trouble>>()?, foreign, folders, dropped, gone })
    }

    /// Whether the output already is what it is to become.
    pub(super) fn is_done(&self) -> bool {
        self.makes.iter().all(|make| make.kept.is_some()) && self.gone.is_empty() && self.dropped.is_empty()
    }

    /// How many files stay as they are.
    pub(super) fn kept(&self) -> usize {
        self.makes.iter().filter(|make| make.kept.is_some()).count()
    }

    /// The folders that the files of the new site stand in; one stands before those in it.
    pub(super) fn new_folders(&self) -> BTreeSet<&Path> {
        folders_of(self.makes.iter().map(|make| make.path))
    }
}

/// All folders that the files stand in; one stands before those in it.
pub(super) fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a Path> {
    paths.flat_map(|path| above(Path::new(path))).collect()
}

/// The bodies by path; paths that cannot stand side by side are refused.
fn by_path<'a>(place: &Place, artifacts: &'a [Artifact]) -> Result<BTreeMap<&'a str, &'a Body>, Trouble> {
    let mut bodies = BTreeMap::new();
    let refuse = |path: &str, why: &str| Trouble::new("write", &place.shown.join(path), why);
    for artifact in artifacts {
        let path = artifact.path.as_str();
        let top = path.split('/').next().unwrap_or(path);
        if matches!(top, MANIFEST | PART) {
            return Err(refuse(path, "the name is kept for caveat itself"));
        }
        if path.contains(char::is_control) {
            return Err(refuse(path, "a file name may not hold control characters"));
        }
        if bodies.insert(path, &artifact.body).is_some() {
            return Err(refuse(path, "two files of the site have this path"));
        }
    }
    match bodies.keys().find(|path| stands_on(&bodies, Path::new(path))) {
        Some(path) => Err(refuse(path, "a folder above it is itself a file of the site")),
        None => Ok(bodies),
    }
}

/// Whether a folder above the path is a file of the new site.
fn stands_on(bodies: &BTreeMap<&str, &Body>, path: &Path) -> bool {
    above(path).any(|above| above.to_str().is_some_and(|above| bodies.contains_key(above)))
}

/// Whether a file of the new site is to stand below the path.
fn has_below(bodies: &BTreeMap<&str, &Body>, path: &Path) -> bool {
    let Some(path) = path.to_str() else { return false };
    let from = format!("{path}/");
    let mut next = bodies.range::<str, _>((Bound::Included(from.as_str()), Bound::Unbounded));
    next.next().is_some_and(|(below, _)| below.starts_with(&from))
}

/// The folders that none of our files ever needed; ours may vanish when they become empty.
fn foreign_folders(listing: &Listing, manifest: &Manifest) -> Vec<PathBuf> {
    let ours = folders_of(manifest.lines.keys().map(String::as_str));
    listing.folders.iter().filter(|path| !ours.contains(path.as_path())).cloned().collect()
}

struct Look<'a> {
    disk: &'a Disk,
    place: &'a Place,
    root: &'a Path,
    standing: &'a Standing,
    manifest: &'a Manifest,
}

impl Look<'_> {
    /// The line of the standing file, if it was not touched since we wrote it and holds the same bytes.
    fn kept(&self, path: &str, body: &Body) -> Result<Option<Line>, Trouble> {
        let Some(line) = self.manifest.lines.get(path) else { return Ok(None) };
        if !self.standing.listing.files.contains(Path::new(path)) {
            return Ok(None);
        }
        let untouched = self.disk.symlink_metadata(&self.place.out.join(path)).is_ok_and(|data| line.fits(&data));
        let same = untouched && self.fingerprint(body, line.size)? == Some(line.fingerprint);
        Ok(same.then_some(*line))
    }

    /// The fingerprint of a body; `None` if its size already shows that it is another.
    fn fingerprint(&self, body: &Body, size: u64) -> Result<Option<Fingerprint>, Trouble> {
        match body {
            Body::Bytes(bytes) => Ok((bytes.len() as u64 == size).then(|| Fingerprint::of_bytes(bytes))),
            Body::File { path } => {
                let shown = self.root.join(&**path);
                let mut file = open_source(self.disk, self.root, path)?;
                let read = stream::hash(self.disk, &mut file).map_err(Trouble::at("read", &shown))?;
                Ok(Some(read.0))
            }
        }
    }
}

/// Opens a file of the project that is to be copied, unless it leads out of the project.
pub(super) fn open_source(disk: &Disk, root: &Path, path: &str) -> Result<File, Trouble> {
    let shown = root.join(path);
    let trouble = |error| Trouble::from_io("read", &shown, &error);
    let real = disk.canonicalize(&shown).map_err(trouble)?;
    if inside(&disk.canonicalize(root).map_err(trouble)?, &real).is_none() {
        return Err(Trouble::new("read", &shown, "it leads out of the project"));
    }
    let file = disk.open(&real).map_err(trouble)?;
    if !disk.metadata_of(&file).map_err(trouble)?.is_file() {
        return Err(Trouble::new("read", &shown, "it is not a file"));
    }
    Ok(file)
}
