//! `retired.yaml`: addresses at which something was published that is gone for good, each with the day, the reason and where
//! to go instead.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::gone::Retired;
use crate::policy::params::day;
use crate::policy::params::listed;
use crate::policy::permission;
use crate::policy::seen;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// The keys of the file: an address as `ledger.txt` has it, or a folder with a `/` at its end, and why it is gone.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Addresses at which nothing stands any more")]
struct Keys(Keyed<At<Entry>>);

/// What is gone.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Retired")]
struct Entry {
    /// The day from which it is gone.
    #[schemars(required)]
    on: Option<At<String>>,
    /// Why, in a sentence for readers.
    #[schemars(required)]
    because: Option<At<String>>,
    /// Where to go instead: `page:organizers/routes`, `guide:money`, or an address.
    instead: Option<At<String>>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file.
pub(super) fn read(source: &Source, found: &mut Vec<Diagnostic>) -> Vec<Retired> {
    let mut desk = Desk::new(source);
    let keys = desk.tree().and_then(|tree| desk.read::<Keys>(schema(), &tree)).unwrap_or_default();
    twice(&mut desk, &keys);
    let all = keys.0.0.iter().filter_map(|(address, entry)| one(&mut desk, address, &entry.value)).collect();
    found.append(&mut desk.found);
    all
}

fn twice(desk: &mut Desk<'_>, keys: &Keys) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (address, _) in &keys.0.0 {
        let span = desk.span(&address.range);
        if let Some(first) = seen.insert(&address.value, span) {
            let note = desk.say(&codes::DUPLICATE_ID, &address.range, format!("`{}` is retired twice", address.value));
            note.labels.push((first, "first here".into()));
            note.help = Some("keep one of the two".into());
        }
    }
}

fn one(desk: &mut Desk<'_>, address: &At<String>, written: &Entry) -> Option<Retired> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| seen::says(&text.value));
    let parts = [("on", says(&written.on)), ("because", says(&written.because))];
    let missing: Vec<&str> = parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    if !missing.is_empty() {
        let message = format!("`{}` is retired without {}", address.value, listed(&missing));
        desk.say(&codes::MISSING_PART, &address.range, message).help = Some(
            "say from which day it is gone and why: `{on: 2026-03-01, because: The form is closed., instead: page:routes}`"
                .into(),
        );
        return None;
    }
    let on = day(desk, written.on.as_ref()?)?;
    let instead = written.instead.as_ref().map(|at| (Arc::from(at.value.trim()), desk.span(&at.range)));
    let because = written.because.as_ref()?.value.trim().into();
    Some(Retired { address: address.value.trim().into(), on, because, instead, span: desk.span(&address.range) })
}
