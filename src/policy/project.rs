//! A project of the plan of record as plain data, and how much attention it needs on a day.

use crate::policy::value;
use crate::source::Span;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// A piece of a large piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Project {
    /// Its id.
    pub id: Arc<str>,
    /// What it is, in a few words.
    pub title: Arc<str>,
    /// Where it stands, and where it stood before, the newest first; never empty.
    pub standings: Vec<Standing>,
    /// What is done next; a project that is done has nothing.
    pub next: Option<Arc<str>>,
    /// Who does it.
    pub owner: Arc<str>,
    /// Who decides.
    pub decision_maker: Arc<str>,
    /// Who or what it waits for, and why.
    pub waiting: Option<(Arc<str>, Arc<str>)>,
    /// Where it is talked about: addresses.
    pub issues: Vec<Arc<str>>,
    /// When somebody last looked whether all this is still so.
    pub checked: Date,
    /// After how many days somebody looks again.
    pub rhythm: u32,
    /// Where its id stands.
    pub span: Span,
}

/// How a project stood from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Standing {
    /// The first day.
    pub since: Date,
    /// The phase.
    pub phase: Phase,
    /// The same in one line of words.
    pub status: Arc<str>,
}

/// How far a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It waits for somebody or something.
    Paused,
    /// Somebody works on it.
    Active,
    /// It is wanted, and nobody has begun.
    Open,
    /// It is over.
    Done,
}

impl Phase {
    /// The phase as it is written.
    pub fn id(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Active => "active",
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

impl Project {
    /// How it stands.
    pub fn now(&self) -> Option<&Standing> {
        self.standings.first()
    }

    /// The last day on which what is written can be trusted; a project that is done stays done.
    pub fn check_by(&self) -> Option<Date> {
        let is_done = self.now().is_some_and(|now| now.phase == Phase::Done);
        (!is_done).then(|| value::after(self.checked, self.rhythm))
    }

    /// Nobody has looked at it for longer than its rhythm.
    pub fn is_unchecked(&self, as_of: Date) -> bool {
        self.check_by().is_some_and(|day| day < as_of)
    }
}

/// The projects, those first that need attention: what nobody has checked in time, then what waits, what is worked on, what
/// is wanted, and what is done. Of two alike the one comes first that nobody has looked at for longer.
pub fn by_attention(projects: &BTreeMap<Arc<str>, Project>, as_of: Date) -> Vec<&Project> {
    let mut all: Vec<&Project> = projects.values().collect();
    all.sort_by_key(|project| {
        let phase = project.now().map_or(Phase::Open, |now| now.phase);
        let done = project.now().filter(|now| now.phase == Phase::Done).map(|now| Reverse(now.since));
        (!project.is_unchecked(as_of), phase, done, project.checked)
    });
    all
}
