//! Where the next step of each outcome leads, and where more is said about each word.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::site::addresses::Addresses;
use crate::site::links;
use crate::site::named;
use crate::site::rules::Rules;
use crate::site::target::Target;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The targets of next steps, by guide and number of the outcome.
pub type Steps = BTreeMap<(Arc<str>, usize), Target>;

/// The targets of what is said about words, by the ids of the words.
pub type Terms = BTreeMap<Arc<str>, Target>;

/// Reads the links of all next steps, as seen from the content folder.
pub fn steps(rules: &Rules, addresses: &Addresses) -> Noted<Steps> {
    let mut links = Vec::new();
    for guide in rules.guides.values() {
        for (number, outcome) in guide.outcomes.iter().enumerate() {
            if let Some((link, span)) = &outcome.next.link {
                links.push(((Arc::clone(&guide.id), number), Arc::clone(link), *span));
            }
        }
    }
    read(links, addresses)
}

/// Reads the links of all words, as seen from the content folder.
pub fn terms(rules: &Rules, addresses: &Addresses) -> Noted<Terms> {
    let terms = rules.whole.glossary.values();
    let links = terms.filter_map(|term| {
        let (link, span) = term.link.as_ref()?;
        Some((Arc::clone(&term.id), Arc::clone(link), *span))
    });
    read(links.collect(), addresses)
}

pub(super) fn read<K: Ord>(links: Vec<(K, Arc<str>, Span)>, addresses: &Addresses) -> Noted<BTreeMap<K, Target>> {
    let mut page = Page { path: Arc::from("index.md"), ..Page::default() };
    page.links = links.iter().map(|(_, dest, span)| named::of_text(dest, *span)).collect();
    let Some(url) = SitePath::new("index.html") else { return Noted::clean(BTreeMap::new()) };
    let read = links::resolve(&page, &url, addresses);
    let names = links.into_iter().map(|(name, ..)| name);
    Noted { value: names.zip(read.value).collect(), found: read.found }
}
