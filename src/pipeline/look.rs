//! The pages of a handbook with their addresses, for whoever wants to change it.

use crate::artifact::SitePath;
use crate::config::Layout;
use crate::config::Settings;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::markdown::Dialect;
use crate::memo::Hashed;
use crate::pipeline::memos::Arranged;
use crate::site::Addresses;
use crate::site::Redirect;
use crate::site::Rules;

use std::sync::Arc;

/// The pages with their addresses, and what every link means.
pub struct Look {
    /// The pages with their addresses.
    pub pages: Vec<(SitePath, Hashed<Page>)>,
    /// The rules.
    pub rules: Arc<Rules>,
    /// The settings.
    pub settings: Arc<Noted<Settings>>,
    /// The file of the settings.
    pub settings_file: String,
    /// Where things stand.
    pub layout: Layout,
    /// The language of the pages.
    pub dialect: Dialect,
    pub(super) arranged: Arc<Noted<Arranged>>,
}

impl Look {
    /// The address book.
    pub fn addresses(&self) -> &Addresses {
        &self.arranged.value.gathered.addresses
    }

    /// The addresses that lead on.
    pub fn redirects(&self) -> &[Redirect] {
        &self.arranged.value.arrangement.redirects
    }
}
