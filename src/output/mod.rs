//! What a site becomes: one row an output, one file a row.

mod data;
mod files;
mod html;
mod job;
mod sitemap;

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::config::Settings;
use crate::memo::Hashed;
use crate::site::Site;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use html::body::fragment;
pub use html::notice::Line;
pub use html::notice::Lines;
pub use job::Job;

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
    Output { name: "contents", make: html::contents::make },
    Output { name: "not-found", make: html::not_found::make },
    Output { name: "redirects", make: html::redirect::make },
    Output { name: "assets", make: files::assets },
    Output { name: "files", make: files::files },
    Output { name: "host", make: files::host },
    Output { name: "sitemap", make: sitemap::make },
    Output { name: "pages.json", make: data::make },
];

/// What an output is given.
pub struct Given<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Hashed<Theme>,
    /// The settings.
    pub settings: &'a Settings,
    /// The lines that stand on every page.
    pub lines: &'a Lines,
    /// Files that are copied: where to, and their path from the project's root.
    pub files: &'a BTreeMap<SitePath, Arc<str>>,
    /// The folder of the content, from the project's root.
    pub src: &'a str,
    /// The address at which the site is published, with a `/` at its end.
    pub base: Option<&'a str>,
    /// The day for which the site is built.
    pub as_of: Date,
}

/// The files of an output.
#[derive(Default)]
pub struct Files {
    /// Files to be made.
    pub jobs: Vec<Job>,
    /// Files that are there already.
    pub ready: Vec<Artifact>,
}

/// The pages that the generator adds, with their addresses. A page of the author at the same address takes its place.
pub const ADDED: &[&str] = &["index.html", "contents.html", "404.html", "sitemap.xml", "pages.json"];
