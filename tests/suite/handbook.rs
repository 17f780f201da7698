//! A tiny handbook in memory, and what a build makes of it, in a form that can be compared.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use caveat::artifact::Body;
use caveat::diagnostic::Diagnostic;
use caveat::memo::Fingerprint;
use caveat::pipeline::Build;
use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;
use caveat::report::Report;
use caveat::source::Entry;
use caveat::source::Snapshot;
use caveat::source::Source;
use caveat::source::Unread;
use jiff::civil::Date;

/// The settings of a handbook that has none of its own.
const SETTINGS: &str = "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n";
/// The first page of a handbook that has none of its own.
const FIRST_PAGE: &str = "# Handbook\n\nStart here.\n";

/// The files of a tiny handbook.
#[derive(Clone)]
pub(crate) struct Handbook {
    files: BTreeMap<String, Entry>,
    /// The day for which it is built.
    pub(crate) as_of: Date,
    /// The clock says so, nobody else.
    pub(crate) by_clock: bool,
}

impl Default for Handbook {
    fn default() -> Self {
        Self { files: BTreeMap::new(), as_of: jiff::civil::date(2026, 1, 1), by_clock: false }
    }
}

impl std::fmt::Debug for Handbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (path, entry) in &self.files {
            match entry {
                Entry::Text(source) => writeln!(f, "\n`{path}`: {:?}", source.text)?,
                other => writeln!(f, "\n`{path}`: {other:?}")?,
            }
        }
        Ok(())
    }
}

impl Handbook {
    /// Puts a text.
    pub(crate) fn text(&mut self, path: &str, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.files.insert(path.to_owned(), Entry::Text(Source::new(path, text)));
    }

    /// Puts a text of which only the bytes are known; it is unread if they are not UTF-8.
    pub(crate) fn bytes(&mut self, path: &str, bytes: &[u8]) {
        let entry = Source::from_bytes(path, bytes).map_or_else(Entry::Unread, Entry::Text);
        self.files.insert(path.to_owned(), entry);
    }

    /// Puts a file that is only copied.
    pub(crate) fn asset(&mut self, path: &str, bytes: &[u8]) {
        let entry = Entry::Asset { fingerprint: Fingerprint::of_bytes(bytes), len: bytes.len() as u64 };
        self.files.insert(path.to_owned(), entry);
    }

    /// Puts a file that could not be read.
    pub(crate) fn unread(&mut self, path: &str, why: Unread) {
        self.files.insert(path.to_owned(), Entry::Unread(why));
    }

    /// Takes a file away; false if there is none.
    pub(crate) fn delete(&mut self, path: &str) -> bool {
        self.files.remove(path).is_some()
    }

    /// Whether there is such a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Adds settings and a first page if there are none, so that a case can be one file long.
    pub(crate) fn complete(&mut self) {
        let settings = match self.files.get("book.toml") {
            Some(Entry::Text(source)) => source.text.to_string(),
            Some(_) => String::new(),
            None => {
                self.text("book.toml", SETTINGS);
                SETTINGS.to_owned()
            }
        };
        let first = ["content/index.md", "content/README.md", "content/SUMMARY.md"];
        if settings.contains("src = \"content\"") && !first.iter().any(|path| self.has(path)) {
            self.text("content/index.md", FIRST_PAGE);
        }
    }

    /// Releases it on a day: what its rules mean is kept.
    pub(crate) fn release(&mut self, day: Date, why: &str) {
        self.complete();
        let snapshot = Snapshot::new(self.snapshot().files, day);
        let pipeline = Pipeline::default();
        let (_, layout) = pipeline.settings(&snapshot, &Wishes::default());
        let meaning = caveat::history::meaning(&pipeline.policy(&snapshot, &layout).value);
        let history = pipeline.history(&snapshot);
        let why = Some(why).filter(|why| !why.is_empty());
        for (path, text) in caveat::history::keep(&history.value, &meaning, day, why) {
            self.text(&path, &text);
        }
    }

    /// The files as a build takes them.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let files = self.files.iter().map(|(path, entry)| (Arc::from(path.as_str()), entry.clone())).collect();
        Snapshot { by_clock: self.by_clock, ..Snapshot::new(files, self.as_of) }
    }

    /// Builds it.
    pub(crate) fn build(&self, pipeline: &mut Pipeline) -> Built {
        let snapshot = self.snapshot();
        let build = pipeline.build(&snapshot, &Wishes::default());
        Built::new(snapshot, build)
    }

    /// Builds it on empty memories.
    pub(crate) fn build_cold(&self) -> Built {
        self.build(&mut Pipeline::default())
    }
}

/// What a file of the site holds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Content {
    /// Bytes made by the build.
    Made(Arc<[u8]>),
    /// A copy of this file of the project.
    Copy(Arc<str>),
}

/// What a build came to.
pub(crate) struct Built {
    /// What it was made from.
    pub(crate) snapshot: Snapshot,
    /// The site, by path.
    pub(crate) site: BTreeMap<String, Content>,
    /// How many artifacts there are; more than `site` has if two claim one path.
    pub(crate) count: usize,
    /// The findings.
    pub(crate) found: Vec<Diagnostic>,
    /// The files that were made in this run.
    pub(crate) made: BTreeSet<String>,
}

impl Built {
    fn new(snapshot: Snapshot, build: Build) -> Self {
        let site = build.artifacts.iter().map(|artifact| {
            let content = match &artifact.body {
                Body::Bytes(bytes) => Content::Made(Arc::clone(bytes)),
                Body::File { path } => Content::Copy(Arc::clone(path)),
            };
            (artifact.path.to_string(), content)
        });
        Self {
            site: site.collect(),
            count: build.artifacts.len(),
            found: build.found,
            made: build.made.iter().map(ToString::to_string).collect(),
            snapshot,
        }
    }

    /// The text of a file of the site.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        match self.site.get(path)? {
            Content::Made(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
            Content::Copy(from) => Some(format!("(a copy of {from})\n")),
        }
    }

    /// The findings in one of the formats, without colour and 100 columns wide.
    pub(crate) fn report(&self, format: &str) -> Option<String> {
        let format = caveat::report::FORMATS.iter().find(|row| row.name == format)?;
        let report = Report { snapshot: &self.snapshot, found: &self.found, base: "", color: false, width: 100 };
        Some((format.write)(&report))
    }

    /// In what two builds of the same files differ; nothing if they are the same.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let paths: BTreeSet<&String> = self.site.keys().chain(other.site.keys()).collect();
        let unlike = paths.into_iter().find(|path| self.site.get(*path) != other.site.get(*path));
        if let Some(path) = unlike {
            let text = |built: &Self| built.text(path).unwrap_or_else(|| "(not there)".to_owned());
            return Some(format!("{path} differs:\n{}", first_difference(&text(self), &text(other))));
        }
        if self.count != other.count {
            return Some(format!("{} files and {} files", self.count, other.count));
        }
        (self.found != other.found).then(|| {
            let text = |built: &Self| built.report("short").unwrap_or_default();
            format!("the findings differ:\n{}", first_difference(&text(self), &text(other)))
        })
    }
}

/// The first lines that differ, one below the other.
pub(crate) fn first_difference(left: &str, right: &str) -> String {
    let (mut a, mut b) = (left.lines(), right.lines());
    for number in 1.. {
        match (a.next(), b.next()) {
            (None, None) => break,
            (one, other) if one != other => {
                let show = |line: Option<&str>| line.map_or("(end)".to_owned(), |line| format!("`{line}`"));
                return format!("  line {number}: {}\n  and      {}", show(one), show(other));
            }
            _ => {}
        }
    }
    "  only in their line breaks or order".to_owned()
}
