//! The pages of changes: for the whole handbook and for each guide, one heading a release that stays for good.

mod told;
mod views;

use crate::diagnostic::Noted;
use crate::history;
use crate::history::History;
use crate::history::Release;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shell;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::policy::Policy;
use crate::site::PlacedMade;
use crate::site::What;

use std::sync::Arc;

use serde::Serialize;

pub(in crate::output) use told::Telling;
pub(in crate::output) use views::ChangeView;
pub(in crate::output) use views::EndView;
pub(in crate::output) use views::SinceView;

/// Everything that goes into such a page.
#[derive(Hash)]
struct Input {
    shell: Shell,
    what: What,
    whole: Hashed<Policy>,
    history: Hashed<History>,
    shared: Arc<Shared>,
}

#[derive(Serialize)]
struct TocRow<'a> {
    level: u8,
    href: String,
    text: &'a str,
}

/// Makes the pages.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut shells = Shells::new(given);
    let shared = Shared::new(given);
    let job = |made: &PlacedMade| {
        let url = made.place.url.clone();
        let input = Input {
            shell: shells.shell(&made.place, Hrefs::From(url.clone())),
            what: made.what.clone(),
            whole: given.site.rules.whole.clone(),
            history: given.site.rules.history.clone(),
            shared: Arc::clone(&shared),
        };
        Job::new(url, input, render)
    };
    let own = given.site.made.iter().filter(|made| matches!(made.what, What::Changes | What::GuideChanges(_)));
    Files { jobs: own.map(job).collect(), ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let theme = &input.shell.parts.theme;
    let meaning = history::meaning(&input.whole);
    let to = |url: &crate::artifact::SitePath| input.shell.hrefs.to(url);
    let words = Words { strings: &theme.strings, shared: &input.shared };
    let telling = Telling { words, whole: &input.whole, meaning: &meaning, history: &input.history, href: &to };
    let one = |release: &Release| match &input.what {
        What::GuideChanges(id) => telling.guide(release, id),
        _ => telling.handbook(release),
    };
    let since: Vec<SinceView> = match &input.what {
        What::GuideChanges(id) => input.history.of_guide(id).rev().map(one).collect(),
        _ => input.history.releases.iter().rev().map(one).collect(),
    };
    let mut context = input.shell.context(false, &mut found);
    let toc: Vec<TocRow<'_>> =
        since.iter().map(|one| TocRow { level: 2, href: format!("#{}", one.id), text: &one.day }).collect();
    context.insert("toc", &toc);
    context.insert("moved", &Vec::<TocRow<'_>>::new());
    context.insert("whole", &matches!(input.what, What::Changes));
    context.insert("unproved", &is_unproved(input));
    context.insert("since", &since);
    let html = theme.render("changes.html", &context).into(&mut found);
    Noted { value: html.into_bytes(), found }
}

/// Is the guide there, and not proved?
fn is_unproved(input: &Input) -> bool {
    let What::GuideChanges(id) = &input.what else { return false };
    input.whole.unread.contains(id) || input.whole.guides.get(id).is_some_and(|guide| guide.tree.is_none())
}
