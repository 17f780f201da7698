//! Conditions as sets of answers: `when` becomes, for each question, the answers that match, as bits.

use crate::data::At;
use crate::data::Keyed;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::Choice;
use crate::policy::guide::Rule as Written;
use crate::policy::guide::When;
use crate::policy::kind::Kind;
use crate::policy::model::Outcome;
use crate::policy::model::Question;
use crate::policy::model::Rule;

use std::cmp::Reverse;
use std::sync::Arc;

/// What the rules of a guide speak about.
pub(super) struct Names<'a> {
    /// The questions.
    pub(super) questions: &'a [Question],
    /// The outcomes.
    pub(super) outcomes: &'a [Outcome],
    /// Questions that could not be read; what is said about them is not looked at.
    pub(super) broken: &'a [String],
}

/// All answers of each question, as bits.
pub(super) fn full(questions: &[Question]) -> Vec<u64> {
    questions.iter().map(|question| all(question.answers.len())).collect()
}

/// As many bits.
pub(super) fn all(answers: usize) -> u64 {
    if answers >= 64 { u64::MAX } else { (1 << answers) - 1 }
}

/// Reads the rules of one list.
pub(super) fn read(desk: &mut Desk<'_>, written: &[At<Written>], names: &Names<'_>, what: &str) -> Vec<Rule> {
    written.iter().filter_map(|rule| one(desk, rule, names, what)).collect()
}

fn one(desk: &mut Desk<'_>, rule: &At<Written>, names: &Names<'_>, what: &str) -> Option<Rule> {
    let Written { id, when, then, source, same_as } = &rule.value;
    let there = [("id", id.is_some()), ("when", when.is_some()), ("then", then.is_some())];
    let missing: Vec<&str> = there.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    let (Some(id), Some(when), Some(then)) = (id, when, then) else {
        let message = format!("a {what} has no {}", crate::policy::params::listed(&missing));
        let note = desk.say(&codes::MISSING_PART, &rule.range, message);
        note.help = Some("write `{id: …, when: {question: answer}, then: outcome}`".into());
        return None;
    };
    desk.check_id("a rule", id);
    let outcome = names.outcomes.iter().position(|outcome| *outcome.id == *then.value);
    if outcome.is_none() {
        desk.unknown("outcome", then, names.outcomes.iter().map(|outcome| &*outcome.id));
    }
    Some(Rule {
        id: id.value.as_str().into(),
        when: condition(desk, when, names),
        then: outcome?,
        source: source.as_deref().map(Arc::from),
        same_as: same_as.as_ref().map(|other| other.value.as_str().into()),
        span: desk.span(&id.range),
    })
}

fn condition(desk: &mut Desk<'_>, when: &When, names: &Names<'_>) -> Vec<Vec<u64>> {
    when.0.iter().map(|part| conjunction(desk, part, names)).collect()
}

fn conjunction(desk: &mut Desk<'_>, part: &Keyed<At<Choice>>, names: &Names<'_>) -> Vec<u64> {
    let mut masks = full(names.questions);
    for (id, choice) in &part.0 {
        match names.questions.iter().position(|question| *question.id == *id.value) {
            // What is said about a question that is broken is looked at when it is mended.
            Some(_) if names.broken.contains(&id.value) => {}
            Some(index) => masks[index] = self::choice(desk, choice, &names.questions[index]),
            None if names.broken.contains(&id.value) => {}
            None => drop(desk.unknown("question", id, names.questions.iter().map(|question| &*question.id))),
        }
    }
    masks
}

fn choice(desk: &mut Desk<'_>, choice: &At<Choice>, question: &Question) -> u64 {
    let everything = all(question.answers.len());
    let one;
    let (ids_written, is_not) = match &choice.value {
        Choice::One(id) => {
            one = [At { value: id.clone(), range: choice.range.clone() }];
            (&one[..], false)
        }
        Choice::Any(ids) => (&ids[..], false),
        Choice::Not(ids) => (&ids[..], true),
    };
    let Some(named) = bits(desk, ids_written, choice, question) else { return everything };
    let (mask, words) = if is_not { (everything & !named, "`not`") } else { (named, "the list") };
    if mask == 0 || (is_not && mask == everything) {
        let which = if mask == 0 { "nothing" } else { "everything" };
        let message = format!("{words} matches {which}: {} has the answers {}", question.id, ids(question));
        let note = desk.say(&codes::EMPTY_CHOICE, &choice.range, message);
        note.help = Some(match mask {
            0 => "name at least one answer that is left, or remove the rule".to_string(),
            _ => format!("leave `{}` out: a question that is left out matches everything", question.id),
        });
        return everything;
    }
    mask
}

fn ids(question: &Question) -> String {
    question.answers.iter().map(|answer| format!("`{}`", answer.id)).collect::<Vec<_>>().join(", ")
}

/// The answers of a list; nothing if one of them does not exist, which is said.
fn bits(desk: &mut Desk<'_>, ids: &[At<String>], choice: &At<Choice>, question: &Question) -> Option<u64> {
    let mut mask = Some(0);
    for id in ids {
        match question.answers.iter().position(|answer| *answer.id == *id.value) {
            Some(index) => mask = mask.map(|mask| mask | 1 << index),
            None => {
                // A single word has no place of its own; the choice has it.
                let range = if id.range.is_empty() { choice.range.clone() } else { id.range.clone() };
                unknown(desk, &At { value: id.value.clone(), range }, question);
                mask = None;
            }
        }
    }
    mask
}

/// Says that an answer does not exist; one that another guide never gives has a code of its own.
fn unknown(desk: &mut Desk<'_>, id: &At<String>, question: &Question) {
    let is_kind = Kind::ALL.iter().any(|kind| kind.id() == id.value);
    if let (Some(other), true) = (&question.answer_from, is_kind) {
        let message =
            format!("`{}` is asked of the guide `{other}`, which never ends with `{}`", question.id, id.value);
        let label = question.span;
        let note = desk.say(&codes::DEAD_ANSWER, &id.range, message);
        note.labels.push((label, "asked here".into()));
        note.help = Some(format!("it ends with {}", ids(question)));
        return;
    }
    let known: Vec<&str> = question.answers.iter().map(|answer| &*answer.id).collect();
    let message = format!("`{}` has no answer `{}`", question.id, id.value);
    let label = question.span;
    let note = desk.say(&codes::UNKNOWN_NAME, &id.range, message);
    note.labels.push((label, "the question".into()));
    note.help = Some(match crate::diagnostic::nearest(&id.value, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? Its answers are {}", ids(question)),
        None => format!("its answers are {}", ids(question)),
    });
}

/// Puts routes into an order that does not depend on how they are written: by the answers they are about.
pub(super) fn sort(routes: &mut [Rule]) {
    let first_answers = |part: &Vec<u64>| part.iter().map(|mask| Reverse(mask.reverse_bits())).collect::<Vec<_>>();
    routes.sort_by_cached_key(|rule| (rule.when.iter().map(first_answers).collect::<Vec<_>>(), rule.id.clone()));
}
