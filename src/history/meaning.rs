//! From rules as they are read to what they mean: nothing of the order of lines, the places in files or the ways of saying
//! one thing is left.

use crate::history::file::FORMAT;
use crate::history::model::Answer;
use crate::history::model::Cut;
use crate::history::model::Dated;
use crate::history::model::Guide;
use crate::history::model::Meaning;
use crate::history::model::NotSure;
use crate::history::model::Outcome;
use crate::history::model::Param;
use crate::history::model::Programme;
use crate::history::model::Question;
use crate::history::model::Rule;
use crate::history::model::State;
use crate::history::model::Step;
use crate::history::reply;
use crate::history::stamp::Amount;
use crate::history::stamp::Day;
use crate::history::stamp::Print;
use crate::policy;
use crate::policy::Policy;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the rules mean. A guide that is not proved means nothing.
pub fn meaning(policy: &Policy) -> Meaning {
    let proved = policy.guides.iter().filter(|(_, guide)| guide.tree.is_some());
    Meaning {
        guides: proved.map(|(id, one)| (Arc::clone(id), Arc::new(guide(one)))).collect(),
        params: policy.params.iter().map(|(id, one)| (Arc::clone(id), Arc::new(param(id, one)))).collect(),
        replies: policy.replies.iter().map(|(id, one)| (Arc::clone(id), Arc::new(reply::reply(one)))).collect(),
        programme: policy.programme.as_ref().map(|one| Arc::new(programme(one))),
    }
}

/// A guide.
fn guide(guide: &policy::Guide) -> Guide {
    let mut outcomes: Vec<Outcome> = guide.outcomes.iter().map(outcome).collect();
    outcomes.sort_by(|a, b| a.id.cmp(&b.id));
    let mut routes: Vec<Rule> = guide.routes.iter().map(|route| rule(guide, route)).collect();
    routes.sort_by(|a, b| a.id.cmp(&b.id));
    Guide {
        format: FORMAT,
        guide: Arc::clone(&guide.id),
        title: one_line(&guide.title),
        effective: Day(guide.effective),
        questions: guide.questions.iter().map(|question| self::question(guide, question)).collect(),
        stops: settled(&guide.stops).into_iter().map(|stop| rule(guide, stop)).collect(),
        routes,
        steps: if guide.by_hand { steps(guide) } else { Vec::new() },
        outcomes,
        uses: named(guide).into_iter().collect(),
    }
}

fn one_line(text: &str) -> Arc<str> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

fn question(guide: &policy::Guide, question: &policy::Question) -> Question {
    let mut answers: Vec<Answer> = question.answers.iter().map(answer).collect();
    if question.answers.iter().all(|answer| answer.band.is_none()) {
        answers.sort_by(|a, b| a.id.cmp(&b.id));
    }
    let not_sure = match &question.not_sure {
        policy::NotSure::Go(outcome) => {
            NotSure { go: Some(Arc::clone(&guide.outcomes[*outcome].id)), ..NotSure::default() }
        }
        policy::NotSure::TreatAs { answer, because } => NotSure {
            treat_as: Some(Arc::clone(&question.answers[*answer].id)),
            because: because.as_deref().map(Print::of),
            ..NotSure::default()
        },
        policy::NotSure::NotOffered(why) => NotSure { because: Some(Print::of(why)), ..NotSure::default() },
    };
    Question {
        id: Arc::clone(&question.id),
        ask: one_line(&question.ask),
        why: question.why.as_deref().map(Print::of),
        answers,
        not_sure,
    }
}

fn answer(answer: &policy::Answer) -> Answer {
    let cut = |cut: &policy::Cut| match &cut.param {
        Some(param) => Cut {
            param: Some(Arc::clone(param)),
            is: None,
            values: cut.values.iter().map(|(from, value)| (Day(*from), Amount(value.clone()))).collect(),
        },
        None => {
            Cut { param: None, is: cut.values.first().map(|(_, value)| Amount(value.clone())), values: BTreeMap::new() }
        }
    };
    let band = answer.band.as_ref();
    Answer {
        id: Arc::clone(&answer.id),
        says: band.is_none().then(|| one_line(&answer.label)),
        from: band.and_then(|band| band.from.as_ref()).map(cut),
        below: band.and_then(|band| band.below.as_ref()).map(cut),
    }
}

fn outcome(outcome: &policy::Outcome) -> Outcome {
    let next = &outcome.next;
    let link = next.link.as_ref().map(|(link, _)| link);
    let texts = [
        ("say", Some(&outcome.say)),
        ("know_by", outcome.know_by.as_ref()),
        ("until_then", outcome.until_then.as_ref()),
        ("do", Some(&next.act)),
        ("if_nothing", next.if_nothing.as_ref()),
        ("link", link),
    ];
    let print = |(key, text): (&str, Option<&Arc<str>>)| Some((Arc::from(key), Print::of(text?)));
    let title = outcome.title.as_deref().unwrap_or_else(|| policy::first_sentence(&outcome.say));
    Outcome {
        id: Arc::clone(&outcome.id),
        kind: outcome.kind,
        title: one_line(title),
        decided_by: outcome.decided_by.as_deref().map(one_line),
        owner: next.owner.as_deref().map(one_line),
        within: next.within,
        texts: texts.into_iter().filter_map(print).collect(),
    }
}

fn rule(guide: &policy::Guide, rule: &policy::Rule) -> Rule {
    let part = |part: &Vec<u64>| {
        let said = guide.questions.iter().zip(part).filter(|(question, mask)| {
            // All answers together say nothing.
            mask.count_ones() < u32::try_from(question.answers.len()).unwrap_or(u32::MAX)
        });
        said.map(|(question, mask)| {
            let mut named: Vec<(usize, Arc<str>)> =
                question.answers.iter().enumerate().map(|(index, answer)| (index, Arc::clone(&answer.id))).collect();
            named.retain(|(index, _)| mask >> index & 1 == 1);
            let mut names: Vec<Arc<str>> = named.into_iter().map(|(_, id)| id).collect();
            names.sort();
            (Arc::clone(&question.id), names)
        })
        .collect::<BTreeMap<_, _>>()
    };
    let mut when: Vec<_> = rule.when.iter().map(part).collect();
    when.sort();
    when.dedup();
    let source = rule.source.as_deref().map(one_line);
    Rule { id: Arc::clone(&rule.id), when, then: Arc::clone(&guide.outcomes[rule.then].id), source }
}

/// Stops in the order of their names, as far as that does not change what they mean: a stop stays behind each stop before it
/// that matches some of its situations and ends in another way.
fn settled(stops: &[policy::Rule]) -> Vec<&policy::Rule> {
    let meet = |a: &policy::Rule, b: &policy::Rule| {
        a.when.iter().any(|one| b.when.iter().any(|other| policy::intersection(one, other).is_some()))
    };
    let must_wait = |first: &policy::Rule, second: &policy::Rule| first.then != second.then && meet(first, second);
    let mut left: Vec<&policy::Rule> = stops.iter().collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = |at: &usize| left[..*at].iter().all(|before| !must_wait(before, left[*at]));
        // The first never waits.
        let next = (0..left.len()).filter(free).min_by_key(|at| &left[*at].id).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}

fn steps(guide: &policy::Guide) -> Vec<Step> {
    let Some(tree) = &guide.tree else { return Vec::new() };
    let name = |target: &policy::Target| match target {
        policy::Target::Ask(node) => Arc::clone(&guide.questions[tree.nodes[*node].question].id),
        policy::Target::End(outcome) => Arc::clone(&guide.outcomes[*outcome].id),
    };
    let step = |node: &policy::Node| {
        let question = &guide.questions[node.question];
        let to = question.answers.iter().zip(&node.answers).map(|(answer, to)| (Arc::clone(&answer.id), name(to)));
        Step { id: Arc::clone(&question.id), to: to.collect() }
    };
    tree.nodes.iter().map(step).collect()
}

/// The values that the texts of a guide name.
fn named(guide: &policy::Guide) -> BTreeSet<Arc<str>> {
    let questions = guide.questions.iter().flat_map(|question| [Some(&question.ask), question.why.as_ref()]);
    let outcomes = guide.outcomes.iter().flat_map(|outcome| {
        let next = &outcome.next;
        let texts = [Some(&outcome.say), outcome.know_by.as_ref(), outcome.until_then.as_ref(), Some(&next.act)];
        texts.into_iter().chain([next.if_nothing.as_ref(), outcome.decided_by.as_ref()])
    });
    questions.chain(outcomes).flatten().flat_map(|text| reply::params(text)).collect()
}

fn param(id: &Arc<str>, param: &policy::Param) -> Param {
    let dated = |dated: &policy::Dated| {
        let source = dated.source.as_deref().map(one_line);
        (Day(dated.from), Dated { is: Amount(dated.value.clone()), source })
    };
    Param {
        format: FORMAT,
        param: Arc::clone(id),
        what: one_line(&param.what),
        values: param.values.iter().map(dated).collect(),
    }
}

fn programme(programme: &policy::Programme) -> Programme {
    let state = |state: &policy::State| {
        let source = state.source.as_deref().map(one_line);
        (Day(state.from), State { is: state.is, say: one_line(&state.say), source })
    };
    Programme {
        format: FORMAT,
        programme: Arc::clone(&programme.name),
        states: programme.history.iter().map(state).collect(),
    }
}
