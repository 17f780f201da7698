//! One HTML page for each page of the handbook.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::body::Writing;
use crate::output::html::body::write;
use crate::output::html::guide::embeds;
use crate::output::html::guide::shared::Shared;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::moved::Moved;
use crate::output::html::moved::moved;
use crate::output::html::shell::Shell;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::Placed;
use crate::site::Put;
use crate::site::Target;
use crate::site::urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut makers = Makers::new(given);
    let pages = given.site.pages.iter().enumerate().filter(|(index, page)| {
        // The page for missing addresses is made for its own sake only if it stands at another address too.
        Some(*index) != given.site.arranged.not_found || page.place.url.as_str() != "404.html"
    });
    let jobs = pages.map(|(_, page)| {
        let input = makers.input(page, Hrefs::From(page.place.url.clone()));
        Job::new(page.place.url.clone(), input, render)
    });
    let mut jobs: Vec<Job> = jobs.collect();
    jobs.extend(front_page(given, &mut makers));
    Files { jobs, ..Files::default() }
}

/// The first page once more at `index.html`, if nothing else stands there: a site opens at its root.
fn front_page(given: &Given<'_>, makers: &mut Makers<'_>) -> Option<Job> {
    let url = free_root(given)?;
    let first = given.site.pages.iter().find(|page| page.place.in_order)?;
    let input = makers.input(first, Hrefs::From(url.clone()));
    Some(Job::new(url, input, render))
}

/// The address of the root, if nothing stands there.
pub(super) fn free_root(given: &Given<'_>) -> Option<SitePath> {
    let url = SitePath::new("index.html")?;
    let site = given.site;
    let is_taken = site.pages.iter().any(|page| page.place.url == url)
        || site.arranged.redirects.iter().any(|redirect| redirect.from == url)
        || given.files.contains_key(&url);
    (!is_taken).then_some(url)
}

/// Everything that goes into a page.
#[derive(Hash)]
pub(super) struct Input {
    shell: Shell,
    page: Hashed<Page>,
    targets: Hashed<Vec<Target>>,
    put: Hashed<Put>,
    rules: Arc<Shared>,
}

/// Makes the inputs of pages.
pub(super) struct Makers<'a> {
    shells: Shells<'a>,
    rules: Arc<Shared>,
}

impl<'a> Makers<'a> {
    /// For one build.
    pub(super) fn new(given: &'a Given<'a>) -> Self {
        Self { shells: Shells::new(given), rules: Shared::new(given) }
    }

    /// Everything that goes into a page.
    pub(super) fn input(&mut self, placed: &Placed, hrefs: Hrefs) -> Input {
        Input {
            shell: self.shells.shell(&placed.place, hrefs),
            page: placed.page.clone(),
            targets: placed.targets.clone(),
            put: placed.put.clone(),
            rules: match placed.put.embeds.is_empty() {
                true => Shared::none(),
                false => Arc::clone(&self.rules),
            },
        }
    }
}

/// The template of a page: the one its front matter names, if there is such a one.
fn template(input: &Input) -> String {
    let named = input.shell.place.front.template.as_ref().map(|(name, _)| match name.ends_with(".html") {
        true => name.to_string(),
        false => format!("{name}.html"),
    });
    named.filter(|name| input.shell.parts.theme.has_template(name)).unwrap_or_else(|| "page.html".into())
}

#[derive(Serialize)]
struct HeadingValue<'a> {
    level: u8,
    href: String,
    text: &'a str,
}

/// Renders a page.
pub(super) fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let (page, parts) = (&input.page, &input.shell.parts);
    let has_heading = page.outline.iter().any(|heading| heading.level == 1);
    let mut context = input.shell.context(has_heading, &mut found);
    context.insert("toc", &toc(page));
    let moved = moved(&input.shell.place, &input.shell.hrefs);
    let old_names = old_names(page, &moved);
    context.insert("moved", &moved.elsewhere);
    let (embeds, callouts) = embeds::render(&input.put.embeds, &input.rules, &input.shell, &mut found);
    let writing = Writing {
        page,
        targets: &input.targets,
        hrefs: &input.shell.hrefs,
        theme: Some(&parts.theme),
        old_names: &old_names,
        embeds: &embeds,
        meanings: &input.put.meanings,
    };
    let content = write(&writing);
    let (heading, text) = split_heading(&content);
    context.insert_value("heading", tera::Value::safe_string(heading));
    context.insert_value("text", tera::Value::safe_string(text));
    context.insert_value("content", tera::Value::safe_string(&content));
    let html = parts.theme.render(&template(input), &context).into(&mut found);
    found.extend(callouts.hidden(&html, Some(&input.shell.place.source), &input.rules));
    Noted { value: html.into_bytes(), found }
}

/// The heading that the text begins with, so that a template can put something between it and the rest.
fn split_heading(content: &str) -> (&str, &str) {
    const END: &str = "</h1>\n";
    let starts_with_it = content.starts_with("<h1") || content.starts_with("<span id=");
    let end = content.find(END).filter(|_| starts_with_it).map(|at| at + END.len());
    let heading = end.filter(|end| !content[..*end].contains("<p>") && content[..*end].contains("<h1"));
    content.split_at(heading.unwrap_or(0))
}

/// The headings of level 2 and 3.
fn toc(page: &Page) -> Vec<HeadingValue<'_>> {
    let inner = page.outline.iter().filter(|heading| matches!(heading.level, 2 | 3));
    inner
        .map(|heading| HeadingValue {
            level: heading.level,
            href: format!("#{}", urls::encode_fragment(&heading.id)),
            text: &heading.text,
        })
        .collect()
}

type OldNames = BTreeMap<Arc<str>, Vec<Arc<str>>>;

/// The old names of the headings: those that the settings lead here, and those that the headings say themselves.
fn old_names(page: &Page, moved: &Moved) -> OldNames {
    let mut names = OldNames::new();
    let mut add = |id: &Arc<str>, old: &[Arc<str>]| {
        if !old.is_empty() {
            names.entry(Arc::clone(id)).or_default().extend_from_slice(old);
        }
    };
    for heading in &page.outline {
        add(&heading.id, &heading.formerly);
        if !moved.here.is_empty() {
            add(&heading.id, &moved.of(&urls::encode_fragment(&heading.id)));
        }
    }
    names
}
