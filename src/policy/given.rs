//! Scenarios as they are written: names resolved, values read, things to tick taken apart.

use crate::data::At;
use crate::policy::bands;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::Given;
use crate::policy::guide::Scenario as Written;
use crate::policy::model::Guide;
use crate::policy::model::Scenario;
use crate::policy::params::day;
use crate::policy::params::listed;
use crate::policy::questions::Asked;
use crate::source::Span;

use std::sync::Arc;

use jiff::civil::Date;

/// Reads all scenarios.
pub(super) fn read(
    desk: &mut Desk<'_>,
    written: &[At<Written>],
    guide: &Guide,
    asked: &Asked,
    as_of: Date,
) -> Vec<Scenario> {
    written.iter().filter_map(|scenario| one(desk, scenario, guide, asked, as_of)).collect()
}

fn one(desk: &mut Desk<'_>, at: &At<Written>, guide: &Guide, asked: &Asked, as_of: Date) -> Option<Scenario> {
    let Written { name, as_of: own_day, given, expect } = &at.value;
    let there = [("name", name.is_some()), ("given", given.is_some()), ("expect", expect.is_some())];
    let missing: Vec<&str> = there.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    let (Some(name), Some(given), Some(expect)) = (name, given, expect) else {
        desk.say(&codes::MISSING_PART, &at.range, format!("a scenario has no {}", listed(&missing)));
        return None;
    };
    let day = match own_day {
        Some(own) => day(desk, own)?,
        None => as_of,
    };
    let outcome = guide.outcomes.iter().position(|outcome| *outcome.id == *expect.value);
    if outcome.is_none() {
        desk.unknown("outcome", expect, guide.outcomes.iter().map(|outcome| &*outcome.id));
    }
    let mut facts = Vec::new();
    let mut is_whole = true;
    for (id, said) in &given.value.0 {
        is_whole &= fact(desk, id, said, guide, asked, day, &mut facts).is_some();
    }
    if !is_whole {
        return None;
    }
    Some(Scenario {
        name: name.value.as_str().into(),
        as_of: day,
        given: facts,
        expect: outcome?,
        span: desk.span(&name.range),
        expect_span: desk.span(&expect.range),
    })
}

/// Reads what is said about one question; nothing if it cannot be read, which has been said.
fn fact(
    desk: &mut Desk<'_>,
    id: &At<String>,
    said: &At<Given>,
    guide: &Guide,
    asked: &Asked,
    day: Date,
    facts: &mut Vec<(usize, Arc<str>, Span)>,
) -> Option<()> {
    let span = desk.span(&said.range);
    if let Some((_, things)) = asked.many.iter().find(|(many, _)| *many == id.value) {
        ticked(desk, said, things, facts);
        return Some(());
    }
    let Some(index) = guide.questions.iter().position(|question| *question.id == *id.value) else {
        if !asked.broken.contains(&id.value) {
            desk.unknown("question", id, guide.questions.iter().map(|question| &*question.id));
        }
        return None;
    };
    let [answer] = &said.value.0[..] else {
        desk.say(&codes::BAD_VALUE, &said.range, format!("`{}` takes one answer, not a list", id.value));
        return None;
    };
    // Values for bands that do not hold together say nothing new.
    if asked.broken.contains(&id.value) {
        return None;
    }
    let question = &guide.questions[index];
    if let Some(param) = bands::lacks(question, day) {
        // That it has none on the day of the build is said where the parameter stands.
        if day != asked.as_of {
            desk.say(
                &codes::NO_VALUE,
                &said.range,
                format!("`{param}` has no value on {day}, the day of this scenario"),
            )
            .help =
                Some("add the value that held on that day, with its source, or give the scenario another day".into());
        }
        return None;
    }
    if let Err(why) = bands::place(question, &answer.value, day) {
        let code = if why.contains("are not compared") { &codes::MIXED_UNITS } else { &codes::BAD_VALUE };
        let is_name = bands::unit_of(question).is_none();
        let code = if is_name { &codes::UNKNOWN_NAME } else { code };
        let label = question.span;
        desk.say(code, &said.range, why).labels.push((label, "the question".into()));
        return None;
    }
    facts.push((index, answer.value.as_str().into(), span));
    Some(())
}

/// Things that are ticked are answered with yes, the others with no; `none` stands alone.
fn ticked(desk: &mut Desk<'_>, said: &At<Given>, things: &[(String, usize)], facts: &mut Vec<(usize, Arc<str>, Span)>) {
    let span = desk.span(&said.range);
    let names: Vec<&str> = said.value.0.iter().map(|name| name.value.as_str()).collect();
    if names == ["not-sure"] {
        facts.extend(things.iter().map(|(_, question)| (*question, Arc::from("not-sure"), span)));
        return;
    }
    if names.contains(&"none") && names.len() > 1 {
        desk.say(&codes::BAD_VALUE, &said.range, "`none` and something else cannot both be ticked");
        return;
    }
    let known = |name: &&str| *name == "none" || things.iter().any(|(thing, _)| thing == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let name = At { value: (*unknown).to_string(), range: said.range.clone() };
        desk.unknown("thing to tick", &name, things.iter().map(|(thing, _)| thing.as_str()));
        return;
    }
    facts.extend(things.iter().map(|(thing, question)| {
        let answer = if names.contains(&thing.as_str()) { "yes" } else { "no" };
        (*question, Arc::from(answer), span)
    }));
}
