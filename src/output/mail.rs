//! What is pasted into a mail about a place of the handbook: what it is, how old it is, and where it stays.

use crate::output::html::guide::words::day_in;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// When somebody last checked a page, in the words of the theme.
pub(super) fn checked(strings: &BTreeMap<String, String>, day: Date) -> String {
    format!("{} {}", strings.get("reviewed").map_or("", String::as_str), day_in(strings, day))
}

/// The lines for a mail: title and section, the day of the last check if there was one, and the link. The page of the
/// site copies the same.
pub fn mail(
    strings: &BTreeMap<String, String>,
    title: &str,
    section: Option<&str>,
    day: Option<Date>,
    link: &str,
) -> String {
    let section = section.map_or(String::new(), |section| format!(" – {section}"));
    let day = day.map_or(String::new(), |day| format!("{}\n", checked(strings, day)));
    format!("{title}{section}\n{day}{link}\n")
}
