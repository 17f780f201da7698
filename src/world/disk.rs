//! The one seam through which loading and publishing touch the file system, so that a test can make any call fail.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use rustix::fs::FlockOperation;
use rustix::fs::Mode;
use rustix::fs::OFlags;

/// What a call does. The order of these says what a power cut can leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It changes nothing.
    Look,
    /// It changes something, which reaches the medium later.
    Change,
    /// It exchanges two folders or files.
    Exchange,
    /// It waits until one file or folder is on the medium.
    Sync,
    /// It waits until everything is on the medium.
    SyncAll,
}

/// The file system, with a count of what was asked of it. Clones share the count.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    asked: Arc<AtomicU64>,
    /// What was asked, if somebody wants to know.
    deeds: Option<Arc<Mutex<Vec<Deed>>>>,
    fails_at: u64,
    /// After the first failure, every other operation fails, too.
    is_dead: bool,
    lacks_exchange: bool,
}

impl Disk {
    /// The file system as it is.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file system whose `n`-th operation (from 1) fails with the words "injected"; 0 fails none.
    pub fn failing_at(n: u64) -> Self {
        Self { fails_at: n, ..Self::default() }
    }

    /// A file system whose operations fail from the `n`-th on: what it leaves is what a killed program leaves.
    pub fn dead_from(n: u64) -> Self {
        Self { is_dead: true, ..Self::failing_at(n) }
    }

    /// A file system that notes what was asked of it.
    pub fn noting() -> Self {
        Self { deeds: Some(Arc::default()), ..Self::default() }
    }

    /// What was asked of it, in order; nothing if it does not note that.
    pub fn deeds(&self) -> Vec<Deed> {
        let noted = self.deeds.as_ref().and_then(|deeds| deeds.lock().ok());
        noted.map(|deeds| deeds.clone()).unwrap_or_default()
    }

    /// This file system, but unable to exchange two folders, as some network file systems are.
    #[must_use]
    pub fn without_exchange(self) -> Self {
        Self { lacks_exchange: true, ..self }
    }

    /// How many operations were asked for so far.
    pub fn operations(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Opens a file for reading. A link in the last place is refused, and a pipe does not make it wait.
    pub fn open(&self, path: &Path) -> io::Result<fs::File> {
        self.ask(Deed::Look)?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
    }

    /// Opens a folder, to lock it or to have it written out.
    pub fn open_folder(&self, path: &Path) -> io::Result<fs::File> {
        self.ask(Deed::Look)?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
    }

    /// Makes a file for writing, with mode 0644 less the umask; one that is there already is an error.
    pub fn create(&self, path: &Path) -> io::Result<fs::File> {
        self.ask(Deed::Change)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(rustix::fs::open(path, flags, Mode::from_raw_mode(0o644))?.into())
    }

    /// Reads some bytes; 0 at the end.
    pub fn read(&self, file: &mut fs::File, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            self.ask(Deed::Look)?;
            match io::Read::read(file, buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => return done,
            }
        }
    }

    /// Writes all of the bytes.
    pub fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        self.ask(Deed::Change)?;
        io::Write::write_all(file, bytes)
    }

    /// What an open file is.
    pub fn metadata_of(&self, file: &fs::File) -> io::Result<fs::Metadata> {
        self.ask(Deed::Look)?;
        file.metadata()
    }

    /// What stands at a path, at the end of all links.
    pub fn metadata(&self, path: &Path) -> io::Result<fs::Metadata> {
        self.ask(Deed::Look)?;
        fs::metadata(path)
    }

    /// What stands at a path, be it a link.
    pub fn symlink_metadata(&self, path: &Path) -> io::Result<fs::Metadata> {
        self.ask(Deed::Look)?;
        fs::symlink_metadata(path)
    }

    /// The path without links.
    pub fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask(Deed::Look)?;
        fs::canonicalize(path)
    }

    /// The names in a folder and what they are (links not followed), sorted.
    pub fn read_dir(&self, path: &Path) -> io::Result<Vec<(OsString, fs::FileType)>> {
        self.ask(Deed::Look)?;
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            match entry.file_type() {
                Ok(kind) => names.push((entry.file_name(), kind)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(names)
    }

    /// Where a link leads.
    pub fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask(Deed::Look)?;
        fs::read_link(path)
    }

    /// Makes a folder with mode 0755 less the umask.
    pub fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        Ok(rustix::fs::mkdir(path, Mode::from_raw_mode(0o755))?)
    }

    /// Gives a file one more name. A link gets the name itself, not what it leads to.
    pub fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        Ok(rustix::fs::linkat(rustix::fs::CWD, from, rustix::fs::CWD, to, rustix::fs::AtFlags::empty())?)
    }

    /// Makes a symbolic link.
    pub fn symlink(&self, target: &Path, at: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        Ok(rustix::fs::symlink(target, at)?)
    }

    /// Renames a file or folder.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        fs::rename(from, to)
    }

    /// Exchanges two files or folders of one file system, in one step that no reader can see half done.
    pub fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.ask(Deed::Exchange)?;
        if self.lacks_exchange {
            return Err(rustix::io::Errno::INVAL.into());
        }
        let (here, flags) = (rustix::fs::CWD, rustix::fs::RenameFlags::EXCHANGE);
        Ok(rustix::fs::renameat_with(here, one, here, other, flags)?)
    }

    /// Removes a file or link.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        fs::remove_file(path)
    }

    /// Removes an empty folder.
    pub fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.ask(Deed::Change)?;
        fs::remove_dir(path)
    }

    /// Sets the permission bits of a file or folder.
    pub fn set_permissions(&self, path: &Path, permissions: fs::Permissions) -> io::Result<()> {
        self.ask(Deed::Change)?;
        fs::set_permissions(path, permissions)
    }

    /// Sets when an open file was last changed.
    pub fn set_modified(&self, file: &fs::File, time: std::time::SystemTime) -> io::Result<()> {
        self.ask(Deed::Change)?;
        file.set_modified(time)
    }

    /// Waits until a file or folder is on the medium.
    pub fn sync(&self, file: &fs::File) -> io::Result<()> {
        self.ask(Deed::Sync)?;
        unless_unsupported(file.sync_all())
    }

    /// Waits until the whole file system that holds a folder is on the medium.
    pub fn sync_file_system(&self, folder: &fs::File) -> io::Result<()> {
        self.ask(Deed::SyncAll)?;
        #[cfg(target_os = "linux")]
        return unless_unsupported(rustix::fs::syncfs(folder).map_err(io::Error::from));
        #[cfg(not(target_os = "linux"))]
        return unless_unsupported(folder.sync_all());
    }

    /// Waits for the lock on an open folder. It ends with the descriptor, so a dead process leaves none behind.
    pub fn lock(&self, folder: &fs::File) -> io::Result<()> {
        self.ask(Deed::Look)?;
        let locked = rustix::io::retry_on_intr(|| rustix::fs::flock(folder, FlockOperation::LockExclusive));
        unless_unsupported(locked.map_err(io::Error::from))
    }

    fn ask(&self, deed: Deed) -> io::Result<()> {
        if let Some(Ok(mut deeds)) = self.deeds.as_ref().map(|deeds| deeds.lock()) {
            deeds.push(deed);
        }
        let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        if number == self.fails_at || (self.is_dead && number > self.fails_at) {
            Err(io::Error::other("injected"))
        } else {
            Ok(())
        }
    }
}

/// Some file systems cannot lock or sync a folder; there the build goes on without.
fn unless_unsupported(done: io::Result<()>) -> io::Result<()> {
    use rustix::io::Errno;
    let unsupported =
        [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOLCK, Errno::BADF].map(Errno::raw_os_error);
    match done {
        Err(error) if error.raw_os_error().is_some_and(|code| unsupported.contains(&code)) => Ok(()),
        done => done,
    }
}
