//! Replies read from `replies/*.yaml`: every part there, every name resolved.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::formers;
use crate::policy::journey::model::Journey;
use crate::policy::params::listed;
use crate::policy::reply::hold;
use crate::policy::reply::keys;
use crate::policy::reply::keys::Keys;
use crate::policy::reply::keys::Line as WrittenLine;
use crate::policy::reply::model::Blank;
use crate::policy::reply::model::By;
use crate::policy::reply::model::Line;
use crate::policy::reply::model::Reply;
use crate::policy::reply::model::Tells;
use crate::policy::reply::pieces;
use crate::policy::reply::pieces::Around;
use crate::policy::reply::values;
use crate::policy::value;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The JSON Schema of a reply.
pub(in crate::policy) fn schema() -> &'static serde_json::Value {
    keys::schema()
}

/// Reads a file; nothing if its parts are not all there, which is said.
pub(in crate::policy) fn read(
    source: &Source,
    policy: &crate::policy::model::Policy,
    guides: &[String],
    found: &mut Vec<Diagnostic>,
) -> Option<Reply> {
    let mut desk = Desk::new(source);
    let around = Around { policy, guides };
    let tree = desk.tree();
    let keys = match tree {
        Some(tree) => desk.read::<Keys>(keys::schema(), &tree),
        None => desk.found.is_empty().then(Keys::default),
    };
    let reply = keys.filter(|_| desk.found.is_empty()).and_then(|keys| one(&mut desk, &keys, &around));
    found.append(&mut desk.found);
    reply
}

fn one(desk: &mut Desk<'_>, keys: &Keys, around: &Around<'_>) -> Option<Reply> {
    let missing = missing(keys);
    if !missing.is_empty() {
        let range = keys.reply.as_ref().map_or_else(|| desk.top(), |id| id.range.clone());
        let note = desk.say(&codes::MISSING_PART, &range, format!("this reply has no {}", listed(&missing)));
        note.help = Some("`caveat schema reply` lists the parts of a reply".into());
    }
    let (id, title) = (keys.reply.as_ref()?, keys.title.as_ref()?);
    desk.check_id("a reply", id);
    let blanks = blanks(desk, &keys.fill);
    let text = |desk: &mut Desk<'_>, text: &Option<At<String>>| {
        text.as_ref().map(|text| pieces::read(desk, text, around)).unwrap_or_default()
    };
    let written = keys.checklist.as_ref().map(|lines| &lines.value[..]).unwrap_or_default();
    let reply = Reply {
        id: id.value.as_str().into(),
        title: title.value.trim().into(),
        tells: tells(desk, keys, around),
        subject: text(desk, &keys.subject),
        body: text(desk, &keys.body),
        checklist: written.iter().filter_map(|at| line(desk, at, &blanks, around)).collect(),
        blanks,
        formerly: formers::old(desk, "a reply", &keys.formerly),
        span: desk.span(&id.range),
    };
    // What could not be taken apart makes the other findings wrong.
    if desk.found.is_empty() {
        hold::all(desk, keys, &reply, around.policy);
    }
    Some(reply)
}

fn missing(keys: &Keys) -> Vec<&'static str> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| !text.value.trim().is_empty());
    let parts = [
        ("reply", says(&keys.reply)),
        ("title", says(&keys.title)),
        ("subject", says(&keys.subject)),
        ("body", says(&keys.body)),
        ("checklist", keys.checklist.as_ref().is_some_and(|lines| !lines.value.is_empty())),
    ];
    parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect()
}

fn blanks(desk: &mut Desk<'_>, written: &Keyed<At<keys::Blank>>) -> Vec<Blank> {
    desk.check_twice("blanks", written.0.iter().map(|(name, _)| name));
    let mut blanks = Vec::new();
    for (name, at) in &written.0 {
        let check = at.value.check.as_ref().map(|check| check.value).unwrap_or_default();
        let Some(example) = &at.value.example else {
            let note =
                desk.say(&codes::MISSING_PART, &name.range, format!("the blank `{}` has no example", name.value));
            note.help = Some("add `example:` with a value that is made up".into());
            continue;
        };
        if let Err(why) = values::check(check, &example.value) {
            desk.say(&codes::BAD_VALUE, &example.range, format!("the example of `{}`: {why}", name.value));
        }
        blanks.push(Blank {
            name: name.value.as_str().into(),
            example: example.value.as_str().into(),
            what: at.value.what.as_deref().map(Arc::from),
            check,
            span: desk.span(&name.range),
        });
    }
    blanks
}

fn tells(desk: &mut Desk<'_>, keys: &Keys, around: &Around<'_>) -> Vec<Tells> {
    let mut tells: Vec<Tells> = Vec::new();
    for (name, kind) in keys.tells.iter().flat_map(|tells| &tells.value.0) {
        let (guide, outcome) = name.value.split_once('/').unwrap_or((&name.value, ""));
        let at = At { value: guide.to_string(), range: name.range.clone() };
        let Some(guide) = around.guide(desk, &at) else { continue };
        let Some(known) = guide.outcomes.iter().find(|known| *known.id == *outcome) else {
            let of = format!("outcome of the guide `{}`:", guide.id);
            let at = At { value: outcome.to_string(), range: name.range.clone() };
            desk.unknown(&of, &at, guide.outcomes.iter().map(|known| &*known.id));
            continue;
        };
        if let Some(kind) = kind.as_ref().filter(|kind| kind.value != known.kind) {
            let message = format!(
                "this reply was written for `{}` as `{}`, and it is `{}` now",
                name.value,
                kind.value.id(),
                known.kind.id()
            );
            let note = Diagnostic::at(&codes::STALE_REPLY, desk.span(&kind.range), message);
            let note = note.label(known.span, "the outcome");
            desk.put(note.help("read the reply again, change what is no longer true, then write the new kind here"));
        }
        let span = desk.span(&name.range);
        tells.push(Tells { guide: guide.id.clone(), outcome: known.id.clone(), span });
    }
    tells
}

fn line(desk: &mut Desk<'_>, at: &At<WrittenLine>, blanks: &[Blank], around: &Around<'_>) -> Option<Line> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| !text.value.trim().is_empty());
    let WrittenLine { ask, stage, answer, owner, by, if_nothing } = &at.value;
    let parts = [
        ("ask", says(ask)),
        ("answer", says(answer)),
        ("owner", says(owner)),
        ("by", says(by)),
        ("if_nothing", says(if_nothing)),
    ];
    let missing: Vec<&str> = parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    if !missing.is_empty() {
        let name = ask.as_ref().map_or_else(String::new, |ask| format!(" for `{}`", ask.value));
        let message = format!("the line of the checklist{name} has no {}", listed(&missing));
        desk.say(&codes::MISSING_PART, &at.range, message).help =
            Some("each ask has an answer, an owner, a day, and words for what silence means".into());
        return None;
    }
    let (ask, by) = (ask.as_ref()?, by.as_ref()?);
    known_ask(desk, ask, around);
    Some(Line {
        ask: ask.value.trim().into(),
        stage: stage.as_ref().map(|stage| stage.value),
        answer: pieces::read(desk, answer.as_ref()?, around),
        owner: pieces::read(desk, owner.as_ref()?, around),
        by: until(desk, by, blanks, around)?,
        if_nothing: pieces::read(desk, if_nothing.as_ref()?, around),
        span: desk.span(&ask.range),
        by_span: desk.span(&by.range),
    })
}

/// An ask may be any words; a word that is nearly the name of a guide or a journey is taken for a slip.
fn known_ask(desk: &mut Desk<'_>, ask: &At<String>, around: &Around<'_>) {
    let journeys: &BTreeMap<Arc<str>, Journey> = &around.policy.journeys;
    let known: Vec<&str> =
        around.guides.iter().map(String::as_str).chain(journeys.keys().map(|journey| &**journey)).collect();
    let is_known = known.contains(&ask.value.as_str()) || ask.value.contains(' ');
    if !is_known && nearest(&ask.value, known.iter().copied()).is_some() {
        desk.unknown("ask", ask, known.into_iter());
    }
}

fn until(desk: &mut Desk<'_>, by: &At<String>, blanks: &[Blank], around: &Around<'_>) -> Option<By> {
    let text = by.value.trim();
    if let Some(name) = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        return Some(By::Blank(name.split_whitespace().collect::<Vec<_>>().join(" ").into()))
            .filter(|_| is_day(desk, by, name.trim(), blanks));
    }
    if text == "deadline" {
        return Some(By::Deadline);
    }
    if let Some(day) = value::day(text) {
        return Some(By::On(day));
    }
    let (length, made): (&str, fn(u32) -> By) =
        match (text.strip_suffix(" before event"), text.strip_suffix(" after event")) {
            (Some(length), _) => (length, By::Before),
            (_, Some(length)) => (length, By::After),
            _ => (text, By::Days),
        };
    let param = around.policy.params.get(length).and_then(|param| param.on(around.policy.as_of));
    let length = param.map_or_else(|| length.to_string(), |dated| dated.value.to_string());
    match value::length(&length) {
        Ok(days) => Some(made(days)),
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &by.range, why).help = Some(
                "write `14 days`, `21 days before event`, `90 days after event`, `deadline`, a day, or a blank with a day; a parameter can stand for the length"
                    .into(),
            );
            None
        }
    }
}

fn is_day(desk: &mut Desk<'_>, by: &At<String>, name: &str, blanks: &[Blank]) -> bool {
    use crate::policy::reply::model::Check;
    let blank = blanks.iter().find(|blank| *blank.name == *name);
    let is_other = blank.is_some_and(|blank| !matches!(blank.check, Check::Date | Check::Event));
    if is_other {
        let message = format!("the blank `{name}` stands for a day, and nothing holds it to one");
        let label = blank.map(|blank| (blank.span, "the blank".to_string()));
        let note = desk.say(&codes::BAD_VALUE, &by.range, message);
        note.labels.extend(label);
        note.help = Some("give the blank `check: date`".into());
    }
    !is_other
}
