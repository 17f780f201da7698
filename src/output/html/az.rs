//! The page of search: a list of all titles and terms from A to Z, for readers without script; the script puts what it
//! finds above it.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::output::search::fold::fold;
use crate::output::search::fold::is_unspaced;
use crate::output::search::part::Entry;
use crate::output::search::part::Kind;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

#[derive(Hash)]
struct Input {
    pages: Vec<Hashed<Vec<Entry>>>,
    hrefs: Hrefs,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
}

/// The page.
pub(in crate::output) fn job(given: &Given<'_>, url: SitePath) -> Job {
    let pages = given.search.iter().flat_map(|block| &block.parts).map(|part| part.entries.clone()).collect();
    let hrefs = Hrefs::From(url.clone());
    let frame = Shells::new(given).frame(&hrefs);
    Job::new(url, Input { pages, hrefs, frame, theme: given.theme.clone() }, render)
}

/// The rows that begin with one letter.
#[derive(Serialize)]
struct Letter<'a> {
    letter: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    href: String,
    /// The title of the page that it is a part of, or of its guide.
    within: Option<&'a str>,
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut letters: BTreeMap<String, Vec<(String, Row<'_>)>> = BTreeMap::new();
    for (entry, page) in listed(&input.pages) {
        let folded = fold(&entry.title);
        letters.entry(letter(&folded)).or_default().push((folded, row(entry, page, &input.hrefs)));
    }
    for rows in letters.values_mut() {
        rows.sort_by(|(a, one), (b, other)| (a, &one.href).cmp(&(b, &other.href)));
    }
    let (names, rows): (Vec<String>, Vec<_>) = letters.into_iter().unzip();
    let rows = rows.into_iter().map(|rows| rows.into_iter().map(|(_, row)| row).collect());
    let letters: Vec<Letter<'_>> = names.iter().zip(rows).map(|(letter, rows)| Letter { letter, rows }).collect();
    let values = input.frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("letters", &letters);
    let mut found = Vec::new();
    let html = input.theme.render("search.html", &context).into(&mut found);
    Noted { value: html.into_bytes(), found }
}

/// What is in the list, each with its page: everything but headings that many pages have, and in a large handbook no
/// headings at all.
fn listed(pages: &[Hashed<Vec<Entry>>]) -> Vec<(&Entry, &Entry)> {
    const LARGE: usize = 500;
    const MANY: usize = 3;
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in pages.iter().flat_map(|entries| entries.iter()).filter(|entry| entry.kind == Kind::Section) {
        *often.entry(&entry.title).or_default() += 1;
    }
    let is_listed = |entry: &Entry| match entry.kind {
        Kind::Section => pages.len() <= LARGE && often.get(&*entry.title).is_none_or(|often| *often <= MANY),
        Kind::Question => false,
        _ => !entry.title.is_empty(),
    };
    let pairs = pages.iter().flat_map(|entries| entries.iter().filter_map(|entry| Some((entry, entries.first()?))));
    pairs.filter(|(entry, _)| is_listed(entry)).collect()
}

fn row<'a>(entry: &'a Entry, page: &'a Entry, hrefs: &Hrefs) -> Row<'a> {
    // Addresses of entries begin at the root, where this page stands too.
    let root = hrefs.root();
    match std::ptr::eq(entry, page) {
        true => Row { title: &entry.title, href: format!("{root}{}", entry.address), within: entry.within.as_deref() },
        false => Row {
            title: &entry.title,
            href: format!("{root}{}#{}", page.address, entry.address),
            within: Some(&page.title),
        },
    }
}

/// Under which letter a title stands. Scripts with thousands of letters stand together, and so do digits and signs.
fn letter(folded: &str) -> String {
    let first = folded.chars().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() && !is_unspaced(c) => c.to_uppercase().collect(),
        Some(c) if c.is_alphabetic() => "\u{ffff}".into(),
        _ => "0–9".into(),
    }
}
