//! Journeys read from `journeys/*.yaml`: all five stages there, and nothing left unsaid at any of them.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::fill::fill;
use crate::policy::formers;
use crate::policy::journey::keys::Day as WrittenDay;
use crate::policy::journey::keys::Keys;
use crate::policy::journey::keys::Leg as WrittenLeg;
use crate::policy::journey::model::Day;
use crate::policy::journey::model::Journey;
use crate::policy::journey::model::Leg;
use crate::policy::journey::model::Turn;
use crate::policy::journey::stage::Stage;
use crate::policy::lower;
use crate::policy::model::Policy;
use crate::policy::params::listed;
use crate::policy::permission;
use crate::policy::questions::Around;
use crate::policy::value;
use crate::source::Source;

use std::sync::Arc;
use std::sync::OnceLock;

/// The JSON Schema of a journey.
pub(in crate::policy) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads a file; nothing if its parts are not all there, which is said.
pub(in crate::policy) fn read(
    source: &Source,
    policy: &Policy,
    guides: &[String],
    found: &mut Vec<Diagnostic>,
) -> Option<Journey> {
    let mut desk = Desk::new(source);
    let tree = desk.tree();
    let keys = match &tree {
        Some(tree) => desk.read::<Keys>(schema(), tree),
        None => desk.found.is_empty().then(Keys::default),
    };
    if let Some(tree) = &tree {
        let around = Around { params: &policy.params, guides: &policy.guides, ids: guides, as_of: policy.as_of };
        lower::check_texts(&mut desk, tree, &around);
    }
    let journey = keys.filter(|_| desk.found.is_empty()).and_then(|keys| one(&mut desk, &keys, policy, guides));
    found.append(&mut desk.found);
    journey
}

fn one(desk: &mut Desk<'_>, keys: &Keys, policy: &Policy, guides: &[String]) -> Option<Journey> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| !text.value.trim().is_empty());
    let parts = [
        ("journey", says(&keys.journey)),
        ("title", says(&keys.title)),
        ("if_nothing", says(&keys.if_nothing)),
        ("stages", keys.stages.is_some()),
    ];
    let missing: Vec<&str> = parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    if !missing.is_empty() {
        let range = keys.journey.as_ref().map_or_else(|| desk.top(), |id| id.range.clone());
        let note = desk.say(&codes::MISSING_PART, &range, format!("this journey has no {}", listed(&missing)));
        note.help = Some("`caveat schema journey` lists the parts of a journey".into());
        return None;
    }
    let id = keys.journey.as_ref()?;
    desk.check_id("a journey", id);
    if let Some(guide) = keys.guide.as_ref().filter(|guide| !guides.contains(&guide.value)) {
        desk.unknown("guide", guide, guides.iter().map(String::as_str));
    }
    let legs = legs(desk, id, &keys.stages.as_ref()?.value, policy);
    let days: Vec<Day> = keys.days.iter().filter_map(|at| day(desk, at, policy)).collect();
    Some(Journey {
        id: id.value.as_str().into(),
        title: keys.title.as_ref()?.value.trim().into(),
        guide: keys.guide.as_ref().map(|guide| guide.value.as_str().into()),
        apart: keys.apart,
        if_nothing: fill(policy, keys.if_nothing.as_ref()?.value.trim()).into(),
        legs,
        days,
        formerly: formers::old(desk, "a journey", &keys.formerly),
        span: desk.span(&id.range),
    })
}

fn legs(desk: &mut Desk<'_>, id: &At<String>, written: &Keyed<At<WrittenLeg>>, policy: &Policy) -> Vec<Leg> {
    for (name, _) in &written.0 {
        if !Stage::ALL.iter().any(|stage| stage.id() == name.value) {
            desk.unknown("stage", name, Stage::ALL.iter().map(|stage| stage.id()));
        }
    }
    let there = |stage: &Stage| written.0.iter().any(|(name, _)| name.value == stage.id());
    let missing: Vec<&str> = Stage::ALL.iter().filter(|stage| !there(stage)).map(|stage| stage.id()).collect();
    if !missing.is_empty() {
        let message = format!("the journey `{}` does not say what holds when it is {}", id.value, listed(&missing));
        desk.say(&codes::MISSING_PART, &id.range, message).help =
            Some("give each of the five stages who has the ask, what can be seen, how long it takes, whom to ask, and what it does not mean".into());
    }
    let stages = Stage::ALL.into_iter().filter_map(|stage| {
        let (name, leg) = written.0.iter().find(|(name, _)| name.value == stage.id())?;
        leg_of(desk, stage, name, &leg.value, policy)
    });
    stages.collect()
}

fn leg_of(desk: &mut Desk<'_>, stage: Stage, name: &At<String>, written: &WrittenLeg, policy: &Policy) -> Option<Leg> {
    let WrittenLeg { who, sees, usually, at_most, ask, does_not_mean } = written;
    let fields = [
        ("who", who),
        ("sees", sees),
        ("usually", usually),
        ("at_most", at_most),
        ("ask", ask),
        ("does_not_mean", does_not_mean),
    ];
    let says = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let missing: Vec<&str> = fields.iter().filter(|(_, text)| !says(text)).map(|(key, _)| *key).collect();
    if !missing.is_empty() {
        let message = format!("the stage `{}` has no {}", name.value, listed(&missing));
        desk.say(&codes::MISSING_PART, &name.range, message).help =
            Some("if nobody knows, write that nobody knows; an empty line is read as good news".into());
        return None;
    }
    let text = |text: &Option<String>| Some(Arc::from(fill(policy, text.as_deref()?.trim())));
    Some(Leg {
        stage,
        who: text(who)?,
        sees: text(sees)?,
        usually: text(usually)?,
        at_most: text(at_most)?,
        ask: text(ask)?,
        does_not_mean: text(does_not_mean)?,
    })
}

fn day(desk: &mut Desk<'_>, at: &At<WrittenDay>, policy: &Policy) -> Option<Day> {
    let (what, turn, length) = match (&at.value.what, &at.value.before, &at.value.after) {
        (Some(what), Some(length), None) => (what, Turn::Before, length),
        (Some(what), None, Some(length)) => (what, Turn::After, length),
        _ => {
            let message = "this day has no `what`, or not exactly one of `before` and `after`";
            desk.say(&codes::MISSING_PART, &at.range, message).help =
                Some("write `{what: What is to be done, before: 14 days}`, or `after:`".into());
            return None;
        }
    };
    let text = match policy.params.get(length.value.as_str()) {
        Some(param) => param.on(policy.as_of)?.value.to_string(),
        None if length.value.starts_with(|c: char| c.is_ascii_lowercase()) => {
            desk.unknown("parameter", length, policy.params.keys().map(|name| &**name));
            return None;
        }
        None => length.value.clone(),
    };
    match value::length(&text) {
        Ok(days) => Some(Day { what: fill(policy, what.value.trim()).into(), turn, days }),
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &length.range, why);
            None
        }
    }
}
