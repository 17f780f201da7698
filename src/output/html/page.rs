//! One HTML page for each page of the handbook.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::body::Writing;
use crate::output::html::body::write;
use crate::output::html::frame::Frame;
use crate::output::html::frame::Parts;
use crate::output::html::frame::StepValue;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::menu::SharedMenu;
use crate::output::job::Job;
use crate::site::Placed;
use crate::site::Target;
use crate::site::urls;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
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

/// Makes the inputs of pages, and what pages share.
pub(super) struct Makers<'a> {
    given: &'a Given<'a>,
    parts: Arc<Parts>,
    frames: HashMap<String, Arc<Frame>>,
    menus: HashMap<(Fingerprint, String), Arc<SharedMenu>>,
}

/// Everything that goes into a page.
pub(super) struct Input {
    placed: Placed,
    hrefs: Hrefs,
    menu: Arc<SharedMenu>,
    frame: Arc<Frame>,
    parts: Arc<Parts>,
    overdue: bool,
}

impl Hash for Input {
    /// The frame's fingerprint takes in the theme and everything else in the parts.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Placed { page, targets, place, shown } = &self.placed;
        (page, targets, place, shown, &self.hrefs, &self.menu, &self.frame, self.overdue).hash(state);
    }
}

impl<'a> Makers<'a> {
    /// For one build.
    pub(super) fn new(given: &'a Given<'a>) -> Self {
        Self { given, parts: Parts::new(given), frames: HashMap::new(), menus: HashMap::new() }
    }

    /// The frame of a page.
    pub(super) fn frame(&mut self, hrefs: &Hrefs) -> Arc<Frame> {
        let parts = &self.parts;
        let frame = || Frame::new(parts, in_folder(hrefs));
        Arc::clone(self.frames.entry(hrefs.root_key()).or_insert_with(frame))
    }

    /// The navigation of a page.
    pub(super) fn menu(&mut self, menu: &Hashed<crate::site::Menu>, hrefs: &Hrefs) -> Arc<SharedMenu> {
        let frame = self.frame(hrefs);
        let theme = self.given.theme;
        let make = || SharedMenu::new(menu.clone(), in_folder(hrefs), &frame, theme);
        Arc::clone(self.menus.entry((menu.fingerprint, hrefs.root_key())).or_insert_with(make))
    }

    /// Everything that goes into a page.
    pub(super) fn input(&mut self, placed: &Placed, hrefs: Hrefs) -> Input {
        let review_by = placed.place.front.review_by(self.given.settings.site.review_every);
        Input {
            placed: placed.clone(),
            menu: self.menu(&placed.place.menu, &hrefs),
            frame: self.frame(&hrefs),
            parts: Arc::clone(&self.parts),
            overdue: review_by.is_some_and(|day| day < self.given.as_of),
            hrefs,
        }
    }
}

/// Pages of one folder name other files alike, so they share what stands around their text.
fn in_folder(hrefs: &Hrefs) -> Hrefs {
    match hrefs {
        Hrefs::From(url) => {
            let folder = urls::folder(url.as_str());
            let any = if folder.is_empty() { "any".to_string() } else { format!("{folder}/any") };
            SitePath::new(any).map_or_else(|| hrefs.clone(), Hrefs::From)
        }
        Hrefs::Rooted(_) => hrefs.clone(),
    }
}

/// The template of a page: the one its front matter names, if there is such a one.
fn template(input: &Input) -> String {
    let named = input.placed.place.front.template.as_ref().map(|(name, _)| match name.ends_with(".html") {
        true => name.to_string(),
        false => format!("{name}.html"),
    });
    named.filter(|name| input.parts.theme.has_template(name)).unwrap_or_else(|| "page.html".into())
}

#[derive(Serialize)]
struct PageValue<'a> {
    title: &'a str,
    window_title: String,
    description: Option<&'a str>,
    owner: Option<&'a str>,
    reviewed: Option<String>,
    review_by: Option<String>,
    overdue: bool,
    url: &'a str,
    source: &'a str,
    edit: Option<String>,
    canonical: Option<String>,
    has_heading: bool,
}

#[derive(Serialize)]
struct HeadingValue<'a> {
    level: u8,
    href: String,
    text: &'a str,
}

#[derive(Serialize)]
struct MovedValue<'a> {
    id: &'a str,
    href: Option<String>,
}

/// Renders a page.
pub(super) fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let mut context = tera::Context::new();
    let values = input.frame.values();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("page", &page_value(input));
    let (placed, place) = (&input.placed, &input.placed.place);
    context.insert_value("menu", tera::Value::safe_string(&input.menu.of(&place.url, &mut found)));
    context.insert("previous", &place.previous.as_ref().map(|step| StepValue::new(step, &input.hrefs)));
    context.insert("next", &place.next.as_ref().map(|step| StepValue::new(step, &input.hrefs)));
    let crumbs: Vec<StepValue<'_>> = place.crumbs.iter().map(|step| StepValue::new(step, &input.hrefs)).collect();
    context.insert("crumbs", &crumbs);
    context.insert("toc", &toc(&placed.page));
    let (old_names, moved) = moved(input);
    context.insert("moved", &moved);
    let writing = Writing {
        page: &placed.page,
        targets: &placed.targets,
        hrefs: &input.hrefs,
        theme: Some(&input.parts.theme),
        old_names: &old_names,
        embeds: &[],
    };
    let content = write(&writing);
    let (heading, text) = split_heading(&content);
    context.insert_value("heading", tera::Value::safe_string(heading));
    context.insert_value("text", tera::Value::safe_string(text));
    context.insert_value("content", tera::Value::safe_string(&content));
    let html = input.parts.theme.render(&template(input), &context).into(&mut found);
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

fn page_value(input: &Input) -> PageValue<'_> {
    let (placed, place, parts) = (&input.placed, &input.placed.place, &input.parts);
    let front = &place.front;
    let window_title = match place.title.trim() == parts.title().trim() || parts.title().is_empty() {
        true => place.title.to_string(),
        false => format!("{} · {}", place.title, parts.title()),
    };
    PageValue {
        title: &place.title,
        window_title,
        description: front.description.as_deref(),
        owner: front.owner.as_deref(),
        reviewed: front.reviewed.map(|day| day.to_string()),
        review_by: front.review_by(parts.review_every).map(|day| day.to_string()),
        overdue: input.overdue,
        url: place.url.as_str(),
        source: &place.source,
        edit: parts.edit(&place.source),
        canonical: parts.canonical(&place.url),
        has_heading: placed.page.outline.iter().any(|heading| heading.level == 1),
    }
}

/// The headings of level 2 and 3.
fn toc(page: &crate::document::Page) -> Vec<HeadingValue<'_>> {
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

/// Old names of headings that are still on the page, and names whose text has gone to another page.
fn moved(input: &Input) -> (OldNames, Vec<MovedValue<'_>>) {
    let (mut old_names, mut elsewhere) = (OldNames::new(), Vec::new());
    let headings = match input.placed.place.moved.is_empty() {
        true => HashMap::new(),
        false => by_fragment(&input.placed.page),
    };
    for (old, target) in &input.placed.place.moved {
        match target {
            Target::File { url, rest } if *url == input.placed.place.url && rest.starts_with('#') => {
                if let Some(id) = headings.get(&rest[1..]) {
                    old_names.entry(Arc::clone(id)).or_default().push(Arc::clone(old));
                }
            }
            _ => elsewhere.push(MovedValue { id: old, href: input.hrefs.target(target) }),
        }
    }
    (old_names, elsewhere)
}

/// The names of the headings, by how they stand in an address.
fn by_fragment(page: &crate::document::Page) -> HashMap<String, &Arc<str>> {
    page.outline.iter().map(|heading| (urls::encode_fragment(&heading.id), &heading.id)).collect()
}
