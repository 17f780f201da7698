//! One HTML page for each page of the handbook.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::Files;
use crate::output::Given;
use crate::output::Job;
use crate::output::html::body::Writing;
use crate::output::html::body::write;
use crate::output::html::frame::Frame;
use crate::output::html::frame::Parts;
use crate::output::html::frame::StepValue;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::menu::SharedMenu;
use crate::site::Placed;
use crate::site::Target;
use crate::site::urls;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut makers = Makers::new(given);
    let pages = given.site.pages.iter().enumerate().filter(|(index, _)| Some(*index) != given.site.not_found);
    let jobs = pages.map(|(_, page)| {
        let input = makers.input(page, Hrefs::From(page.url.clone()));
        Job::new(page.url.clone(), input, render)
    });
    let mut jobs: Vec<Job> = jobs.collect();
    jobs.extend(front_page(given, &mut makers));
    Files { jobs, ..Files::default() }
}

/// The first page once more at `index.html`, if nothing else stands there: a site opens at its root.
fn front_page(given: &Given<'_>, makers: &mut Makers<'_>) -> Option<Job> {
    let url = SitePath::new("index.html")?;
    let site = given.site;
    let is_taken = site.pages.iter().any(|page| page.url == url)
        || site.redirects.iter().any(|redirect| redirect.from == url)
        || given.files.contains_key(&url);
    let first = site.pages.iter().find(|page| page.in_order).filter(|_| !is_taken)?;
    let input = makers.input(first, Hrefs::From(url.clone()));
    Some(Job::new(url, input, render))
}

/// Makes the inputs of pages, and what pages share.
pub(super) struct Makers<'a> {
    given: &'a Given<'a>,
    parts: Arc<Parts>,
    frames: HashMap<String, Arc<Frame>>,
    menus: HashMap<(Fingerprint, String), Arc<SharedMenu>>,
}

/// Everything that goes into a page.
#[derive(Hash)]
pub(super) struct Input {
    page: Hashed<crate::document::Page>,
    targets: Hashed<Vec<Target>>,
    url: SitePath,
    hrefs: Hrefs,
    title: Arc<str>,
    crumbs: Vec<crate::site::Step>,
    previous: Option<crate::site::Step>,
    next: Option<crate::site::Step>,
    moved: Vec<(Arc<str>, Target)>,
    menu: Arc<SharedMenu>,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
    template: String,
    edit: Option<String>,
    canonical: Option<String>,
    site_title: String,
    review_by: Option<String>,
    overdue: bool,
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
        let given = self.given;
        let front = &placed.page.front;
        let mut front_with_default = front.clone();
        front_with_default.review_every = front.review_every.or(given.settings.site.review_every);
        let review_by = front_with_default.review_by();
        let template = front.template.as_ref().map(|(name, _)| template_file(name));
        Input {
            page: placed.page.clone(),
            targets: placed.targets.clone(),
            url: placed.url.clone(),
            title: Arc::clone(&placed.title),
            crumbs: placed.crumbs.clone(),
            previous: placed.previous.clone(),
            next: placed.next.clone(),
            moved: placed.moved.clone(),
            menu: self.menu(&placed.menu, &hrefs),
            frame: self.frame(&hrefs),
            theme: given.theme.clone(),
            template: template.filter(|name| given.theme.has_template(name)).unwrap_or_else(|| "page.html".into()),
            edit: edit(given, &placed.page.path),
            canonical: given.base.map(|base| format!("{base}{}", urls::relative("", placed.url.as_str()))),
            site_title: self.parts.title().to_string(),
            review_by: review_by.map(|day| day.to_string()),
            overdue: review_by.is_some_and(|day| day < given.as_of),
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

/// The file of a template that front matter names with or without its ending.
pub(super) fn template_file(name: &str) -> String {
    if name.ends_with(".html") { name.to_string() } else { format!("{name}.html") }
}

fn edit(given: &Given<'_>, path: &str) -> Option<String> {
    let template = given.settings.output.html.edit_url_template.as_ref()?;
    let mut encoded = String::new();
    let source = if given.src.is_empty() { path.to_string() } else { format!("{}/{path}", given.src) };
    for (index, part) in source.split('/').enumerate() {
        if index > 0 {
            encoded.push('/');
        }
        urls::encode(part, &mut encoded);
    }
    Some(template.value.replace("{path}", &encoded))
}

#[derive(Serialize)]
struct PageValue<'a> {
    title: &'a str,
    window_title: String,
    description: Option<&'a str>,
    owner: Option<&'a str>,
    reviewed: Option<String>,
    review_by: Option<&'a str>,
    overdue: bool,
    url: &'a str,
    source: &'a str,
    edit: Option<&'a str>,
    canonical: Option<&'a str>,
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
    context.insert_value("menu", tera::Value::safe_string(&input.menu.of(&input.url, &mut found)));
    let step = |step: &Option<crate::site::Step>| {
        tera::Value::from_serializable(&step.as_ref().map(|s| StepValue::new(s, &input.hrefs)))
    };
    context.insert_value("previous", step(&input.previous));
    context.insert_value("next", step(&input.next));
    let crumbs: Vec<StepValue<'_>> = input.crumbs.iter().map(|step| StepValue::new(step, &input.hrefs)).collect();
    context.insert("crumbs", &crumbs);
    context.insert("toc", &toc(&input.page));
    let (old_names, moved) = moved(input);
    context.insert("moved", &moved);
    let writing = Writing {
        page: &input.page,
        targets: &input.targets,
        hrefs: &input.hrefs,
        theme: Some(&input.theme),
        old_names: &old_names,
    };
    context.insert_value("content", tera::Value::safe_string(&write(&writing)));
    let html = input.theme.render(&input.template, &context).into(&mut found);
    Noted { value: html.into_bytes(), found }
}

fn page_value(input: &Input) -> PageValue<'_> {
    let front = &input.page.front;
    let window_title = match input.title.trim() == input.site_title.trim() || input.site_title.is_empty() {
        true => input.title.to_string(),
        false => format!("{} · {}", input.title, input.site_title),
    };
    PageValue {
        title: &input.title,
        window_title,
        description: front.description.as_deref(),
        owner: front.owner.as_deref(),
        reviewed: front.reviewed.map(|day| day.to_string()),
        review_by: input.review_by.as_deref(),
        overdue: input.overdue,
        url: input.url.as_str(),
        source: &input.page.path,
        edit: input.edit.as_deref(),
        canonical: input.canonical.as_deref(),
        has_heading: input.page.outline.iter().any(|heading| heading.level == 1),
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
    for (old, target) in &input.moved {
        match target {
            Target::File { url, rest } if *url == input.url && rest.starts_with('#') => {
                let heading = input.page.outline.iter().find(|h| urls::encode_fragment(&h.id) == rest[1..]);
                if let Some(heading) = heading {
                    old_names.entry(Arc::clone(&heading.id)).or_default().push(Arc::clone(old));
                }
            }
            _ => elsewhere.push(MovedValue { id: old, href: input.hrefs.target(target) }),
        }
    }
    (old_names, elsewhere)
}
