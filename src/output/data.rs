//! `pages.json`: every page with its title, address, owner and dates, for other programs.
//!
//! `{"version": 1, "title": …, "pages": [{"title", "url", "source", "id", "short", "description", "owner", "reviewed",
//! "review_by", "changed"}]}`. Addresses are relative to the root of the site, `short` is the permanent one; a value that is not known
//! is `null`; days are written `2026-11-21`. New keys may be added without a new version.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::site::Arrangement;
use crate::site::Place;
use crate::site::short_link;
use crate::site::urls;

use jiff::civil::Date;
use serde::Serialize;

#[derive(Hash)]
struct Input {
    title: Option<String>,
    review_every: Option<u32>,
    /// The days on which the sources of the pages last changed, in their order.
    changed: Vec<Option<Date>>,
    arranged: Hashed<Arrangement>,
}

#[derive(Serialize)]
struct Pages<'a> {
    version: u32,
    title: Option<&'a str>,
    pages: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    url: String,
    source: &'a str,
    id: Option<&'a str>,
    short: Option<String>,
    description: Option<&'a str>,
    owner: Option<&'a str>,
    reviewed: Option<String>,
    review_by: Option<String>,
    changed: Option<String>,
}

/// Makes the file.
pub(super) fn make(given: &Given<'_>) -> Files {
    let Some(path) = SitePath::new("pages.json") else { return Files::default() };
    let title = given.settings.book.title.clone();
    let review_every = given.settings.site.review_every;
    let changed = |(_, place): &(usize, Hashed<Place>)| given.dated.of(given.src, &place.source);
    let changed = given.site.arranged.places.iter().map(changed).collect();
    let input = Input { title, review_every, changed, arranged: given.site.arranged.clone() };
    Files { jobs: vec![Job::new(path, input, render)], ..Files::default() }
}

fn row(place: &Place, review_every: Option<u32>, changed: Option<Date>) -> Row<'_> {
    let front = &place.front;
    Row {
        title: &place.title,
        url: urls::relative("", place.url.as_str()),
        source: &place.source,
        review_by: front.review_by(review_every).map(|day| day.to_string()),
        reviewed: front.reviewed.map(|day| day.to_string()),
        id: front.id().map(|id| &**id),
        short: front.id().map(|id| short_link(id)),
        description: front.description.as_deref(),
        owner: front.owner.as_deref(),
        changed: changed.map(|day| day.to_string()),
    }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let places = input.arranged.places.iter().zip(&input.changed);
    let rows = places.map(|((_, place), changed)| row(place, input.review_every, *changed));
    let pages = Pages { version: 1, title: input.title.as_deref(), pages: rows.collect() };
    // Only maps with keys that are not text can fail to be written, and there are none.
    let mut json = serde_json::to_string_pretty(&pages).unwrap_or_default();
    json.push('\n');
    Noted::clean(json.into_bytes())
}
