//! A handbook is public and copied: it holds the addresses of roles, and those of no person.

use crate::diagnostic::Diagnostic;
use crate::document::Body;
use crate::lint::given::Given;
use crate::policy;

use std::collections::BTreeSet;

/// Finds e-mail addresses and phone numbers that are no role's, in comments and code too. A handbook without rules and
/// roles is a book like any other, and is not looked at.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let Some(contacts) = given.contacts else { return Vec::new() };
    let page = &given.page.page;
    let text = &page.body.text;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for range in policy::personal(text, contacts) {
        let address = &text[range.clone()];
        // What stands in the text in another form, such as with entities, follows the text once more.
        if seen.insert(address) || range.end <= written(&page.body) {
            found.push(policy::personal_data(address, page.body.span(range)));
        }
    }
    for (words, span) in &page.front.said {
        let said = policy::personal(words, contacts);
        found.extend(said.into_iter().map(|range| policy::personal_data(&words[range], *span)));
    }
    found
}

/// Where the text ends as it is written.
fn written(body: &Body) -> usize {
    body.pieces.last().map_or(0, |piece| piece.at as usize + (piece.from.end - piece.from.start) as usize)
}
