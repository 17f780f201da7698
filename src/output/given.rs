//! What every output is made from, and what it hands back.

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::config::Settings;
use crate::memo::Hashed;
use crate::output::html::notice::Lines;
use crate::output::html::sheets::Sheets;
use crate::output::job::Job;
use crate::output::search::block::Block;
use crate::output::volume::Offered;
use crate::site::Site;
use crate::site::What;
use crate::source::Dated;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What an output is given.
pub struct Given<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Hashed<Theme>,
    /// The settings.
    pub settings: &'a Settings,
    /// The style sheets that pages can load.
    pub sheets: Arc<Sheets>,
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
    /// When files last changed.
    pub dated: &'a Dated,
    /// The words of all pages, for search.
    pub search: &'a [Arc<Block>],
    /// The handbook as one file, if that stands in the site.
    pub offered: &'a [Offered],
}

impl Given<'_> {
    /// Where the page of search stands; nothing if the settings turn search off, or if the author has a page there.
    pub(super) fn search_page(&self) -> Option<SitePath> {
        let url = SitePath::new("search.html").filter(|_| self.settings.output.html.search.is_on())?;
        let is_taken = self.files.contains_key(&url) || self.site.pages.iter().any(|page| page.place.url == url);
        (!is_taken).then_some(url)
    }

    /// Where the page of changes stands, if something was released and no page of the author stands there.
    pub(super) fn changes_page(&self) -> Option<SitePath> {
        let made = self.site.made.iter().find(|made| made.what == What::Changes);
        made.map(|made| made.place.url.clone())
    }

    /// Where the feed of changes stands, if something was released and the full address of the site is known.
    pub(super) fn feed(&self) -> Option<SitePath> {
        let url = SitePath::new("changes.xml").filter(|_| self.base.is_some())?;
        let is_free = !self.files.contains_key(&url) && !self.site.rules.history.releases.is_empty();
        is_free.then_some(url)
    }
}

/// The files of an output.
#[derive(Default)]
pub struct Files {
    /// Files to be made.
    pub jobs: Vec<Job>,
    /// Files that are there already.
    pub ready: Vec<Artifact>,
    /// Nobody links to them: they come and go with what needs them, as the style of the pages does.
    pub passing: bool,
}
