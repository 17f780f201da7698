//! The page that a host shows at a missing address. It may be shown at any depth, so its addresses begin at the root.

use crate::artifact::SitePath;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::contents;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::page;
use crate::output::html::page::Makers;
use crate::output::job::Job;

/// Makes `404.html`: the author's page if there is one, else the theme's.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let Some(url) = SitePath::new("404.html") else { return Files::default() };
    if given.files.contains_key(&url) {
        return Files::default();
    }
    let hrefs = Hrefs::Rooted(root(given));
    let job = match given.site.arranged.not_found {
        Some(index) => Job::new(url, Makers::new(given).input(&given.site.pages[index], hrefs), page::render),
        None => contents::not_found(given, url, hrefs),
    };
    Files { jobs: vec![job], passing: true, ..Files::default() }
}

/// The path under which the site is published: `/` if nothing is set.
fn root(given: &Given<'_>) -> String {
    let site_url = given.settings.output.html.site_url.as_ref().map_or("/", |at| at.value.as_str());
    let path = match site_url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => site_url,
    };
    format!("/{}/", path.trim_matches('/')).replace("//", "/")
}
