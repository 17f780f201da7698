//! What is other, for programs.

use crate::history::change::Condition;
use crate::history::change::Diff;
use crate::history::change::End;
use crate::history::change::Fact;
use crate::history::change::GuideChange;
use crate::history::change::Moved;
use crate::history::change::ParamChange;
use crate::history::change::Situation;
use crate::history::change::There;
use crate::history::change::Unsure;
use crate::history::told::Page;
use crate::history::told::said;
use crate::policy::Value;

use std::sync::Arc;

use serde_json::Value as Json;
use serde_json::json;

/// As JSON.
pub fn json(diff: &Diff, pages: &[Page]) -> Json {
    let programme = diff.programme.as_ref().map(|change| {
        let state = |state: &Option<(crate::policy::Status, jiff::civil::Date, Arc<str>)>| {
            state.as_ref().map(|(is, since, say)| json!({"is": is.words(), "since": since.to_string(), "say": say}))
        };
        json!({"was": state(&change.was), "now": state(&change.now)})
    });
    let replies = diff.replies.iter().map(
        |change| json!({"reply": change.reply, "there": there(change.there), "tells_other_outcomes": change.tells}),
    );
    json!({
        "format": 1,
        "from": diff.from.to_string(),
        "to": diff.to.to_string(),
        "major": diff.is_major(),
        "programme": programme,
        "guides": diff.guides.iter().map(guide).collect::<Vec<_>>(),
        "params": diff.params.iter().map(param).collect::<Vec<_>>(),
        "replies": replies.collect::<Vec<_>>(),
        "stale_replies": diff.stale.iter().map(|one| json!({"reply": one.reply, "because": one.because})).collect::<Vec<_>>(),
        "stale_pages": pages.iter().map(|one| json!({"page": one.path, "because": one.because})).collect::<Vec<_>>(),
    })
}

fn there(there: There) -> &'static str {
    match there {
        There::Both => "both",
        There::New => "new",
        There::Gone => "gone",
    }
}

fn guide(change: &GuideChange) -> Json {
    let wording = change.wording.iter().map(|one| {
        let texts = one.texts.as_ref();
        json!({"key": one.key, "of": one.of, "was": texts.map(|(was, _)| was), "now": texts.map(|(_, now)| now)})
    });
    json!({
        "guide": change.guide,
        "title": change.title,
        "there": there(change.there),
        "major": change.is_major(),
        "situations": change.situations.iter().map(situation).collect::<Vec<_>>(),
        "more_situations": change.more,
        "too_complex": change.too_complex,
        "facts": change.facts.iter().map(fact).collect::<Vec<_>>(),
        "wording": wording.collect::<Vec<_>>(),
        "addresses": change.addresses.iter().map(moved).collect::<Vec<_>>(),
    })
}

fn situation(one: &Situation) -> Json {
    let when = |condition: &Condition| {
        let answers: Vec<String> = condition.answers.iter().map(said).collect();
        json!({"question": condition.question, "ask": condition.ask, "answers": answers})
    };
    let end = |end: &Option<End>| {
        end.as_ref().map(|end| {
            let rules = end.rules.iter().map(|(rule, source)| json!({"rule": rule, "source": source}));
            json!({"outcome": end.outcome, "kind": end.kind.id(), "title": end.title, "rules": rules.collect::<Vec<_>>()})
        })
    };
    json!({"when": one.when.iter().map(when).collect::<Vec<_>>(), "was": end(&one.was), "now": end(&one.now)})
}

fn fact(fact: &Fact) -> Json {
    let unsure = |unsure: &Unsure| match unsure {
        Unsure::Go(outcome, _) => json!({"go": outcome}),
        Unsure::TreatAs(answer) => json!({"treat_as": said(answer)}),
        Unsure::NotOffered => json!("not offered"),
    };
    match fact {
        Fact::Kind(id, _, was, now) => json!({"fact": "kind", "of": id, "was": was.id(), "now": now.id()}),
        Fact::Unsure(id, _, was, now) => json!({"fact": "not-sure", "of": id, "was": unsure(was), "now": unsure(now)}),
        Fact::Decides(id, _, was, now) => json!({"fact": "decided-by", "of": id, "was": was, "now": now}),
        Fact::Owner(id, _, was, now) => json!({"fact": "owner", "of": id, "was": was, "now": now}),
        Fact::Within(id, _, was, now) => json!({"fact": "within-days", "of": id, "was": was, "now": now}),
    }
}

fn moved(moved: &Moved) -> Json {
    match moved {
        Moved::Order => json!({"order": "other"}),
        Moved::Question(id, is) => json!({"question": id, "there": there(*is)}),
        Moved::Outcome(id, is) => json!({"outcome": id, "there": there(*is)}),
    }
}

fn param(change: &ParamChange) -> Json {
    let sourced = |held: &Option<(Value, Option<Arc<str>>)>| {
        held.as_ref().map(|(value, source)| json!({"value": value.to_string(), "source": source}))
    };
    let value = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
    let later = change
        .later
        .iter()
        .map(|(from, is, source)| json!({"from": from.to_string(), "value": is.to_string(), "source": source}));
    let rewritten = change
        .rewritten
        .iter()
        .map(|(from, was, now)| json!({"from": from.to_string(), "was": value(was), "now": value(now)}));
    json!({
        "param": change.param,
        "what": change.what,
        "there": there(change.there),
        "major": change.is_major(),
        "was": sourced(&change.was),
        "now": sourced(&change.now),
        "later": later.collect::<Vec<_>>(),
        "rewritten": rewritten.collect::<Vec<_>>(),
    })
}
