//! What we wrote: the list that stands in the output folder, and the only ground on which anything there is deleted.

use crate::artifact::SitePath;
use crate::memo::Fingerprint;
use crate::world::disk::Disk;
use crate::world::publish::place::Place;
use crate::world::trouble::Trouble;
use crate::world::walk::MANIFEST;

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What the line begins with that says from what the site was made.
const MADE: &str = "made from ";

/// One file as we left it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Of its bytes.
    pub(super) fingerprint: Fingerprint,
    /// In bytes.
    pub(super) size: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub(super) mtime: i128,
}

impl Line {
    /// What is to be noted about a file that was just written.
    pub(super) fn new(fingerprint: Fingerprint, data: &Metadata) -> Self {
        Self { fingerprint, size: data.len(), mtime: mtime(data) }
    }

    /// Whether a file on the disk still is as it was noted.
    pub(super) fn fits(&self, data: &Metadata) -> bool {
        data.is_file() && data.len() == self.size && mtime(data) == self.mtime
    }
}

/// When a file was last changed, in nanoseconds since 1970.
pub(super) fn mtime(data: &Metadata) -> i128 {
    i128::from(data.mtime()) * 1_000_000_000 + i128::from(data.mtime_nsec())
}

/// From what a site was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Made {
    /// Of everything that came in, and of the program. What has the same is the same site.
    pub from: Fingerprint,
    /// How many pages of the author it has.
    pub pages: usize,
}

/// All files that we wrote, by path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Manifest {
    /// From what they were made, if that is worth knowing: nothing was found in it that must be told again.
    pub(super) made: Option<Made>,
    /// By path in the site.
    pub(super) lines: BTreeMap<String, Line>,
}

impl Manifest {
    /// Reads the manifest of a folder; `None` if it has none that is one of ours.
    pub(super) fn read(disk: &Disk, folder: &Path, shown: &Path) -> Result<Option<Self>, Trouble> {
        let (path, shown) = (folder.join(MANIFEST), shown.join(MANIFEST));
        let mut file = match disk.open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Trouble::from_io("read", &shown, &error)),
        };
        let mut bytes = vec![0; 1 << 16];
        let mut end = 0;
        loop {
            let read = disk.read(&mut file, &mut bytes[end..]).map_err(Trouble::at("read", &shown))?;
            end += read;
            match read {
                0 => break,
                _ if end == bytes.len() => bytes.resize(end * 2, 0),
                _ => {}
            }
        }
        Ok(std::str::from_utf8(&bytes[..end]).ok().and_then(Self::parse))
    }

    /// Writes the manifest into a folder that has none.
    pub(super) fn write(&self, disk: &Disk, folder: &Path, shown: &Path) -> Result<(), Trouble> {
        let shown = shown.join(MANIFEST);
        let mut file = disk.create(&folder.join(MANIFEST)).map_err(Trouble::at("write", &shown))?;
        disk.write(&mut file, self.text().as_bytes()).map_err(Trouble::at("write", &shown))
    }

    /// Whether we wrote the file at a path.
    pub(super) fn has(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|path| self.lines.contains_key(path))
    }

    /// The size of all files together.
    pub(super) fn bytes(&self) -> u64 {
        self.lines.values().map(|line| line.size).sum()
    }

    fn text(&self) -> String {
        let line = |(path, line): (&String, &Line)| {
            format!("{} {} {} {path}\n", line.fingerprint.hex(), line.size, line.mtime)
        };
        let made = self.made.map(|made| format!("{MADE}{} {}\n", made.from.hex(), made.pages));
        made.into_iter().chain(self.lines.iter().map(line)).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let line = |text: &str| {
            let mut parts = text.splitn(4, ' ');
            let fingerprint = Fingerprint::from_hex(parts.next()?)?;
            let line = Line { fingerprint, size: parts.next()?.parse().ok()?, mtime: parts.next()?.parse().ok()? };
            Some((SitePath::new(parts.next()?)?.as_str().to_owned(), line))
        };
        let whole = text.is_empty() || text.ends_with('\n');
        let (made, text) = match text.strip_prefix(MADE).and_then(|rest| rest.split_once('\n')) {
            Some((made, rest)) => {
                let (from, pages) = made.split_once(' ')?;
                (Some(Made { from: Fingerprint::from_hex(from)?, pages: pages.parse().ok()? }), rest)
            }
            None => (None, text),
        };
        let lines = text.lines().map(line).collect::<Option<_>>().filter(|_| whole)?;
        Some(Self { made, lines })
    }
}

/// The words for a folder with files but without a manifest of ours.
pub(super) fn not_ours(place: &Place, doing: &'static str, way_out: &str) -> Trouble {
    let why = format!("it holds files and was not made by caveat (no readable {MANIFEST}); {way_out}");
    Trouble::new(doing, &place.shown, why)
}
