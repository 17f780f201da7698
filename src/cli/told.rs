//! What a guide says to somebody, as text and as JSON.

use crate::cli::print;
use crate::policy;
use crate::policy::CalloutWords;
use crate::policy::End;
use crate::policy::Guide;
use crate::policy::Later;
use crate::policy::Policy;
use crate::policy::Told;
use crate::policy::Withdrawn;

use std::sync::Arc;

use serde_json::json;

/// A reply as text.
pub(super) fn as_text(policy: &Policy, reply: &Told<'_>) -> String {
    let mut text = String::new();
    let mut line = |words: String| text.push_str(&format!("{words}\n"));
    match (&reply.end, reply.needs) {
        (Some(end), _) => outcome(policy, reply, end, &mut line),
        (None, Some(question)) => {
            let asked = &reply.guide.questions[question];
            line(format!("still open: {} ({})", asked.id, policy::fill(policy, &asked.ask)));
            for answer in &asked.answers {
                line(format!("  --set {}={}  {}", asked.id, answer.id, answer.label));
            }
        }
        (None, None) => {}
    }
    line(String::new());
    if !reply.assumed.is_empty() {
        line(format!("taken as given: {}", steps(&reply.assumed, ", ")));
    }
    line(format!(
        "path: {}",
        if reply.path.is_empty() { "nothing was asked".to_string() } else { steps(&reply.path, " → ") }
    ));
    if let Some(end) = &reply.end {
        reasons(reply, end, &mut line);
    }
    if !reply.without_effect.is_empty() {
        line(format!("did not matter: {}", reply.without_effect.join(", ")));
    }
    reply.later.iter().for_each(|later| line(format!("later: {later}")));
    reply.notes.iter().for_each(|note| line(format!("note: {note}")));
    line(format!("as of: {}", reply.as_of));
    text
}

fn steps(steps: &[(Arc<str>, String)], between: &str) -> String {
    let steps: Vec<String> = steps.iter().map(|(question, said)| format!("{question}: {said}")).collect();
    steps.join(between)
}

fn outcome(policy: &Policy, reply: &Told<'_>, end: &End<'_>, line: &mut impl FnMut(String)) {
    let outcome = &reply.guide.outcomes[end.outcome];
    let said = |text: &Arc<str>| policy::fill(policy, text);
    line(format!("{}: {}", outcome.id, end.kind.words()));
    if end.withdrawn.is_some() {
        // What the rules say to do stands no more, so it is not shown as something to do.
        callout(policy, reply.guide, end.outcome).into_iter().for_each(&mut *line);
        line(format!("The rules as they are written: {}", said(&outcome.say)));
        return;
    }
    line(said(&outcome.say));
    callout(policy, reply.guide, end.outcome).into_iter().for_each(&mut *line);
    let next = &outcome.next;
    let owner = next.owner.as_ref().map_or_else(String::new, |owner| format!(" ({}", said(owner)));
    let within =
        next.within.map_or_else(String::new, |days| format!(", within {}", print::count(days as usize, "day")));
    let close = if owner.is_empty() { "" } else { ")" };
    line(format!("next: {}{owner}{within}{close}", said(&next.act)));
    if let Some(silence) = next.if_nothing.as_ref().filter(|_| !end.kind.is_favourable()) {
        line(format!("if nobody does anything: {}", said(silence)));
    }
    if let Some((link, _)) = &next.link {
        line(format!("see: {link}"));
    }
}

/// The callout of an outcome that raises hopes, in the words in which it is published; nothing for another.
pub(super) fn callout(policy: &Policy, guide: &Guide, outcome: usize) -> Vec<String> {
    let callout = policy::callout(policy, guide, &[outcome]);
    callout
        .map_or_else(Vec::new, |callout| callout.text(&CalloutWords::english()).lines().map(str::to_string).collect())
}

fn reasons(reply: &Told<'_>, end: &End<'_>, line: &mut impl FnMut(String)) {
    for (rule, source) in &end.rules {
        let source = source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
        line(format!("decided by: {rule}{source}"));
    }
    match &end.nearest {
        Some((change, Some(outcome))) => line(format!("with {change}: {outcome}")),
        Some((change, None)) => line(format!("with {change}: more is asked, and the outcome can be another")),
        None if reply.path.is_empty() => {}
        None => line("no other single answer changes this".to_string()),
    }
}

/// A reply as JSON.
pub(super) fn as_json(policy: &Policy, reply: &Told<'_>) -> serde_json::Value {
    let step = |(question, said): &(Arc<str>, String)| json!({"question": question, "answer": said});
    let needs = reply.needs.map(|question| {
        let asked = &reply.guide.questions[question];
        let answers: Vec<_> =
            asked.answers.iter().map(|answer| json!({"id": answer.id, "label": answer.label})).collect();
        json!({"question": asked.id, "ask": policy::fill(policy, &asked.ask), "answers": answers})
    });
    json!({
        "guide": reply.guide.id,
        "as_of": reply.as_of.to_string(),
        "assumed": reply.assumed.iter().map(step).collect::<Vec<_>>(),
        "path": reply.path.iter().map(step).collect::<Vec<_>>(),
        "needs": needs,
        "outcome": reply.end.as_ref().map(|end| end_as_json(policy, reply, end)),
        "did_not_matter": reply.without_effect,
        "later": reply.later.iter().map(later).collect::<Vec<_>>(),
        "notes": reply.notes,
    })
}

fn end_as_json(policy: &Policy, reply: &Told<'_>, end: &End<'_>) -> serde_json::Value {
    let outcome = &reply.guide.outcomes[end.outcome];
    let said = |text: &Option<Arc<str>>| text.as_ref().map(|text| policy::fill(policy, text));
    let callout = policy::callout(policy, reply.guide, &[end.outcome]);
    json!({
        "id": outcome.id, "kind": end.kind.id(), "written_kind": outcome.kind.id(),
        "withdrawn": end.withdrawn.map(Withdrawn::words), "say": policy::fill(policy, &outcome.say),
        "decided_by": said(&outcome.decided_by), "know_by": said(&outcome.know_by),
        "until_then": said(&outcome.until_then),
        "no_guarantee": callout.map(|callout| callout.text(&CalloutWords::english())),
        "next": {
            "do": policy::fill(policy, &outcome.next.act), "owner": said(&outcome.next.owner),
            "within_days": outcome.next.within, "if_nothing": said(&outcome.next.if_nothing),
            "link": outcome.next.link.as_ref().map(|(link, _)| link),
        },
        "rules": end.rules.iter().map(|(rule, source)| json!({"rule": rule, "source": source})).collect::<Vec<_>>(),
        "nearest_change": end.nearest.as_ref().map(|(change, outcome)| json!({"with": change, "outcome": outcome})),
    })
}

fn later(later: &Later) -> serde_json::Value {
    json!({
        "param": later.param, "now": later.now.to_string(), "from": later.from.to_string(),
        "then": later.then.to_string(), "say": later.to_string(),
    })
}
