//! What a site becomes: one row an output, one file a row.

mod addresses;
mod codes;
mod data;
mod events;
mod feed;
mod files;
mod given;
mod guide_json;
mod html;
mod job;
mod mail;
pub mod search;
mod sitemap;
mod volume;

use crate::artifact::Artifact;
use crate::site::Redirect;
use crate::site::Site;
use crate::site::Target;

pub use codes::CODES;
pub use events::Event;
pub use events::Happened;
pub use events::events;
pub use given::Files;
pub use given::Given;
pub use html::body::fragment;
pub use html::book::finished::Finished;
pub use html::book::finished::Pages;
pub use html::book::print::Sections;
#[doc(hidden)]
pub use html::guard;
pub use html::notice::Line;
pub use html::notice::Lines;
pub use html::sheets::Sheets;
pub use job::Job;
pub use mail::Named;
pub use mail::mail;
pub use volume::Forms;
pub use volume::Offered;
pub use volume::Volumes;

/// An output.
pub struct Output {
    /// Its name.
    pub name: &'static str,
    /// The files to make for a site.
    pub make: fn(&Given<'_>) -> Files,
}

/// All outputs, in no particular order: no two of them make the same file.
pub const OUTPUTS: &[Output] = &[
    Output { name: "pages", make: html::page::make },
    Output { name: "guides", make: html::guide::pages::make },
    Output { name: "replies", make: html::beside::make },
    Output { name: "mails", make: html::beside::files },
    Output { name: "guide.json", make: guide_json::make },
    Output { name: "contents", make: html::contents::make },
    Output { name: "search", make: search::make },
    Output { name: "not-found", make: html::not_found::make },
    Output { name: "redirects", make: html::redirect::make },
    Output { name: "retired", make: html::retired::make },
    Output { name: "short-links", make: html::short::make },
    Output { name: "assets", make: files::assets },
    Output { name: "files", make: files::files },
    Output { name: "host", make: files::host },
    Output { name: "catch-up", make: html::catch_up::make },
    Output { name: "changes", make: html::changes::make },
    Output { name: "feed", make: feed::make },
    Output { name: "sitemap", make: sitemap::make },
    Output { name: "addresses.json", make: addresses::make },
    Output { name: "pages.json", make: data::make },
];

/// The pages that the generator adds, with their addresses. A page of the author at the same address takes its place.
pub const ADDED: &[&str] = &[
    "index.html",
    "contents.html",
    "search.html",
    "404.html",
    "sitemap.xml",
    "changes.xml",
    "pages.json",
    "addresses.json",
];

/// The whole handbook in the forms that are asked for.
pub fn volumes(given: &Given<'_>, pages: &Pages, forms: Forms) -> Volumes {
    let mut found = Vec::new();
    let single_file = forms.single_file.then(|| html::book::single::make(given, pages, &mut found));
    let epub = forms.epub.then(|| html::book::epub::make(given, pages, &mut found));
    Volumes { single_file, epub, found }
}

/// The JSON Schema of `guide.json`.
pub fn guide_json_schema() -> serde_json::Value {
    guide_json::schema()
}

/// Files that are no pages, once more at their old addresses.
pub fn copies(site: &Site, artifacts: &[Artifact]) -> Vec<Artifact> {
    let moved = site.arranged.redirects.iter().filter(|redirect| html::redirect::is_copy(redirect));
    let copy = |redirect: &Redirect| {
        let Some(Target::File { url, .. }) = &redirect.to else { return None };
        let index = artifacts.binary_search_by(|artifact| artifact.path.cmp(url)).ok()?;
        Some(Artifact { path: redirect.from.clone(), body: artifacts[index].body.clone() })
    };
    moved.filter_map(copy).collect()
}
