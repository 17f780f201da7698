//! The site held against the ledger, if there is one.

use crate::artifact::Artifact;
use crate::artifact::SitePath;
use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::ledger;
use crate::ledger::Ledger;
use crate::ledger::Standing;
use crate::memo::Fingerprint;
use crate::pipeline::lost;
use crate::pipeline::memos::Memos;
use crate::pipeline::standing;
use crate::site::Site;
use crate::source::Entry;
use crate::source::Snapshot;

use std::collections::BTreeSet;
use std::sync::Arc;

impl Memos {
    /// The ledger, if there is one.
    pub(super) fn ledger(&self, snapshot: &Snapshot) -> Option<Arc<Noted<Ledger>>> {
        let source = snapshot.text(ledger::NAME)?;
        Some(self.ledgers.get(source.fingerprint, || ledger::read(source)))
    }

    /// What stands where, held against the ledger. Without a ledger there is nothing to hold it against.
    pub(super) fn standing(
        &self,
        snapshot: &Snapshot,
        site: &Site,
        layout: &Layout,
        (artifacts, passing): (&[Artifact], &BTreeSet<SitePath>),
        found: &mut Vec<Diagnostic>,
    ) -> Standing {
        found.extend(no_text(snapshot));
        let mut standing = Standing::default();
        let Some(ledger) = self.ledger(snapshot) else { return standing };
        for Artifact { path, .. } in artifacts {
            standing.add(path.clone(), !passing.contains(path) && standing::is_linked(path));
        }
        standing::places(&mut standing, site);
        found.extend(ledger.found.iter().cloned());
        let source = snapshot.text(ledger::NAME).map(|source| source.fingerprint);
        let titles = (&layout.src, site.pages.iter().map(|page| &page.place.source).collect::<Vec<_>>());
        let key = Fingerprint::of(&(source, standing.fingerprint(), titles, &site.rules.whole, snapshot.as_of));
        let around = lost::Around { site, layout, standing: &standing, as_of: snapshot.as_of };
        found.extend(self.lost.get(key, || lost::check(&ledger.value, &around)).iter().cloned());
        standing
    }
}

/// A ledger that is no text guards nothing.
fn no_text(snapshot: &Snapshot) -> Option<Diagnostic> {
    let is_asset = matches!(snapshot.files.get(ledger::NAME), Some(Entry::Asset { .. }));
    let message = format!("`{}` is no text, so no address is guarded", ledger::NAME);
    is_asset.then(|| {
        let note = Diagnostic::in_file(&ledger::MALFORMED_LEDGER, ledger::NAME, message);
        note.help("take back the last version of it that was a text, and write it as UTF-8")
    })
}
