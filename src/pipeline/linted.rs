//! The checks of pages, each page looked at once and remembered.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::lint;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::pipeline::memos::Memos;
use crate::policy;
use crate::promise::Promises;
use crate::site::Placed;
use crate::site::Site;
use crate::source::Snapshot;
use crate::theme::Theme;

use std::sync::Arc;

use rayon::prelude::*;

impl Memos {
    /// What the checks of pages say.
    pub(super) fn linted(
        &self,
        site: &Site,
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
        let look = |page: &Placed| {
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
