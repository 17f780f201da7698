//! `params.yaml`: every number that a rule or a page repeats, with its unit, its days and its sources.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk;
use crate::policy::desk::Desk;
use crate::policy::formers;
use crate::policy::model::Dated;
use crate::policy::model::Param;
use crate::policy::permission;
use crate::policy::value;
use crate::policy::value::Unit;
use crate::policy::value::Value;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// The keys of the file: a name and what it stands for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Values that rules and pages repeat")]
struct Keys(Keyed<At<Entry>>);

/// A value with its history.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Param")]
struct Entry {
    /// What it is.
    #[schemars(required)]
    what: Option<String>,
    /// `days`, `weeks`, `date`, a currency such as `USD`, or a word for things that are counted, such as `people`.
    #[schemars(required)]
    unit: Option<At<String>>,
    /// Its values, each with the day from which it holds.
    #[schemars(required)]
    values: Option<Vec<At<Held>>>,
    /// Names that it had before.
    formerly: Vec<At<String>>,
}

/// A value from a day on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Dated")]
struct Held {
    /// The first day.
    #[schemars(required)]
    from: Option<At<String>>,
    /// The value: a number, or a day.
    #[schemars(required)]
    value: Option<At<String>>,
    /// Where it is written.
    source: Option<String>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file.
pub(super) fn read(source: &Source, as_of: Date, found: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Param> {
    let mut desk = Desk::new(source);
    let tree = desk.tree();
    let Some(keys) = tree.and_then(|tree| desk.read::<Keys>(schema(), &tree)) else {
        let names = desk::lines(&source.text).filter(|_| !desk.found.is_empty()).map(|(name, _)| Arc::from(name));
        let params = names.map(|name| (Arc::clone(&name), unread(&desk, name))).collect();
        found.append(&mut desk.found);
        return params;
    };
    desk.check_twice("parameters", keys.0.0.iter().map(|(name, _)| name));
    let mut params = BTreeMap::new();
    for (name, entry) in &keys.0.0 {
        if desk.check_id("a parameter", name) {
            let param = param(&mut desk, name, entry, as_of);
            params.entry(Arc::from(name.value.as_str())).or_insert(param);
        }
    }
    found.append(&mut desk.found);
    params
}

/// A parameter in a file of which nothing more can be told than its name.
fn unread(desk: &Desk<'_>, what: Arc<str>) -> Param {
    Param { what, values: Vec::new(), formerly: Vec::new(), span: desk.span(&(0..0)) }
}

/// A parameter of which a value cannot be read has none: what is wrong with it is said here, and not wherever it is named.
fn param(desk: &mut Desk<'_>, name: &At<String>, entry: &At<Entry>, as_of: Date) -> Param {
    let Entry { what, unit, values, formerly } = &entry.value;
    let missing: Vec<&str> = [("what", what.is_some()), ("unit", unit.is_some()), ("values", values.is_some())]
        .into_iter()
        .filter_map(|(key, there)| (!there).then_some(key))
        .collect();
    let values = match (unit, values) {
        (Some(unit), Some(values)) if missing.is_empty() => {
            held_values(desk, unit, values).inspect(|dated| is_there(desk, name, dated, as_of))
        }
        _ => {
            let message = format!("the parameter `{}` has no {}", name.value, listed(&missing));
            desk.say(&codes::MISSING_PART, &name.range, message);
            None
        }
    };
    let formerly = formers::old(desk, "a parameter", formerly);
    let what = what.as_deref().unwrap_or(&name.value);
    Param { what: what.into(), values: values.unwrap_or_default(), formerly, span: desk.span(&name.range) }
}

/// All values, the earliest first; nothing if one of them cannot be read.
fn held_values(desk: &mut Desk<'_>, unit: &At<String>, values: &[At<Held>]) -> Option<Vec<Dated>> {
    let unit = match Unit::read(&unit.value) {
        Ok(unit) => unit,
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &unit.range, why);
            return None;
        }
    };
    let mut dated: Vec<Dated> = values.iter().filter_map(|held| held_value(desk, held, &unit)).collect();
    if dated.len() < values.len() {
        return None;
    }
    dated.sort_by_key(|dated| dated.from);
    twice(desk, &dated);
    Some(dated)
}

/// Says so if no value holds on the day of the build.
fn is_there(desk: &mut Desk<'_>, name: &At<String>, dated: &[Dated], as_of: Date) {
    if dated.first().is_some_and(|first| first.from <= as_of) {
        return;
    }
    let message = format!("`{}` has no value on {as_of}, the day of the build", name.value);
    let first = dated.first().map(|first| (first.span, first.from));
    let note = desk.say(&codes::NO_VALUE, &name.range, message);
    if let Some((span, from)) = first {
        note.labels.push((span, format!("the first value holds from {from}")));
    }
    note.help =
        Some("add the value that held on that day, with its source; a value is never taken from another day".into());
}

fn held_value(desk: &mut Desk<'_>, held: &At<Held>, unit: &Unit) -> Option<Dated> {
    let Held { from, value, source } = &held.value;
    let (Some(from), Some(text)) = (from, value) else {
        desk.say(&codes::MISSING_PART, &held.range, "this value has no `from` or no `value`");
        return None;
    };
    if source.as_deref().is_none_or(|source| source.trim().is_empty()) {
        let note = desk.say(&codes::UNSOURCED, &text.range, format!("nothing says where {} is written", text.value));
        note.help = Some("add `source:` with the name of the document and its part".into());
    }
    let day = day(desk, from)?;
    match Value::read(&text.value, Some(unit)) {
        Ok(value) if value.amount.is_negative() && value.unit != Unit::Date => {
            desk.say(&codes::BAD_VALUE, &text.range, format!("`{value}` is less than nothing"));
            None
        }
        Ok(value) if value.unit.compares(unit) => {
            Some(Dated { from: day, value, source: source.as_deref().map(Arc::from), span: desk.span(&text.range) })
        }
        Ok(value) => {
            desk.say(&codes::MIXED_UNITS, &text.range, format!("`{value}` is not a value in {unit}"));
            None
        }
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &text.range, why);
            None
        }
    }
}

/// A day, or a finding that it is none.
pub(super) fn day(desk: &mut Desk<'_>, text: &At<String>) -> Option<Date> {
    let day = value::day(&text.value);
    if day.is_none() {
        desk.say(
            &codes::BAD_VALUE,
            &text.range,
            format!("expected a day such as `2026-03-01`, found `{}`", text.value),
        );
    }
    day
}

fn twice(desk: &mut Desk<'_>, dated: &[Dated]) {
    for pair in dated.windows(2) {
        if pair[0].from == pair[1].from {
            let mut places = [pair[0].span, pair[1].span];
            places.sort_by_key(|span| span.start);
            let [first, second] = places;
            let message = format!("two values hold from {}", pair[0].from);
            let note = Diagnostic::at(&codes::DUPLICATE_ID, second, message).label(first, "the other one");
            desk.put(note.help("keep one of the two, or give one another day"));
        }
    }
}

/// Names in words: `` `a`, `b` and `c` ``.
pub(super) fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
