//! The links of all pages, each page read once and remembered.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::pipeline::memos::Memos;
use crate::site;
use crate::site::Addresses;
use crate::site::Target;

use rayon::prelude::*;

impl Memos {
    /// Where the links of all pages lead.
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
}
