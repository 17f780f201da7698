//! Watching the project: what was saved, as soon as it has been saved whole, and nothing that only looks like a change.

mod events;
mod poll;
mod scope;

use crate::world::trouble::Trouble;

use events::Events;
use poll::Poll;
use scope::Scope;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Between two looks where the system cannot tell of changes.
const FALLBACK: Duration = Duration::from_millis(250);

/// What is to be watched.
#[derive(Clone, Copy, Debug)]
pub struct Watching<'a> {
    /// The root of the project: the files directly in it are watched.
    pub root: &'a Path,
    /// Folders watched with everything below them, from the root or absolute; they may not exist yet.
    pub folders: &'a [PathBuf],
    /// What is not watched, from the root or absolute: the output folder.
    pub skip: &'a [PathBuf],
    /// Looks at every file this often and asks the system for nothing.
    pub poll: Option<Duration>,
}

/// What has changed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Changes {
    /// Absolute paths of files that were written, made or removed; a folder that went away stands for all below it.
    pub paths: BTreeSet<PathBuf>,
    /// More may have changed than `paths` says: everything has to be read again.
    pub rescan: bool,
}

/// Watches a project.
#[derive(Debug)]
pub struct Watcher {
    scope: Scope,
    source: Source,
    note: Option<String>,
}

#[derive(Debug)]
enum Source {
    Events(Events),
    Poll(Poll),
}

impl Watcher {
    /// Starts to watch. Where the system refuses, the watcher looks for itself and says so in its note.
    pub fn start(watching: &Watching<'_>) -> Result<Self, Trouble> {
        let scope = Scope::new(watching).map_err(Trouble::at("watch", watching.root))?;
        std::fs::read_dir(scope.root()).map_err(Trouble::at("watch", watching.root))?;
        if let Some(every) = watching.poll {
            let source = Source::Poll(Poll::new(&scope, every));
            return Ok(Self { scope, source, note: None });
        }
        let (source, note) = match Events::start(&scope) {
            Ok(events) => (Source::Events(events), None),
            Err(error) => (Source::Poll(Poll::new(&scope, FALLBACK)), Some(why_polling(&error))),
        };
        Ok(Self { scope, source, note })
    }

    /// Waits for the next change, but no longer than this.
    pub fn next_within(&mut self, limit: Duration) -> Option<Changes> {
        self.wait(Some(Instant::now() + limit))
    }

    /// What the user should know about how it watches.
    pub fn note(&self) -> Option<String> {
        self.note.clone()
    }

    fn wait(&mut self, until: Option<Instant>) -> Option<Changes> {
        match &mut self.source {
            Source::Poll(poll) => poll.wait(&self.scope, until),
            Source::Events(events) => match events.wait(&self.scope, until) {
                Ok(changes) => changes,
                Err(error) => {
                    self.note = Some(why_polling(&error));
                    self.source = Source::Poll(Poll::new(&self.scope, FALLBACK));
                    Some(Changes { rescan: true, ..Changes::default() })
                }
            },
        }
    }
}

impl Iterator for Watcher {
    type Item = Changes;

    /// Waits for the next change; `None` if there can be none any more.
    fn next(&mut self) -> Option<Changes> {
        self.wait(None)
    }
}

fn why_polling(error: &notify::Error) -> String {
    let limits = "raise `fs.inotify.max_user_watches` (or `fs.inotify.max_user_instances`) with sysctl";
    let why = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => format!("the system's limit of watched folders is reached: {limits}"),
        notify::ErrorKind::Io(io) if is_limit(io) => format!("the system's limit of watchers is reached: {limits}"),
        _ => format!("the system cannot tell of changes ({error})"),
    };
    format!("{why}; looking at every file {} times a second instead", 1000 / FALLBACK.as_millis())
}

/// EMFILE, ENFILE and ENOSPC: the three ways in which inotify says that it has no more.
fn is_limit(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(23 | 24 | 28))
}
