//! Two versions of a guide held against each other.

use crate::history::change::End;
use crate::history::change::Fact;
use crate::history::change::GuideChange;
use crate::history::change::Moved;
use crate::history::change::Said;
use crate::history::change::Situation;
use crate::history::change::There;
use crate::history::change::Unsure;
use crate::history::model::Guide;
use crate::history::model::Outcome;
use crate::history::model::Question;
use crate::history::sides::Side;
use crate::history::situations;
use crate::history::situations::Ends;
use crate::history::space::Seen;
use crate::history::space::Space;
use crate::history::space::partner;
use crate::history::wording;
use crate::policy::Budget;
use crate::policy::Region;
use crate::policy::STEPS;
use crate::policy::TooComplex;

use std::collections::BTreeSet;
use std::sync::Arc;

/// What is other in a guide from one day to another.
pub(super) fn guide(was: Seen<'_>, now: Seen<'_>) -> GuideChange {
    let mut change = GuideChange {
        guide: Arc::clone(&now.guide.guide),
        title: now.fill(&now.guide.title),
        facts: facts(was, now),
        wording: wording::of(was.guide, now.guide),
        addresses: addresses(was.guide, now.guide),
        ..GuideChange::default()
    };
    let mut budget = Budget(STEPS);
    match ends(was, now, &mut budget) {
        Ok((situations, more)) => (change.situations, change.more) = (situations, more),
        Err(TooComplex) => change.too_complex = true,
    }
    // What the situations say is not said twice.
    let ends = change.situations.iter().flat_map(|one| one.was.iter().chain(&one.now));
    let told: BTreeSet<Arc<str>> = ends.map(|end| Arc::clone(&end.outcome)).collect();
    change.facts.retain(|fact| !matches!(fact, Fact::Kind(id, ..) if told.contains(id)));
    change
}

/// A guide that is on one side only.
pub(super) fn alone(guide: &Guide, there: There) -> GuideChange {
    let (id, title) = (Arc::clone(&guide.guide), Arc::clone(&guide.title));
    GuideChange { guide: id, title, there, ..GuideChange::default() }
}

/// The old outcome that a new one goes on: that of the same id, or one whose id is gone and that is the same in all else.
fn outcome_partner<'a>(was: &'a Guide, now: &Guide, outcome: &Outcome) -> Option<&'a Outcome> {
    let by_id = was.outcomes.iter().find(|old| old.id == outcome.id);
    by_id.or_else(|| {
        let is_gone = |old: &&Outcome| now.outcome(&old.id).is_none();
        let same = |old: &&Outcome| Outcome { id: Arc::clone(&outcome.id), ..(*old).clone() } == *outcome;
        was.outcomes.iter().filter(is_gone).find(same)
    })
}

fn ends(was: Seen<'_>, now: Seen<'_>, budget: &mut Budget) -> Result<(Vec<Situation>, bool), TooComplex> {
    let space = Space::new(was, now).ok_or(TooComplex)?;
    let sides = [Side::new(&space, was.guide, 0), Side::new(&space, now.guide, 1)];
    let [Some(old), Some(new)] = sides else { return Err(TooComplex) };
    let partners: Vec<Option<usize>> = now
        .guide
        .outcomes
        .iter()
        .map(|outcome| was.guide.outcome(&outcome_partner(was.guide, now.guide, outcome)?.id))
        .collect();
    let is_same =
        |a: usize, b: usize| partners[b] == Some(a) && was.guide.outcomes[a].kind == now.guide.outcomes[b].kind;
    let missing = [&space.missing(0), &space.missing(1)];
    let found = situations::find(&space.full(), [&old, &new], missing, &is_same, budget)?;
    let mut all = Vec::new();
    for (ends, regions) in &found.regions {
        let guides = [(was, &old), (now, &new)];
        all.extend(regions.iter().map(|region| situation(&space, guides, *ends, region, budget)));
    }
    Ok((all, found.more))
}

fn situation(
    space: &Space<'_>,
    guides: [(Seen<'_>, &Side); 2],
    ends: Ends,
    region: &Region,
    budget: &mut Budget,
) -> Situation {
    let mut end = |side: usize| {
        let (seen, rules) = guides[side];
        let outcome = &seen.guide.outcomes[ends[side]?];
        let deciding = situations::deciding(rules, region, ends[side]?, budget);
        let mut rules: Vec<_> = deciding.iter().map(|rule| (Arc::clone(&rule.id), rule.source.clone())).collect();
        rules.dedup();
        Some(End { outcome: Arc::clone(&outcome.id), kind: outcome.kind, title: seen.fill(&outcome.title), rules })
    };
    let (was, now) = (end(0), end(1));
    Situation { when: space.conditions(region, &|text| guides[1].0.fill(text)), was, now }
}

fn facts(was: Seen<'_>, now: Seen<'_>) -> Vec<Fact> {
    let unsure = now.guide.questions.iter().filter_map(|question| {
        let old = partner(was.guide, now.guide, question)?;
        let (before, after) = (unsure(was, old), unsure(now, question));
        let is_same = match (&before, &after) {
            (Unsure::Go(_, before), Unsure::Go(_, after)) => old.not_sure.go == question.not_sure.go || before == after,
            (Unsure::TreatAs(_), Unsure::TreatAs(_)) => old.not_sure.treat_as == question.not_sure.treat_as,
            _ => before == after,
        };
        let (id, ask) = (Arc::clone(&question.id), now.fill(&question.ask));
        (!is_same).then_some(Fact::Unsure(id, ask, before, after))
    });
    let outcomes = now.guide.outcomes.iter().flat_map(|outcome| {
        let old = outcome_partner(was.guide, now.guide, outcome);
        old.map_or_else(Vec::new, |old| outcome_facts(old, outcome, &now.fill(&outcome.title)))
    });
    unsure.chain(outcomes).collect()
}

fn unsure(seen: Seen<'_>, question: &Question) -> Unsure {
    if let Some(go) = &question.not_sure.go {
        let outcome = seen.guide.outcome(go).map(|number| &seen.guide.outcomes[number]);
        return Unsure::Go(Arc::clone(go), outcome.map_or_else(|| Arc::clone(go), |outcome| seen.fill(&outcome.title)));
    }
    let treated = question.not_sure.treat_as.as_ref();
    let answer = treated.and_then(|id| question.answers.iter().find(|answer| answer.id == *id));
    match answer {
        Some(answer) => Unsure::TreatAs(match &answer.says {
            Some(says) => Said::Answer(Arc::clone(&answer.id), seen.fill(says)),
            None => {
                let on =
                    |cut: &Option<crate::history::model::Cut>| cut.as_ref().and_then(|cut| cut.on(seen.day).cloned());
                Said::Stretch(on(&answer.from), on(&answer.below))
            }
        }),
        None => Unsure::NotOffered,
    }
}

fn outcome_facts(was: &Outcome, now: &Outcome, title: &Arc<str>) -> Vec<Fact> {
    let name = || (Arc::clone(&now.id), Arc::clone(title));
    let mut facts = Vec::new();
    if was.kind != now.kind {
        facts.push(Fact::Kind(name().0, name().1, was.kind, now.kind));
    }
    if was.decided_by != now.decided_by {
        facts.push(Fact::Decides(name().0, name().1, was.decided_by.clone(), now.decided_by.clone()));
    }
    if was.owner != now.owner {
        facts.push(Fact::Owner(name().0, name().1, was.owner.clone(), now.owner.clone()));
    }
    if was.within != now.within {
        facts.push(Fact::Within(name().0, name().1, was.within, now.within));
    }
    facts
}

fn addresses(was: &Guide, now: &Guide) -> Vec<Moved> {
    let ids = |guide: &Guide| guide.questions.iter().map(|question| Arc::clone(&question.id)).collect::<Vec<_>>();
    let ends = |guide: &Guide| guide.outcomes.iter().map(|outcome| Arc::clone(&outcome.id)).collect::<Vec<_>>();
    let (old, new) = (ids(was), ids(now));
    let mut moved = Vec::new();
    let stay = |ids: &[Arc<str>], others: &[Arc<str>]| {
        ids.iter().filter(|id| others.contains(id)).map(Arc::clone).collect::<Vec<_>>()
    };
    if stay(&old, &new) != stay(&new, &old) {
        moved.push(Moved::Order);
    }
    let only =
        |ids: Vec<Arc<str>>, others: &[Arc<str>]| ids.into_iter().filter(|id| !others.contains(id)).collect::<Vec<_>>();
    moved.extend(only(new.clone(), &old).into_iter().map(|id| Moved::Question(id, There::New)));
    moved.extend(only(old, &new).into_iter().map(|id| Moved::Question(id, There::Gone)));
    let (old, new) = (ends(was), ends(now));
    moved.extend(only(new.clone(), &old).into_iter().map(|id| Moved::Outcome(id, There::New)));
    moved.extend(only(old, &new).into_iter().map(|id| Moved::Outcome(id, There::Gone)));
    moved
}
