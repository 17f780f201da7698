//! Questions with their answers: options, bands, things to tick, or the outcomes of another guide.

use crate::data::At;
use crate::policy::bands;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::Question as Written;
use crate::policy::kind::Kind;
use crate::policy::model::Answer;
use crate::policy::model::Guide;
use crate::policy::model::NotSure;
use crate::policy::model::Param;
use crate::policy::model::Question;
use crate::policy::model::Withheld;
use crate::policy::seen;
use crate::policy::value::Unit;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// How many answers a question may have.
const MOST: usize = 64;

/// What questions are read against.
pub(super) struct Around<'a> {
    /// The parameters.
    pub(super) params: &'a BTreeMap<Arc<str>, Param>,
    /// Guides that were read before this one.
    pub(super) guides: &'a BTreeMap<Arc<str>, Guide>,
    /// The ids of all guides, also of those that could not be read.
    pub(super) ids: &'a [String],
    /// The day of the build.
    pub(super) as_of: Date,
}

/// Questions as they are asked.
#[derive(Default)]
pub(super) struct Asked {
    /// The day of the build.
    pub(super) as_of: Date,
    /// The questions; `not_sure` is filled in later, when the outcomes are known.
    pub(super) questions: Vec<Question>,
    /// For each of them the number of the question that was written.
    pub(super) from: Vec<usize>,
    /// Ids of questions that could not be read.
    pub(super) broken: Vec<String>,
    /// Things to tick: the id of the question, and each thing with the number of its question.
    pub(super) many: Vec<(String, Vec<(String, usize)>)>,
}

/// Reads all questions.
pub(super) fn read(desk: &mut Desk<'_>, written: &[(At<String>, At<Written>)], around: &Around<'_>) -> Asked {
    let mut asked = Asked { as_of: around.as_of, ..Asked::default() };
    desk.check_twice("questions", all_ids(written).iter());
    for (index, (id, question)) in written.iter().enumerate() {
        let before = desk.found.len();
        desk.check_id("a question", id);
        if question.value.choose_many.is_some() {
            many(desk, id, &question.value, index, &mut asked);
        } else if let Some(question) = one(desk, id, &question.value, around) {
            asked.questions.push(question);
            asked.from.push(index);
        } else {
            asked.broken.push(id.value.clone());
        }
        if desk.found[before..].iter().any(|note| note.severity > crate::diagnostic::Severity::Error) {
            asked.broken.push(id.value.clone());
        }
    }
    asked
}

/// The ids of all questions, with those that a question of several things becomes.
fn all_ids(written: &[(At<String>, At<Written>)]) -> Vec<At<String>> {
    let inner = |(id, question): &(At<String>, At<Written>)| {
        let things = question.value.choose_many.iter().flat_map(|things| &things.0);
        let name =
            |thing: &At<String>| At { value: format!("{}-{}", id.value, thing.value), range: thing.range.clone() };
        things.map(|(thing, _)| name(thing)).collect::<Vec<_>>()
    };
    written.iter().flat_map(|one| std::iter::once(one.0.clone()).chain(inner(one))).collect()
}

fn blank(desk: &mut Desk<'_>, id: &At<String>, written: &Written) -> Option<Question> {
    let Some(ask) = written.ask.as_ref().filter(|ask| seen::says(&ask.value)) else {
        desk.say(&codes::MISSING_PART, &id.range, format!("the question `{}` has no `ask`", id.value)).help =
            Some("write the question as people are asked it: `ask: How much money is missing?`".into());
        return None;
    };
    Some(Question {
        id: id.value.as_str().into(),
        ask: ask.value.as_str().into(),
        why: written.why.as_ref().map(|why| why.value.as_str().into()),
        answers: Vec::new(),
        not_sure: NotSure::NotOffered(Arc::from("")),
        informative: written.informative,
        answer_from: None,
        withheld: None,
        span: desk.span(&id.range),
    })
}

fn one(desk: &mut Desk<'_>, id: &At<String>, written: &Written, around: &Around<'_>) -> Option<Question> {
    let mut question = blank(desk, id, written)?;
    let unit = match written.unit.as_ref().map(|unit| (unit, Unit::read(&unit.value))) {
        Some((_, Ok(unit))) => Some(unit),
        Some((at, Err(why))) => {
            desk.say(&codes::BAD_VALUE, &at.range, why);
            return None;
        }
        None => None,
    };
    match (&written.options, &written.bands, &written.answer_from) {
        (_, None, Some(from)) => question = answers_from(desk, question, from, written, around)?,
        (Some(_), None, None) => question.answers = options(desk, written),
        (None, Some(list), None) => {
            question.answers = bands::read(desk, id, list, unit.as_ref(), around.params, around.as_of);
            ids(desk, list.value.iter().flat_map(|band| band.0.iter().map(|(name, _)| name)));
        }
        _ => {
            let message = format!("the question `{}` does not have exactly one kind of answers", id.value);
            desk.say(&codes::MISSING_PART, &id.range, message).help =
                Some("give it `options:`, `bands:`, `choose_many:` or `answer_from:`, and only one of them".into());
            return None;
        }
    }
    let count = question.answers.len();
    if count > MOST {
        let message = format!("`{}` has {count} answers, and a proof can hold {MOST}", id.value);
        desk.say(&codes::TOO_COMPLEX, &id.range, message).help = Some("split the question, or the guide".into());
        return None;
    }
    if count == 0 && written.bands.is_none() {
        desk.say(&codes::MISSING_PART, &id.range, format!("the question `{}` has no answers", id.value));
        return None;
    }
    Some(question)
}

fn options(desk: &mut Desk<'_>, written: &Written) -> Vec<Answer> {
    let options = written.options.iter().flat_map(|options| &options.0);
    ids(desk, options.clone().map(|(id, _)| id));
    for (id, _) in options.clone().filter(|(_, label)| !seen::says(&label.value)) {
        desk.say(&codes::MISSING_PART, &id.range, format!("the answer `{}` has no words", id.value)).help =
            Some(format!("write what people choose: `{}: Less than a week`", id.value));
    }
    let answer = |(id, label): &(At<String>, At<String>)| Answer {
        id: id.value.as_str().into(),
        label: label.value.as_str().into(),
        band: None,
        span: desk.span(&id.range),
    };
    options.map(answer).collect()
}

fn ids<'n>(desk: &mut Desk<'_>, ids: impl Iterator<Item = &'n At<String>> + Clone) {
    for id in ids.clone() {
        desk.check_id("an answer", id);
    }
    desk.check_twice("answers", ids);
}

/// The answers are the kinds with which another guide can end.
fn answers_from(
    desk: &mut Desk<'_>,
    mut question: Question,
    from: &At<String>,
    written: &Written,
    around: &Around<'_>,
) -> Option<Question> {
    let name = from.value.strip_prefix("guide:").unwrap_or(&from.value);
    let Some(other) = around.guides.get(name) else {
        if !around.ids.iter().any(|id| id == name) {
            let name = At { value: name.to_string(), range: from.range.clone() };
            desk.unknown("guide", &name, around.ids.iter().map(String::as_str));
        }
        return None;
    };
    other.tree.as_ref()?;
    question.answer_from = Some(Arc::clone(&other.id));
    let mut kinds: Vec<Kind> = other.reached().into_iter().map(|outcome| other.outcomes[outcome].kind).collect();
    // When the hopes of the other guide are withdrawn, they become a matter for a person.
    if kinds.iter().any(|kind| kind.is_favourable()) {
        kinds.push(Kind::NeedsAPerson);
    }
    kinds.sort_unstable_by_key(|kind| std::cmp::Reverse(*kind));
    kinds.dedup();
    let labels = written.options.as_ref();
    for (id, _) in labels.iter().flat_map(|labels| &labels.0) {
        if !kinds.iter().any(|kind| kind.id() == id.value) {
            let message = format!("the guide `{name}` never ends with `{}`", id.value);
            let known: Vec<&str> = kinds.iter().map(|kind| kind.id()).collect();
            let note = desk.say(&codes::DEAD_ANSWER, &id.range, message);
            note.labels.push((other.span, "this guide".into()));
            note.help = Some(format!("it ends with {}", known.join(", ")));
        }
    }
    let label = |kind: Kind| {
        let own = labels.and_then(|labels| labels.0.iter().find(|(id, _)| id.value == kind.id()));
        own.map_or_else(|| Arc::from(kind.words()), |(_, label)| Arc::from(label.value.as_str()))
    };
    let span = desk.span(&from.range);
    let place = |kind: Kind| kinds.iter().position(|other| *other == kind);
    if let (Some(why), Some(answer), Some(taken_as)) =
        (&other.withdrawn, place(Kind::MayRequest), place(Kind::NeedsAPerson))
    {
        question.withheld = Some(Withheld { answer, taken_as, why: why.clone() });
    }
    question.answers =
        kinds.into_iter().map(|kind| Answer { id: kind.id().into(), label: label(kind), band: None, span }).collect();
    Some(question)
}

/// Each thing to tick becomes a question of its own with the answers `yes` and `no`.
fn many(desk: &mut Desk<'_>, id: &At<String>, written: &Written, from: usize, asked: &mut Asked) {
    let Some(blank) = blank(desk, id, written) else { return };
    let things = written.choose_many.iter().flat_map(|things| &things.0);
    let count = things.clone().count();
    if !(2..=4).contains(&count)
        || written.options.is_some()
        || written.bands.is_some()
        || written.answer_from.is_some()
    {
        let message =
            format!("`{}` has {count} things to tick; two to four are possible, and no other answers", id.value);
        desk.say(&codes::TOO_COMPLEX, &id.range, message).help = Some(
            "each thing doubles the situations: make one guide for each ask, and one reply for all of them".into(),
        );
        return;
    }
    ids(desk, things.clone().map(|(id, _)| id));
    let mut numbers = Vec::new();
    for (thing, label) in things {
        if thing.value == "none" {
            desk.say(&codes::BAD_ID, &thing.range, "`none` is what is left when nothing is ticked").help =
                Some("remove it: nobody can tick it beside something else".into());
            continue;
        }
        let answer = |id: &str, label: &str| Answer {
            id: id.into(),
            label: label.into(),
            band: None,
            span: desk.span(&thing.range),
        };
        numbers.push((thing.value.clone(), asked.questions.len()));
        asked.questions.push(Question {
            id: format!("{}-{}", id.value, thing.value).into(),
            ask: format!("{} {}?", blank.ask, label.value.trim_end_matches('?')).into(),
            answers: vec![answer("yes", "Yes"), answer("no", "No")],
            span: desk.span(&thing.range),
            ..blank.clone()
        });
        asked.from.push(from);
    }
    asked.many.push((id.value.clone(), numbers));
}
