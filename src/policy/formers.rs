//! Reads what guides, questions, answers and outcomes were called before: their old addresses lead on.

use crate::data::At;
use crate::data::Keyed;
use crate::policy::desk::Desk;
use crate::policy::former::Former;
use crate::policy::former::Of;
use crate::policy::former::Old;
use crate::policy::guide::Keys;
use crate::policy::model::Guide;

use std::sync::Arc;

/// Reads a list of old names.
pub(super) fn old(desk: &mut Desk<'_>, what: &str, names: &[At<String>]) -> Vec<Old> {
    let mut good = Vec::new();
    for name in names {
        if desk.check_id(what, name) {
            good.push((Arc::from(name.value.as_str()), desk.span(&name.range)));
        }
    }
    good
}

/// Reads all old names of a guide and its parts.
pub(super) fn read(desk: &mut Desk<'_>, keys: &Keys, guide: &Guide) -> Vec<Former> {
    let mut all = Vec::new();
    let mut take = |names: Vec<Old>, of: Of| all.extend(names.into_iter().map(|(old, span)| Former { of, old, span }));
    take(old(desk, "a guide", &keys.formerly), Of::Guide);
    let number = |id: &At<String>| guide.questions.iter().position(|question| *question.id == *id.value);
    for (id, question) in keys.questions.iter().flat_map(|questions| &questions.0) {
        let Some(of) = number(id) else { continue };
        take(old(desk, "a question", &question.value.formerly), Of::Question(of));
        take_answers(desk, &question.value.answers_formerly, (guide, of), &mut take);
    }
    for (id, step) in keys.steps.iter().flat_map(|steps| &steps.0) {
        let Some(of) = number(id) else { continue };
        take(old(desk, "a question", &step.value.formerly), Of::Question(of));
    }
    for (id, outcome) in keys.outcomes.iter().flat_map(|outcomes| &outcomes.0) {
        let Some(of) = guide.outcomes.iter().position(|outcome| *outcome.id == *id.value) else { continue };
        take(old(desk, "an outcome", &outcome.value.formerly), Of::Outcome(of));
    }
    all
}

fn take_answers(
    desk: &mut Desk<'_>,
    written: &Keyed<At<String>>,
    (guide, question): (&Guide, usize),
    take: &mut impl FnMut(Vec<Old>, Of),
) {
    let answers = &guide.questions[question].answers;
    for (name, now) in &written.0 {
        let Some(answer) = answers.iter().position(|answer| *answer.id == *now.value) else {
            let what = format!("answer of `{}`", guide.questions[question].id);
            desk.unknown(&what, now, answers.iter().map(|answer| &*answer.id));
            continue;
        };
        take(old(desk, "an answer", std::slice::from_ref(name)), Of::Answer(question, answer));
    }
}
