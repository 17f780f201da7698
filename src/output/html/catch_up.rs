//! The page that catches people up: what happened in the plan, in the rules and on the pages, week by week.

use crate::diagnostic::Noted;
use crate::output::events;
use crate::output::events::Event;
use crate::output::events::Happened;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shell;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::What;

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// Everything that goes into the page.
#[derive(Hash)]
struct Input {
    shell: Shell,
    events: Vec<Event>,
    as_of: Date,
    shared: Arc<Shared>,
}

/// A week in which something happened.
#[derive(Serialize)]
struct WeekView {
    id: String,
    title: String,
    plan: Vec<EventView>,
    rules: Vec<EventView>,
    pages: Vec<EventView>,
    /// The places of the weeks before it in which nothing happened.
    quiet: Vec<String>,
}

/// Something that happened, in words.
#[derive(Serialize)]
struct EventView {
    day: String,
    title: String,
    says: Option<String>,
    href: String,
}

#[derive(Serialize)]
struct TocRow {
    level: u8,
    href: String,
    text: String,
}

/// Makes the page, if there is a plan.
pub(in crate::output) fn make(given: &Given<'_>) -> Files {
    let mut shells = Shells::new(given);
    let Some(made) = given.site.made.iter().find(|made| made.what == What::CatchUp) else { return Files::default() };
    let url = made.place.url.clone();
    let input = Input {
        shell: shells.shell(&made.place, Hrefs::From(url.clone())),
        events: events::events(given.site, given.src, given.dated),
        as_of: given.as_of,
        shared: Shared::new(given),
    };
    Files { jobs: vec![Job::new(url, input, render)], ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let theme = &input.shell.parts.theme;
    let words = Words { strings: &theme.strings, shared: &input.shared };
    let weeks = weeks(input, &words);
    let row = |week: &WeekView| TocRow { level: 2, href: format!("#{}", week.id), text: week.title.clone() };
    let mut context = input.shell.context(false, &mut found);
    context.insert("toc", &weeks.iter().map(row).collect::<Vec<_>>());
    context.insert("moved", &Vec::<TocRow>::new());
    context.insert("weeks", &weeks);
    let html = theme.render("catch-up.html", &context).into(&mut found);
    Noted { value: html.into_bytes(), found }
}

/// The Monday of a week.
fn monday(day: Date) -> Date {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

fn week_before(monday: Date) -> Option<Date> {
    monday.checked_sub(7.days()).ok()
}

fn place(monday: Date) -> String {
    format!("week-{monday}")
}

/// The weeks, the newest first. The week of the build is always there, so that there is a place to remember.
fn weeks(input: &Input, words: &Words<'_>) -> Vec<WeekView> {
    let mut weeks: Vec<(Date, WeekView)> = Vec::new();
    open(&mut weeks, monday(input.as_of), words);
    for event in &input.events {
        open(&mut weeks, monday(event.day), words);
        let Some((_, week)) = weeks.last_mut() else { continue };
        let list = match event.what {
            Happened::Project { .. } => &mut week.plan,
            Happened::Release { .. } | Happened::Programme { .. } | Happened::Value { .. } => &mut week.rules,
            Happened::Page { .. } => &mut week.pages,
        };
        list.push(view(event, input, words));
    }
    weeks.into_iter().map(|(_, week)| week).collect()
}

/// Begins a week, unless it is the one that is open. What lies between the two is quiet.
fn open(weeks: &mut Vec<(Date, WeekView)>, monday: Date, words: &Words<'_>) {
    if let Some((last, week)) = weeks.last_mut() {
        let between = std::iter::successors(week_before(*last), |day| week_before(*day));
        week.quiet.extend(between.take_while(|day| *day > monday).map(place));
        if *last == monday {
            return;
        }
    }
    let title = words.t("catch-up-week").replace("{date}", &words.day(monday));
    let (plan, rules, pages, quiet) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    weeks.push((monday, WeekView { id: place(monday), title, plan, rules, pages, quiet }));
}

fn view(event: &Event, input: &Input, words: &Words<'_>) -> EventView {
    let (title, says) = match &event.what {
        Happened::Project { title, phase, status } => {
            let phase = words.t(&format!("phase-{}", phase.id()));
            (words.fill(title), Some(format!("{phase}. {}", words.fill(status))))
        }
        Happened::Release { why, guides } => {
            let title = words.t("changes-released").replace("{date}", &words.day(event.day));
            let guides = guides.iter().map(|guide| words.fill(guide)).collect::<Vec<_>>().join(" ");
            let says: Vec<String> = why.iter().map(|why| words.fill(why)).chain([guides]).collect();
            (title, Some(says.join(" ").trim().to_string()).filter(|says| !says.is_empty()))
        }
        Happened::Programme { name, is, say } => {
            (format!("{}: {}", words.fill(name), words.status(*is)), Some(words.fill(say)))
        }
        Happened::Value { what, value } => (
            words.fill(what),
            Some(format!("{} {}: {}", words.t("from-day"), words.day(event.day), words.value(value))),
        ),
        Happened::Page { title } => (title.to_string(), None),
    };
    let href = format!("{}{}", input.shell.hrefs.to(&event.url), event.rest);
    EventView { day: event.day.to_string(), title, says, href }
}
