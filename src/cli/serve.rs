//! `caveat serve`: the handbook in a browser, up to date while files are saved.

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::config::Layout;
use crate::config::MALFORMED_SETTINGS;
use crate::memo::Fingerprint;
use crate::path::is_within;
use crate::pipeline::Build;
use crate::pipeline::Pipeline;
use crate::report;
use crate::report::Report;
use crate::site;
use crate::source::Snapshot;
use crate::world;
use crate::world::Trouble;
use crate::world::serve::Listen;
use crate::world::serve::Server;
use crate::world::serve::Showing;
use crate::world::watch::Changes;
use crate::world::watch::Watcher;
use crate::world::watch::Watching;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// Options of `serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The port; 0 takes any free one.
    #[arg(short, long, default_value_t = 3000)]
    port: u16,
    /// The name or address to listen on.
    #[arg(short = 'n', long, default_value = "127.0.0.1")]
    host: String,
    /// Open the handbook in a browser.
    #[arg(short, long)]
    open: bool,
    /// Look at every file this often, in milliseconds, instead of asking the system to tell of changes.
    #[arg(long, value_name = "MS", num_args = 0..=1, default_missing_value = "500")]
    poll: Option<u64>,
    #[command(flatten)]
    making: Making,
}

/// Runs it, until it is stopped.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, Some(&own.making), None)?;
    let mut desk = Desk::new(&project, common);
    // Watching begins before reading, so that nothing can be saved in between unseen.
    let mut watch = desk.watch(own)?;
    desk.start()?;
    let listen = Listen { host: own.host.clone(), port: own.port, root: project.root.clone() };
    let server = world::serve::start(&listen, desk.showing())?;
    if !matches!(own.host.as_str(), "127.0.0.1" | "localhost" | "::1") {
        print::line(common, &format!("warning: everybody who reaches {} can read this handbook", own.host));
    }
    print::result(&format!("{}\n", server.url()))?;
    if own.open {
        world::open_in_browser(server.url().as_ref())?;
    }
    loop {
        if desk.folders() != watch.folders {
            watch = desk.watch(own)?;
            desk.changed(&Changes { rescan: true, ..Changes::default() }, &server);
        } else if let Some(changes) = watch.watcher.next() {
            desk.changed(&changes, &server);
        } else {
            return Ok(Exit::Clean);
        }
    }
}

/// A watcher with the folders it was told of.
struct Watch {
    watcher: Watcher,
    folders: Vec<PathBuf>,
}

/// The handbook as it is worked on.
struct Desk<'a> {
    project: &'a Project,
    common: &'a Common,
    pipeline: Pipeline,
    layout: Layout,
    snapshot: Snapshot,
    /// The snapshot that was built last.
    built: Fingerprint,
    files: Arc<BTreeMap<SitePath, Artifact>>,
    findings: Arc<str>,
    not_found: Option<SitePath>,
    /// Git was asked when files last changed, and when something was last committed then.
    asked_git: Option<Option<(SystemTime, u64)>>,
    /// The project could not be read the last time; the next time all of it is read.
    in_trouble: bool,
}

impl<'a> Desk<'a> {
    /// Nothing has been read but the settings.
    fn new(project: &'a Project, common: &'a Common) -> Self {
        let pipeline = Pipeline::default();
        let layout = project.layout(&pipeline);
        Self {
            project,
            common,
            pipeline,
            layout,
            snapshot: project.nothing(),
            built: Fingerprint::default(),
            files: Arc::default(),
            findings: Arc::from("[]"),
            not_found: None,
            asked_git: None,
            in_trouble: false,
        }
    }

    /// Reads and builds for the first time.
    fn start(&mut self) -> Result<(), Trouble> {
        let start = Instant::now();
        self.read_all()?;
        self.built = self.snapshot.fingerprint();
        let build = self.pipeline.build(&self.snapshot, &self.project.wishes);
        self.take(build, start);
        Ok(())
    }

    fn watch(&self, own: &Own) -> Result<Watch, Trouble> {
        let folders = self.folders();
        let skip = [PathBuf::from(&self.layout.out)];
        let poll = own.poll.map(|ms| Duration::from_millis(ms.max(10)));
        let watching = Watching { root: &self.project.root, folders: &folders, skip: &skip, poll };
        let watcher = Watcher::start(&watching)?;
        if let Some(note) = watcher.note() {
            print::line(self.common, &note);
        }
        Ok(Watch { watcher, folders })
    }

    /// What is to be watched: the content, the theme, what the settings name, and what pages put in from elsewhere.
    fn folders(&self) -> Vec<PathBuf> {
        let layout = &self.layout;
        let own = [&layout.src, &layout.theme];
        let named = own.into_iter().chain(&layout.watched).map(PathBuf::from);
        let is_own = |path: &str| own.iter().any(|folder| is_within(path, folder));
        let files = self.snapshot.files.keys().map(|path| &**path).chain(layout.extra.iter().map(String::as_str));
        let parents =
            files.filter(|path| !is_own(path)).filter_map(|path| Some(Path::new(path).parent()?.to_path_buf()));
        // The files directly in the root are watched in any case.
        let parents = parents.filter(|folder| *folder != Path::new(""));
        let linked = self.project.linked(&self.snapshot);
        let told = world::commits_told(&self.project.root);
        named.chain(parents).chain(linked).chain(told).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn changed(&mut self, changes: &Changes, server: &Server) {
        let start = Instant::now();
        let settings = self.project.settings_path();
        let is_new_layout = changes.rescan || self.in_trouble || changes.paths.contains(&settings);
        let before = self.built;
        let read = if is_new_layout { self.read_all() } else { self.read(changes) };
        self.built = self.snapshot.fingerprint();
        match read {
            // A file that no page has to do with, such as a log of this very program, was written.
            Ok(()) if !self.in_trouble && self.built == before => return,
            Ok(()) => {
                self.in_trouble = false;
                let build = self.pipeline.build(&self.snapshot, &self.project.wishes);
                self.take(build, start);
            }
            Err(trouble) => self.trouble(&trouble),
        }
        server.show(self.showing());
    }

    fn read_all(&mut self) -> Result<(), Trouble> {
        let known = Arc::clone(&self.snapshot.dated);
        (self.snapshot, self.layout) = self.project.load(&self.pipeline)?;
        self.snapshot.dated = known;
        self.ask_git();
        Ok(())
    }

    fn read(&mut self, changes: &Changes) -> Result<(), Trouble> {
        self.project.reload(&mut self.snapshot, &self.layout, &self.pipeline, &changes.paths)?;
        self.ask_git();
        Ok(())
    }

    /// Asks git when files last changed, if something was committed or brought back since.
    fn ask_git(&mut self) {
        let last = world::last_commit_told(&self.project.root);
        if self.asked_git != Some(last) {
            self.snapshot.dated = self.project.dated(&self.snapshot, &self.pipeline, self.common);
            self.asked_git = Some(last);
        }
    }

    /// Takes a build over. While the settings cannot be read, the last site made with good ones stays.
    fn take(&mut self, build: Build, start: Instant) {
        let report = Report { snapshot: &self.snapshot, found: &build.found, base: "", color: false, width: 100 };
        self.findings = Arc::from(report::overlay(&report));
        // A preview goes on when nobody reads what it says.
        let _ = print::findings(&build.found, &self.snapshot, &self.project.base, self.common, Stream::Err);
        let is_unset = build.found.iter().any(|note| *note.code == MALFORMED_SETTINGS);
        if !is_unset || self.files.is_empty() {
            let files = build.artifacts.into_iter().map(|artifact| (artifact.path.clone(), artifact));
            self.files = Arc::new(files.collect());
            self.not_found = build.not_found;
        }
        let (pages, made) = (count(build.pages, "page"), count(build.made.len(), "file"));
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        print::line(self.common, &format!("{pages}, {made} made, {ms:.0} ms: {}", report::summary(&build.found)));
    }

    fn trouble(&mut self, trouble: &Trouble) {
        print::error(&trouble.to_string());
        self.in_trouble = true;
        let row = serde_json::json!([{
            "code": "trouble", "severity": "error", "message": trouble.to_string(), "path": null, "line": null,
            "column": null, "help": null, "frame": null,
        }]);
        self.findings = Arc::from(row.to_string());
    }

    /// The folder below which the site is to be published.
    fn below(&self) -> Arc<str> {
        let (settings, _) = self.pipeline.settings(&self.snapshot, &self.project.wishes);
        let url = settings.value.output.html.site_url.as_ref().map(|url| site::path_of_url(&url.value));
        match url.as_deref().and_then(|path| path.strip_prefix('/')) {
            Some(path) if !path.is_empty() => format!("{path}/").into(),
            _ => Arc::from(""),
        }
    }

    fn showing(&self) -> Showing {
        Showing {
            files: Arc::clone(&self.files),
            findings: Arc::clone(&self.findings),
            not_found: self.not_found.clone(),
            below: self.below(),
        }
    }
}
