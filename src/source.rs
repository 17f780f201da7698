//! What came in: every file of the project that a build reads, as it was at one moment.

use crate::memo::Fingerprint;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// A file's name in spans. It is made from the path, so it stays the same from build to build.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FileId(u64);

impl FileId {
    /// The id of the file at `path` (from the project's root, `/` between the parts).
    pub fn of(path: &str) -> Self {
        Self((Fingerprint::of_bytes(path.as_bytes()).0 >> 64) as u64)
    }
}

/// A stretch of a file, in bytes. Line numbers are made only when a finding is printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of a file.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }
}

/// A text file as read: a byte order mark is gone, everything else is as it was.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in spans.
    pub id: FileId,
    /// From the project's root, `/` between the parts.
    pub path: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
    /// Made from path and text.
    pub fingerprint: Fingerprint,
}

impl Source {
    /// A source with its id and fingerprint.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let (path, text) = (path.into(), text.into());
        let fingerprint = Fingerprint::of(&(&path, &text));
        Self { id: FileId::of(&path), path, text, fingerprint }
    }

    /// The text of these bytes, without a byte order mark at their start; or why they are none.
    pub fn from_bytes(path: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Self, Unread> {
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let shown = Self::new(path, String::from_utf8_lossy(bytes));
                Err(Unread::NotUtf8 { shown, at: error.valid_up_to() as u32 })
            }
        }
    }

    /// A span in this file.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.id, range)
    }
}

impl std::hash::Hash for Source {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// A byte order mark in UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Why a file that is there did not come in.
#[derive(Clone, Debug)]
pub enum Unread {
    /// The system refused, with its words.
    Refused(String),
    /// It is not UTF-8.
    NotUtf8 {
        /// What of it can be read, with `\u{FFFD}` for what cannot.
        shown: Source,
        /// The first such sign, in bytes of the text.
        at: u32,
    },
    /// A symbolic link whose target is outside the project, missing, or a loop.
    LeadsOutside,
    /// Neither a file nor a folder: a pipe, a socket, a device.
    NotAFile,
    /// Its name is not Unicode or has control characters; the path holds `\u{FFFD}` in their place.
    BadName,
    /// Larger than a text may be (64 MiB).
    TooLarge,
}

impl Unread {
    /// Made from the reason; the same for the same text.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::NotUtf8 { shown, at } => Fingerprint::of(&(shown, at)),
            other => Fingerprint::of(&format!("{other:?}")),
        }
    }
}

/// One file of the project.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A text that the build reads.
    Text(Source),
    /// Anything else: it is copied, its bytes are not held.
    Asset {
        /// Made from its bytes.
        fingerprint: Fingerprint,
        /// In bytes.
        len: u64,
    },
    /// There, but it could not be read.
    Unread(Unread),
}

/// When files last changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The day of each file, by its path from the project's root.
    pub days: BTreeMap<Arc<str>, Date>,
    /// Only a part of the history is here, so no day can be told.
    pub is_cut: bool,
}

impl Dated {
    /// When a file in a folder last changed.
    pub fn of(&self, folder: &str, path: &str) -> Option<Date> {
        let slash = if folder.is_empty() { "" } else { "/" };
        self.days.get(format!("{folder}{slash}{path}").as_str()).copied().filter(|_| !path.is_empty())
    }
}

/// Everything that came in, at one moment; also the only date there is.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// By path from the project's root.
    pub files: BTreeMap<Arc<str>, Entry>,
    /// The files among them that symbolic links lead to: they may change although their own path does not.
    pub linked: BTreeSet<Arc<str>>,
    /// The day for which the site is built.
    pub as_of: Date,
    /// Nobody chose that day: it is what the clock of this machine says.
    pub by_clock: bool,
    /// When files last changed, as far as anybody asked.
    pub dated: Arc<Dated>,
}

impl Snapshot {
    /// Files that no symbolic link leads to, on a day that somebody chose.
    pub fn new(files: BTreeMap<Arc<str>, Entry>, as_of: Date) -> Self {
        Self { files, linked: BTreeSet::new(), as_of, by_clock: false, dated: Arc::default() }
    }

    /// Made from everything in it: two snapshots of one fingerprint give the same site.
    pub fn fingerprint(&self) -> Fingerprint {
        let entry = |entry: &Entry| match entry {
            Entry::Text(source) => (0, source.fingerprint, String::new()),
            Entry::Asset { fingerprint, len } => (1, *fingerprint, len.to_string()),
            Entry::Unread(why) => (2, why.fingerprint(), String::new()),
        };
        let files: Vec<_> = self.files.iter().map(|(path, file)| (path, entry(file))).collect();
        Fingerprint::of(&(files, self.as_of, self.by_clock, &self.dated))
    }

    /// The text at `path`, if there is one.
    pub fn text(&self, path: &str) -> Option<&Source> {
        match self.files.get(path) {
            Some(Entry::Text(source)) => Some(source),
            _ => None,
        }
    }

    /// All texts, in the order of their paths.
    pub fn texts(&self) -> impl Iterator<Item = &Source> {
        self.files.values().filter_map(|entry| match entry {
            Entry::Text(source) => Some(source),
            _ => None,
        })
    }

    /// Everything that can be shown to somebody, also of files that are not read.
    pub fn shown(&self) -> impl Iterator<Item = &Source> {
        self.files.values().filter_map(|entry| match entry {
            Entry::Text(source) | Entry::Unread(Unread::NotUtf8 { shown: source, .. }) => Some(source),
            _ => None,
        })
    }

    /// The files below `folder` (all for an empty name), in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a Entry)> {
        let within =
            move |path: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter(move |(path, _)| within(path))
    }
}
