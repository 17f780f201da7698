//! `pages.json`: every page with its title, address, owner and dates, for other programs.
//!
//! `{"version": 1, "title": …, "pages": [{"title", "url", "source", "id", "description", "owner", "reviewed",
//! "review_by"}]}`. Addresses are relative to the root of the site; a value that is not known is `null`; days are written
//! `2026-11-21`. New keys may be added without a new version.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::site::Placed;

use std::sync::Arc;

use serde::Serialize;

#[derive(Hash, Serialize)]
struct Pages {
    version: u32,
    title: Option<String>,
    pages: Vec<Row>,
}

#[derive(Hash, Serialize)]
struct Row {
    title: Arc<str>,
    url: String,
    source: Arc<str>,
    id: Option<Arc<str>>,
    description: Option<Arc<str>>,
    owner: Option<Arc<str>>,
    reviewed: Option<String>,
    review_by: Option<String>,
}

/// Makes the file.
pub(super) fn make(given: &Given<'_>) -> Files {
    let Some(path) = SitePath::new("pages.json") else { return Files::default() };
    let row = |page: &Placed| row(page, given.settings.site.review_every);
    let pages = given.site.pages.iter().map(row).collect();
    let input = Pages { version: 1, title: given.settings.book.title.clone(), pages };
    Files { jobs: vec![Job::new(path, input, render)], ..Files::default() }
}

fn row(placed: &Placed, review_every: Option<u32>) -> Row {
    let front = &placed.page.front;
    Row {
        title: Arc::clone(&placed.title),
        url: placed.url.to_string(),
        source: Arc::clone(&placed.page.path),
        review_by: front.review_by(review_every).map(|day| day.to_string()),
        reviewed: front.reviewed.map(|day| day.to_string()),
        id: front.id.clone(),
        description: front.description.clone(),
        owner: front.owner.clone(),
    }
}

fn render(pages: &Pages) -> Noted<Vec<u8>> {
    // Only maps with keys that are not text can fail to be written, and there are none.
    let mut json = serde_json::to_string_pretty(pages).unwrap_or_default();
    json.push('\n');
    Noted::clean(json.into_bytes())
}
