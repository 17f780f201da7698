//! What every link of a page means, and what is wrong with those that mean nothing.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Mend;
use crate::diagnostic::Noted;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Page;
use crate::site::addresses::Addresses;
use crate::site::addresses::Meaning;
use crate::site::codes;
use crate::site::fragment::check_fragment;
use crate::site::fragment::rest;
use crate::site::fragment::split;
use crate::site::named;
use crate::site::target::Target;
use crate::site::urls;

use std::sync::Arc;

use percent_encoding::percent_decode_str;

/// The kinds of addresses that may be followed.
const SCHEMES: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "xmpp", "irc", "ircs", "matrix", "webcal", "git",
    "ssh", "news", "urn", "doi",
];

/// Reads all links of a page, which stands at `url`.
pub fn resolve(page: &Page, url: &SitePath, addresses: &Addresses) -> Noted<Vec<Target>> {
    let mut found = Vec::new();
    let mut target = |link| read(link, page, url, addresses, &mut found);
    Noted { value: page.links.iter().map(&mut target).collect(), found }
}

fn read(link: &Link, page: &Page, url: &SitePath, addresses: &Addresses, found: &mut Vec<Diagnostic>) -> Target {
    let dest = squeezed(&link.dest);
    if let Some(scheme) = scheme(&dest) {
        if named::SCHEMES.contains(&&*scheme) {
            return named::read(link, &dest, addresses, found);
        }
        if let Some(name) = literal(&dest, url, addresses).filter(|_| !SCHEMES.contains(&&*scheme)) {
            let message = format!("`{scheme}:` is taken for the kind of the link");
            let help = format!("if the page is meant, write `{}`", urls::written(&page.path, &name));
            found.push(Diagnostic::at(&codes::UNSAFE_LINK, link.span, message).help(help));
            return Target::Nowhere;
        }
        return with_scheme(link, &dest, &scheme, found);
    }
    if dest.starts_with("//") {
        third_party(link, &dest, found);
        return Target::Elsewhere(Arc::clone(&link.dest));
    }
    if dest.starts_with("\\\\") || dest.starts_with("/\\") || dest.starts_with("\\/") {
        let message = format!("browsers take the backslashes of `{dest}` for slashes, and go to another host");
        let help = "write the address in full, `https://…`, or a path with slashes";
        found.push(Diagnostic::at(&codes::UNSAFE_LINK, link.span, message).help(help));
        return Target::Nowhere;
    }
    let (path, query, fragment) = split(&dest);
    if path.is_empty() {
        match fragment {
            Some(fragment) => check_fragment(link, (url, page), fragment, addresses, found),
            None if link.dest.is_empty() => found.push(no_target(link)),
            None => {}
        }
        return here(query, fragment);
    }
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let decoded = if decoded.starts_with('/') { addresses.without_prefix(&decoded) } else { &*decoded };
    let Some(joined) = urls::join(urls::folder(url.as_str()), if decoded.is_empty() { "/" } else { decoded }) else {
        found.push(outside(link));
        return Target::Elsewhere(Arc::from(dest));
    };
    let wants_folder = decoded.ends_with('/');
    match addresses.find(&joined, wants_folder) {
        Some(Meaning::Page(url, page)) => {
            if let Some(fragment) = fragment {
                check_fragment(link, (url, page), fragment, addresses, found);
            }
            Target::File { url: url.clone(), rest: rest(query, fragment) }
        }
        Some(Meaning::File(url) | Meaning::Moved(url)) => Target::File { url, rest: rest(query, fragment) },
        None => {
            found.push(dead(link, &joined, page, url, addresses));
            Target::Elsewhere(Arc::from(dest))
        }
    }
}

/// An address without the white space and control characters that browsers pass over.
fn squeezed(dest: &str) -> String {
    dest.trim().chars().filter(|c| !c.is_control()).collect()
}

/// Does an address lead to another host? If so: may it be followed?
pub(super) fn leads_elsewhere(dest: &str) -> Option<bool> {
    let dest = squeezed(dest);
    match scheme(&dest) {
        Some(scheme) => Some(SCHEMES.contains(&scheme.as_str())),
        None => dest.starts_with("//").then_some(true),
    }
}

/// The scheme of an address, in lower case.
fn scheme(dest: &str) -> Option<String> {
    let (scheme, _) = dest.split_once(':')?;
    let mut letters = scheme.chars().filter(|c| !c.is_whitespace());
    let well_formed = letters.next()?.is_ascii_alphabetic()
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then(|| scheme.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase())
}

fn with_scheme(link: &Link, dest: &str, scheme: &str, found: &mut Vec<Diagnostic>) -> Target {
    let is_picture = link.kind == LinkKind::Embed && dest.to_ascii_lowercase().starts_with("data:image/");
    if !SCHEMES.contains(&scheme) && !is_picture {
        let message = format!("a link of the kind `{scheme}:` is not published");
        let note = Diagnostic::at(&codes::UNSAFE_LINK, link.span, message)
            .help("link to a page, a file, or an address that begins with `https:` or `mailto:`");
        found.push(note);
        return Target::Nowhere;
    }
    if matches!(scheme, "http" | "https" | "ftp") {
        third_party(link, dest, found);
    }
    Target::Elsewhere(Arc::from(dest))
}

fn third_party(link: &Link, dest: &str, found: &mut Vec<Diagnostic>) {
    let what = match link.kind {
        LinkKind::Link => return,
        LinkKind::Embed => "picture",
        LinkKind::Frame => "frame",
        LinkKind::Script => "script",
        LinkKind::Style => "style",
    };
    let host = dest.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or(dest);
    let note = Diagnostic::at(&codes::THIRD_PARTY, link.span, format!("a {what} from another host, `{host}`"))
        .help("put a copy into the content folder; readers should not be seen by other hosts, and hosts go away");
    found.push(note);
}

fn no_target(link: &Link) -> Diagnostic {
    Diagnostic::at(&codes::DEAD_PAGE, link.span, "this link has no target")
        .help("write the page in the round brackets: `[the rules](rules.md)`")
}

fn here(query: Option<&str>, fragment: Option<&str>) -> Target {
    Target::Here(match (query, fragment) {
        (None, None) => Arc::from("#"),
        _ => rest(query, fragment),
    })
}

fn outside(link: &Link) -> Diagnostic {
    let message = format!("`{}` leads out of the content folder", link.dest);
    Diagnostic::at(&codes::OUTSIDE_CONTENT, link.span, message)
        .help("nothing outside is checked or published; write the full address if the page stands elsewhere")
}

fn dead(link: &Link, path: &str, page: &Page, url: &SitePath, addresses: &Addresses) -> Diagnostic {
    let is_page = link.kind == LinkKind::Link && (urls::without_ending(path).is_some() || path.ends_with(".html"));
    let (code, what) = match is_page {
        true => (&codes::DEAD_PAGE, "page"),
        false => (&codes::DEAD_FILE, "file"),
    };
    let note = Diagnostic::at(code, link.span, format!("there is no {what} `{path}`"));
    if addresses.is_draft(path) {
        return note.help(format!("`{path}` says `draft: true`; take the link out until the page is published"));
    }
    let written = |path: &str| urls::written(&page.path, path);
    let with_ending = format!("{path}.md");
    if addresses.page(&with_ending).is_some() {
        let meant = written(&with_ending);
        return note.help(format!("did you mean `{meant}`?")).mend(Mend::Link(link.span, meant));
    }
    // The name as it is on the disk, taken for an address.
    if let Some(name) = literal(&link.dest, url, addresses) {
        let help = format!("`#`, `?` and `%` have a meaning in an address; write `{}`", written(&name));
        return note.help(help);
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        return note.help("what begins with a dot is not published; keep the file elsewhere, such as in `assets/`");
    }
    match addresses.nearest(path) {
        // Another page of that name there is none.
        Some(name) if is_page && addresses.is_only(path, name) => {
            note.help(format!("did you mean `{}`?", written(name))).mend(Mend::Link(link.span, written(name)))
        }
        Some(name) => note.help(format!("did you mean `{}`?", written(name))),
        None => note.help("the path is counted from the folder of the page, or from the content folder after a `/`"),
    }
}

/// The page or file that bears the name which the author wrote, letter by letter.
fn literal(dest: &str, url: &SitePath, addresses: &Addresses) -> Option<String> {
    let path = urls::join(urls::folder(url.as_str()), dest)?;
    addresses.find(&path, false).map(|_| path)
}
