//! What happened to a handbook, day by day: in its plan of record, in its rules and what they stand on, and on its pages.

use crate::artifact::SitePath;
use crate::policy;
use crate::policy::Phase;
use crate::policy::Policy;
use crate::policy::Project;
use crate::policy::Standing;
use crate::policy::Status;
use crate::policy::Value;
use crate::policy::fill;
use crate::site::Placed;
use crate::site::Site;
use crate::site::What;
use crate::source::Dated;

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// The day.
    pub day: Date,
    /// What it was.
    pub what: Happened,
    /// The page that says more.
    pub url: SitePath,
    /// The place on it, with its `#`; empty if it is the whole page.
    pub rest: Arc<str>,
}

/// The kinds of things that happen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Happened {
    /// A project came to stand so.
    Project {
        /// What it is.
        title: Arc<str>,
        /// Its phase.
        phase: Phase,
        /// The same in one line of words.
        status: Arc<str>,
    },
    /// Rules were released.
    Release {
        /// Why their meaning changed.
        why: Option<Arc<str>>,
        /// The titles of the guides that were new, other than before, or no more.
        guides: Vec<Arc<str>>,
    },
    /// The programme came into another state.
    Programme {
        /// Its name.
        name: Arc<str>,
        /// The state.
        is: Status,
        /// What it means.
        say: Arc<str>,
    },
    /// Another value of a parameter began to hold.
    Value {
        /// What it is.
        what: Arc<str>,
        /// The value.
        value: Value,
    },
    /// The text of a page changed; only the last time is known.
    Page {
        /// Its title.
        title: Arc<str>,
    },
}

impl Happened {
    /// The order of what happened on one day: by kind, then by title.
    fn rank(&self) -> (usize, &str) {
        match self {
            Self::Project { title, .. } => (0, title),
            Self::Release { .. } => (1, ""),
            Self::Programme { name, .. } => (2, name),
            Self::Value { what, .. } => (3, what),
            Self::Page { title } => (4, title),
        }
    }
}

impl Event {
    /// The same with the values of the day in its words.
    pub fn filled(mut self, policy: &Policy) -> Self {
        let put = |text: &mut Arc<str>| *text = Arc::from(fill(policy, text));
        match &mut self.what {
            Happened::Project { title, status, .. } => [title, status].into_iter().for_each(put),
            Happened::Release { why, guides } => why.iter_mut().chain(guides).for_each(put),
            Happened::Programme { name, say, .. } => [name, say].into_iter().for_each(put),
            Happened::Value { what, .. } => put(what),
            Happened::Page { .. } => {}
        }
        self
    }
}

/// Everything that happened up to the day of the build, the newest first. `src` is the folder of the content.
pub fn events(site: &Site, src: &str, dated: &Dated) -> Vec<Event> {
    sorted(site, projects(site).chain(releases(site)).chain(pages(site, src, dated)).chain(begun(site)))
}

/// The days on which the programme came into another state, or another value began to hold, the newest first.
pub(super) fn beginnings(site: &Site) -> Vec<Event> {
    sorted(site, begun(site))
}

fn sorted(site: &Site, events: impl Iterator<Item = Event>) -> Vec<Event> {
    let mut events: Vec<Event> = events.filter(|event| event.day <= site.rules.as_of).collect();
    fn key(event: &Event) -> (Reverse<Date>, (usize, &str), &SitePath, &str) {
        (Reverse(event.day), event.what.rank(), &event.url, &event.rest)
    }
    events.sort_by(|a, b| key(a).cmp(&key(b)));
    events
}

/// What was there from the beginning has not changed.
fn begun(site: &Site) -> impl Iterator<Item = Event> {
    let rules = &site.rules.whole;
    let states = rules.programme.iter().flat_map(|programme| {
        programme.history.iter().skip(1).filter_map(|state| {
            let (name, say) = (Arc::clone(&programme.name), Arc::clone(&state.say));
            let what = Happened::Programme { name, is: state.is, say };
            Some(Event { day: state.from, what, url: SitePath::new("index.html")?, rest: Arc::from("") })
        })
    });
    let url = What::Values.url(None);
    let values = rules.params.iter().flat_map(move |(id, param)| {
        let (url, rest, what) = (url.clone(), Arc::from(format!("#{id}")), Arc::clone(&param.what));
        let event = move |dated: &policy::Dated| {
            let what = Happened::Value { what: Arc::clone(&what), value: dated.value.clone() };
            Some(Event { day: dated.from, what, url: url.clone()?, rest: Arc::clone(&rest) })
        };
        param.values.iter().skip(1).filter_map(event).collect::<Vec<_>>()
    });
    states.chain(values)
}

fn projects(site: &Site) -> impl Iterator<Item = Event> {
    let url = What::Plan.url(None);
    let of = move |project: &Project| {
        let (url, rest, title) = (url.clone(), Arc::from(format!("#{}", project.id)), Arc::clone(&project.title));
        let event = move |standing: &Standing| {
            let (title, status) = (Arc::clone(&title), Arc::clone(&standing.status));
            let what = Happened::Project { title, phase: standing.phase, status };
            Some(Event { day: standing.since, what, url: url.clone()?, rest: Arc::clone(&rest) })
        };
        project.standings.iter().filter_map(event).collect::<Vec<_>>()
    };
    site.rules.whole.plan.values().flat_map(of)
}

fn releases(site: &Site) -> impl Iterator<Item = Event> {
    let (url, all) = (What::Changes.url(None), &site.rules.history.releases);
    all.iter().enumerate().filter_map(move |(number, release)| {
        let before = number.checked_sub(1).and_then(|number| all.get(number));
        let title = |name: &Arc<str>| {
            let id = name.strip_prefix("guides/")?;
            let sides = [Some(release), before].into_iter().flatten();
            let guide = sides.filter_map(|side| side.meaning.guides.get(id)).next()?;
            Some(Arc::clone(&guide.title))
        };
        let guides = release.stores.iter().chain(&release.ends).filter_map(title).collect();
        let what = Happened::Release { why: release.why.clone(), guides };
        // What a release brought is different since the one before it.
        let rest = before.map_or_else(String::new, |before| format!("#since-{}", before.day));
        Some(Event { day: release.day, what, url: url.clone()?, rest: Arc::from(rest) })
    })
}

fn pages(site: &Site, src: &str, dated: &Dated) -> impl Iterator<Item = Event> {
    let event = move |page: &Placed| {
        let (title, url) = (Arc::clone(&page.place.title), page.place.url.clone());
        let day = dated.of(src, &page.place.source)?;
        Some(Event { day, what: Happened::Page { title }, url, rest: Arc::from("") })
    };
    site.pages.iter().filter_map(event)
}
