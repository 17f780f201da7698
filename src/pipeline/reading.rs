//! The first stages: files become pages, a theme and an order. What was read before is remembered.

use crate::config::Layout;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::document::Summary;
use crate::markdown;
use crate::markdown::Dialect;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::pipeline::gather;
use crate::pipeline::memos::Memos;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::theme;
use crate::theme::Theme;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

impl Memos {
    /// The theme.
    pub(super) fn theme(
        &self,
        snapshot: &Snapshot,
        settings: &Settings,
        layout: &Layout,
        found: &mut Vec<Diagnostic>,
    ) -> Hashed<Theme> {
        let language = settings.book.language();
        let key = theme::fingerprint(snapshot, &layout.theme, language);
        let theme = self.themes.get(key, || shared(theme::read(snapshot, &layout.theme, language)));
        found.extend(theme.found.iter().cloned());
        Hashed::with(key, Arc::clone(&theme.value))
    }

    /// The pages, in the order of their paths.
    pub(super) fn pages(
        &self,
        snapshot: &Snapshot,
        layout: &Layout,
        settings: &Settings,
        summary: Option<&Summary>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Hashed<Page>> {
        let dialect = Hashed::new(gather::dialect(settings));
        let mut sources = gather::sources(snapshot, layout);
        if let Some(summary) = summary {
            let put_in: BTreeSet<Arc<str>> =
                sources.iter().flat_map(|source| self.closure(source, snapshot).into_keys()).collect();
            gather::leave_out(&mut sources, &put_in, summary, layout);
        }
        let pages: Vec<_> = sources.par_iter().map(|source| self.page(source, &dialect, layout, snapshot)).collect();
        for (_, page) in &pages {
            found.extend(page.found.iter().cloned());
        }
        pages.into_iter().map(|(key, page)| Hashed::with(key, Arc::clone(&page.value))).collect()
    }

    fn page(
        &self,
        source: &Source,
        dialect: &Hashed<Dialect>,
        layout: &Layout,
        snapshot: &Snapshot,
    ) -> (Fingerprint, Arc<Noted<Arc<Page>>>) {
        let path = layout.in_content(&source.path);
        let closure = self.closure(source, snapshot);
        // A file that cannot be put in brings its reason into the finding, or the names of those that are there.
        let reason = |path: &Arc<str>| match snapshot.files.get(path) {
            Some(Entry::Unread(why)) => Some(why.fingerprint()),
            other => other.map(|_| Fingerprint::default()),
        };
        let dead: Vec<Option<Fingerprint>> =
            closure.iter().filter(|(_, print)| print.is_none()).map(|(path, _)| reason(path)).collect();
        let names = (!dead.is_empty()).then(|| Fingerprint::of(&(dead, snapshot.files.keys().collect::<Vec<_>>())));
        let key = Fingerprint::of(&(source, path, dialect, closure, names));
        (key, self.pages.get(key, || shared(markdown::read(source, path, dialect, snapshot))))
    }

    /// The files that a page puts in, each with its fingerprint if it is there.
    pub(super) fn closure(
        &self,
        source: &Source,
        snapshot: &Snapshot,
    ) -> std::collections::BTreeMap<Arc<str>, Option<Fingerprint>> {
        let names =
            |source: &Source| self.names.get(source.fingerprint, || markdown::names(&source.path, &source.text));
        markdown::closure(source, snapshot, names)
    }

    /// `SUMMARY.md`, if there is one.
    pub(super) fn summary(&self, snapshot: &Snapshot, layout: &Layout) -> Option<Arc<Noted<Summary>>> {
        let source = gather::summary(snapshot, layout)?;
        Some(self.summaries.get(source.fingerprint, || markdown::read_summary(source)))
    }
}

/// A value that is handed on without being copied.
pub(super) fn shared<T>(noted: Noted<T>) -> Noted<Arc<T>> {
    Noted { value: Arc::new(noted.value), found: noted.found }
}
