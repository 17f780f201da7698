//! What is pasted into a mail about a place of the handbook: what it is, how old it is, and where it stays.

use crate::output::html::guide::words::day_in;
use crate::output::html::guide::words::kind_key;
use crate::policy::Kind;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// When somebody last checked a page, in the words of the theme.
pub(super) fn checked(strings: &BTreeMap<String, String>, day: Date) -> String {
    format!("{} {}", strings.get("reviewed").map_or("", String::as_str), day_in(strings, day))
}

/// A place of the handbook as a mail speaks of it.
pub struct Named<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The section of the page.
    pub section: Option<&'a str>,
    /// How strong it is, if it is an outcome: a title alone can sound like a yes.
    pub kind: Option<Kind>,
    /// The day of the last check.
    pub reviewed: Option<Date>,
    /// The link.
    pub link: &'a str,
}

/// The lines for a mail, in the words of a theme. The script of the pages, `site.js`, copies the same.
pub fn mail(strings: &BTreeMap<String, String>, named: &Named<'_>) -> String {
    let section = named.section.map_or(String::new(), |section| format!(" – {section}"));
    let kind = named.kind.map(|kind| strings.get(kind_key(kind)).cloned().unwrap_or_default());
    let day = named.reviewed.map(|day| checked(strings, day));
    let title = format!("{}{section}", named.title);
    let lines = [Some(title), kind, day, Some(named.link.to_string())];
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}
