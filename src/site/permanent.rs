//! Permanent short links: every page, and everything on a page of the rules that has a name, has an id, and `p/ID/` leads
//! to wherever it lives now.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::policy;
use crate::policy::fill_with;
use crate::site::made::Made;
use crate::site::made::What;
use crate::site::rules::Rules;
use crate::site::target::Target;
use crate::site::urls;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that keeps its id wherever it goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Permanent {
    /// Its id: without a dot for a page of an author, with one for what the rules give a name.
    pub id: Arc<str>,
    /// Where it lives now.
    pub url: SitePath,
    /// Its place on that page: empty, or `#…` as it is to be written.
    pub rest: Arc<str>,
    /// What it is called.
    pub title: Arc<str>,
    /// Where its id is written.
    pub span: Option<Span>,
}

impl Permanent {
    /// Where it lives now, as a target.
    pub fn target(&self) -> Target {
        Target::File { url: self.url.clone(), rest: Arc::clone(&self.rest) }
    }
}

/// Where the short link of an id stands.
pub fn short_url(id: &str) -> Option<SitePath> {
    SitePath::new(format!("p/{id}/index.html"))
}

/// The short link of an id, from the root of the site, as it is given to others.
pub fn short_link(id: &str) -> String {
    let mut link = String::from("p/");
    for part in id.split('/') {
        urls::encode(part, &mut link);
        link.push('/');
    }
    link
}

/// What the rules give an id: their pages, and the roles, words and values on them.
pub fn of_rules(rules: &Rules, list: &[Made]) -> Vec<Permanent> {
    let mut all = Vec::new();
    for made in list {
        let page = |id: &Arc<str>| Permanent {
            id: Arc::clone(id),
            url: made.url.clone(),
            rest: Arc::from(""),
            title: Arc::clone(&made.title),
            span: made.span,
        };
        let own = made.front.id().map(page);
        let part = |part: Part<'_>| Permanent {
            id: Arc::from(part_id(part.kind, part.name)),
            url: made.url.clone(),
            rest: Arc::from(format!("#{}", urls::encode_fragment(part.name))),
            title: part.title,
            span: part.span,
        };
        all.extend(own);
        all.extend(parts(rules, &made.what).into_iter().map(part));
    }
    all
}

/// The permanent id of something on a page of the rules: `role.council`, `term.swag`, `value.money-notice`.
pub fn part_id(kind: &str, id: &str) -> String {
    format!("{kind}.{id}")
}

/// What stands on a page of the rules under a name of its own.
struct Part<'r> {
    kind: &'static str,
    name: &'r Arc<str>,
    title: Arc<str>,
    span: Option<Span>,
}

fn parts<'r>(rules: &'r Rules, what: &What) -> Vec<Part<'r>> {
    let whole = &rules.whole;
    let filled = |text: &str| Arc::from(fill_with(text, &|name| rules.value(name).map(ToString::to_string)));
    let role = |role: &'r policy::Role| Part {
        kind: "role",
        name: &role.id,
        title: Arc::clone(&role.name),
        span: Some(role.span),
    };
    let term = |term: &'r policy::Term| Part {
        kind: "term",
        name: &term.id,
        title: Arc::clone(&term.term),
        span: Some(term.span),
    };
    let value = |(name, param): (&'r Arc<str>, &'r policy::Param)| Part {
        kind: "value",
        name,
        title: filled(&param.what),
        // Values move in their file whenever one of them changes; no page is to be made again for that.
        span: None,
    };
    let project = |project: &'r policy::Project| Part {
        kind: "project",
        name: &project.id,
        title: filled(&project.title),
        span: Some(project.span),
    };
    match what {
        What::Plan => whole.plan.values().map(project).collect(),
        What::Roles => whole.roles.values().map(role).collect(),
        What::Glossary => whole.glossary.values().map(term).collect(),
        What::Values => rules.params.iter().map(value).collect(),
        _ => Vec::new(),
    }
}

/// The ids that authors wrote into their pages. Of two pages with one id the first keeps it, and the other is found.
pub fn of_pages(pages: &[(SitePath, Hashed<Page>)], found: &mut Vec<Diagnostic>) -> Vec<Permanent> {
    let mut first: BTreeMap<&str, &Page> = BTreeMap::new();
    let mut all = Vec::new();
    for (url, page) in pages {
        let Some((id, span)) = &page.front.id else { continue };
        if let Some(other) = first.get(&**id) {
            found.extend(span.map(|span| twice(id, span, other)));
            continue;
        }
        first.insert(id, page);
        let title = page.front.title.as_ref().or(page.title.as_ref()).unwrap_or(&page.path);
        let (id, title) = (Arc::clone(id), Arc::clone(title));
        all.push(Permanent { id, url: url.clone(), rest: Arc::from(""), title, span: *span });
    }
    all
}

fn twice(id: &str, span: Span, other: &Page) -> Diagnostic {
    let message = format!("the id `{id}` belongs to the page `{}` already", other.path);
    let first = other.front.id.as_ref().and_then(|(_, span)| *span);
    let note = Diagnostic::at(&policy::DUPLICATE_ID, span, message);
    let note = first.into_iter().fold(note, |note, span| note.label(span, "the other one"));
    note.help("a copied page takes the id of the first along: remove the line, and let `caveat id` write a new one")
}

/// A new id for the page at `path`: seven letters and digits that nobody takes for others, the first a letter, no vowels.
/// It is made from the path, so that two authors who give one page an id on the same day give it the same.
pub fn new_id(path: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const LETTERS: &[u8] = b"cdfghjkmnpqrtwx";
    const ALL: &[u8] = b"cdfghjkmnpqrtwx34679";
    let id = |attempt: u32| {
        let mut rest = Fingerprint::of(&(path, attempt)).0;
        let mut next = |of: &[u8]| {
            let letter = of[(rest % of.len() as u128) as usize];
            rest /= of.len() as u128;
            char::from(letter)
        };
        let first = next(LETTERS);
        std::iter::once(first).chain((0..6).map(|_| next(ALL))).collect::<String>()
    };
    (0..).map(id).find(|id| !is_taken(id)).unwrap_or_default()
}
