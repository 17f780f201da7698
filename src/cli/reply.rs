//! `caveat reply`: a reply with its blanks filled in, ready to be sent; nothing while a blank is left.

use crate::cli::exit::Exit;
use crate::cli::letter;
use crate::cli::letter::Form;
use crate::cli::opened::Opened;
use crate::cli::options;
use crate::cli::options::Common;
use crate::cli::print;
use crate::policy;
use crate::policy::Policy;
use crate::policy::Sending;
use crate::world::Trouble;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Options of `reply`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The reply; all are listed if none is named.
    name: Option<String>,
    /// What stands in a blank: `organizer=Ana`.
    #[arg(long = "set", value_name = "BLANK=VALUE", value_parser = letter::pair)]
    said: Vec<(String, String)>,
    /// The first day of the event, from which the days of the lines are counted.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    event: Option<Date>,
    #[command(flatten)]
    form: Form,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { project, pipeline, snapshot, layout, rules: read } = Opened::new(common)?;
    let Some(name) = &own.name else {
        print::result(&list(&read.value))?;
        return Ok(Exit::Clean);
    };
    let Some(reply) = read.value.replies.get(name.as_str()) else {
        let known: Vec<&str> = read.value.replies.keys().map(|id| &**id).collect();
        let near = crate::diagnostic::nearest(name, known.iter().copied());
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        print::error(&format!("there is no reply `{name}`, or it cannot be read{hint}"));
        return Ok(Exit::Usage);
    };
    if let Some(exit) = letter::faults(&read.found, &snapshot, &project, common)? {
        return Ok(exit);
    }
    let site = letter::site(&pipeline, &snapshot, &project, common);
    let words = pipeline.letter_words(&snapshot, &project.wishes, &layout);
    let (values, days) = (BTreeMap::new(), letter::days(&pipeline, &snapshot));
    let (event, site) = (own.event, site.as_deref());
    let sending = Sending { values: &values, sent: None, event, site, days: &days, words: &words };
    match policy::send(&read.value, reply, &own.said, &sending) {
        Ok(made) => letter::print(&made, &own.form, &words, read.value.as_of),
        Err(refusals) => Ok(letter::refused(&refusals)),
    }
}

fn list(policy: &Policy) -> String {
    let width = policy.replies.keys().map(|id| id.chars().count()).max().unwrap_or(0);
    let line = |reply: &policy::Reply| {
        let blanks: Vec<&str> = reply.blanks.iter().map(|blank| &*blank.name).collect();
        let blanks = if blanks.is_empty() { String::new() } else { format!(" ({})", blanks.join(", ")) };
        format!("{:width$}  {}{blanks}\n", reply.id, reply.title)
    };
    match policy.replies.is_empty() {
        true => "there is no reply: replies stand in `policy/replies/`\n".to_string(),
        false => policy.replies.values().map(line).collect(),
    }
}
