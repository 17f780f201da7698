//! What is looked at once all pages are known: where their links lead, and what can be said against them.

use crate::artifact::SitePath;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::lint;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::pipeline::memos::Memos;
use crate::policy;
use crate::promise::Promises;
use crate::site;
use crate::site::Addresses;
use crate::site::Target;
use crate::source::Snapshot;
use crate::theme::Theme;

use std::sync::Arc;

use rayon::prelude::*;

impl Memos {
    /// Where the links of the pages lead.
    pub(super) fn targets(
        &self,
        pages: &[(SitePath, Hashed<Page>)],
        addresses: &Addresses,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Hashed<Vec<Target>>> {
        let read = |(url, page): &(SitePath, Hashed<Page>)| {
            let key = Fingerprint::of(&(page, url, addresses.fingerprint));
            self.links.get(key, || {
                let noted = site::resolve(page, url, addresses);
                Noted { value: Hashed::new(noted.value), found: noted.found }
            })
        };
        let targets: Vec<_> = pages.par_iter().map(read).collect();
        for noted in &targets {
            found.extend(noted.found.iter().cloned());
        }
        targets.iter().map(|noted| noted.value.clone()).collect()
    }

    /// Says what can be said against the pages.
    pub(super) fn lint(
        &self,
        site: &site::Site,
        theme: &Hashed<Theme>,
        (promises, asks): (&Hashed<Promises>, &lint::Asks),
        settings: &Settings,
        snapshot: &Snapshot,
        found: &mut Vec<Diagnostic>,
    ) {
        let (review_every, plain_language, as_of) =
            (settings.site.review_every, settings.site.plain_language, snapshot.as_of);
        let params = &site.rules.params;
        let whole = &site.rules.whole;
        let has_rules = !whole.guides.is_empty() || !whole.roles.is_empty();
        let contacts = has_rules.then(|| policy::contacts(&whole.roles));
        let contacts = contacts.as_ref();
        let look = |page: &site::Placed| {
            let key = Fingerprint::of(&(
                &page.page,
                &page.place,
                &page.put,
                theme,
                promises,
                asks,
                review_every,
                plain_language,
                params,
                contacts,
                as_of,
            ));
            self.linted.get(key, || {
                let given =
                    lint::Given { page, theme, review_every, plain_language, promises, asks, params, contacts, as_of };
                lint::LINTS.iter().flat_map(|lint| (lint.check)(&given)).collect()
            })
        };
        let notes: Vec<Arc<Vec<Diagnostic>>> = site.pages.par_iter().map(look).collect();
        found.extend(notes.iter().flat_map(|notes| notes.iter().cloned()));
    }
}
