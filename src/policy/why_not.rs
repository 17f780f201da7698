//! Why a situation does not come to an outcome: what decides instead, and the fewest answers that would have to be others.

use crate::policy::ask;
use crate::policy::model::Guide;
use crate::policy::model::Node;
use crate::policy::model::Policy;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::step;
use crate::policy::walk;
use crate::policy::walk::Facts;
use crate::policy::words;

use std::sync::Arc;

/// Why a situation does not come to an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot<'p> {
    /// What the guide says to the situation.
    pub reply: ask::Told<'p>,
    /// The outcome that was asked about, by number.
    pub outcome: usize,
    /// The answers that would have to be others, as few as can be; nothing if no answers lead to it.
    pub needs: Option<Vec<Need>>,
    /// The rules that stand in the way: what decides if one answer stays as it is and all others are as needed.
    pub in_the_way: Vec<(String, Option<Arc<str>>)>,
    /// The rules that lead to it, each with its source.
    pub rules: Vec<(String, Option<Arc<str>>)>,
}

/// An answer that an outcome needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The question.
    pub question: Arc<str>,
    /// The answers that would do, in words.
    pub wants: String,
    /// What was said instead, in words; nothing if nothing was said yet.
    pub said: Option<String>,
}

impl WhyNot<'_> {
    /// Does the situation come to the outcome?
    pub fn is_so(&self) -> bool {
        self.reply.end.as_ref().is_some_and(|end| end.outcome == self.outcome)
    }
}

/// Asks why a situation does not come to an outcome, named `money/may-file`.
pub fn why_not<'p>(policy: &'p Policy, name: &str, said: &[(String, String)]) -> Result<WhyNot<'p>, Vec<String>> {
    let no_name = || vec![format!("`{name}` is no outcome of a guide: write it as `money/may-file`")];
    let (guide, id) = name.split_once('/').ok_or_else(no_name)?;
    let (guide, tree) = ask::proved(policy, guide)?;
    let outcome = step::outcome(guide, id).map_err(|why| vec![why])?;
    let reply = ask::ask(policy, &guide.id, said)?;
    let facts = ask::facts(policy, guide, said, &mut Vec::new())?;
    let rules = guide.rules().filter(|(_, rule)| rule.then == outcome);
    let rules = rules.map(|(is_stop, rule)| (words::rule(is_stop, rule), rule.source.clone()));
    let steps = tree.nodes.iter().filter(|node| guide.by_hand && node.answers.contains(&Target::End(outcome)));
    let rules = rules.chain(steps.map(|node| (format!("step {}", node.name), None))).collect();
    let steps = nearest(tree, &facts, outcome);
    let in_the_way = steps.as_ref().map_or_else(Vec::new, |steps| in_the_way(guide, tree, &facts, steps, outcome));
    let needs = steps.map(|steps| {
        let need = |(node, way): &(usize, Way)| need(guide, tree, &facts, *node, way);
        steps.iter().filter_map(need).collect()
    });
    Ok(WhyNot { reply, outcome, needs, in_the_way, rules })
}

/// What decides instead, for each answer that would have to be another, when all others are as needed.
fn in_the_way(
    guide: &Guide,
    tree: &Tree,
    facts: &Facts,
    steps: &[(usize, Way)],
    outcome: usize,
) -> Vec<(String, Option<Arc<str>>)> {
    let mut wanted = facts.clone();
    for (number, way) in steps {
        let node = &tree.nodes[*number];
        let answer = node.answers.iter().position(|to| *to == way.to).filter(|_| !way.is_unsure);
        let fits = facts.get(&node.question).is_some_and(|said| fits(node, way, *said));
        if !fits {
            wanted.insert(node.question, answer);
        }
    }
    let mut rules: Vec<(String, Option<Arc<str>>)> = Vec::new();
    for (question, said) in facts.iter().filter(|(question, said)| wanted.get(question) != Some(said)) {
        let mut other = wanted.clone();
        other.insert(*question, *said);
        let way = walk::walk(tree, &other);
        let Some(end) = way.end.ok().filter(|end| *end != outcome) else { continue };
        let decided = ask::decided(guide, tree, &way, &walk::region(guide, &other), end);
        rules.extend(decided.into_iter().filter(|rule| !rules.contains(rule)).collect::<Vec<_>>());
    }
    rules
}

/// Does an answer take this way?
fn fits(node: &Node, way: &Way, said: Option<usize>) -> bool {
    match said {
        Some(answer) => !way.is_unsure && node.answers[answer] == way.to,
        None => node.not_sure == Some(way.to),
    }
}

/// A way out of a node: where it leads, and if it is the one of those who are not sure.
#[derive(Clone, Copy)]
struct Way {
    to: Target,
    is_unsure: bool,
}

/// What a way costs: answers that must be others, not being sure, answers that are still open, questions.
type Cost = (usize, usize, usize, usize);

/// The cheapest way from the start to an outcome.
fn nearest(tree: &Tree, facts: &Facts, outcome: usize) -> Option<Vec<(usize, Way)>> {
    let mut best: Vec<Option<(Cost, Way)>> = vec![None; tree.nodes.len()];
    for number in (0..tree.nodes.len()).rev() {
        let node = &tree.nodes[number];
        let said = facts.get(&node.question);
        let answers = node.answers.iter().enumerate().map(|(answer, to)| (Some(answer), *to));
        let ways = answers.chain(node.not_sure.map(|to| (None, to)));
        let costs = ways.filter_map(|(answer, to)| {
            let (changes, unsure, open, long) = match to {
                Target::End(end) => (end == outcome).then_some((0, 0, 0, 0))?,
                Target::Ask(child) => best[child]?.0,
            };
            let is_other = said.is_some_and(|said| *said != answer);
            let cost = (
                changes + usize::from(is_other),
                unsure + usize::from(answer.is_none()),
                open + usize::from(said.is_none()),
                long + 1,
            );
            Some((cost, Way { to, is_unsure: answer.is_none() }))
        });
        best[number] = costs.min_by_key(|(cost, _)| *cost);
    }
    let mut steps = Vec::new();
    let mut at = tree.root;
    loop {
        match at {
            Target::End(end) => return (end == outcome).then_some(steps),
            Target::Ask(number) => {
                let (_, way) = best[number]?;
                steps.push((number, way));
                at = way.to;
            }
        }
    }
}

/// What a step needs that was not said; nothing if it was.
fn need(guide: &Guide, tree: &Tree, facts: &Facts, node: usize, way: &Way) -> Option<Need> {
    let node = &tree.nodes[node];
    let question = &guide.questions[node.question];
    let said = facts.get(&node.question);
    if said.is_some_and(|said| fits(node, way, *said)) {
        return None;
    }
    let fitting = node.answers.iter().enumerate().filter(|(_, to)| **to == way.to);
    let mask = fitting.fold(0, |mask, (answer, _)| mask | 1 << answer);
    let wants = if way.is_unsure { "not sure".to_string() } else { words::answers(question, mask).replace('*', "") };
    let spoken = |said: &Option<usize>| said.map_or_else(|| "not sure".to_string(), |it| words::answer(question, it));
    Some(Need { question: question.id.clone(), wants, said: said.map(spoken) })
}
