//! Where the questions about a handbook begin for which no page is made and nothing is checked.

use crate::artifact::SitePath;
use crate::config::Layout;
use crate::config::Settings;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::pipeline::gather;
use crate::pipeline::memos::Arranged;
use crate::pipeline::ruled::Ruled;
use crate::site;
use crate::site::Rules;
use crate::site::Site;
use crate::theme::Theme;

use std::sync::Arc;

/// The pages with their addresses and order, and all that these depend on.
pub(super) struct Start {
    pub settings: Arc<Noted<Settings>>,
    pub layout: Layout,
    pub theme: Hashed<Theme>,
    pub rules: Arc<Rules>,
    pub pages: Vec<Hashed<Page>>,
    pub ruled: Ruled,
    pub arranged: (Fingerprint, Arc<Noted<Arranged>>),
}

impl Start {
    /// The pages that are part of the site, each with its address.
    pub(super) fn placed(&self) -> Vec<(SitePath, Hashed<Page>)> {
        gather::placed(&self.arranged.1.value.gathered.pages, &self.pages)
    }

    /// The site, as far as it is known before links are followed.
    pub(super) fn site(&self) -> Site {
        let pages = self.placed();
        let contained = site::Contained {
            targets: &vec![Hashed::default(); pages.len()],
            put: &vec![Hashed::default(); pages.len()],
            pages: &pages,
            made: &self.ruled.made,
            rules: &self.rules,
            steps: Hashed::default(),
            terms: Hashed::default(),
        };
        let (key, arranged) = &self.arranged;
        site::join(Hashed::with(*key, Arc::clone(&arranged.value.arrangement)), contained)
    }
}
