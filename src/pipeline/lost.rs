//! Addresses of the ledger at which nothing stands any more, each with the line that mends it.

use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::ledger;
use crate::ledger::Ledger;
use crate::ledger::Lost;
use crate::ledger::Standing;
use crate::site::Placed;
use crate::site::Site;

use std::collections::BTreeSet;

use jiff::civil::Date;

/// What lost addresses are held against.
pub(super) struct Around<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Where things stand.
    pub(super) layout: &'a Layout,
    /// What stands where.
    pub(super) standing: &'a Standing,
    /// The day.
    pub(super) as_of: Date,
}

/// Says which recorded addresses answer no more.
pub(super) fn check(ledger: &Ledger, around: &Around<'_>) -> Vec<Diagnostic> {
    let lost = around.standing.lost(ledger, around.as_of);
    if lost.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = ledger.records.iter().map(|record| ledger.address(record)).collect();
    lost.iter().filter(|lost| !is_said_elsewhere(lost.path, around)).map(|lost| one(lost, &known, around)).collect()
}

/// A guide that could not be read or proved has no pages; why is said where it is written.
fn is_said_elsewhere(path: &str, around: &Around<'_>) -> bool {
    let rules = &around.site.rules;
    let id = path.strip_prefix("guides/").and_then(|rest| rest.split('/').next());
    let is_unproved = |id: &str| rules.guides.get(id).is_some_and(|guide| guide.tree.is_none());
    id.is_some_and(|id| rules.whole.unread.contains(id) || is_unproved(id))
}

fn one(lost: &Lost<'_>, known: &BTreeSet<&str>, around: &Around<'_>) -> Diagnostic {
    let (what, help) = match lost.place {
        Some(place) => {
            (format!("`{}` has no place `#{place}` any more", lost.path), heading(lost.path, place, known, around))
        }
        None => (format!("nothing stands at `{}` any more", lost.path), file(lost.path, known, around)),
    };
    let with = match lost.with {
        0 => String::new(),
        1 => ", and 1 place of it is lost with it".to_string(),
        n => format!(", and {n} places of it are lost with it"),
    };
    let since = lost.record.since;
    let message = format!("{what}{with}; people may have kept links to it since {since}");
    Diagnostic::at(&ledger::LOST_ADDRESS, lost.record.span, message).help(help)
}

/// The way out for a heading: the line for the heading that has another name now.
fn heading(path: &str, place: &str, known: &BTreeSet<&str>, around: &Around<'_>) -> String {
    let Some(page) = around.site.pages.iter().find(|page| page.place.url.as_str() == path) else {
        return redirect(&format!("{path}#{place}"), path);
    };
    let is_new = |id: &str| !known.contains(format!("{path}#{id}").as_str());
    let new: Vec<&str> = page.page.outline.iter().map(|heading| &*heading.id).filter(|id| is_new(id)).collect();
    let renamed = match new[..] {
        [only] => Some(only),
        _ => nearest(place, new.iter().copied()),
    };
    let source = in_project(page, around);
    let gone = redirect(&format!("{path}#{place}"), path);
    match renamed {
        Some(id) => format!(
            "if the heading `#{id}` is the one, write `{{formerly={place}}}` behind its words in `{source}`; otherwise \
             {gone}"
        ),
        None => format!(
            "behind the words of the heading that has another name now, in `{source}`, write \
             `{{formerly={place}}}`; if there is none, {gone}"
        ),
    }
}

/// The way out for a page or file: the line for the page that has its words now.
fn file(path: &str, known: &BTreeSet<&str>, around: &Around<'_>) -> String {
    let is_new = |page: &&Placed| !known.contains(page.place.url.as_str());
    let new = || around.site.pages.iter().filter(is_new);
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_string();
    let mut same = new().filter(|page| name(page.place.url.as_str()) == name(path));
    let moved = match (same.next(), same.next()) {
        (Some(page), None) => Some(page),
        _ => nearest(path, new().map(|page| page.place.url.as_str()))
            .and_then(|near| new().find(|page| page.place.url.as_str() == near)),
    };
    match moved {
        Some(page) => {
            let source = in_project(page, around);
            format!(
                "if its text is in `{source}` now, write `aliases: [{path}]` into the front matter there; otherwise {}",
                redirect(path, "index.html")
            )
        }
        None => redirect(path, "index.html"),
    }
}

fn redirect(from: &str, to: &str) -> String {
    format!(
        "write `\"/{from}\" = \"/{to}\"` below `[output.html.redirect]` in `book.toml`, with the place that serves best"
    )
}

fn in_project(page: &Placed, around: &Around<'_>) -> String {
    match around.layout.src.as_str() {
        "" => page.place.source.to_string(),
        src => format!("{src}/{}", page.place.source),
    }
}
