//! Addresses that have moved: from `[output.html.redirect]` and from `aliases` in front matter.

use crate::artifact::SitePath;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::site::addresses::Addresses;
use crate::site::addresses::Meaning;
use crate::site::codes;
use crate::site::former::OldAddress;
use crate::site::links;
use crate::site::target::Target;
use crate::site::urls;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

/// An address with the place that asked for it to be led on.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The old address as written: `/old.html`, `old.md`, `/page.html#old`.
    pub from: String,
    /// The new one: an address as seen from the old one.
    pub to: String,
    /// Where the old address is written.
    pub place: Place,
    /// Where the new one is written.
    pub target: Place,
}

/// One old address and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The old address.
    pub from: SitePath,
    /// Where it leads; `None` if only some of its headings have moved and the page itself still stands.
    pub to: Option<Target>,
    /// Old headings with where they lead.
    pub anchors: Vec<(Arc<str>, Target)>,
}

/// Reads all wishes. Chains are followed to their end; loops, conflicts and dead ends are found.
pub(super) fn read(wishes: &[Wish], addresses: &Addresses, found: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut table: BTreeMap<(SitePath, Option<Arc<str>>), &Wish> = BTreeMap::new();
    for wish in wishes {
        let Some(from) = old_address(&wish.from) else {
            found.push(
                note(&codes::DEAD_REDIRECT, wish, format!("`{}` is not an address of this site", wish.from))
                    .help("write the address from the root of the site: `/old/page.html`"),
            );
            continue;
        };
        if let Some(conflict) = conflict(&from, wish, addresses) {
            found.push(conflict);
            continue;
        }
        if let Some(first) = table.get(&from) {
            let mut note = note(&codes::REDIRECT_CONFLICT, wish, format!("`{}` is led on twice", wish.from));
            if let Place::Span(span) = first.place {
                note = note.label(span, "first here");
            }
            found.push(note.help("keep one of the two"));
            continue;
        }
        table.insert(from, wish);
    }
    let mut made: BTreeMap<SitePath, Redirect> = BTreeMap::new();
    for ((from, anchor), wish) in &table {
        let Some(target) = follow(from, wish, &table, addresses, found) else { continue };
        let row =
            made.entry(from.clone()).or_insert_with(|| Redirect { from: from.clone(), to: None, anchors: Vec::new() });
        match anchor {
            None => row.to = Some(target),
            Some(anchor) => row.anchors.push((Arc::clone(anchor), target)),
        }
    }
    made.into_values().collect()
}

/// A finding about the old address of a redirect.
fn note(code: &'static Code, wish: &Wish, message: String) -> Diagnostic {
    note_at(code, &wish.place, message)
}

fn note_at(code: &'static Code, place: &Place, message: String) -> Diagnostic {
    match place {
        Place::Span(span) => Diagnostic::at(code, *span, message),
        Place::File(path) => Diagnostic::in_file(code, path, message),
        Place::Project => Diagnostic::in_project(code, message),
    }
}

/// The old address as a place in the site: a source path stands for the address it had.
fn old_address(from: &str) -> Option<(SitePath, Option<Arc<str>>)> {
    let (path, anchor) = from.split_once('#').map_or((from, None), |(path, anchor)| (path, Some(Arc::from(anchor))));
    let mut path = urls::join("", path).filter(|path| is_plain(path))?;
    if from.ends_with('/') || path.is_empty() {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    let url = urls::of_page(&path).or_else(|| SitePath::new(path))?;
    Some((url, anchor))
}

/// Files that hosts look for, and a redirect would replace.
const OF_HOSTS: [&str; 4] = ["CNAME", "_headers", "_redirects", "robots.txt"];

/// Is it the path of an address that was published once, and no hidden file, no file of a host, and nothing that a browser takes
/// for more than a path?
fn is_plain(path: &str) -> bool {
    let is_hidden = path.split('/').any(|name| name.starts_with('.'));
    !is_hidden && !path.contains(['?', ':', '\\']) && !OF_HOSTS.contains(&path)
}

/// Does something stand at the old address already?
/// Another redirect does not.
fn conflict((from, anchor): &(SitePath, Option<Arc<str>>), wish: &Wish, addresses: &Addresses) -> Option<Diagnostic> {
    match (addresses.find(from.as_str(), false)?, anchor) {
        (Meaning::Page(_, page), Some(anchor)) => page.anchors.contains(anchor).then(|| {
            note(&codes::REDIRECT_CONFLICT, wish, format!("`{}` has a heading `#{anchor}`", page.path))
                .help("remove the redirect, or rename the heading")
        }),
        (Meaning::Page(_, page), None) => {
            let message = format!("the page `{}` stands at `{from}`", page.path);
            Some(note(&codes::REDIRECT_CONFLICT, wish, message).help("remove the redirect, or move the page"))
        }
        // A page that is made from rules, of which a place had another name.
        (Meaning::File(url), Some(anchor)) => addresses.has_made_place(&url, anchor).then(|| {
            note(&codes::REDIRECT_CONFLICT, wish, format!("`{url}` has a place `#{anchor}`"))
                .help("take the old name out, or give what has it now another one")
        }),
        (Meaning::File(_), None) => {
            let message = format!("a file stands at `{from}`");
            Some(
                note(&codes::REDIRECT_CONFLICT, wish, message)
                    .help("remove the redirect or the old name, or move what stands there"),
            )
        }
        (Meaning::Moved(_), _) => None,
    }
}

type Table<'a> = BTreeMap<(SitePath, Option<Arc<str>>), &'a Wish>;

/// After how many steps a redirect is taken for one that never ends.
const LONGEST: usize = 100;

/// Where a redirect leads in the end.
fn follow(
    start: &SitePath,
    wish: &Wish,
    table: &Table<'_>,
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) -> Option<Target> {
    let (mut from, mut step) = (start.clone(), wish);
    for _ in 0..table.len().min(LONGEST) + 1 {
        if let Some(is_safe) = links::leads_elsewhere(&step.to) {
            if !is_safe {
                found.push(unsafe_target(wish, step));
                return None;
            }
            return Some(Target::Elsewhere(Arc::from(step.to.trim())));
        }
        let (path, fragment) = step.to.split_once('#').map_or((step.to.as_str(), None), |(a, b)| (a, Some(b)));
        let path = if path.starts_with('/') { addresses.without_prefix(path) } else { path };
        let base = urls::folder(from.as_str());
        let Some(joined) = (if path.is_empty() { Some(from.to_string()) } else { urls::join(base, path) }) else {
            let message = format!("`{}` leads out of the site", step.to);
            let help = "nothing outside is checked; write the full address if the page stands elsewhere";
            found.push(note_at(&codes::OUTSIDE_CONTENT, &wish.target, message).help(help));
            return Some(Target::Elsewhere(Arc::from(step.to.as_str())));
        };
        let rest = fragment.map_or(String::new(), |fragment| format!("#{}", urls::encode_fragment(fragment)));
        match addresses.find(&joined, path.ends_with('/')) {
            Some(Meaning::Page(url, page)) => {
                if let Some(fragment) = fragment.filter(|&fragment| !page.anchors.contains(fragment)) {
                    let message = format!("there is no heading `#{fragment}` in `{}`", page.path);
                    let help = "lead it to a heading that exists, or leave the `#…` off";
                    found.push(note_at(&codes::DEAD_HEADING, &wish.target, message).help(help));
                }
                return Some(Target::File { url: url.clone(), rest: rest.into() });
            }
            Some(Meaning::File(url)) => return Some(Target::File { url, rest: rest.into() }),
            Some(Meaning::Moved(_)) | None => {}
        }
        let next = old_address(&joined).and_then(|(url, _)| table.get(&(url.clone(), None)).map(|step| (url, *step)));
        match next {
            Some((url, next)) => (from, step) = (url, next),
            None => {
                let message = format!("there is nothing at `{joined}`, to which `{}` leads", wish.from);
                let note = note_at(&codes::DEAD_REDIRECT, &wish.target, message);
                found.push(match addresses.nearest(&joined) {
                    Some(name) => note.help(format!("is `{name}` meant?")),
                    None => note.help("lead it to a page that exists"),
                });
                return None;
            }
        }
    }
    let (message, help) = match table.len() > LONGEST {
        true => (format!("`{}` is led on too often, or back to itself", wish.from), "lead it straight to a page"),
        false => (format!("`{}` leads back to itself", wish.from), "lead one of the addresses to a page"),
    };
    found.push(note(&codes::REDIRECT_LOOP, wish, message).help(help));
    None
}

fn unsafe_target(wish: &Wish, step: &Wish) -> Diagnostic {
    let message = format!("a redirect to `{}` is not published", step.to);
    note_at(&codes::UNSAFE_LINK, &wish.target, message)
        .help("lead it to a page, or to an address that begins with `https:`")
}

/// The wishes of the front matter of one page, which stands at `url`.
pub(super) fn of_page(aliases: &[(Arc<str>, Option<Span>)], url: &SitePath) -> Vec<Wish> {
    let wish = |(alias, span): &(Arc<str>, Option<Span>)| Wish {
        from: alias.to_string(),
        to: format!("/{url}"),
        place: span.map_or(Place::Project, Place::Span),
        target: span.map_or(Place::Project, Place::Span),
    };
    aliases.iter().map(wish).collect()
}

/// The wishes of what is made from rules.
pub(super) fn of_rules(old: &[OldAddress]) -> Vec<Wish> {
    let wish = |old: &OldAddress| Wish {
        from: format!("/{}", old.from),
        to: format!("/{}", old.to),
        place: Place::Span(old.span),
        target: Place::Span(old.span),
    };
    old.iter().map(wish).collect()
}

/// The old address of a page as a whole; `None` for one of a heading.
pub(super) fn old_page(from: &str) -> Option<SitePath> {
    old_address(from).filter(|(_, anchor)| anchor.is_none()).map(|(url, _)| url)
}

/// The old address of a heading, with its page; `None` for one of a page as a whole.
pub(super) fn old_heading(from: &str) -> Option<(SitePath, Arc<str>)> {
    let (url, anchor) = old_address(from)?;
    Some((url, anchor?))
}
