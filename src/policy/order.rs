//! In which order the questions of a guide are asked fastest. An order is only ever suggested.
//!
//! Whether a question is asked depends on the set of questions before it, not on their order: it is asked exactly where the
//! answers to those leave it something to decide. So the best of all orders is found by going through sets, not orders.

use crate::policy::model::Guide;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof::Budget;
use crate::policy::proof::STEPS;
use crate::policy::rules;
use crate::policy::tree;

use std::collections::HashMap;
use std::sync::Arc;

/// With more questions than this not all orders are looked at.
const ALL: usize = 10;
/// How often a question is moved in the search for a better order, if not all are looked at.
const ROUNDS: usize = 6;
/// A difference between averages that is none.
const NOTHING: f64 = 1e-9;

/// Orders of the questions of a guide.
#[derive(Debug, Clone, PartialEq)]
pub struct Orders {
    /// The order in the file.
    pub now: Order,
    /// The best that differs in the place of one question, if it is better.
    pub one_move: Option<Order>,
    /// The best, if it is better than both.
    pub best: Option<Order>,
    /// All orders were looked at.
    pub is_best_of_all: bool,
}

/// An order of questions, and what it costs people.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The questions.
    pub questions: Vec<Arc<str>>,
    /// How many are asked on average, if every answer is as likely as the others.
    pub average: f64,
    /// How many are asked at most.
    pub most: usize,
    /// How many nodes the tree has.
    pub nodes: usize,
}

/// Looks for better orders of a guide that is proved; nothing for one that is not, or whose tree is written by hand.
pub fn orders(guide: &Guide) -> Option<Orders> {
    guide.tree.as_ref().filter(|_| !guide.by_hand)?;
    let plain = Guide { scenarios: Vec::new(), tree: None, ..guide.clone() };
    let now: Vec<usize> = (0..guide.questions.len()).collect();
    let current = try_order(&plain, &now)?;
    let moved = best_move(&plain, &now, current.average);
    let is_best_of_all = now.len() <= ALL;
    let best = match is_best_of_all {
        true => best_of_all(&plain),
        false => climb(&plain, &now, current.average),
    };
    let named = |order: &[usize]| try_order(&plain, order).map(|tried| tried.named(guide, order));
    let one_move = moved.as_ref().and_then(|(order, _)| named(order));
    let least = one_move.as_ref().map_or(current.average, |order| order.average);
    let best = best.and_then(|order| named(&order)).filter(|order| order.average < least - NOTHING);
    Some(Orders { now: current.named(guide, &now), one_move, best, is_best_of_all })
}

/// What an order comes to.
struct Tried {
    average: f64,
    most: usize,
    nodes: usize,
    /// For each place in the order, how many of all people are asked there.
    asked: Vec<f64>,
}

impl Tried {
    fn named(&self, guide: &Guide, order: &[usize]) -> Order {
        let questions = order.iter().map(|question| guide.questions[*question].id.clone()).collect();
        Order { questions, average: self.average, most: self.most, nodes: self.nodes }
    }
}

/// Computes the tree of an order.
fn try_order(guide: &Guide, order: &[usize]) -> Option<Tried> {
    let mut turned = guide.clone();
    turned.questions = order.iter().map(|question| guide.questions[*question].clone()).collect();
    for rule in turned.stops.iter_mut().chain(&mut turned.routes) {
        for part in &mut rule.when {
            *part = order.iter().map(|question| part[*question]).collect();
        }
    }
    let full = rules::full(&turned.questions);
    let tree = tree::grow(&turned, &full, &mut Budget(STEPS)).ok()?;
    let asked = asked(&tree, order.len());
    Some(Tried { average: asked.iter().sum(), most: depth(&tree), nodes: tree.nodes.len(), asked })
}

fn asked(tree: &Tree, questions: usize) -> Vec<f64> {
    let mut asked = vec![0.0; questions];
    let mut come = vec![0.0; tree.nodes.len()];
    if let Target::Ask(root) = tree.root {
        come[root] = 1.0;
    }
    for (number, node) in tree.nodes.iter().enumerate() {
        asked[node.question] += come[number];
        let share = come[number] / node.answers.len() as f64;
        for target in &node.answers {
            if let Target::Ask(child) = target {
                come[*child] += share;
            }
        }
    }
    asked
}

fn depth(tree: &Tree) -> usize {
    let mut depths = vec![0; tree.nodes.len()];
    for (number, node) in tree.nodes.iter().enumerate().rev() {
        let below = node.answers.iter().map(|target| if let Target::Ask(child) = target { depths[*child] } else { 0 });
        depths[number] = 1 + below.max().unwrap_or(0);
    }
    depths.first().copied().unwrap_or(0)
}

/// The order on which fewest questions are asked. For each set of questions the cheapest way to have asked them is kept.
fn best_of_all(guide: &Guide) -> Option<Vec<usize>> {
    let count = guide.questions.len();
    let mut shares: HashMap<(usize, usize), f64> = HashMap::new();
    let mut best: Vec<(f64, Vec<usize>)> = vec![(f64::INFINITY, Vec::new()); 1 << count];
    best[0].0 = 0.0;
    for set in 0..1_usize << count {
        for question in (0..count).filter(|question| set >> question & 1 == 0) {
            if !shares.contains_key(&(set, question)) {
                learn(guide, set, question, &mut shares)?;
            }
            let cost = best[set].0 + shares.get(&(set, question))?;
            let next = set | 1 << question;
            if cost < best[next].0 - NOTHING {
                best[next] = (cost, [&best[set].1[..], &[question]].concat());
            }
        }
    }
    best.pop().map(|(_, order)| order)
}

/// Tries an order that begins with a set and goes on with a question. What it tells about other sets is kept, too.
fn learn(guide: &Guide, set: usize, question: usize, shares: &mut HashMap<(usize, usize), f64>) -> Option<()> {
    let count = guide.questions.len();
    let first = (0..count).filter(|other| set >> other & 1 == 1);
    let rest = (0..count).filter(|other| set >> other & 1 == 0 && *other != question);
    let order: Vec<usize> = first.chain([question]).chain(rest).collect();
    let tried = try_order(guide, &order)?;
    let mut before = 0;
    for (place, question) in order.iter().enumerate() {
        shares.insert((before, *question), tried.asked[place]);
        before |= 1 << question;
    }
    Some(())
}

/// The best order that differs in the place of one question, if it is better.
fn best_move(guide: &Guide, order: &[usize], average: f64) -> Option<(Vec<usize>, f64)> {
    let mut best: Option<(Vec<usize>, f64)> = None;
    for from in 0..order.len() {
        for to in (0..order.len()).filter(|to| *to != from) {
            let mut moved = order.to_vec();
            let question = moved.remove(from);
            moved.insert(to, question);
            let Some(tried) = try_order(guide, &moved) else { continue };
            if tried.average < best.as_ref().map_or(average, |(_, least)| *least) - NOTHING {
                best = Some((moved, tried.average));
            }
        }
    }
    best
}

/// Moves one question after the other as long as that helps.
fn climb(guide: &Guide, order: &[usize], average: f64) -> Option<Vec<usize>> {
    let mut best = (order.to_vec(), average);
    for _ in 0..ROUNDS {
        match best_move(guide, &best.0, best.1) {
            Some(better) => best = better,
            None => break,
        }
    }
    (best.1 < average - NOTHING).then_some(best.0)
}
