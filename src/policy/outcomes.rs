//! Outcomes, each with what happens next and what silence means.

use crate::data::At;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::NotSure as WrittenNotSure;
use crate::policy::guide::Outcome as Written;
use crate::policy::kind::Kind;
use crate::policy::model::Next;
use crate::policy::model::NotSure;
use crate::policy::model::Outcome;
use crate::policy::model::Question;
use crate::policy::params::listed;
use crate::policy::seen;
use crate::policy::value;
use crate::source::Span;

use std::sync::Arc;

/// Reads all outcomes.
pub(super) fn read(desk: &mut Desk<'_>, written: &[(At<String>, At<Written>)]) -> Vec<Outcome> {
    desk.check_twice("outcomes", written.iter().map(|(id, _)| id));
    written.iter().filter_map(|(id, outcome)| one(desk, id, outcome)).collect()
}

fn one(desk: &mut Desk<'_>, id: &At<String>, written: &At<Written>) -> Option<Outcome> {
    desk.check_id("an outcome", id);
    let Written { kind, title, say, decided_by, decider, know_by, until_then, next, .. } = &written.value;
    let missing = missing(&written.value);
    if !missing.is_empty() {
        let step = next.as_ref().filter(|_| missing.iter().any(|key| key.starts_with("next.")));
        let label = step.map(|step| (desk.span(&step.range), "the next step".to_string()));
        let message = format!("the outcome `{}` has no {}", id.value, listed(&missing));
        let note = desk.say(&codes::INCOMPLETE_OUTCOME, &id.range, message);
        note.labels.extend(label);
        note.help = Some("say who decides, what to do now, whose step it is, in which time, and what happens if nobody does anything".into());
        return None;
    }
    vague(desk, id, &written.value);
    let (kind, next) = (kind.as_ref()?, next.as_ref()?);
    let within = match next.value.within.as_ref().map(|within| (within, value::length(&within.value))) {
        Some((_, Ok(days))) => Some(days),
        Some((at, Err(why))) => {
            desk.say(&codes::BAD_VALUE, &at.range, why).help =
                Some("write a number of days or weeks, as in `within: 7 days`".into());
            None
        }
        None => None,
    };
    let text = |text: &Option<String>| text.as_deref().map(|text| Arc::from(text.trim()));
    Some(Outcome {
        id: id.value.as_str().into(),
        kind: kind.value,
        title: text(title),
        say: text(say)?,
        decided_by: text(decided_by),
        decider: text(decider),
        know_by: text(know_by),
        until_then: text(until_then),
        next: Next {
            act: text(&next.value.act)?,
            owner: text(&next.value.owner),
            within,
            if_nothing: text(&next.value.if_nothing),
            link: link(desk, next.value.link.as_ref()),
        },
        span: desk.span(&id.range),
    })
}

/// Says what the callout of an outcome that raises hopes has to leave open.
fn vague(desk: &mut Desk<'_>, id: &At<String>, written: &Written) {
    if !written.kind.as_ref().is_some_and(|kind| kind.value.is_favourable()) {
        return;
    }
    let lacks = |text: &Option<String>| !text.as_deref().is_some_and(seen::says);
    let what = match (lacks(&written.know_by), lacks(&written.until_then)) {
        (false, false) => return,
        (true, false) => "when the answer is known",
        (false, true) => "what not to do until then",
        (true, true) => "when the answer is known, or what not to do until then",
    };
    let message = format!("the callout of `{}` cannot say {what}", id.value);
    desk.say(&codes::VAGUE_CALLOUT, &id.range, message).help = Some(
        "add `know_by: 14 days after the request is filed` and `until_then: Do not print, book or announce anything.`, each as it is here"
            .into(),
    );
}

fn link(desk: &Desk<'_>, written: Option<&At<String>>) -> Option<(Arc<str>, Span)> {
    written.map(|at| (Arc::from(at.value.trim()), desk.span(&at.range)))
}

fn missing(written: &Written) -> Vec<&'static str> {
    let says = |text: &Option<String>| text.as_deref().is_some_and(seen::says);
    let mut keys = vec![("kind", written.kind.is_some()), ("say", says(&written.say))];
    let kind = written.kind.as_ref().map(|kind| kind.value);
    if kind == Some(Kind::MayRequest) {
        keys.push(("decided_by", says(&written.decided_by)));
    }
    match &written.next {
        None => keys.push(("next", false)),
        Some(next) => {
            keys.push(("next.do", says(&next.value.act)));
            if !matches!(kind, None | Some(Kind::NotPossible | Kind::Information)) {
                keys.push(("next.owner", says(&next.value.owner)));
                keys.push(("next.within", next.value.within.is_some()));
                keys.push(("next.if_nothing", says(&next.value.if_nothing)));
            }
        }
    }
    keys.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect()
}

/// Reads where a question leads somebody who is not sure.
pub(super) fn not_sure(
    desk: &mut Desk<'_>,
    id: &At<String>,
    written: Option<&At<WrittenNotSure>>,
    question: &Question,
    outcomes: &[Outcome],
) -> Option<NotSure> {
    let ways = written.map_or(0, |at| {
        let WrittenNotSure { go, treat_as, not_offered, .. } = &at.value;
        let gives_reason = not_offered.as_deref().is_some_and(seen::says);
        usize::from(go.is_some()) + usize::from(treat_as.is_some()) + usize::from(gives_reason)
    });
    let Some(written) = written.filter(|_| ways == 1) else {
        let message = match ways {
            0 => format!("the question `{}` has no way for somebody who is not sure", id.value),
            _ => format!("the question `{}` has more than one way for somebody who is not sure", id.value),
        };
        desk.say(&codes::NO_NOT_SURE, &id.range, message).help = Some(
            "write `not_sure: {go: an-outcome}`, `not_sure: {treat_as: an-answer}` or `not_sure: {not_offered: why everybody knows it}`"
                .into(),
        );
        return None;
    };
    if let Some(reason) = written.value.not_offered.as_ref().filter(|reason| seen::says(reason)) {
        return Some(NotSure::NotOffered(reason.trim().into()));
    }
    if let Some(answer) = &written.value.treat_as {
        let Some(index) = question.answers.iter().position(|known| *known.id == *answer.value) else {
            desk.unknown(
                &format!("answer of `{}`", question.id),
                answer,
                question.answers.iter().map(|answer| &*answer.id),
            );
            return None;
        };
        let because = written.value.because.as_deref().filter(|because| seen::says(because)).map(Arc::from);
        return Some(NotSure::TreatAs { answer: index, because });
    }
    go(desk, written.value.go.as_ref()?, outcomes)
}

fn go(desk: &mut Desk<'_>, to: &At<String>, outcomes: &[Outcome]) -> Option<NotSure> {
    let Some(index) = outcomes.iter().position(|outcome| *outcome.id == *to.value) else {
        desk.unknown("outcome", to, outcomes.iter().map(|outcome| &*outcome.id));
        return None;
    };
    let outcome = &outcomes[index];
    if !matches!(outcome.kind, Kind::NeedsAPerson | Kind::NotPossible) {
        let message = format!("not being sure leads to `{}`, which is of the kind `{}`", to.value, outcome.kind.id());
        let label = outcome.span;
        let note = desk.say(&codes::HOPEFUL_NOT_SURE, &to.range, message);
        note.labels.push((label, "this outcome".into()));
        note.help = Some(
            "somebody who is not sure can only be sent to an outcome of the kind `needs-a-person` or `not-possible`"
                .into(),
        );
        return None;
    }
    Some(NotSure::Go(index))
}
