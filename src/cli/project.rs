//! The project on the disk: found, read, and read again.

use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::config::Layout;
use crate::history;
use crate::ledger;
use crate::output::Forms;
use crate::pipeline::Pipeline;
use crate::pipeline::Wishes;
use crate::source::Dated;
use crate::source::Snapshot;
use crate::world;
use crate::world::Disk;
use crate::world::Leftover;
use crate::world::Past;
use crate::world::Reach;
use crate::world::Trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How often pages may lead to further files. Files may include each other ten deep.
const ROUNDS: usize = 12;

/// The project on the disk.
pub(super) struct Project {
    /// The folder that it is read from, in full.
    pub(super) root: PathBuf,
    /// The way from where the user stands to that folder: empty, or with a `/` at its end.
    pub(super) base: String,
    /// What is wished for beside the settings.
    pub(super) wishes: Wishes,
    /// The folder in which somebody works on it, if it is read from another.
    home: Option<PathBuf>,
    disk: Disk,
    as_of: jiff::civil::Date,
    /// The clock gave that day.
    by_clock: bool,
    /// The folder of the site, if one was asked for on the command line.
    asked_out: Option<PathBuf>,
}

impl Project {
    /// Finds the project.
    /// `out` is the folder of the site, if one is asked for.
    pub(super) fn find(common: &Common, making: Option<&Making>, out: Option<&Path>) -> Result<Self, Trouble> {
        let here = world::current_folder()?;
        let start = common.root.as_deref().map_or_else(|| here.clone(), |root| here.join(root));
        let root = world::find_upwards(&start, &common.config)?;
        let disk = Disk::new();
        match world::finish(&disk, &root)? {
            Some(Leftover::Finished(files)) => {
                let files = print::count(files, "file");
                print::line(common, &format!("a change of {files} had been cut off, and is finished now"));
            }
            Some(Leftover::TakenBack) => {
                print::line(common, "a change had been cut off before it began; nothing is left of it");
            }
            None => {}
        }
        let wishes = Wishes {
            drafts: making.is_some_and(|making| making.drafts),
            base_url: making.and_then(|making| making.base_url.clone()),
            settings_file: Some(common.config.clone()),
            forms: Forms::default(),
            offered: Vec::new(),
            readability: false,
        };
        let (as_of, by_clock) = match common.as_of {
            Some(day) => (day, false),
            None => world::today()?,
        };
        let asked_out = out.map(|out| here.join(out));
        Ok(Self { base: way(&here, &root), root, home: None, wishes, disk, as_of, by_clock, asked_out })
    }

    /// Goes on with the project as git has it: in a revision, or on the day for which everything is read. Findings then name
    /// its files as git does. What is returned has to be kept for as long as something is read.
    pub(super) fn turn_back(&mut self, revision: Option<&str>) -> Result<Past, Trouble> {
        let past = world::past(&self.root, revision, self.as_of)?;
        if !past.root.join(self.settings_file()).is_file() {
            let why = format!("the commit {} has no {} here", past.commit, self.settings_file());
            return Err(Trouble::new("read", &self.root, why));
        }
        self.base = format!("{:.10}:", past.commit);
        self.home = Some(std::mem::replace(&mut self.root, past.root.clone()));
        Ok(past)
    }

    /// Reads everything.
    pub(super) fn load(&self, pipeline: &Pipeline) -> Result<(Snapshot, Layout), Trouble> {
        let layout = self.layout(pipeline);
        let mut snapshot = world::load(&self.disk, &self.root, &self.reach(&layout), self.as_of)?;
        snapshot.by_clock = self.by_clock;
        self.fetch(&mut snapshot, pipeline);
        Ok((snapshot, layout))
    }

    /// When files last changed, unless the settings do without. It is said where that cannot be told.
    pub(super) fn dated(&self, snapshot: &Snapshot, pipeline: &Pipeline, common: &Common) -> Arc<Dated> {
        let (settings, _) = pipeline.settings(snapshot, &self.wishes);
        if settings.value.site.last_change == Some(false) {
            return Arc::default();
        }
        let dated = world::dated(self.home.as_ref().unwrap_or(&self.root), snapshot.as_of);
        if dated.is_cut {
            print::line(
                common,
                "this clone has only a part of the history, so no page says when it last changed; \
                 `git fetch --unshallow` brings the rest",
            );
        }
        Arc::new(dated)
    }

    /// Reads again what has changed, which must be nothing that the layout depends on.
    pub(super) fn reload(
        &self,
        snapshot: &mut Snapshot,
        layout: &Layout,
        pipeline: &Pipeline,
        changed: &BTreeSet<PathBuf>,
    ) -> Result<(), Trouble> {
        world::reload(&self.disk, &self.root, &self.reach(layout), snapshot, changed)?;
        self.fetch(snapshot, pipeline);
        Ok(())
    }

    /// Where things stand, as the settings have it now.
    pub(super) fn layout(&self, pipeline: &Pipeline) -> Layout {
        let mut snapshot = self.nothing();
        world::fetch(&self.disk, &self.root, &mut snapshot, &BTreeSet::from([Arc::from(self.settings_file())]));
        let (settings, _) = pipeline.settings(&snapshot, &self.wishes);
        Layout::new(&settings.value, |folder| self.root.join(folder).is_dir())
    }

    /// A snapshot of nothing.
    pub(super) fn nothing(&self) -> Snapshot {
        Snapshot::new(BTreeMap::new(), self.as_of)
    }

    /// The settings file, in full.
    pub(super) fn settings_path(&self) -> PathBuf {
        self.root.join(self.settings_file())
    }

    /// The folder of the site: as asked for on the command line, or as the settings have it.
    pub(super) fn out(&self, layout: &Layout) -> PathBuf {
        self.asked_out.clone().unwrap_or_else(|| self.root.join(&layout.out))
    }

    /// The folders that hold sources, in full: a site must never be written over them.
    pub(super) fn sources(&self, layout: &Layout) -> Vec<PathBuf> {
        let folders = [layout.src.as_str(), &layout.theme].into_iter().filter(|folder| !folder.is_empty());
        let home = self.home.iter().flat_map(|home| [home.clone(), home.join(&layout.src), home.join(&layout.theme)]);
        folders.map(|folder| self.root.join(folder)).chain([self.settings_path()]).chain(home).collect()
    }

    /// The folders with the files of the project: the one that it is read from, and the one in which somebody works on it.
    pub(super) fn homes(&self) -> Vec<&Path> {
        std::iter::once(&self.root).chain(&self.home).map(PathBuf::as_path).collect()
    }

    /// The settings file, from the project's root.
    pub(super) fn settings_file(&self) -> &str {
        self.wishes.settings_file.as_deref().unwrap_or("book.toml")
    }

    fn reach(&self, layout: &Layout) -> Reach {
        let beside = [self.settings_file(), ledger::NAME, history::FOLDER].map(str::to_string);
        let mut also: Vec<String> = beside.into_iter().chain([layout.theme.clone()]).collect();
        also.extend(layout.extra.iter().cloned());
        // A site inside the content must not become content of the next one.
        let content = self.root.join(&layout.src);
        let inside = self.asked_out.as_ref().filter(|out| out.starts_with(&content) && **out != content);
        let out = inside.and_then(|out| out.strip_prefix(&self.root).ok());
        let skip = [Some(layout.out.clone()), out.map(|out| out.to_string_lossy().into_owned())];
        Reach { src: layout.src.clone(), also, skip: skip.into_iter().flatten().collect() }
    }

    fn fetch(&self, snapshot: &mut Snapshot, pipeline: &Pipeline) {
        let mut before = BTreeSet::new();
        for _ in 0..ROUNDS {
            let wanted = pipeline.wanted(snapshot, &self.wishes);
            if wanted.is_empty() || wanted == before {
                return;
            }
            world::fetch(&self.disk, &self.root, snapshot, &wanted);
            before = wanted;
        }
    }

    /// The folders of the files to which symbolic links lead.
    pub(super) fn linked(&self, snapshot: &Snapshot) -> BTreeSet<PathBuf> {
        world::linked(&self.disk, &self.root, snapshot)
    }

    /// The disk through which this project is read and written.
    pub(super) fn disk(&self) -> &Disk {
        &self.disk
    }
}

/// The way from one folder to another as a prefix for paths; in full where it would climb more than it saves.
pub(super) fn way(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<std::ffi::OsString> {
        path.components().filter(|part| *part != Component::CurDir).map(|part| part.as_os_str().to_owned()).collect()
    };
    let (from, to_parts) = (parts(from), parts(to));
    let common = from.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let up = from.len() - common;
    if common <= 1 || up > 3 {
        return format!("{}/", to.display());
    }
    let down: Vec<String> = to_parts[common..].iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let mut way = "../".repeat(up);
    for part in down {
        way.push_str(&part);
        way.push('/');
    }
    way
}
