//! A guide with everything that is needed to show it on one page.

use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::policy::Guide;
use crate::policy::Target;
use crate::site::What;

use std::sync::Arc;

/// What a view is made from.
#[derive(Clone, Copy)]
pub(in crate::output::html) struct Viewing<'a> {
    /// The guide.
    pub(in crate::output::html) guide: &'a Guide,
    /// The words.
    pub(in crate::output::html) words: Words<'a>,
    /// How the page names other files.
    pub(in crate::output::html) hrefs: &'a Hrefs,
}

impl Viewing<'_> {
    /// The address of a page of the guide.
    pub(super) fn href(&self, what: &What) -> String {
        what.url(Some(self.guide)).map(|url| self.hrefs.to(&url)).unwrap_or_default()
    }

    /// The id of the guide.
    pub(super) fn id(&self) -> Arc<str> {
        Arc::clone(&self.guide.id)
    }

    /// The page to which a way leads.
    pub(super) fn target(&self, target: Target) -> What {
        match target {
            Target::Ask(node) => What::Node(self.id(), node),
            Target::End(outcome) => What::Outcome(self.id(), outcome),
        }
    }
}
