//! Asking a guide: the outcome for what somebody says, why, and what would change it.

use crate::policy::bands;
use crate::policy::model::Guide;
use crate::policy::model::Kind;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::scenario;
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
    /// The questions that were looked at, each with what was said, in words.
    pub path: Vec<(Arc<str>, String)>,
    /// The question that has to be answered next, if the end is still open.
    pub needs: Option<usize>,
    /// The end.
    pub end: Option<End<'p>>,
    /// Questions whose answers did not matter.
    pub without_effect: Vec<Arc<str>>,
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

/// Asks a guide. `said` has questions with answers as people write them; an error is one sentence for each mistake.
pub fn ask<'p>(policy: &'p Policy, name: &str, said: &[(String, String)]) -> Result<Told<'p>, Vec<String>> {
    let guide = policy.guides.get(name).ok_or_else(|| vec![no_guide(policy, name)])?;
    let tree = guide
        .tree
        .as_ref()
        .ok_or_else(|| vec![format!("the guide `{name}` is not proved; `caveat check` says why")])?;
    let mut reply = Told {
        guide,
        as_of: policy.as_of,
        path: Vec::new(),
        needs: None,
        end: None,
        without_effect: Vec::new(),
        notes: depends(policy, guide),
    };
    let facts = facts(policy, guide, said, &mut reply.notes)?;
    let way = walk::walk(tree, &facts);
    let asked = |number: &usize| tree.nodes[*number].question;
    reply.path = way
        .steps
        .iter()
        .map(|(node, answer)| (guide.questions[asked(node)].id.clone(), spoken(guide, asked(node), *answer)))
        .collect();
    match way.end {
        Err(node) => reply.needs = Some(asked(&node)),
        Ok(outcome) => {
            let mattered = |question: &usize| way.steps.iter().any(|(node, _)| asked(node) == *question);
            reply.without_effect = facts
                .keys()
                .filter(|question| !mattered(question))
                .map(|question| guide.questions[*question].id.clone())
                .collect();
            reply.end = Some(end(guide, &facts, &way, outcome));
        }
    }
    Ok(reply)
}

fn no_guide(policy: &Policy, name: &str) -> String {
    let known: Vec<&str> = policy.guides.keys().map(|id| &**id).collect();
    let near = crate::diagnostic::nearest(name, known.iter().copied());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    match known.is_empty() {
        true => format!("there is no guide `{name}`, and no other either: guides stand in `policy/guides/`"),
        false => format!("there is no guide `{name}`{hint} There is {}", known.join(", ")),
    }
}

fn facts(
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
            let near = crate::diagnostic::nearest(id, known.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            wrong.push(format!("`{}` has no question `{id}`{hint} There is {}", guide.id, known.join(", ")));
            continue;
        };
        match bands::place(&guide.questions[index], text, policy.as_of) {
            Ok(placed) => {
                if placed.past {
                    notes.push(format!("{id}: {text} is in the past on {}", policy.as_of));
                }
                if facts.insert(index, placed.answer).is_some_and(|before| before != placed.answer) {
                    wrong.push(format!("`{id}` is answered twice"));
                }
            }
            Err(why) => wrong.push(format!("{id}: {why}")),
        }
    }
    if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
}

fn end<'p>(guide: &'p Guide, facts: &Facts, way: &Way, outcome: usize) -> End<'p> {
    let (kind, withdrawn) = guide.shown(outcome);
    let mut end = End { outcome, kind, withdrawn, rules: Vec::new(), nearest: None };
    let Some(tree) = &guide.tree else { return end };
    end.rules = match walk::ends_unsure(guide, tree, way) {
        Some(question) => vec![(format!("not sure about {}", guide.questions[question].id), None)],
        None => walk::deciding(guide, &walk::region(guide, facts), outcome)
            .into_iter()
            .map(|(is_stop, rule)| {
                (format!("{} {}", if is_stop { "stop" } else { "route" }, rule.id), rule.source.clone())
            })
            .collect(),
    };
    let nearest = scenario::nearest(guide, tree, facts, way, |other| other != outcome);
    end.nearest = nearest.map(|change| {
        let question = &guide.questions[change.question];
        let words = format!("{} *{}*", question.id, words::answer(question, change.answer));
        (words, change.outcome.map(|outcome| guide.outcomes[outcome].id.clone()))
    });
    end
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
    let withdrawn = others.filter(|other| other.withdrawn.is_some());
    withdrawn
        .map(|other| {
            format!(
                "the guide `{}`, on which this one depends, is closed or overdue: take its answer as `needs-a-person`",
                other.id
            )
        })
        .collect()
}
