//! A small page at the short link of each id that leads on to wherever it lives now: without script, and with script so
//! that the fragment comes along.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::Permanent;
use crate::site::short_url;
use crate::site::urls;
use crate::theme::Theme;

use std::sync::Arc;

#[derive(Hash)]
struct Input {
    from: SitePath,
    permanent: Permanent,
    canonical: Option<String>,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
}

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut shells = Shells::new(given);
    let job = |permanent: &Permanent| {
        let from = short_url(&permanent.id)?;
        let url = urls::relative("", permanent.url.as_str());
        let canonical = given.base.map(|base| format!("{base}{url}{}", permanent.rest));
        let frame = shells.frame(&Hrefs::From(from.clone()));
        let input =
            Input { from: from.clone(), permanent: permanent.clone(), canonical, frame, theme: given.theme.clone() };
        Some(Job::new(from, input, render))
    };
    Files { jobs: given.site.arranged.permanent.iter().filter_map(job).collect(), ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let values = input.frame.values();
    let to = Hrefs::From(input.from.clone()).target(&input.permanent.target());
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("to", &to);
    context.insert("title", &input.permanent.title);
    context.insert("canonical", &input.canonical);
    let rendered = input.theme.render("short.html", &context);
    Noted { value: rendered.value.into_bytes(), found: rendered.found }
}
