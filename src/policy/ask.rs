//! Asking a guide: the outcome for what somebody says, why, and what would change it.

use crate::policy::bands;
use crate::policy::kind::Kind;
use crate::policy::later;
use crate::policy::later::Later;
use crate::policy::model::Guide;
use crate::policy::model::NotSure;
use crate::policy::model::Policy;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::model::Withdrawn;
use crate::policy::proof::Region;
use crate::policy::rules;
use crate::policy::scenario;
use crate::policy::step;
use crate::policy::step::Step;
use crate::policy::walk;
use crate::policy::walk::Facts;
use crate::policy::walk::Way;
use crate::policy::words;

use std::sync::Arc;

use jiff::civil::Date;

/// What a guide says to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'p> {
    /// The guide.
    pub guide: &'p Guide,
    /// The day for which it was asked.
    pub as_of: Date,
    /// The earlier questions whose answers the step takes as given, each with these answers in words.
    pub assumed: Vec<(Arc<str>, String)>,
    /// The questions that were looked at, each with what was said, in words.
    pub path: Vec<(Arc<str>, String)>,
    /// The question that has to be answered next, if the end is still open.
    pub needs: Option<usize>,
    /// The end.
    pub end: Option<End<'p>>,
    /// Questions whose answers did not matter.
    pub without_effect: Vec<Arc<str>>,
    /// Values that mattered and change later.
    pub later: Vec<Later>,
    /// What else is to be known, in sentences.
    pub notes: Vec<String>,
}

/// An end, with its reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct End<'p> {
    /// The outcome, by number.
    pub outcome: usize,
    /// How strong it is on that day.
    pub kind: Kind,
    /// Why it is not as strong as it is written.
    pub withdrawn: Option<&'p Withdrawn>,
    /// The rules that decide: `stop late` or `route small`, each with its source.
    pub rules: Vec<(String, Option<Arc<str>>)>,
    /// The nearest change that gives another end, in words, and that end if it is certain.
    pub nearest: Option<(String, Option<Arc<str>>)>,
}

/// Asks a guide from its start. `said` has questions with answers as people write them; an error is one sentence for each
/// mistake.
pub fn ask<'p>(policy: &'p Policy, name: &str, said: &[(String, String)]) -> Result<Told<'p>, Vec<String>> {
    ask_at(policy, &Step { guide: name.into(), at: None }, said)
}

/// Asks a guide from one of its steps on.
pub fn ask_at<'p>(policy: &'p Policy, step: &Step, said: &[(String, String)]) -> Result<Told<'p>, Vec<String>> {
    let (guide, tree) = proved(policy, &step.guide)?;
    let mut reply = Told {
        guide,
        as_of: policy.as_of,
        assumed: Vec::new(),
        path: Vec::new(),
        needs: None,
        end: None,
        without_effect: Vec::new(),
        later: Vec::new(),
        notes: depends(policy, guide),
    };
    let facts = facts(policy, guide, said, &mut reply.notes)?;
    let from = step.at.unwrap_or(tree.root);
    let assumed = assumed(guide, tree, from, &facts)?;
    reply.assumed = assumed
        .iter()
        .map(|(question, mask)| {
            (guide.questions[*question].id.clone(), words::answers(&guide.questions[*question], *mask).replace('*', ""))
        })
        .collect();
    fill(&mut reply, policy, &walk::walk_from(tree, from, &facts), &facts, &assumed);
    reply.notes.extend(policy.closing().map(|state| format!("from {}: {}", state.from, state.say)));
    // An outcome that is withdrawn says why itself.
    let says_it = reply.end.as_ref().is_some_and(|end| end.withdrawn.is_some());
    reply.notes.extend(guide.withdrawn.as_ref().filter(|_| !says_it).map(Withdrawn::words));
    Ok(reply)
}

/// A guide with its tree.
pub(super) fn proved<'p>(policy: &'p Policy, name: &str) -> Result<(&'p Guide, &'p Tree), Vec<String>> {
    let guide = step::guide(policy, name).map_err(|why| vec![why])?;
    let not_proved = || vec![format!("the guide `{name}` is not proved; `caveat check` says why")];
    Ok((guide, guide.tree.as_ref().ok_or_else(not_proved)?))
}

fn fill(reply: &mut Told<'_>, policy: &Policy, way: &Way, facts: &Facts, assumed: &[(usize, u64)]) {
    let guide = reply.guide;
    let Some(tree) = &guide.tree else { return };
    let asked = |number: &usize| tree.nodes[*number].question;
    let path = way.steps.iter().map(|(node, said)| (asked(node), *said));
    reply.path =
        path.map(|(question, said)| (guide.questions[question].id.clone(), spoken(guide, question, said))).collect();
    let looked_at: Vec<usize> =
        way.steps.iter().map(|(node, _)| asked(node)).chain(assumed.iter().map(|(question, _)| *question)).collect();
    match way.end {
        Err(node) => reply.needs = Some(asked(&node)),
        Ok(outcome) => {
            let unasked = facts.iter().filter(|(question, _)| !looked_at.contains(question));
            let (with, without): (Vec<_>, Vec<_>) =
                unasked.partition(|(question, _)| matters(tree, way, facts, **question));
            let row = |(question, said): (&usize, &Option<usize>)| {
                (guide.questions[*question].id.clone(), spoken(guide, *question, *said))
            };
            reply.path.extend(with.into_iter().map(row));
            reply.without_effect = without.iter().map(|(question, _)| guide.questions[**question].id.clone()).collect();
            reply.notes.extend(unless_unsure(guide, tree, way, facts, outcome));
            reply.end = Some(end(guide, facts, assumed, way, outcome));
        }
    }
    reply.later = later::changes(policy, guide, &looked_at, way.end.ok());
}

/// Would it end otherwise, or be open, if this had not been said?
fn matters(tree: &Tree, way: &Way, facts: &Facts, question: usize) -> bool {
    let mut fewer = facts.clone();
    fewer.remove(&question);
    walk::walk_from(tree, way.from, &fewer).end != way.end
}

/// An end that is the same for all answers to what was not asked can be another for somebody who is not sure.
fn unless_unsure(guide: &Guide, tree: &Tree, way: &Way, facts: &Facts, outcome: usize) -> Vec<String> {
    let ends = way.over.map(|node| walk::unsure_ends(tree, node, facts)).unwrap_or_default();
    let others = ends.into_iter().filter(|(_, other)| *other != outcome);
    let note = |(question, other): (usize, usize)| {
        let (question, other) = (&guide.questions[question].id, &guide.outcomes[other].id);
        format!("{question} is asked, too: somebody who is not sure of it ends with {other}")
    };
    others.map(note).collect()
}

/// What a step takes as given; an error where something else was said.
fn assumed(guide: &Guide, tree: &Tree, from: Target, facts: &Facts) -> Result<Vec<(usize, u64)>, Vec<String>> {
    let Target::Ask(node) = from else { return Ok(Vec::new()) };
    let full = rules::full(&guide.questions);
    let given = walk::assumed(guide, tree).swap_remove(node).into_iter().enumerate();
    let assumes: Vec<(usize, u64)> = given.filter(|(question, mask)| *mask != full[*question]).collect();
    let other = |(question, mask): &&(usize, u64)| {
        facts.get(question).is_some_and(|said| said.is_none_or(|answer| mask >> answer & 1 == 0))
    };
    let wrong = assumes.iter().filter(other).map(|(question, mask)| {
        let asked = &guide.questions[*question];
        format!(
            "this step is for {} {}; begin at the start of the guide to say something else",
            asked.id,
            words::answers(asked, *mask)
        )
    });
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() { Ok(assumes) } else { Err(wrong) }
}

/// What was said, as answers; an error is one sentence for each mistake.
pub(super) fn facts(
    policy: &Policy,
    guide: &Guide,
    said: &[(String, String)],
    notes: &mut Vec<String>,
) -> Result<Facts, Vec<String>> {
    let mut facts = Facts::new();
    let mut wrong = Vec::new();
    for (id, text) in said {
        let Some(index) = guide.questions.iter().position(|question| *question.id == **id) else {
            let known: Vec<&str> = guide.questions.iter().map(|question| &*question.id).collect();
            wrong.push(format!("`{}` has no question `{id}`{}", guide.id, step::hint(id, &known)));
            continue;
        };
        match bands::place(&guide.questions[index], text, policy.as_of) {
            Ok(placed) => {
                if placed.past {
                    notes.push(format!("{id}: {text} is in the past on {}", policy.as_of));
                }
                let answer = stands(guide, index, placed.answer, notes);
                if facts.insert(index, answer).is_some_and(|before| before != answer) {
                    wrong.push(format!("`{id}` is answered twice: `{text}` is another answer than the one before"));
                }
            }
            Err(why) => wrong.push(format!("{id}: {why}")),
        }
    }
    if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
}

/// The answer, or the one it is taken for because what the guide that gives it says does not stand.
fn stands(guide: &Guide, question: usize, said: Option<usize>, notes: &mut Vec<String>) -> Option<usize> {
    let asked = &guide.questions[question];
    match &asked.withheld {
        Some(withheld) if said == Some(withheld.answer) => {
            let (id, other) = (&asked.answers[withheld.answer].id, &asked.answers[withheld.taken_as].id);
            notes.push(format!("{}: `{id}` is taken as `{other}`", asked.id));
            Some(withheld.taken_as)
        }
        _ => said,
    }
}

fn end<'p>(guide: &'p Guide, facts: &Facts, assumed: &[(usize, u64)], way: &Way, outcome: usize) -> End<'p> {
    let (kind, withdrawn) = guide.shown(outcome);
    let mut end = End { outcome, kind, withdrawn, rules: Vec::new(), nearest: None };
    let Some(tree) = &guide.tree else { return end };
    let mut region = walk::region(guide, facts);
    assumed.iter().for_each(|(question, mask)| region[*question] &= mask);
    end.rules = decided(guide, tree, way, &region, outcome);
    let nearest = scenario::nearest(guide, tree, facts, way, |other| other != outcome);
    end.nearest = nearest.map(|change| {
        let question = &guide.questions[change.question];
        let words = format!("{} *{}*", question.id, words::answer(question, change.answer));
        (words, change.outcome.map(|outcome| guide.outcomes[outcome].id.clone()))
    });
    end
}

/// What decides, in words, with its source.
pub(super) fn decided(
    guide: &Guide,
    tree: &Tree,
    way: &Way,
    region: &Region,
    outcome: usize,
) -> Vec<(String, Option<Arc<str>>)> {
    let unsure = |question: usize| (format!("not sure about {}", guide.questions[question].id), None);
    if let Some(question) = walk::ends_unsure(guide, tree, way) {
        return vec![unsure(question)];
    }
    if let (true, Some((node, _))) = (guide.by_hand, way.steps.last()) {
        return vec![(format!("step {}", tree.nodes[*node].name), None)];
    }
    let deciding = walk::deciding(guide, region, outcome).into_iter();
    let mut rules: Vec<_> = deciding.map(|(is_stop, rule)| (words::rule(is_stop, rule), rule.source.clone())).collect();
    // The page of an outcome says nothing about the way to it, so all ways are named.
    if way.from == Target::End(outcome) && !tree.nodes.is_empty() {
        let goes = |question: &usize| guide.questions[*question].not_sure == NotSure::Go(outcome);
        rules.extend((0..guide.questions.len()).filter(goes).map(unsure));
    }
    rules
}

fn spoken(guide: &Guide, question: usize, answer: Option<usize>) -> String {
    match answer {
        Some(answer) => words::answer(&guide.questions[question], answer),
        None => "not sure".to_string(),
    }
}

/// Guides that this one asks and whose hopes are withdrawn.
fn depends(policy: &Policy, guide: &Guide) -> Vec<String> {
    let others = guide.questions.iter().filter_map(|question| policy.guides.get(question.answer_from.as_ref()?));
    let withdrawn = others.filter_map(|other| Some((other, other.withdrawn.as_ref()?)));
    withdrawn
        .map(|(other, why)| {
            let why = match why {
                Withdrawn::Programme(status, since, _) => format!("{} since {}", status.words(), words::day(*since)),
                Withdrawn::NotYet(from) => format!("in force only from {}", words::day(*from)),
                Withdrawn::Overdue(due) => format!("overdue for review since {}", words::day(*due)),
            };
            format!(
                "the guide `{}`, on which this one depends, is {why}: a person has to look at what it says",
                other.id
            )
        })
        .collect()
}
