//! `programme.yaml`: whether anything can be asked for, and since when.

use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::model::Programme;
use crate::policy::model::State;
use crate::policy::model::Status;
use crate::policy::params::day;
use crate::policy::permission;
use crate::policy::value;
use crate::source::Source;

use std::sync::Arc;
use std::sync::OnceLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// How long after a review is due a guide still answers as before, if nothing is said: days.
pub(super) const GRACE: u32 = 30;

/// The keys of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "The programme: whether anything can be asked for")]
struct Keys {
    /// The name of the programme.
    #[schemars(required)]
    name: Option<String>,
    /// The state that holds now.
    #[schemars(required)]
    status: Option<At<Held>>,
    /// All states there were.
    history: Vec<At<Held>>,
    /// How long after a review is due a guide still answers as before: `30 days`.
    grace: Option<At<String>>,
}

/// A state from a day on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "State")]
struct Held {
    /// The state.
    #[schemars(required)]
    is: Option<At<Status>>,
    /// The first day.
    #[schemars(required)]
    from: Option<At<String>>,
    /// What it means, in words for every page.
    #[schemars(required)]
    say: Option<String>,
    /// Where that is written.
    source: Option<String>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file.
pub(super) fn read(source: &Source, found: &mut Vec<Diagnostic>) -> Option<Programme> {
    let mut desk = Desk::new(source);
    let keys = desk.tree().and_then(|tree| desk.read::<Keys>(schema(), &tree)).unwrap_or_default();
    let mut history: Vec<State> =
        keys.status.iter().chain(&keys.history).filter_map(|held| state(&mut desk, held)).collect();
    history.sort_by_key(|state| state.from);
    conflicts(&mut desk, &history);
    history.dedup_by_key(|state| state.from);
    let grace = keys.grace.as_ref().map_or(GRACE, |grace| match value::length(&grace.value) {
        Ok(days) => days,
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &grace.range, why);
            GRACE
        }
    });
    if desk.found.is_empty() && (keys.name.is_none() || keys.status.is_none()) {
        let top = desk.top();
        let note = desk.say(&codes::MISSING_PART, &top, "the programme has no `name` or no `status`");
        note.help = Some("write `name: …` and `status: {is: open, from: 2026-01-01, say: …}`".into());
    }
    found.append(&mut desk.found);
    Some(Programme { name: keys.name?.into(), history, grace })
}

fn state(desk: &mut Desk<'_>, held: &At<Held>) -> Option<State> {
    let Held { is, from, say, source } = &held.value;
    let (Some(is), Some(from), Some(say)) = (is, from, say) else {
        // What could not be read has been said.
        if !desk.found.is_empty() {
            return None;
        }
        let note = desk.say(&codes::MISSING_PART, &held.range, "this state has no `is`, no `from` or no `say`");
        note.help = Some("write `{is: closed, from: 2023-09-01, say: What that means for the reader}`".into());
        return None;
    };
    let from = day(desk, from)?;
    Some(State { from, is: is.value, say: say.as_str().into(), source: source.as_deref().map(Arc::from) })
}

fn conflicts(desk: &mut Desk<'_>, history: &[State]) {
    for pair in history.windows(2) {
        if pair[0].from == pair[1].from && pair[0].is != pair[1].is {
            let top = desk.top();
            let message = format!("the programme has two states from {}", pair[0].from);
            desk.say(&codes::DUPLICATE_ID, &top, message).help = Some("keep one of the two".into());
        }
    }
}

impl Programme {
    /// The state on a day: the last that began.
    pub fn on(&self, day: Date) -> Option<&State> {
        self.history.iter().rev().find(|state| state.from <= day)
    }
}
