//! Makes sure that the callouts of outcomes can be seen in a book, as the guard does for each page.

use crate::diagnostic::Diagnostic;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::html::book::finished::Ask;
use crate::output::html::book::finished::Finished;
use crate::output::html::book::finished::asks;
use crate::output::html::guard;
use crate::output::html::guard::Styles;
use crate::output::html::guide::callout::Callouts;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::viewing::Viewing;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::policy::Guide;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What must be told again wherever it was told on a page.
#[derive(Hash)]
pub(super) struct Told {
    /// The guides of the callouts.
    guides: BTreeMap<Arc<str>, Hashed<Guide>>,
    /// The callouts: a guide, and an outcome of it.
    asks: BTreeSet<Ask>,
    shared: Arc<Shared>,
}

impl Told {
    /// What these pages tell.
    pub(super) fn new<'p>(pages: impl Iterator<Item = &'p Finished>, given: &Given<'_>, shared: &Arc<Shared>) -> Self {
        let asks: BTreeSet<_> = pages.flat_map(|page| page.asks.iter().cloned()).collect();
        let is_named = |id: &Arc<str>| asks.iter().any(|(guide, _)| **guide == **id);
        let guides = given.site.rules.guides.iter().filter(|(id, _)| is_named(id));
        let guides = guides.map(|(id, guide)| (Arc::clone(id), guide.clone())).collect();
        let shared = if asks.is_empty() { Arc::default() } else { Arc::clone(shared) };
        Self { guides, asks, shared }
    }

    /// What keeps readers of a finished book from seeing it.
    pub(super) fn hidden(&self, html: &str, styles: Option<&Styles>, theme: &Theme, hrefs: &Hrefs) -> Vec<Diagnostic> {
        let styles = styles.unwrap_or_else(|| self.shared.sheets.styles());
        self.check(&self.asks, html, styles, theme, hrefs)
    }

    /// What keeps readers from seeing the callouts of a page on the file of a book that is made from it.
    pub(super) fn on(&self, page: &str, html: &str, styles: &Styles, theme: &Theme, hrefs: &Hrefs) -> Vec<Diagnostic> {
        self.check(&asks(page.as_bytes()).collect(), html, styles, theme, hrefs)
    }

    fn check(
        &self,
        asks: &BTreeSet<Ask>,
        html: &str,
        styles: &Styles,
        theme: &Theme,
        hrefs: &Hrefs,
    ) -> Vec<Diagnostic> {
        let words = Words { strings: &theme.strings, shared: &self.shared };
        let mut callouts = Callouts::new(theme);
        for (id, outcome) in asks {
            let Some(guide) = self.guides.get(id.as_str()) else { continue };
            let number = outcome.as_ref().map(|id| guide.outcomes.iter().position(|outcome| *outcome.id == **id));
            // A page may show whatever it likes under the name of an outcome that is not there.
            if number != Some(None) {
                callouts.expect(&Viewing { guide, words, hrefs }, number.flatten());
            }
        }
        let musts = callouts.musts();
        if musts.is_empty() { Vec::new() } else { guard::check(html, None, styles, &musts) }
    }
}
