//! The page of contents: the whole order of the pages, on one page.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::page;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::Contents;
use crate::theme::Theme;

use std::sync::Arc;

use serde::Serialize;

#[derive(Hash)]
struct Input {
    contents: Hashed<Contents>,
    hrefs: Hrefs,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
    template: &'static str,
}

/// Makes the page, unless the author has one at that address.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let Some(url) = SitePath::new("contents.html") else { return Files::default() };
    if given.files.contains_key(&url) || given.site.pages.iter().any(|page| page.place.url == url) {
        return Files::default();
    }
    // A site without a first page opens here.
    let has_first = given.site.pages.iter().any(|page| page.place.in_order);
    let root = page::free_root(given).filter(|_| !has_first);
    let job = |url: SitePath| Job::new(url.clone(), input(given, Hrefs::From(url), "contents.html"), render);
    Files { jobs: root.into_iter().chain([url]).map(job).collect(), ..Files::default() }
}

fn input(given: &Given<'_>, hrefs: Hrefs, template: &'static str) -> Input {
    let frame = Shells::new(given).frame(&hrefs);
    Input { contents: given.site.arranged.nav.clone(), hrefs, frame, theme: given.theme.clone(), template }
}

/// The page for missing addresses, in its built-in form: it has the whole order too.
pub(super) fn not_found(given: &Given<'_>, url: SitePath, hrefs: Hrefs) -> Job {
    Job::new(url, input(given, hrefs, "404.html"), render)
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    number: Option<&'a str>,
    href: Option<String>,
    depth: usize,
    separator: bool,
    /// How many lists the next row closes.
    closes: usize,
    /// The next row stands deeper.
    opens: bool,
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let rows = &input.contents.rows;
    let next_depth = |index: usize| rows.get(index + 1).map_or(0, |next| next.depth);
    let rows: Vec<Row<'_>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| Row {
            title: &row.title,
            number: row.number.as_deref(),
            href: row.url.as_ref().map(|url| input.hrefs.to(url)),
            depth: row.depth,
            separator: row.separator,
            closes: row.depth.saturating_sub(next_depth(index)),
            opens: next_depth(index) > row.depth,
        })
        .collect();
    let values = input.frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("canonical", &input.frame.canonical(&input.hrefs));
    context.insert("rows", &rows);
    let rendered = input.theme.render(input.template, &context);
    Noted { value: rendered.value.into_bytes(), found: rendered.found }
}
