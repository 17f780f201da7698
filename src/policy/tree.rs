//! The tree of a guide, computed from its rules: the reduced decision diagram in the author's order of questions.
//!
//! A question is asked only where its answer can still change the end, and equal remainders are one node; a diagram with
//! these two properties is unique, so it does not depend on how the rules are written down.

use crate::memo::Fingerprint;
use crate::policy::model::Guide;
use crate::policy::model::Node;
use crate::policy::model::NotSure;
use crate::policy::model::Rule;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::names;
use crate::policy::proof::Budget;
use crate::policy::proof::Region;
use crate::policy::proof::TooComplex;
use crate::policy::proof::classes;
use crate::policy::proof::size;

use std::collections::HashMap;
use std::sync::Arc;

/// With more nodes than this a tree is not finished: nobody could use it.
pub(super) const MOST: usize = 1_000;

/// Why there is no tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endless {
    /// It took too many steps.
    TooComplex,
    /// It has more than [`MOST`] nodes.
    TooLarge,
}

impl From<TooComplex> for Endless {
    fn from(_: TooComplex) -> Self {
        Self::TooComplex
    }
}

/// Computes the tree of a guide whose rules are proved.
pub(super) fn grow(guide: &Guide, full: &Region, budget: &mut Budget) -> Result<Tree, Endless> {
    let mut grower = Grower { guide, full, seen: HashMap::new(), nodes: Vec::new(), numbers: HashMap::new(), budget };
    let live = Live {
        stops: guide.stops.iter().flat_map(|rule| rule.when.iter().map(move |part| (part, rule))).collect(),
        routes: guide.routes.iter().flat_map(|rule| rule.when.iter().map(move |part| (part, rule))).collect(),
    };
    let root = grower.from(0, live)?;
    let (root, nodes) = in_order(root, &grower.nodes);
    let nodes: Vec<Node> = nodes.into_iter().map(|(question, answers)| node(guide, question, answers)).collect();
    let mut tree = Tree { nodes, root, combinations: size(full) };
    names::give(guide, full, &mut tree);
    Ok(tree)
}

fn node(guide: &Guide, question: usize, answers: Vec<Target>) -> Node {
    let not_sure = match &guide.questions[question].not_sure {
        NotSure::Go(outcome) => Some(Target::End(*outcome)),
        NotSure::TreatAs { answer, .. } => answers.get(*answer).copied(),
        NotSure::NotOffered(_) => None,
    };
    Node { question, name: Arc::from(""), assumes: Vec::new(), answers, not_sure }
}

/// The rules that can still match.
#[derive(Clone)]
struct Live<'a> {
    stops: Vec<(&'a Region, &'a Rule)>,
    routes: Vec<(&'a Region, &'a Rule)>,
}

struct Grower<'a, 'b> {
    guide: &'a Guide,
    full: &'a Region,
    seen: HashMap<Fingerprint, Target>,
    nodes: Vec<(usize, Vec<Target>)>,
    numbers: HashMap<(usize, Vec<Target>), usize>,
    budget: &'b mut Budget,
}

impl<'a> Grower<'a, '_> {
    /// Where somebody goes from here who has been asked all questions before this one that matter.
    fn from(&mut self, mut question: usize, mut live: Live<'a>) -> Result<Target, Endless> {
        self.budget.spend((live.stops.len() + live.routes.len()) * (self.full.len() - question) + 1)?;
        self.simplify(question, &mut live);
        if let Some(end) = self.end(question, &live) {
            return Ok(end);
        }
        while !self.is_mentioned(question, &live) {
            question += 1;
        }
        let key = self.key(question, &live);
        if let Some(target) = self.seen.get(&key) {
            return Ok(*target);
        }
        let target = self.ask(question, &live)?;
        self.seen.insert(key, target);
        Ok(target)
    }

    fn ask(&mut self, question: usize, live: &Live<'a>) -> Result<Target, Endless> {
        let parts: Vec<&Region> = live.stops.iter().chain(&live.routes).map(|(part, _)| *part).collect();
        let mut answers = vec![Target::End(0); self.guide.questions[question].answers.len()];
        for class in classes(question, self.full[question], &parts) {
            let holds = |(part, _): &&(&Region, &Rule)| part[question] & class != 0;
            let rest = Live {
                stops: live.stops.iter().filter(holds).copied().collect(),
                routes: live.routes.iter().filter(holds).copied().collect(),
            };
            let target = self.from(question + 1, rest)?;
            answers
                .iter_mut()
                .enumerate()
                .filter(|(index, _)| class >> index & 1 == 1)
                .for_each(|(_, slot)| *slot = target);
        }
        if answers.iter().all(|target| *target == answers[0]) {
            return Ok(answers[0]);
        }
        // Every node that is made can be reached in the end, so this many are too many for good.
        let next = self.nodes.len();
        if next > MOST {
            return Err(Endless::TooLarge);
        }
        let number = *self.numbers.entry((question, answers.clone())).or_insert(next);
        if number == next {
            self.nodes.push((question, answers));
        }
        Ok(Target::Ask(number))
    }

    fn is_settled(&self, from: usize, part: &Region) -> bool {
        part[from..] == self.full[from..]
    }

    /// Nothing behind a stop that matches for certain can count.
    fn simplify(&self, question: usize, live: &mut Live<'a>) {
        if let Some(last) = live.stops.iter().position(|(part, _)| self.is_settled(question, part)) {
            live.stops.truncate(last + 1);
            live.routes.clear();
        }
        // A stop with the same end as the one that would match anyhow changes nothing.
        while let [.., (_, before), (part, last)] = live.stops[..]
            && self.is_settled(question, part)
            && before.then == last.then
        {
            let last = live.stops.len() - 1;
            live.stops.remove(last - 1);
        }
    }

    fn end(&self, question: usize, live: &Live<'a>) -> Option<Target> {
        let settled =
            |(part, rule): &(&Region, &Rule)| self.is_settled(question, part).then_some(Target::End(rule.then));
        match live.stops.first() {
            Some(stop) => settled(stop),
            None => live.routes.iter().find_map(settled),
        }
    }

    fn is_mentioned(&self, question: usize, live: &Live<'a>) -> bool {
        // Proved rules end before the questions do; the bound only keeps a slip from becoming an endless loop.
        let says = |(part, _): &(&Region, &Rule)| part[question] != self.full[question];
        question + 1 >= self.full.len() || live.stops.iter().any(says) || live.routes.iter().any(says)
    }

    fn key(&self, question: usize, live: &Live<'a>) -> Fingerprint {
        let row = |(part, rule): &(&Region, &Rule)| [&part[question..], &[rule.then as u64][..]].concat();
        let stops: Vec<Vec<u64>> = live.stops.iter().map(row).collect();
        let mut routes: Vec<Vec<u64>> = live.routes.iter().map(row).collect();
        routes.sort_unstable();
        Fingerprint::of(&(question, stops, routes))
    }
}

/// The nodes that can be reached, each before those it leads to, in the order of questions and answers.
fn in_order(root: Target, nodes: &[(usize, Vec<Target>)]) -> (Target, Vec<(usize, Vec<Target>)>) {
    let mut order = Vec::new();
    let mut seen = vec![false; nodes.len()];
    let mut waiting = vec![root];
    while let Some(target) = waiting.pop() {
        let Target::Ask(number) = target else { continue };
        if !std::mem::replace(&mut seen[number], true) {
            order.push(number);
            waiting.extend(nodes[number].1.iter().rev());
        }
    }
    order.sort_by_key(|number| nodes[*number].0);
    let mut new = vec![0; nodes.len()];
    order.iter().enumerate().for_each(|(place, number)| new[*number] = place);
    let moved = |target: &Target| match target {
        Target::Ask(number) => Target::Ask(new[*number]),
        end => *end,
    };
    let kept = order.iter().map(|number| (nodes[*number].0, nodes[*number].1.iter().map(moved).collect()));
    (moved(&root), kept.collect())
}
