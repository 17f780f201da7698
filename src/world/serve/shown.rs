//! The site as it is shown at one moment, and what changed since the moment before.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What is to be shown from now on.
#[derive(Clone, Debug)]
pub struct Showing {
    /// The files of the site.
    pub files: Arc<BTreeMap<SitePath, Artifact>>,
    /// The findings: a JSON array of `{code, severity, message, path, line, column, help, frame}`.
    pub findings: Arc<str>,
    /// The page that stands for one that is not there.
    pub not_found: Option<SitePath>,
    /// The folder below which the site is published, as `handbook/`, or nothing: it answers there, too.
    pub below: Arc<str>,
}

/// A browser that is told of more changes than this simply loads its page again.
const MOST_NAMED: usize = 500;

/// What is shown, with its number.
#[derive(Debug)]
pub(super) struct Shown {
    /// The site.
    pub(super) site: Showing,
    /// Names this run of the server, so that a browser sees that it was started again.
    pub(super) run: Arc<str>,
    /// Counts from 1.
    pub(super) version: u64,
    /// The paths of the site that are not what they were; `None` if that is almost all.
    pub(super) changed: Option<Vec<Arc<str>>>,
    stamps: BTreeMap<SitePath, Stamp>,
}

/// By what a file that is not held in memory is known to have changed: its length and time.
type Stamp = Option<(u64, SystemTime)>;

impl Shown {
    /// What a server that has just been started shows.
    pub(super) fn first(site: Showing, root: &Path, run: Arc<str>) -> Self {
        let stamps = stamps(&site, root);
        Self { site, run, version: 1, changed: None, stamps }
    }

    /// What is shown after this.
    pub(super) fn next(&self, site: Showing, root: &Path) -> Self {
        let mut next = Self { stamps: stamps(&site, root), ..Self::first_of(self, site) };
        let changed = self.changes(&next);
        next.changed = (changed.len() <= MOST_NAMED).then_some(changed);
        next
    }

    fn first_of(&self, site: Showing) -> Self {
        Self { site, run: Arc::clone(&self.run), version: self.version + 1, changed: None, stamps: BTreeMap::new() }
    }

    fn changes(&self, next: &Self) -> Vec<Arc<str>> {
        let (old, new) = (&self.site.files, &next.site.files);
        let paths: BTreeSet<&SitePath> = old.keys().chain(new.keys()).collect();
        let same = |path: &SitePath| match (old.get(path), new.get(path)) {
            (Some(old), Some(new)) => same_body(&old.body, &new.body) && self.stamps.get(path) == next.stamps.get(path),
            _ => false,
        };
        paths.into_iter().filter(|path| !same(path)).map(|path| path.as_str().into()).collect()
    }
}

fn same_body(old: &Body, new: &Body) -> bool {
    match (old, new) {
        (Body::Bytes(old), Body::Bytes(new)) => Arc::ptr_eq(old, new) || old == new,
        (Body::File { path: old }, Body::File { path: new }) => old == new,
        _ => false,
    }
}

fn stamps(site: &Showing, root: &Path) -> BTreeMap<SitePath, Stamp> {
    let stamp = |path: &str| {
        let about = std::fs::metadata(root.join(path)).ok()?;
        Some((about.len(), about.modified().ok()?))
    };
    let files = site.files.iter();
    files
        .filter_map(|(path, artifact)| match &artifact.body {
            Body::File { path: file } => Some((path.clone(), stamp(file))),
            Body::Bytes(_) => None,
        })
        .collect()
}
