//! The whole handbook as one file, beside the site or in it.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::project::Project;
use crate::output::Offered;
use crate::output::Volumes;
use crate::source::Snapshot;
use crate::world;
use crate::world::Trouble;

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// The whole handbook in one form that was asked for.
pub(super) struct Volume {
    /// Where it is written.
    path: PathBuf,
    /// Where that is in the site, if it is there.
    inside: Option<SitePath>,
    /// The key of its name among the words of the theme.
    key: &'static str,
    bytes: Vec<u8>,
}

/// The files that are asked for: nothing, an empty wish, or a name.
pub(super) struct Asked<'a> {
    /// For one page.
    pub(super) single_file: &'a Option<Option<PathBuf>>,
    /// For the EPUB.
    pub(super) epub: &'a Option<Option<PathBuf>>,
}

/// Where they are written.
pub(super) struct Places {
    single_file: Option<PathBuf>,
    epub: Option<PathBuf>,
}

impl Asked<'_> {
    /// Where the files are written; those without a name stand beside the site, which is made in `out`. None may take the place
    /// of a file that must stay.
    pub(super) fn places(
        &self,
        (project, snapshot): (&Project, &Snapshot),
        out: &Path,
        force: bool,
    ) -> Result<Places, Trouble> {
        let here = world::current_folder()?;
        let place = |asked: &Option<Option<PathBuf>>, ending: &str| match asked.as_ref()? {
            Some(path) => Some(here.join(path)),
            None => Some(out.with_extension(ending)),
        };
        let places = Places { single_file: place(self.single_file, "html"), epub: place(self.epub, "epub") };
        let beside = |path: &&PathBuf| inside(path, out).is_none();
        for path in [&places.single_file, &places.epub].into_iter().flatten().filter(beside) {
            world::may_write_volume(snapshot, &project.homes(), path, force)?;
        }
        Ok(places)
    }
}

/// Where a file is in the site, if it is there.
fn inside(path: &Path, out: &Path) -> Option<SitePath> {
    path.strip_prefix(out).ok().and_then(Path::to_str).and_then(SitePath::new)
}

/// The whole handbook in the forms that are asked for.
pub(super) fn of(places: Places, project: &Project, out: &Path, volumes: &Volumes) -> Result<Vec<Volume>, Trouble> {
    let volume =
        |path: PathBuf, key: &'static str, bytes: Vec<u8>| Volume { inside: inside(&path, out), path, key, bytes };
    let mut list = Vec::new();
    if let (Some(parts), Some(path)) = (&volumes.single_file, places.single_file) {
        list.push(volume(path, "download-page", world::page_bytes(&project.root, parts)?));
    }
    if let (Some(files), Some(path)) = (&volumes.epub, places.epub) {
        let bytes = world::epub_bytes(&project.root, &path, files)?;
        list.push(volume(path, "download-epub", bytes));
    }
    Ok(list)
}

/// What stands in the site, so that its pages can say so.
pub(super) fn offered(volumes: &[Volume]) -> Vec<Offered> {
    let offer =
        |volume: &Volume| Some(Offered { path: volume.inside.clone()?, key: volume.key, bytes: volume.bytes.len() });
    volumes.iter().filter_map(offer).collect()
}

/// Publishes what stands in the site, in place of a file of that name.
pub(super) fn put_in(volumes: &[Volume], artifacts: &mut Vec<Artifact>) {
    for volume in volumes {
        let Some(path) = volume.inside.clone() else { continue };
        let body = Body::Bytes(Arc::from(&*volume.bytes));
        match artifacts.binary_search_by(|artifact| artifact.path.cmp(&path)) {
            Ok(at) => artifacts[at].body = body,
            Err(at) => artifacts.insert(at, Artifact { path, body }),
        }
    }
}

/// Writes what does not stand in the site, and says where all of it is.
pub(super) fn write(volumes: &[Volume], common: &Common, project: &Project) -> Result<(), Trouble> {
    for volume in volumes {
        if volume.inside.is_none() {
            world::write_volume(&volume.path, &volume.bytes)?;
        }
        let shown = volume.path.strip_prefix(&project.root).unwrap_or(&volume.path).display();
        print::line(common, &format!("the whole handbook in {shown}: {} KB", volume.bytes.len().div_ceil(1000)));
    }
    Ok(())
}
