//! A page at each address that is retired: what became of what stood there, since when, why, and where to go instead.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::policy;
use crate::site::Target;
use crate::site::Tombstone;
use crate::theme::Theme;

use std::collections::HashMap;
use std::sync::Arc;

#[derive(Hash)]
struct Input {
    stone: Tombstone,
    because: String,
    title: Option<Arc<str>>,
    hrefs: Hrefs,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
}

/// Makes the pages; a file that was read by programs or copied as text is told in its own form.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut files = Files::default();
    if given.site.arranged.retired.is_empty() {
        return files;
    }
    let mut shells = Shells::new(given);
    let places = given.site.pages.iter().map(|page| &page.place).chain(given.site.made.iter().map(|made| &made.place));
    let titles: HashMap<&SitePath, &Arc<str>> = places.map(|place| (&place.url, &place.title)).collect();
    for stone in &given.site.arranged.retired {
        let because = policy::fill(&given.site.rules.whole, &stone.because);
        if !stone.from.as_str().ends_with(".html") {
            let text = plain(stone, &because, given.base);
            files.ready.push(Artifact { path: stone.from.clone(), body: Body::Bytes(Arc::from(text.into_bytes())) });
            continue;
        }
        let title = match &stone.instead {
            Some(Target::File { url, .. }) => titles.get(url).map(|title| Arc::clone(title)),
            _ => None,
        };
        let hrefs = Hrefs::From(stone.from.clone());
        let frame = shells.frame(&hrefs);
        let input = Input { stone: stone.clone(), because, title, hrefs, frame, theme: given.theme.clone() };
        files.jobs.push(Job::new(stone.from.clone(), input, render));
    }
    files
}

fn plain(stone: &Tombstone, because: &str, base: Option<&str>) -> String {
    let instead = match &stone.instead {
        Some(Target::File { url, rest }) => Some(format!("{}{url}{rest}", base.unwrap_or("/"))),
        Some(Target::Elsewhere(url)) => Some(url.to_string()),
        _ => None,
    };
    if stone.from.as_str().ends_with(".json") {
        let retired = serde_json::json!({ "on": stone.on.to_string(), "because": because, "instead": instead });
        return format!("{:#}\n", serde_json::json!({ "retired": retired }));
    }
    let instead = instead.map(|url| format!("{url}\n")).unwrap_or_default();
    format!("{}: {because}\n{instead}", stone.on)
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let values = input.frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("on", &input.stone.on.to_string());
    context.insert("because", &input.because);
    context.insert("instead", &input.stone.instead.as_ref().and_then(|target| input.hrefs.target(target)));
    context.insert("title", &input.title);
    let rendered = input.theme.render("retired.html", &context);
    Noted { value: rendered.value.into_bytes(), found: rendered.found }
}
