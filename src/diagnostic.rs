//! The finding: a mistake, or something worth knowing, as a value with a place.

use crate::source::{FileId, Span};

use std::ops::Bound;
use std::sync::Arc;

/// What a finding does to the run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Severity {
    /// Informs.
    Note,
    /// Is shown; the exit code is 1 only with `--strict`.
    Warning,
    /// Makes the exit code 1; the site is still published.
    Error,
    /// Keeps the old site in place: what would be published is untrue or unsafe.
    Blocking,
}

impl Severity {
    /// The word that people read. A blocking error is an error.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error | Self::Blocking => "error",
        }
    }
}

/// A kind of finding: a constant beside the code that finds it.
#[derive(Debug)]
pub struct Code {
    /// Its name in messages, settings and `caveat explain`: lower case, words joined by `-`.
    pub name: &'static str,
    /// What it does to the run, unless `book.toml` says otherwise.
    pub severity: Severity,
    /// The explanation: Markdown with a `## Wrong` and a `## Mended` example.
    pub explain: &'static str,
}

impl Code {
    /// A code with its explanation.
    pub const fn new(name: &'static str, severity: Severity, explain: &'static str) -> Self {
        Self { name, severity, explain }
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Where a finding points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A stretch of a text.
    Span(Span),
    /// A file as a whole (one that has no text, or where the place is not known).
    File(Arc<str>),
    /// The project.
    Project,
}

/// One finding.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: &'static Code,
    /// What it does to this run.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Other places that belong to it, each with a word on why.
    pub labels: Vec<(Span, String)>,
    /// The way out.
    pub help: Option<String>,
    /// The way out, if a program can go it.
    pub mend: Option<Mend>,
}

/// A repair that is certain enough to be made by a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mend {
    /// The link at this place is to lead there; what stands behind `#` stays.
    Link(Span, String),
    /// The page at this path of the content takes an old address.
    Alias(Arc<str>, String),
    /// The heading of this id, on the page at this path of the content, takes an old name.
    OldName(Arc<str>, Arc<str>, String),
    /// The file at this path of the project is to say this.
    File(Arc<str>, String),
}

impl Diagnostic {
    /// A finding at a stretch of text.
    pub fn at(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Place::Span(span), message.into())
    }

    /// A finding about a file as a whole.
    pub fn in_file(code: &'static Code, path: &str, message: impl Into<String>) -> Self {
        Self::new(code, Place::File(path.into()), message.into())
    }

    /// A finding about the project.
    pub fn in_project(code: &'static Code, message: impl Into<String>) -> Self {
        Self::new(code, Place::Project, message.into())
    }

    fn new(code: &'static Code, place: Place, message: String) -> Self {
        Self { code, severity: code.severity, place, message, labels: Vec::new(), help: None, mend: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the way out for a program.
    #[must_use]
    pub fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// The file it points into, if it points into a text.
    pub fn file(&self) -> Option<FileId> {
        match &self.place {
            Place::Span(span) => Some(span.file),
            _ => None,
        }
    }
}

/// What a stage made and what it found on the way.
#[derive(Clone, Debug)]
pub struct Noted<T> {
    /// What could be made.
    pub value: T,
    /// What was found.
    pub found: Vec<Diagnostic>,
}

impl<T> Noted<T> {
    /// A value without findings.
    pub fn clean(value: T) -> Self {
        Self { value, found: Vec::new() }
    }

    /// Moves the findings into `all` and hands the value on.
    pub fn into(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.found);
        self.value
    }
}

/// Of very many known names, in order, only so many on each side of the mistyped one are compared with it, so that a
/// site with many mistakes takes no longer than its length.
pub const NEIGHBOURS: usize = 250;

/// The stretches of an ordered list before a name and from it on.
pub fn around(name: &str) -> [(Bound<&str>, Bound<&str>); 2] {
    [(Bound::Unbounded, Bound::Excluded(name)), (Bound::Included(name), Bound::Unbounded)]
}

/// The known path nearest to a mistyped one: its folder may be another, but its file name must be alike.
pub fn nearest_path<'a>(path: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let wanted = name(path);
    nearest(path, known.into_iter().filter(|known| strsim::jaro_winkler(&wanted, &name(known)) >= 0.8))
}

/// The known name nearest to a mistyped one, if one is near enough to be meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let (best, score) = known
        .into_iter()
        .map(|candidate| (candidate, strsim::jaro_winkler(&name, &candidate.to_lowercase())))
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
    (score >= 0.8).then_some(best)
}
