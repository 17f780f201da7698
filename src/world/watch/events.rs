//! Hearing of changes from the system.
//!
//! Each folder is watched on its own, and before its files are listed: what is put into a new folder is then either in
//! the list or in an event, however fast it comes.

use super::Changes;
use super::scope::Scope;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, Flag, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Silence for so long ends a burst.
const QUIET: Duration = Duration::from_millis(2);

/// A burst is told after this at the latest; its rest comes with the next call.
const BURST: Duration = Duration::from_millis(20);

/// A file that is away or still being written is given this long.
const SETTLE: Duration = Duration::from_millis(20);

/// Between two looks for a project that has gone away.
const AWAY: Duration = Duration::from_millis(100);

/// Whether the system says that a file written to has been closed.
const SAYS_CLOSED: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// The system's watcher.
#[derive(Debug)]
pub(super) struct Events {
    system: RecommendedWatcher,
    inbox: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
}

/// What is about to be told.
#[derive(Default)]
struct Batch {
    paths: BTreeMap<PathBuf, Fate>,
    rescan: bool,
}

#[derive(Clone, Copy, Default)]
struct Fate {
    /// Was first heard of by its making: if it is gone again, it was never there.
    born: bool,
    /// Is being written.
    open: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.rescan
    }

    /// Forgets what came and went, and says whether the rest is in order.
    fn settled(&mut self) -> bool {
        self.paths.retain(|path, fate| !fate.born || path.symlink_metadata().is_ok());
        self.paths.iter().all(|(path, fate)| !fate.open && path.symlink_metadata().is_ok())
    }
}

impl Events {
    /// Watches all that is in scope.
    pub(super) fn start(scope: &Scope) -> notify::Result<Self> {
        let (sender, inbox) = channel();
        // Nobody hears it any more when the receiver is gone.
        let send = move |event| drop(sender.send(event));
        let system = RecommendedWatcher::new(send, notify::Config::default())?;
        let mut events = Self { system, inbox, watched: BTreeSet::new() };
        events.watch_all(scope)?;
        Ok(events)
    }

    /// Waits for something to tell. An error means that the system can no longer be asked.
    pub(super) fn wait(&mut self, scope: &Scope, until: Option<Instant>) -> notify::Result<Option<Changes>> {
        let mut batch = Batch::default();
        loop {
            if !self.watched.contains(scope.root()) {
                if !self.wait_for_root(scope, until)? {
                    return Ok(None);
                }
                return Ok(Some(Changes { rescan: true, ..Changes::default() }));
            }
            let heard = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                Some(left) => self.inbox.recv_timeout(left),
                None => self.inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let Ok(event) = heard else { return Ok(None) };
            self.take(event, scope, &mut batch)?;
            if !batch.is_empty() {
                self.gather(scope, &mut batch)?;
                self.settle(scope, &mut batch)?;
            }
            if !batch.is_empty() {
                let paths = batch.paths.into_keys().collect();
                return Ok(Some(Changes { paths, rescan: batch.rescan }));
            }
        }
    }

    /// The project has gone away, and nobody tells when it is back. Then all of it is watched again, and this is true.
    fn wait_for_root(&mut self, scope: &Scope, until: Option<Instant>) -> notify::Result<bool> {
        while until.is_none_or(|until| Instant::now() < until) {
            if scope.root().is_dir() {
                self.watch_all(scope)?;
            }
            if self.watched.contains(scope.root()) {
                return Ok(true);
            }
            std::thread::sleep(AWAY);
        }
        Ok(false)
    }

    /// Takes what else comes in one breath.
    fn gather(&mut self, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        let end = Instant::now() + BURST;
        while Instant::now() < end {
            let Ok(event) = self.inbox.recv_timeout(QUIET) else { break };
            self.take(event, scope, batch)?;
        }
        Ok(())
    }

    /// Waits a little for files that are away or half written, so that nobody is shown a page without its text.
    fn settle(&mut self, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        let end = Instant::now() + SETTLE;
        while !batch.settled() && Instant::now() < end {
            if let Ok(event) = self.inbox.recv_timeout(QUIET) {
                self.take(event, scope, batch)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, event: notify::Result<Event>, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        let Ok(event) = event else {
            batch.rescan = true;
            return Ok(());
        };
        if event.attrs.flag() == Some(Flag::Rescan) {
            batch.rescan = true;
            return self.watch_all(scope);
        }
        // Both ends of a renaming have been told on their own.
        if event.kind == EventKind::Modify(ModifyKind::Name(RenameMode::Both)) && SAYS_CLOSED {
            return Ok(());
        }
        for path in event.paths {
            self.take_path(event.kind, path, scope, batch)?;
        }
        Ok(())
    }

    fn take_path(&mut self, kind: EventKind, path: PathBuf, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        if let EventKind::Access(access) = kind {
            // Reading is no change: the build reads every file, and would never come to rest.
            if let (AccessKind::Close(AccessMode::Write), Some(fate)) = (access, batch.paths.get_mut(&path)) {
                fate.open = false;
            }
            return Ok(());
        }
        if self.watched.contains(&path) || path.symlink_metadata().is_ok_and(|about| about.is_dir()) {
            return self.take_folder(kind, path, scope, batch);
        }
        if scope.file(&path) {
            let known = batch.paths.contains_key(&path);
            let fate = batch.paths.entry(path).or_default();
            fate.born = if known { fate.born } else { kind.is_create() };
            fate.open = SAYS_CLOSED && (is_written(kind) || (fate.open && !is_gone(kind)));
        }
        Ok(())
    }

    fn take_folder(&mut self, kind: EventKind, path: PathBuf, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        if is_gone(kind) && self.forget(&path) {
            batch.rescan = true;
            batch.paths.insert(path.clone(), Fate::default());
        }
        let there = path.symlink_metadata().is_ok_and(|about| about.is_dir());
        if there && scope.folder(&path) && (is_made(kind) || is_gone(kind)) {
            self.watch(&path, scope, batch)?;
        }
        Ok(())
    }

    /// Stops watching a folder that went away and all below it; `false` if it was not watched.
    fn forget(&mut self, path: &Path) -> bool {
        let below: Vec<PathBuf> = self.watched.iter().filter(|folder| folder.starts_with(path)).cloned().collect();
        for folder in &below {
            // The system may have done so of its own accord.
            let _ = self.system.unwatch(folder);
            self.watched.remove(folder);
        }
        !below.is_empty()
    }

    fn watch_all(&mut self, scope: &Scope) -> notify::Result<()> {
        scope.starts().try_for_each(|start| self.watch(start, scope, &mut Batch::default()))
    }

    /// Watches a folder and those below it, and tells the files that are in them.
    fn watch(&mut self, start: &Path, scope: &Scope, batch: &mut Batch) -> notify::Result<()> {
        let enter = |folder: &Path| match self.system.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder.to_path_buf());
                Ok(())
            }
            // One that is gone or closed to us is not a reason to give up on the others.
            Err(error) if !is_limit(&error) => Ok(()),
            Err(error) => Err(error),
        };
        scope.walk(start, enter, |path, _| {
            batch.paths.entry(path).or_default();
        })
    }
}

fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(io) => super::is_limit(io),
        _ => false,
    }
}

fn is_made(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)))
}

fn is_gone(kind: EventKind) -> bool {
    matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)))
}

/// A file that has just been made or written to is closed later. One that was moved here is whole.
fn is_written(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)))
}
