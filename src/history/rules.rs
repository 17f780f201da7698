//! What rules that have a history may not do: mean something else under their old day, or take the name of another rule.

use crate::history::change::GuideChange;
use crate::history::guides;
use crate::history::model::Cut;
use crate::history::model::Guide;
use crate::history::model::History;
use crate::history::model::Rule;
use crate::history::sides::Side;
use crate::history::space::Seen;
use crate::history::space::Space;
use crate::policy::intersection;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What a guide means that it did not mean at the last release, apart from its values, which have days of their own. Nothing
/// if it was in no release.
pub fn own_change(history: &History, now: &Guide, day: Date) -> Option<(GuideChange, Date)> {
    let release = history.releases.last()?;
    let was = release.meaning.guides.get(&now.guide)?;
    let values = values(now);
    let mut was = Guide::clone(was);
    let answers = was.questions.iter_mut().flat_map(|question| &mut question.answers);
    for cut in answers.flat_map(|answer| answer.from.iter_mut().chain(&mut answer.below)) {
        if let Some(same) = cut.param.as_ref().and_then(|param| values.get(param)) {
            cut.clone_from(same);
        }
    }
    Some((guides::guide((&was, day), (now, day)), was.effective.0))
}

fn values(guide: &Guide) -> BTreeMap<&Arc<str>, &Cut> {
    let answers = guide.questions.iter().flat_map(|question| &question.answers);
    let cuts = answers.flat_map(|answer| answer.from.iter().chain(&answer.below));
    cuts.filter_map(|cut| Some((cut.param.as_ref()?, cut))).collect()
}

/// The rules of a guide whose name stood for a rule about other situations in an earlier release, with the day of the last
/// such release.
pub fn reused(history: &History, now: &Guide) -> Vec<(Arc<str>, Date)> {
    now.rules().filter_map(|rule| Some((Arc::clone(&rule.id), was_another(history, now, rule)?))).collect()
}

fn was_another(history: &History, now: &Guide, rule: &Rule) -> Option<Date> {
    let mut versions = history.releases.iter().rev().filter_map(|release| {
        let guide = release.meaning.guides.get(&now.guide)?;
        Some((release.day, guide, guide.rules().find(|old| old.id == rule.id)?))
    });
    let (day, guide, old) = versions.next()?;
    if old.when == rule.when || old.then == rule.then {
        return None;
    }
    // The values of one day are as good as those of another: it is the names of the answers that count.
    let (was, seen) = (Seen { guide, day }, Seen { guide: now, day });
    let space = Space::new(was, seen)?;
    let sides = [Side::new(&space, guide, 0)?, Side::new(&space, now, 1)?];
    let [old, new] =
        [0, 1].map(|side: usize| sides[side].rules().find(|(one, _)| one.id == rule.id).map(|(one, _)| one));
    let meet = old?.boxes.iter().any(|a| new.is_some_and(|new| new.boxes.iter().any(|b| intersection(a, b).is_some())));
    (!meet).then_some(day)
}
