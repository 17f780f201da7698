//! Where the next step of each outcome leads.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::site::addresses::Addresses;
use crate::site::links;
use crate::site::named;
use crate::site::rules::Rules;
use crate::site::target::Target;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The targets of next steps, by guide and number of the outcome.
pub type Steps = BTreeMap<(Arc<str>, usize), Target>;

/// Reads the links of all next steps, as seen from the content folder.
pub fn steps(rules: &Rules, addresses: &Addresses) -> Noted<Steps> {
    let mut names = Vec::new();
    let mut page = Page { path: Arc::from("index.md"), ..Page::default() };
    for guide in rules.guides.values() {
        for (number, outcome) in guide.outcomes.iter().enumerate() {
            if let Some((link, span)) = &outcome.next.link {
                names.push((Arc::clone(&guide.id), number));
                page.links.push(named::of_text(link, *span));
            }
        }
    }
    let Some(url) = SitePath::new("index.html") else { return Noted::clean(Steps::new()) };
    let read = links::resolve(&page, &url, addresses);
    Noted { value: names.into_iter().zip(read.value).collect(), found: read.found }
}
