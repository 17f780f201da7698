//! A guide out of what its author wrote: every name resolved, every part there, nothing proved yet.

use crate::data::At;
use crate::data::Keyed;
use crate::data::Node;
use crate::data::Value;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::formers;
use crate::policy::given;
use crate::policy::guide::Keys;
use crate::policy::guide::Rule as WrittenRule;
use crate::policy::model::Guide;
use crate::policy::model::Programme;
use crate::policy::model::Status;
use crate::policy::model::Withdrawn;
use crate::policy::outcomes;
use crate::policy::params::day;
use crate::policy::params::listed;
use crate::policy::programme::GRACE;
use crate::policy::questions;
use crate::policy::questions::Around;
use crate::policy::questions::Asked;
use crate::policy::rules;
use crate::policy::rules::Names;
use crate::policy::steps;
use crate::policy::value;

use jiff::civil::Date;

/// The parts that every guide has.
fn missing(keys: &Keys) -> Vec<&'static str> {
    let is_tree = keys.is_tree();
    let parts = [
        ("guide", keys.guide.is_some()),
        ("title", keys.title.is_some()),
        ("owner", keys.owner.is_some()),
        ("effective", keys.effective.is_some()),
        ("review_every", keys.review_every.is_some()),
        ("questions", is_tree || keys.questions.is_some()),
        ("routes", is_tree || keys.routes.is_some()),
        ("steps", !is_tree || keys.steps.is_some()),
        ("outcomes", keys.outcomes.is_some()),
    ];
    parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect()
}

/// Says which parts a guide lacks; true if it has all.
pub(super) fn is_whole(desk: &mut Desk<'_>, keys: &Keys) -> bool {
    let range = keys.guide.as_ref().map_or_else(|| desk.top(), |id| id.range.clone());
    let has_rules = keys.questions.is_some() || keys.routes.is_some() || !keys.stops.is_empty();
    if (keys.is_tree() && has_rules) || (!keys.is_tree() && keys.steps.is_some()) {
        let message =
            "this guide is of two shapes: `steps` belong to `shape: tree`, questions, stops and routes do not";
        desk.say(&codes::MISSING_PART, &range, message).help =
            Some("write either questions, stops and routes, or `shape: tree` and `steps`".into());
        return false;
    }
    let missing = missing(keys);
    if missing.is_empty() {
        return true;
    }
    let note = desk.say(&codes::MISSING_PART, &range, format!("this guide has no {}", listed(&missing)));
    note.help = Some(
        "`caveat schema guide` lists the parts of a guide, `caveat explain missing-part` shows a small one".into(),
    );
    false
}

/// Reads the parts of a guide. Nothing if one of them could not be read; why is said.
pub(super) fn lower(
    desk: &mut Desk<'_>,
    keys: &Keys,
    around: &Around<'_>,
    programme: Option<&Programme>,
) -> Option<Guide> {
    let id = keys.guide.as_ref()?;
    desk.check_id("a guide", id);
    let effective = day(desk, keys.effective.as_ref()?);
    let reviewed = keys.reviewed.as_ref().and_then(|reviewed| day(desk, reviewed)).or(effective);
    let every = length(desk, keys.review_every.as_ref()?);
    let none = Vec::new();
    let written = keys.questions.as_ref().map_or(&none, |questions| &questions.0);
    let mut asked = questions::read(desk, written, around);
    let outcomes = outcomes::read(desk, &keys.outcomes.as_ref()?.0);
    let is_broken = outcomes.len() < keys.outcomes.as_ref()?.0.len();
    let mut guide = Guide {
        id: id.value.as_str().into(),
        title: keys.title.as_ref()?.value.as_str().into(),
        owner: keys.owner.as_ref()?.value.as_str().into(),
        effective: effective.unwrap_or_default(),
        reviewed: reviewed.unwrap_or_default(),
        review_due: value::after(reviewed.unwrap_or_default(), every.unwrap_or_default()),
        withdrawn: None,
        weight: keys.weight,
        questions: asked.questions.clone(),
        stops: Vec::new(),
        routes: Vec::new(),
        outcomes,
        scenarios: Vec::new(),
        tree: None,
        former: Vec::new(),
        by_hand: keys.is_tree(),
        file: desk.source.path.clone(),
        span: desk.span(&id.range),
        routes_span: desk.span(&routes_word(desk, keys)),
    };
    // Names of outcomes that could not be read would all be unknown; they are said when the outcomes are mended.
    if is_broken {
        return None;
    }
    match &keys.steps {
        Some(written) => {
            let (questions, tree) = steps::read(desk, &written.0, &guide.outcomes)?;
            asked.questions.clone_from(&questions);
            (guide.questions, guide.tree) = (questions, Some(tree));
        }
        None => {
            not_sure(desk, keys, &asked, &mut guide);
            all_rules(desk, keys, &asked, &mut guide);
        }
    }
    guide.former = formers::read(desk, keys, &guide);
    guide.scenarios = given::read(desk, &keys.scenarios, &guide, &asked, around.as_of);
    let is_sound = asked.questions.len() >= written.len() || !asked.many.is_empty();
    let blocks = desk.found.iter().any(|note| note.severity > crate::diagnostic::Severity::Error);
    guide.withdrawn = withdrawn(&guide, programme, around.as_of);
    (is_sound && !blocks).then_some(guide)
}

/// Where the word `routes:` stands, or the list if the word is not right before it.
fn routes_word(desk: &Desk<'_>, keys: &Keys) -> std::ops::Range<usize> {
    let Some(routes) = &keys.routes else { return desk.top() };
    let before = desk.source.text.get(..routes.range.start).unwrap_or_default();
    match before.rfind("routes") {
        Some(at) => at..at + "routes".len(),
        None => routes.range.clone(),
    }
}

fn length(desk: &mut Desk<'_>, text: &At<String>) -> Option<u32> {
    match value::length(&text.value) {
        Ok(days) => Some(days),
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &text.range, why);
            None
        }
    }
}

fn not_sure(desk: &mut Desk<'_>, keys: &Keys, asked: &Asked, guide: &mut Guide) {
    let Some(Keyed(written)) = &keys.questions else { return };
    let mut said = Vec::new();
    for (index, from) in asked.from.iter().enumerate() {
        // Things to tick share what is written once, so it is also said once.
        if said.contains(from) {
            desk_silent(desk, |desk| take_not_sure(desk, &written[*from], index, guide));
            continue;
        }
        said.push(*from);
        take_not_sure(desk, &written[*from], index, guide);
    }
}

fn desk_silent(desk: &mut Desk<'_>, run: impl FnOnce(&mut Desk<'_>)) {
    let before = desk.found.len();
    run(desk);
    desk.found.truncate(before);
}

fn take_not_sure(
    desk: &mut Desk<'_>,
    written: &(At<String>, At<crate::policy::guide::Question>),
    index: usize,
    guide: &mut Guide,
) {
    let (id, question) = written;
    let read = outcomes::not_sure(desk, id, question.value.not_sure.as_ref(), &guide.questions[index], &guide.outcomes);
    if let Some(not_sure) = read {
        guide.questions[index].not_sure = not_sure;
    }
}

fn all_rules(desk: &mut Desk<'_>, keys: &Keys, asked: &Asked, guide: &mut Guide) {
    let names = Names { questions: &guide.questions, outcomes: &guide.outcomes, broken: &asked.broken };
    let none = Vec::new();
    let routes = keys.routes.as_ref().map_or(&none, |routes| &routes.value);
    let ids = keys.stops.iter().chain(routes).filter_map(|rule: &At<WrittenRule>| rule.value.id.as_ref());
    desk.check_twice("rules", ids.clone());
    let stops = rules::read(desk, &keys.stops, &names, "stop");
    let found = rules::read(desk, routes, &names, "route");
    for rule in routes {
        let Some(same) = &rule.value.same_as else { continue };
        match found.iter().find(|other| *other.id == *same.value) {
            None => drop(desk.unknown("route", same, found.iter().map(|other| &*other.id))),
            Some(other) => {
                let own = found.iter().find(|own| rule.value.id.as_ref().is_some_and(|id| *own.id == *id.value));
                if own.is_some_and(|own| own.then != other.then) {
                    let label = other.span;
                    let message = format!("`same_as: {}` names a route with another outcome", same.value);
                    let note = desk.say(&codes::OVERLAP, &same.range, message);
                    note.labels.push((label, "this route".into()));
                    note.help = Some("routes may match together only if they lead to the same outcome".into());
                }
            }
        }
    }
    (guide.stops, guide.routes) = (stops, found);
}

/// Why favourable outcomes do not stand as they are written on the day of the build.
fn withdrawn(guide: &Guide, programme: Option<&Programme>, as_of: Date) -> Option<Withdrawn> {
    if let Some(state) = programme.and_then(|programme| programme.on(as_of))
        && state.is != Status::Open
    {
        return Some(Withdrawn::Programme(state.is, state.from, state.say.clone()));
    }
    // Before its first day a programme gives nothing.
    let first = programme.and_then(|programme| programme.history.first()).map(|state| state.from);
    if let Some(first) = first.filter(|first| *first > as_of) {
        return Some(Withdrawn::NotYet(first.max(guide.effective)));
    }
    if guide.effective > as_of {
        return Some(Withdrawn::NotYet(guide.effective));
    }
    let grace = programme.map_or(GRACE, |programme| programme.grace);
    (as_of > value::after(guide.review_due, grace)).then_some(Withdrawn::Overdue(guide.review_due))
}

/// Names of parameters in texts (`{{#param name}}`) that do not exist.
pub(super) fn check_texts(desk: &mut Desk<'_>, tree: &Node, around: &Around<'_>) {
    match &tree.value {
        Value::Nothing | Value::Bare(_) => {}
        Value::Text { .. } => check_text(desk, tree, around),
        Value::List(items) => items.iter().for_each(|item| check_texts(desk, item, around)),
        Value::Map(entries) => entries.iter().for_each(|entry| check_texts(desk, &entry.value, around)),
    }
}

fn check_text(desk: &mut Desk<'_>, node: &Node, around: &Around<'_>) {
    const MARK: &str = "{{#param";
    let source = desk.source;
    let text = source.text.get(node.range.clone()).unwrap_or_default();
    for (at, _) in text.match_indices(MARK) {
        let Some((inside, _)) = text[at + MARK.len()..].split_once("}}") else { continue };
        let name = inside.trim();
        let start = node.range.start + at + MARK.len() + (inside.len() - inside.trim_start().len());
        if !around.params.contains_key(name) {
            let name = At { value: name.to_string(), range: start..start + name.len() };
            desk.unknown("parameter", &name, around.params.keys().map(|name| &**name));
        }
    }
}
