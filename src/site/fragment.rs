//! The parts of an address behind its path, and the places of a page that they name.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::NEIGHBOURS;
use crate::diagnostic::around;
use crate::diagnostic::nearest;
use crate::document::Link;
use crate::document::Page;
use crate::site::addresses::Addresses;
use crate::site::codes;
use crate::site::urls;

use std::sync::Arc;

use percent_encoding::percent_decode_str;

/// Path, query and fragment of an address.
pub(super) fn split(dest: &str) -> (&str, Option<&str>, Option<&str>) {
    let (before, fragment) = dest.split_once('#').map_or((dest, None), |(before, after)| (before, Some(after)));
    let (path, query) = before.split_once('?').map_or((before, None), |(path, query)| (path, Some(query)));
    (path, query, fragment.filter(|fragment| !fragment.is_empty()))
}

/// What stands behind the path, as it is to be written.
pub(super) fn rest(query: Option<&str>, fragment: Option<&str>) -> Arc<str> {
    let mut made = String::new();
    if let Some(query) = query {
        made.push('?');
        made.push_str(&query.replace(' ', "%20"));
    }
    if let Some(fragment) = fragment {
        made.push('#');
        made.push_str(&urls::encode_fragment(&percent_decode_str(fragment).decode_utf8_lossy()));
    }
    Arc::from(made)
}

/// Says if the page has no place of that name.
pub(super) fn check_fragment(
    link: &Link,
    (url, page): (&SitePath, &Page),
    fragment: &str,
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) {
    let name = percent_decode_str(fragment).decode_utf8_lossy();
    let is_known = addresses.has_place(url, page, &name) || name == "top" || name.starts_with(":~:");
    if is_known {
        return;
    }
    let message = format!("there is no heading `#{name}` in `{}`", page.path);
    let note = Diagnostic::at(&codes::DEAD_HEADING, link.span, message);
    let [before, after] = around(&name);
    let before = page.anchors.range::<str, _>(before).rev().take(NEIGHBOURS);
    let after = page.anchors.range::<str, _>(after).take(NEIGHBOURS);
    found.push(match nearest(&name, before.chain(after).map(|anchor| &**anchor)) {
        Some(near) => note.help(format!("did you mean `#{near}`?")),
        None => note.help(headings(page)),
    });
}

/// Which headings of a page can be linked to.
fn headings(page: &Page) -> String {
    let names: Vec<String> = page.outline.iter().take(8).map(|heading| format!("`#{}`", heading.id)).collect();
    match page.outline.len() {
        0 => "the page has no headings: leave the `#…` off".into(),
        1 => format!("its only heading is {}", names.join("")),
        n if n > names.len() => format!("its headings are {}, …", names.join(", ")),
        _ => format!("its headings are {}", names.join(", ")),
    }
}
