//! Looking for changes without the system's help: every file's time, size and number, again and again.

use super::Changes;
use super::scope::Scope;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fs::Metadata;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

/// A file that is being replaced is given this long to come back.
const RETURN: Duration = Duration::from_millis(20);

/// What a look sees of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
    /// The inode and the time of its last change, where there are such things: they see what time and size do not.
    inode: (u64, i64, i64),
}

/// The last look.
#[derive(Debug)]
pub(super) struct Poll {
    every: Duration,
    seen: BTreeMap<PathBuf, Stamp>,
}

impl Poll {
    /// Takes the first look.
    pub(super) fn new(scope: &Scope, every: Duration) -> Self {
        Self { every: every.max(Duration::from_millis(10)), seen: look(scope) }
    }

    /// Looks until something has changed.
    pub(super) fn wait(&mut self, scope: &Scope, until: Option<Instant>) -> Option<Changes> {
        loop {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return None;
            }
            sleep(self.every.min(left.unwrap_or(self.every)));
            let mut now = look(scope);
            if self.seen.keys().any(|path| !now.contains_key(path)) {
                sleep(RETURN);
                now = look(scope);
            }
            let paths = changed(&self.seen, &now);
            self.seen = now;
            if !paths.is_empty() {
                return Some(Changes { paths, rescan: false });
            }
        }
    }
}

fn look(scope: &Scope) -> BTreeMap<PathBuf, Stamp> {
    let mut seen = BTreeMap::new();
    for start in scope.starts() {
        let Ok(()) = scope.walk(
            start,
            |_| Ok::<_, Infallible>(()),
            |path, about| {
                seen.insert(path, stamp(about));
            },
        );
    }
    seen
}

fn changed(old: &BTreeMap<PathBuf, Stamp>, new: &BTreeMap<PathBuf, Stamp>) -> BTreeSet<PathBuf> {
    old.keys().chain(new.keys()).filter(|path| old.get(*path) != new.get(*path)).cloned().collect()
}

fn stamp(about: &Metadata) -> Stamp {
    Stamp { modified: about.modified().ok(), len: about.len(), inode: inode(about) }
}

#[cfg(unix)]
fn inode(about: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (about.ino(), about.ctime(), about.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
