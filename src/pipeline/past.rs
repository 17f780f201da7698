//! The releases of a handbook, and the pages that name what is other since.

use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Embedded;
use crate::document::Page;
use crate::history;
use crate::history::Diff;
use crate::history::History;
use crate::history::There;
use crate::memo::Fingerprint;
use crate::pipeline::Pipeline;
use crate::pipeline::Wishes;
use crate::site::Rules;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeSet;
use std::sync::Arc;

/// The files of the history.
fn files(snapshot: &Snapshot) -> impl Iterator<Item = &Source> {
    let below = snapshot.below(history::FOLDER).filter(|(path, _)| history::is_own(path));
    below.filter_map(|(path, _)| snapshot.text(path))
}

/// Made from all of them.
pub(super) fn key(snapshot: &Snapshot) -> Fingerprint {
    Fingerprint::of(&files(snapshot).map(|source| source.fingerprint).collect::<Vec<_>>())
}

impl Pipeline {
    /// The releases.
    pub fn history(&self, snapshot: &Snapshot) -> Arc<Noted<Arc<History>>> {
        self.memos.histories.get(key(snapshot), || {
            let read = history::read(files(snapshot));
            Noted { value: Arc::new(read.value), found: read.found }
        })
    }

    /// The rules held against the last release.
    pub(super) fn held(&self, history: &History, rules: &Rules, snapshot: &Snapshot) -> Arc<Vec<Diagnostic>> {
        let key = Fingerprint::of(&(&rules.whole, key(snapshot)));
        self.memos.held.get(key, || history::hold(history, &rules.whole, &history::meaning(&rules.whole)))
    }

    /// The pages that name a guide, an outcome or a value which means something else.
    pub fn naming(&self, snapshot: &Snapshot, layout: &Layout, diff: &Diff, wishes: &Wishes) -> Vec<history::Page> {
        let (settings, _) = self.settings(snapshot, wishes);
        let summary = self.memos.summary(snapshot, layout);
        let summary = summary.as_ref().map(|summary| &summary.value);
        let pages = self.memos.pages(snapshot, layout, &settings.value, summary, &mut Vec::new());
        let changed = changed(diff);
        let one = |page: &Page| {
            let because: BTreeSet<Arc<str>> = names(page).filter(|name| changed.contains(name)).collect();
            (!because.is_empty()).then(|| history::Page { path: Arc::clone(&page.path), because })
        };
        pages.iter().filter_map(|page| one(page)).collect()
    }
}

/// What means something else, as pages name it.
fn changed(diff: &Diff) -> BTreeSet<Arc<str>> {
    let guides = diff.guides.iter().filter(|change| change.is_major());
    let guides = guides.flat_map(|change| {
        let outcomes = change.outcomes().into_iter().map(|id| format!("outcome:{}/{id}", change.guide));
        let all = change.there != There::New;
        outcomes.chain(all.then(|| format!("guide:{}", change.guide)))
    });
    let params = diff.params.iter().filter(|change| change.is_major()).map(|change| format!("param:{}", change.param));
    guides.chain(params).map(Arc::from).collect()
}

/// What a page names of the rules, in its links and in what it puts in.
fn names(page: &Page) -> impl Iterator<Item = Arc<str>> {
    let links = page.links.iter().map(|link| link.dest.split('#').next().unwrap_or_default().to_string());
    let embeds = page.body.embeds.iter().map(|embed| match embed.what {
        Embedded::Param => format!("param:{}", embed.of),
        Embedded::Outcome => format!("outcome:{}", embed.of),
        Embedded::NoGuarantee if embed.of.contains('/') => format!("outcome:{}", embed.of),
        Embedded::Guide | Embedded::NoGuarantee | Embedded::Table | Embedded::Journey => format!("guide:{}", embed.of),
    });
    links.chain(embeds).map(Arc::from)
}
