//! What happened to a handbook, day by day: in its plan of record, in its rules, and on its pages.

use crate::artifact::SitePath;
use crate::policy::Phase;
use crate::policy::Policy;
use crate::policy::Project;
use crate::policy::Standing;
use crate::policy::fill;
use crate::site::Placed;
use crate::site::Site;
use crate::site::What;
use crate::source::Dated;

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The text of a page changed; only the last time is known.
    Page {
        /// Its title.
        title: Arc<str>,
    },
}

impl Event {
    /// The same with the values of the day in its words.
    pub fn filled(mut self, policy: &Policy) -> Self {
        let put = |text: &mut Arc<str>| *text = Arc::from(fill(policy, text));
        match &mut self.what {
            Happened::Project { title, status, .. } => [title, status].into_iter().for_each(put),
            Happened::Release { why, guides } => why.iter_mut().chain(guides).for_each(put),
            Happened::Page { .. } => {}
        }
        self
    }
}

/// Everything that happened up to the day of the build, the newest first. `src` is the folder of the content.
pub fn events(site: &Site, src: &str, dated: &Dated) -> Vec<Event> {
    let mut events: Vec<Event> = projects(site).chain(releases(site)).chain(pages(site, src, dated)).collect();
    events.retain(|event| event.day <= site.rules.as_of);
    events.sort_by(|a, b| (b.day, &a.what, &a.url).cmp(&(a.day, &b.what, &b.url)));
    events
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
