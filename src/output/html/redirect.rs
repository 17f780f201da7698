//! A page at each old address that leads on to the new one, without script; with script it takes the fragment along.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::Redirect;
use crate::site::Target;
use crate::site::urls;
use crate::theme::Theme;

use std::sync::Arc;

use serde::Serialize;

#[derive(Hash)]
struct Input {
    redirect: Redirect,
    title: Option<Arc<str>>,
    canonical: Option<String>,
    hrefs: Hrefs,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
}

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut shells = Shells::new(given);
    let titles: std::collections::HashMap<&SitePath, &Arc<str>> =
        given.site.pages.iter().map(|page| (&page.place.url, &page.place.title)).collect();
    let job = |redirect: &Redirect| {
        let hrefs = Hrefs::From(redirect.from.clone());
        let (title, canonical) = match &redirect.to {
            Some(Target::File { url, .. }) => (
                titles.get(url).map(|title| Arc::clone(title)),
                given.base.map(|base| format!("{base}{}", urls::relative("", url.as_str()))),
            ),
            Some(Target::Elsewhere(url)) => (None, Some(url.to_string())),
            _ => (None, None),
        };
        let frame = shells.frame(&hrefs);
        let input = Input { redirect: redirect.clone(), title, canonical, hrefs, frame, theme: given.theme.clone() };
        Job::new(redirect.from.clone(), input, render)
    };
    let pages = given.site.arranged.redirects.iter().filter(|redirect| !is_copy(redirect));
    Files { jobs: pages.map(job).collect(), ..Files::default() }
}

/// Is the old address that of a file which is no page? It has the file itself, as whoever asks for it expects.
pub(in crate::output) fn is_copy(redirect: &Redirect) -> bool {
    let is_page = |url: &SitePath| url.as_str().ends_with(".html");
    matches!(&redirect.to, Some(Target::File { url, .. }) if !is_page(&redirect.from) && !is_page(url))
}

#[derive(Serialize)]
struct Anchor<'a> {
    id: &'a str,
    href: Option<String>,
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let href = |target: &Target| input.hrefs.target(target);
    let anchors: Vec<Anchor<'_>> =
        input.redirect.anchors.iter().map(|(id, target)| Anchor { id, href: href(target) }).collect();
    let values = input.frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("to", &input.redirect.to.as_ref().and_then(href));
    context.insert("title", &input.title);
    context.insert("canonical", &input.canonical);
    context.insert("anchors", &anchors);
    let rendered = input.theme.render("redirect.html", &context);
    Noted { value: rendered.value.into_bytes(), found: rendered.found }
}
