//! What rules that have a history may not do: mean something else under their old day, or take the name of another rule.

use crate::diagnostic::Diagnostic;
use crate::history::change::GuideChange;
use crate::history::change::ParamChange;
use crate::history::codes;
use crate::history::compare;
use crate::history::compare::Moment;
use crate::history::guides;
use crate::history::model::Cut;
use crate::history::model::Guide;
use crate::history::model::History;
use crate::history::model::Meaning;
use crate::history::model::Release;
use crate::history::model::Rule;
use crate::history::sides::Side;
use crate::history::space::Seen;
use crate::history::space::Space;
use crate::policy;
use crate::policy::Policy;
use crate::policy::intersection;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// Holds rules against the last release.
pub fn hold(history: &History, policy: &Policy, meaning: &Meaning) -> Vec<Diagnostic> {
    let Some(last) = history.releases.last() else { return Vec::new() };
    let mut found = Vec::new();
    for (id, now) in &meaning.guides {
        let Some(guide) = policy.guides.get(id) else { continue };
        found.extend(in_place(last, guide, now, meaning));
        found.extend(guide.rules().filter_map(|(_, rule)| reused(history, now, rule)));
    }
    let days = Moment { meaning: &last.meaning, day: last.day };
    let diff = compare::params(days, Moment { meaning, day: policy.as_of });
    found.extend(diff.iter().flat_map(|change| rewritten(last, policy, change)));
    found
}

/// A guide that means something else and still says that it holds since the day of before.
fn in_place(last: &Release, guide: &policy::Guide, now: &Guide, meaning: &Meaning) -> Option<Diagnostic> {
    let was = last.meaning.guides.get(&now.guide)?;
    if now.effective > was.effective || !own_change(was, now, meaning, last.day).is_major() {
        return None;
    }
    let message = format!(
        "the guide `{}` means something else than at the release of {}, and is still in force since {}",
        guide.id, last.day, guide.effective
    );
    let note = Diagnostic::at(&codes::CHANGED_IN_PLACE, guide.span, message);
    Some(note.help("set `effective:` to the first day of the new rules; `caveat diff` shows what is different"))
}

/// What a guide means that it did not mean before, apart from its values, which have days of their own.
fn own_change(was: &Guide, now: &Guide, meaning: &Meaning, day: Date) -> GuideChange {
    let values = values(now);
    let mut was = Guide::clone(was);
    let answers = was.questions.iter_mut().flat_map(|question| &mut question.answers);
    for cut in answers.flat_map(|answer| answer.from.iter_mut().chain(&mut answer.below)) {
        if let Some(same) = cut.param.as_ref().and_then(|param| values.get(param)) {
            cut.clone_from(same);
        }
    }
    let seen = |guide| Seen { guide, day, params: &meaning.params };
    guides::guide(seen(&was), seen(now))
}

fn values(guide: &Guide) -> BTreeMap<&Arc<str>, &Cut> {
    let answers = guide.questions.iter().flat_map(|question| &question.answers);
    let cuts = answers.flat_map(|answer| answer.from.iter().chain(&answer.below));
    cuts.filter_map(|cut| Some((cut.param.as_ref()?, cut))).collect()
}

/// Values of days that were past, and that are others now.
fn rewritten(last: &Release, policy: &Policy, change: &ParamChange) -> Vec<Diagnostic> {
    let Some(param) = policy.params.get(&change.param) else { return Vec::new() };
    let word = |value: &Option<policy::Value>| value.as_ref().map_or("nothing".to_string(), ToString::to_string);
    let note = |(from, was, now): &(Date, Option<policy::Value>, Option<policy::Value>)| {
        let span = param.values.iter().find(|dated| dated.from == *from).map_or(param.span, |dated| dated.span);
        let (name, day) = (&change.param, last.day);
        let message = format!(
            "at the release of {day} the value of `{name}` from {from} on was {}, and now it is {}",
            word(was),
            word(now)
        );
        let note = Diagnostic::at(&codes::CHANGED_IN_PLACE, span, message);
        note.help("leave what was released, and add the new value with the day from which it holds")
    };
    change.rewritten.iter().map(note).collect()
}

/// A rule whose name stood for a rule about other situations with another end.
fn reused(history: &History, now: &Guide, rule: &policy::Rule) -> Option<Diagnostic> {
    let kept = now.rules().find(|kept| kept.id == rule.id)?;
    let day = was_another(history, now, kept)?;
    let message = format!("in the release of {day} the name `{}` stood for a rule about other situations", rule.id);
    let note = Diagnostic::at(&codes::REUSED_RULE, rule.span, message);
    Some(note.help("give the new rule a name of its own: old mails and notes name the other one"))
}

fn was_another(history: &History, now: &Guide, rule: &Rule) -> Option<Date> {
    let mut versions = history.releases.iter().rev().filter_map(|release| {
        let guide = release.meaning.guides.get(&now.guide)?;
        Some((release, guide, guide.rules().find(|old| old.id == rule.id)?))
    });
    let (release, guide, old) = versions.next()?;
    if old.when == rule.when || old.then == rule.then {
        return None;
    }
    // The values of one day are as good as those of another: it is the names of the answers that count.
    let seen = |guide| Seen { guide, day: release.day, params: &release.meaning.params };
    let space = Space::new(seen(guide), seen(now))?;
    let sides = [Side::new(&space, guide, 0)?, Side::new(&space, now, 1)?];
    let boxes = |side: &'_ Side| {
        let mut rules = side.rules();
        rules.find(|(one, _)| one.id == rule.id).map(|(one, _)| one.boxes.clone())
    };
    let (old, new) = (boxes(&sides[0])?, boxes(&sides[1])?);
    let meet = old.iter().any(|a| new.iter().any(|b| intersection(a, b).is_some()));
    (!meet).then_some(release.day)
}
