//! The pages that stand beside the guides: replies, sets of asks, journeys, roles, words and the plan of record.

mod asks;
mod people;
mod plan;
mod reply;

use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::guide::callout::Callouts;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::journey;
use crate::output::html::moved::moved;
use crate::output::html::shell::Shell;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::policy;
use crate::policy::Policy;
use crate::site::PlacedMade;
use crate::site::What;

use std::sync::Arc;

use serde::Serialize;

pub(in crate::output) use reply::files;

/// Everything that goes into such a page.
#[derive(Hash)]
struct Input {
    shell: Shell,
    what: What,
    whole: Hashed<Policy>,
    shared: Arc<Shared>,
    /// The address of the site, which mails name in full.
    base: Option<String>,
    /// The last release of each guide, which mails name.
    days: reply::Days,
}

/// A link with its words.
#[derive(Serialize)]
struct LinkView {
    title: String,
    href: String,
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
            shared: Arc::clone(&shared),
            base: given.base.map(str::to_string),
            days: given.site.rules.days.clone(),
        };
        Job::new(url, input, render)
    };
    let own = given.site.made.iter().filter(|made| {
        use What::{Asked, Asks, Glossary, Journey, Journeys, Plan, Replies, Reply, Roles};
        matches!(made.what, Replies | Reply(_) | Asks | Asked(_) | Journeys | Journey(_) | Roles | Glossary | Plan)
    });
    Files { jobs: own.map(job).collect(), ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let theme = &input.shell.parts.theme;
    let words = Words { strings: &theme.strings, shared: &input.shared };
    let mut context = input.shell.context(false, &mut found);
    context.insert("toc", &Vec::<LinkView>::new());
    let mut callouts = Callouts::new(theme);
    let several = (!policy::asked(&input.whole).is_empty()).then(|| input.href(&What::Asks));
    context.insert("asks", &several);
    let moved = moved(&input.shell.place, &input.shell.hrefs);
    context.insert("moved", &moved.elsewhere);
    let template = match &input.what {
        What::Reply(id) => {
            context.insert("reply", &reply::view(input, id));
            "reply.html"
        }
        What::Asks => {
            context.insert("sets", &asks::sets(input));
            "asks.html"
        }
        What::Asked(ids) => {
            context.insert("asked", &asks::view(input, ids, &words, &mut callouts));
            context.insert("reply", &asks::mail(input, ids));
            "asked.html"
        }
        What::Replies => {
            context.insert("replies", &reply::rows(input));
            "replies.html"
        }
        What::Journey(id) => {
            context.insert("journey", &journey::view(&input.whole, &words, &input.shell.hrefs, id));
            "journey.html"
        }
        What::Journeys => {
            let all: Vec<_> = input
                .whole
                .journeys
                .keys()
                .map(|id| journey::view(&input.whole, &words, &input.shell.hrefs, id))
                .collect();
            context.insert("journeys", &all);
            "journeys.html"
        }
        What::Roles => {
            context.insert("roles", &people::roles(input, &moved));
            "roles.html"
        }
        What::Plan => {
            context.insert("tally", &plan::tally(input, &words));
            context.insert("projects", &plan::projects(input, &words));
            "plan.html"
        }
        _ => {
            context.insert("terms", &people::terms(input, &moved));
            "glossary.html"
        }
    };
    let html = theme.render(template, &context).into(&mut found);
    found.append(&mut callouts.found);
    found.extend(callouts.hidden(&html, None, &input.shared));
    Noted { value: html.into_bytes(), found }
}

impl Input {
    /// The address of a page that is made from rules.
    fn href(&self, what: &What) -> String {
        let guide = what.guide().and_then(|id| self.whole.guides.get(id));
        what.url(guide).map(|url| self.shell.hrefs.to(&url)).unwrap_or_default()
    }
}
