//! `caveat catch-up`: what happened since a day in the plan, in the rules and on the pages.

use crate::cli::exit::Exit;
use crate::cli::letter::possible;
use crate::cli::options;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::project::Project;
use crate::output::Event;
use crate::output::Happened;
use crate::pipeline::Pipeline;
use crate::world::Trouble;

use jiff::civil::Date;
use serde_json::json;

/// Options of `catch-up`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The first day that is told, such as the one on which you left.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    since: Date,
    /// How it is written.
    // By its id it takes the place of the form of findings, which every other command has under this name.
    #[arg(long = "format", id = "format", value_name = "FORM", default_value = "text", value_parser = forms())]
    form: String,
}

/// The forms, each with what it is for.
const FORMS: [(&str, &str); 3] =
    [("text", "Plain text"), ("md", "Markdown, for a mail"), ("json", "For another program")];

fn forms() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(possible(&FORMS))
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let common = &Common { format: "human".to_string(), ..common.clone() };
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (mut snapshot, _) = project.load(&pipeline)?;
    snapshot.dated = project.dated(&snapshot, &pipeline, common);
    let mut events = pipeline.events(&snapshot, &project.wishes);
    events.retain(|event| event.day >= own.since);
    print::result(&match own.form.as_str() {
        "json" => as_json(own.since, &events),
        form => told(own.since, &events, form == "md"),
    })?;
    Ok(Exit::Clean)
}

/// The three parts, each with its heading.
fn told(since: Date, events: &[Event], is_md: bool) -> String {
    let mut text = match is_md {
        true => format!("# What happened since {since}\n"),
        false => format!("What happened since {since}\n"),
    };
    for (heading, is_in) in PARTS {
        let rows: Vec<String> =
            events.iter().filter(|event| is_in(&event.what)).map(|event| row(event, is_md)).collect();
        let heading = if is_md { format!("## {heading}") } else { (*heading).to_string() };
        let rows = if rows.is_empty() { "  nothing\n".to_string() } else { rows.concat() };
        text.push_str(&format!("\n{heading}\n{}{rows}", if is_md { "\n" } else { "" }));
    }
    text
}

/// A heading, and whether something belongs below it.
type Part = (&'static str, fn(&Happened) -> bool);

const PARTS: &[Part] = &[
    ("Plan", |what| matches!(what, Happened::Project { .. })),
    ("Rules", |what| matches!(what, Happened::Release { .. } | Happened::Programme { .. } | Happened::Value { .. })),
    ("Pages", |what| matches!(what, Happened::Page { .. })),
];

fn row(event: &Event, is_md: bool) -> String {
    let (title, says) = words(&event.what);
    let address = format!("{}{}", event.url, event.rest);
    let says = if says.is_empty() { says } else { format!(": {says}") };
    match is_md {
        true => format!("- {} [{title}]({address}){says}\n", event.day),
        false => format!("  {}  {title}{says}\n              {address}\n", event.day),
    }
}

/// What it is called, and what is said about it.
fn words(what: &Happened) -> (String, String) {
    match what {
        Happened::Project { title, phase, status } => (title.to_string(), format!("{}. {status}", phase.id())),
        Happened::Release { why, guides } => {
            let why = why.as_deref().unwrap_or_default();
            (format!("Release ({})", guides.join("; ")), why.to_string())
        }
        Happened::Programme { name, is, say } => (format!("{name}: {}", is.words()), say.to_string()),
        Happened::Value { what, value } => (what.to_string(), value.to_string()),
        Happened::Page { title } => (title.to_string(), String::new()),
    }
}

fn as_json(since: Date, events: &[Event]) -> String {
    let one = |event: &Event| {
        let (title, says) = words(&event.what);
        let kind = match &event.what {
            Happened::Project { .. } => "plan",
            Happened::Release { .. } => "rules",
            Happened::Programme { .. } => "programme",
            Happened::Value { .. } => "value",
            Happened::Page { .. } => "page",
        };
        let url = format!("{}{}", event.url, event.rest);
        json!({"day": event.day.to_string(), "kind": kind, "title": title, "says": says, "url": url})
    };
    let events: Vec<_> = events.iter().map(one).collect();
    format!("{:#}\n", json!({"version": 1, "since": since.to_string(), "events": events}))
}
