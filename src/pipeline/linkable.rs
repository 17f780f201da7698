//! What a handbook can be linked at, without a page being made: the places, and the words that lead to them.

use crate::memo::Hashed;
use crate::output;
use crate::output::search;
use crate::output::search::Block;
use crate::output::search::Hit;
use crate::policy::Kind;
use crate::site;
use crate::site::Place;
use crate::site::Site;
use crate::site::What;
use crate::site::urls;
use crate::theme::Theme;

use std::sync::Arc;

use jiff::civil::Date;

/// What a handbook can be linked at.
pub struct Linkable {
    pub(super) site: Site,
    pub(super) blocks: Vec<Arc<Block>>,
    pub(super) base: Option<String>,
    pub(super) theme: Hashed<Theme>,
}

/// The first words of ids that say what has them.
const KINDS: [&str; 8] = ["guide", "question", "outcome", "reply", "journey", "role", "term", "value"];

/// Something to link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is, in a word: `page`, `section`, `outcome`.
    pub kind: &'static str,
    /// Its title.
    pub title: Arc<str>,
    /// The title of what it belongs to.
    pub within: Option<Arc<str>>,
    /// Its permanent id, or that of its page; nothing if the page has none.
    pub id: Option<Arc<str>>,
    /// The source of its page, from the content folder; empty if it is made from several files.
    pub source: Arc<str>,
    /// How strong it is, if it is an outcome.
    pub strength: Option<Kind>,
    /// The day of the last check.
    pub reviewed: Option<Date>,
    /// Its address: permanent if it has an id, in full if the address of the site is known.
    pub address: String,
}

impl Linkable {
    /// Is the full address of the site known?
    pub fn is_absolute(&self) -> bool {
        self.base.is_some()
    }

    /// What a query finds, the best first: what has exactly this id, this source or this address; else what search finds.
    pub fn find(&self, query: &str, most: usize) -> Vec<Link> {
        match self.exactly(query.trim()) {
            Some(link) => vec![link],
            None => search::find(&self.blocks, query, most).into_iter().map(|hit| self.link(hit)).collect(),
        }
    }

    /// The words that are near to those of a query that finds nothing.
    pub fn near(&self, query: &str) -> Vec<String> {
        search::others(&self.blocks, query)
    }

    /// What is pasted into a mail.
    pub fn mail(&self, link: &Link) -> String {
        let (title, section) = match &link.within {
            Some(page) if link.kind == "section" => (page, Some(&*link.title)),
            _ => (&link.title, None),
        };
        let named = output::Named { title, section, kind: link.strength, reviewed: link.reviewed, link: &link.address };
        output::mail(&self.theme.strings, &named)
    }

    fn places(&self) -> impl Iterator<Item = &Hashed<Place>> {
        self.site.pages.iter().map(|page| &page.place).chain(self.site.made.iter().map(|made| &made.place))
    }

    fn place(&self, url: &str) -> Option<&Hashed<Place>> {
        self.places().find(|place| urls::relative("", place.url.as_str()) == url)
    }

    fn strength(&self, place: &Place) -> Option<Kind> {
        let made = self.site.made.iter().find(|made| made.place.url == place.url)?;
        match &made.what {
            What::Outcome(guide, number) => Some(self.site.rules.guides.get(guide)?.shown(*number).0),
            _ => None,
        }
    }

    fn exactly(&self, query: &str) -> Option<Link> {
        let id = query.trim_start_matches("p/").trim_end_matches('/');
        if let Some(known) = self.site.arranged.permanent.iter().find(|known| *known.id == *id) {
            let kind = known.id.split_once('.').map_or("page", |(kind, _)| kind);
            let kind = KINDS.iter().copied().find(|known| *known == kind).unwrap_or("page");
            let hit = Hit {
                kind,
                title: Arc::clone(&known.title),
                within: None,
                page: Arc::from(urls::relative("", known.url.as_str())),
                part: known.rest.strip_prefix('#').map(Arc::from),
            };
            return Some(self.link(hit));
        }
        let is_it = |place: &&Hashed<Place>| *place.source == *query || place.url.as_str() == query;
        let place = self.site.pages.iter().map(|page| &page.place).find(is_it)?;
        let page = Arc::from(urls::relative("", place.url.as_str()));
        Some(self.link(Hit { kind: "page", title: Arc::clone(&place.title), within: None, page, part: None }))
    }

    fn link(&self, hit: Hit) -> Link {
        let place = self.place(&hit.page);
        let rest = hit.part.as_ref().map_or(String::new(), |part| format!("#{part}"));
        let known = |rest: &str| {
            let is_it =
                |known: &&site::Permanent| Some(&known.url) == place.map(|place| &place.url) && *known.rest == *rest;
            self.site.arranged.permanent.iter().find(is_it).map(|known| Arc::clone(&known.id))
        };
        // What has an id of its own needs no name of a part.
        let own = known(&rest);
        let (id, rest) = if own.is_some() { (own, "") } else { (known(""), rest.as_str()) };
        let path = id.as_ref().map_or_else(|| hit.page.to_string(), |id| site::short_link(id));
        Link {
            address: format!("{}{path}{rest}", self.base.as_deref().unwrap_or_default()),
            kind: hit.kind,
            title: hit.title,
            within: hit.within,
            id,
            source: place.map(|place| Arc::clone(&place.source)).unwrap_or_default(),
            strength: place.and_then(|place| self.strength(place)),
            reviewed: place.and_then(|place| place.front.reviewed),
        }
    }
}
