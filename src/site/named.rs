//! Links to what the rules give a name to, and to pages by name: `guide:money#notice`, `outcome:money/too-late`,
//! `param:money-notice`, `page:who-decides`.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::document::Link;
use crate::document::LinkKind;
use crate::site::addresses::Addresses;
use crate::site::codes;
use crate::site::fragment::check_fragment;
use crate::site::fragment::rest;
use crate::site::fragment::split;
use crate::site::target::Target;

use std::sync::Arc;

use percent_encoding::percent_decode_str;

/// The kinds of such links.
pub(super) const SCHEMES: &[&str] =
    &["guide", "outcome", "param", "page", "reply", "journey", "asks", "role", "term", "plan", "changes", "catch-up"];

/// Reads such a link.
pub(super) fn read(link: &Link, dest: &str, addresses: &Addresses, found: &mut Vec<Diagnostic>) -> Target {
    let decoded = percent_decode_str(dest).decode_utf8_lossy();
    let (scheme, name) = decoded.split_once(':').unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if link.kind != LinkKind::Link {
        let message = format!("`{scheme}:` names a page, which cannot be shown as a picture");
        found.push(Diagnostic::at(&codes::DEAD_RULE, link.span, message).help("write a link: `[its words](address)`"));
        return Target::Nowhere;
    }
    match scheme.as_str() {
        "page" => page(link, name.trim(), addresses, found),
        _ => rule(link, &format!("{scheme}:{}", name.trim()), addresses, found),
    }
}

fn page(link: &Link, name: &str, addresses: &Addresses, found: &mut Vec<Diagnostic>) -> Target {
    let (path, query, fragment) = split(name);
    let Some((url, page)) = addresses.named(path) else {
        let note = Diagnostic::at(&codes::DEAD_PAGE, link.span, format!("there is no page `{path}`"));
        found.push(match addresses.nearest(&format!("{path}.md")) {
            Some(near) => note.help(format!("did you mean `page:{}`?", near.trim_end_matches(".md"))),
            None => note.help("write the path of the page from the content folder, without its ending"),
        });
        return Target::Nowhere;
    };
    if let Some(fragment) = fragment {
        check_fragment(link, (url, page), fragment, addresses, found);
    }
    Target::File { url: url.clone(), rest: rest(query, fragment) }
}

fn rule(link: &Link, name: &str, addresses: &Addresses, found: &mut Vec<Diagnostic>) -> Target {
    if let Some(target) = addresses.rule(name) {
        return target.clone();
    }
    // Why a guide could not be read is said where it is written.
    let id = name.split_once(':').and_then(|(_, rest)| rest.split(['#', '/']).next());
    if matches!(name.split(':').next(), Some("guide" | "outcome")) && id.is_some_and(|id| addresses.is_unread(id)) {
        return Target::Nowhere;
    }
    found.push(dead(link, name, addresses));
    Target::Nowhere
}

/// Says that the rules give nothing this name.
fn dead(link: &Link, name: &str, addresses: &Addresses) -> Diagnostic {
    let (scheme, rest) = name.split_once(':').unwrap_or_default();
    let (what, known) = match (scheme, rest.split_once('#')) {
        ("guide", Some((guide, _))) => ("step", format!("guide:{guide}#")),
        ("outcome", _) => ("outcome", format!("outcome:{}/", rest.split('/').next().unwrap_or_default())),
        ("param", _) => ("value", "param:".to_string()),
        ("reply", _) => ("reply", "reply:".to_string()),
        ("journey", _) => ("journey", "journey:".to_string()),
        ("asks", _) => ("set of asks", "asks:".to_string()),
        ("role", _) => ("role", "role:".to_string()),
        ("changes", _) => ("page of changes", "changes:".to_string()),
        ("term", _) => ("word in the glossary", "term:".to_string()),
        ("plan", _) => ("project", "plan:".to_string()),
        ("catch-up", _) => ("page", "catch-up:".to_string()),
        _ => ("guide", "guide:".to_string()),
    };
    let note = Diagnostic::at(&codes::DEAD_RULE, link.span, format!("there is no {what} `{rest}`"));
    let whole = what != "guide";
    let names = addresses.rules().filter(|other| other.starts_with(&known) && (whole || !other.contains('#')));
    let near = nearest(name, names.clone()).or_else(|| nearest(name, addresses.rules()));
    let some: Vec<String> = names.take(8).map(|name| format!("`{name}`")).collect();
    match (near, some.is_empty()) {
        (Some(near), _) => note.help(format!("did you mean `{near}`?")),
        (None, false) => note.help(format!("there is {}", some.join(", "))),
        (None, true) => note.help("guides stand in `policy/guides/`, values in `policy/params.yaml`"),
    }
}

/// Where a text of the rules leads, such as the link of a next step.
pub(super) fn of_text(dest: &Arc<str>, span: crate::source::Span) -> Link {
    Link { kind: LinkKind::Link, dest: Arc::clone(dest), title: Arc::from(""), span, bare: false }
}
