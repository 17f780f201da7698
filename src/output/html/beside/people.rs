//! Who can do what, and what words mean.

use crate::output::html::beside::Input;
use crate::output::html::beside::LinkView;
use crate::output::html::moved::Moved;
use crate::policy;
use crate::policy::Role;
use crate::policy::Term;
use crate::site::What;
use crate::site::urls;

use std::sync::Arc;

use serde::Serialize;

/// A role as the templates see it.
#[derive(Serialize)]
pub(super) struct RoleView {
    id: Arc<str>,
    old: Vec<Arc<str>>,
    name: Arc<str>,
    what: String,
    can: Vec<String>,
    cannot: Vec<String>,
    decides: Vec<LinkView>,
    contact: Vec<LinkView>,
    source: Option<Arc<str>>,
}

/// A word as the templates see it.
#[derive(Serialize)]
pub(super) struct TermView {
    id: Arc<str>,
    old: Vec<Arc<str>>,
    term: Arc<str>,
    also: Vec<Arc<str>>,
    means: String,
    href: Option<String>,
}

/// All roles.
pub(super) fn roles(input: &Input, moved: &Moved) -> Vec<RoleView> {
    let fill = |text: &Arc<str>| policy::fill(&input.whole, text);
    let decides = |id: &Arc<str>| {
        let guide = input.whole.guides.get(id)?;
        let href = input.href(&What::Start(Arc::clone(&guide.id)));
        Some(LinkView { title: guide.title.to_string(), href })
    };
    let view = |role: &Role| RoleView {
        id: Arc::clone(&role.id),
        old: moved.of(&role.id),
        name: Arc::clone(&role.name),
        what: fill(&role.what),
        can: role.can.iter().map(fill).collect(),
        cannot: role.cannot.iter().map(fill).collect(),
        decides: role.decides.iter().filter_map(decides).collect(),
        contact: role.contact.iter().map(contact).collect(),
        source: role.source.clone(),
    };
    input.whole.roles.values().map(view).collect()
}

/// An address opens the mail program, a number the phone.
fn contact(contact: &Arc<str>) -> LinkView {
    let mut href = String::from("mailto:");
    match contact.contains('@') {
        true => urls::encode(contact, &mut href),
        false => href = format!("tel:+{}", contact.chars().filter(char::is_ascii_digit).collect::<String>()),
    }
    LinkView { title: contact.to_string(), href }
}

/// All words, in the order of their letters.
pub(super) fn terms(input: &Input, moved: &Moved) -> Vec<TermView> {
    let mut terms: Vec<&Term> = input.whole.glossary.values().collect();
    terms.sort_by_key(|term| term.term.to_lowercase());
    let view = |term: &Term| TermView {
        id: Arc::clone(&term.id),
        old: moved.of(&term.id),
        term: Arc::clone(&term.term),
        also: term.also.clone(),
        means: policy::fill(&input.whole, &term.means),
        href: input.shared.terms.get(&term.id).and_then(|target| input.shell.hrefs.target(target)),
    };
    terms.into_iter().map(view).collect()
}
