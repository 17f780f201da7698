//! `caveat plan`: the days to keep before and after an event, counted from its first day.

use crate::cli::exit::Exit;
use crate::cli::letter;
use crate::cli::opened::Opened;
use crate::cli::options;
use crate::cli::options::Common;
use crate::cli::print;
use crate::policy;
use crate::policy::Entry;
use crate::policy::Policy;
use crate::world::Trouble;

use jiff::civil::Date;
use serde_json::json;

/// Options of `plan`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The first day of the event.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    event: Date,
    /// Only this ask; can be given several times.
    #[arg(long = "ask", value_name = "ASK")]
    asks: Vec<String>,
    /// The form of the calendar.
    // By its id it takes the place of the form of findings, which every other command has under this name.
    #[arg(long = "format", id = "format", value_name = "FORM", default_value = "text", value_parser = forms())]
    form: String,
}

fn forms() -> clap::builder::PossibleValuesParser {
    let forms = [("text", "A line a day"), ("json", "For other programs"), ("ics", "For calendar programs")];
    clap::builder::PossibleValuesParser::new(letter::possible(&forms))
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { project, pipeline, snapshot, rules: read, .. } = Opened::new(common)?;
    let policy = &read.value;
    let entries = match policy::plan(policy, own.event, &own.asks) {
        Ok(entries) => entries,
        Err(mistake) => {
            print::error(&mistake);
            return Ok(Exit::Usage);
        }
    };
    if let Some(closed) = closed(policy).filter(|_| own.form != "json") {
        print::error(&format!("{closed} There are no days to keep."));
        return Ok(Exit::Findings);
    }
    match own.form.as_str() {
        "json" => print::result(&format!("{:#}\n", as_json(policy, own.event, &entries)))?,
        "ics" => {
            let (settings, _) = pipeline.settings(&snapshot, &project.wishes);
            let site = settings.value.output.html.site_url.as_ref().map(|url| url.value.as_str());
            print::result(&policy::ics(&entries, own.event, policy.as_of, host(site)))?;
        }
        _ => print::result(&text(policy, own.event, &entries))?,
    }
    Ok(Exit::Clean)
}

/// That nothing can be asked for, if that is so.
fn closed(policy: &Policy) -> Option<String> {
    let state = policy.closed()?;
    Some(format!("since {}: {}", state.from, state.say))
}

fn host(site: Option<&str>) -> &str {
    let rest = site.and_then(|site| site.split_once("://")).map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    if host.is_empty() { "caveat.invalid" } else { host }
}

fn text(policy: &Policy, event: Date, entries: &[Entry]) -> String {
    let mut text = format!("Days for an event on {event}, as of {}. To keep them is no guarantee.\n\n", policy.as_of);
    for entry in entries {
        let past = if entry.day < policy.as_of { " (past)" } else { "" };
        text.push_str(&format!("{}{past}  {}\n            {}\n", entry.day, entry.what, entry.more));
    }
    if entries.is_empty() {
        text.push_str("No day is known.\n");
    }
    text
}

fn as_json(policy: &Policy, event: Date, entries: &[Entry]) -> serde_json::Value {
    let days: Vec<_> = entries
        .iter()
        .map(|entry| {
            json!({
                "day": entry.day.to_string(), "ask": entry.ask, "what": entry.what, "more": entry.more,
                "is_past": entry.day < policy.as_of,
            })
        })
        .collect();
    json!({"event": event.to_string(), "as_of": policy.as_of.to_string(), "closed": closed(policy), "days": days})
}
