//! A large graph in parts: what is entered at one place only can be drawn on a sheet of its own.

use crate::policy::Target;
use crate::policy::Tree;

use std::collections::BTreeSet;

/// How many boxes a part may have: questions, outcomes and pointers to other parts. Only a question with more ways than
/// that makes a larger one.
const LARGEST: usize = 25;
/// A graph of fewer questions than this gets no sheet of its own.
const SMALL: usize = 4;

/// The parts of a graph.
pub(super) struct Parts {
    /// The nodes of each, in the order in which they are drawn.
    pub(super) lists: Vec<Vec<usize>>,
    /// The part of each node.
    pub(super) of: Vec<usize>,
    /// The other parts from which a way leads to each node.
    pub(super) from: Vec<BTreeSet<usize>>,
}

/// Some nodes, and all that would be drawn with them.
#[derive(Default)]
struct Bag {
    nodes: Vec<usize>,
    boxes: BTreeSet<Target>,
}

impl Bag {
    fn of(tree: &Tree, node: usize) -> Self {
        let boxes = ways(tree, node).chain([Target::Ask(node)]).collect();
        Self { nodes: vec![node], boxes }
    }

    /// Takes another in, or gives it back if both are too much for one sheet.
    fn take(&mut self, other: Self) -> Option<Self> {
        let more = other.boxes.difference(&self.boxes).count();
        if self.boxes.len() + more > LARGEST {
            return Some(other);
        }
        self.nodes.extend(other.nodes);
        self.boxes.extend(other.boxes);
        None
    }
}

/// Where the ways from a node lead.
fn ways(tree: &Tree, node: usize) -> impl DoubleEndedIterator<Item = Target> + '_ {
    let node = &tree.nodes[node];
    node.answers.iter().chain(&node.not_sure).copied()
}

/// Splits a graph. Each node is in one part, the root in the first.
pub(super) fn split(tree: &Tree) -> Parts {
    let order = order(tree);
    let rank = ranks(&order, tree.nodes.len());
    let gates = gates(tree, &order, &rank);
    let mut bags: Vec<Vec<Bag>> = tree.nodes.iter().map(|_| Vec::new()).collect();
    let mut lists = Vec::new();
    for &node in order.iter().rev() {
        let behind = std::mem::take(&mut bags[node]);
        let bag = gather(tree, node, behind, &rank, &mut lists);
        match gates[node] {
            Some(gate) => bags[gate].push(bag),
            None => lists.push(bag.nodes),
        }
    }
    lists.iter_mut().for_each(|list| list.sort_by_key(|node| rank[*node]));
    lists.sort_by_key(|list| list.first().map(|node| rank[*node]));
    let mut of = vec![0; tree.nodes.len()];
    for (number, list) in lists.iter().enumerate() {
        list.iter().for_each(|node| of[*node] = number);
    }
    let mut from = vec![BTreeSet::new(); tree.nodes.len()];
    for &node in &order {
        for target in ways(tree, node) {
            if let Target::Ask(target) = target
                && of[target] != of[node]
            {
                from[target].insert(of[node]);
            }
        }
    }
    Parts { lists, of, from }
}

/// A node with as much of what is behind it as one sheet holds, small pieces first; the rest goes on other sheets.
fn gather(tree: &Tree, node: usize, behind: Vec<Bag>, rank: &[usize], lists: &mut Vec<Vec<usize>>) -> Bag {
    let mut bag = Bag::of(tree, node);
    let near = bag.boxes.clone();
    let (mut direct, mut further): (Vec<Bag>, Vec<Bag>) =
        behind.into_iter().partition(|other| near.contains(&Target::Ask(other.nodes[0])));
    direct.sort_by_key(|other| (other.nodes.len(), rank[other.nodes[0]]));
    further.sort_by_key(|other| rank[other.nodes[0]]);
    let mut rest: Vec<Bag> = direct.into_iter().filter_map(|other| bag.take(other)).collect();
    for other in further {
        match bag.boxes.contains(&Target::Ask(other.nodes[0])) {
            true => rest.extend(bag.take(other)),
            false => rest.push(other),
        }
    }
    rest.sort_by_key(|other| rank[other.nodes[0]]);
    let (small, large): (Vec<Bag>, Vec<Bag>) = rest.into_iter().partition(|other| other.nodes.len() < SMALL);
    lists.extend(large.into_iter().map(|other| other.nodes));
    let mut sheet = Bag::default();
    for other in small {
        if let Some(other) = sheet.take(other) {
            lists.push(std::mem::replace(&mut sheet, other).nodes);
        }
    }
    lists.extend((!sheet.nodes.is_empty()).then_some(sheet.nodes));
    bag
}

/// The nodes from the root on, each before those it leads to, and what follows a node close behind it.
fn order(tree: &Tree) -> Vec<usize> {
    let Target::Ask(root) = tree.root else { return Vec::new() };
    let mut seen = vec![false; tree.nodes.len()];
    let mut left = Vec::with_capacity(tree.nodes.len());
    let next = |node: usize| ways(tree, node).rev().collect::<Vec<_>>().into_iter();
    let mut path = vec![(root, next(root))];
    seen[root] = true;
    while let Some((node, targets)) = path.last_mut() {
        match targets.next() {
            Some(Target::Ask(target)) if !std::mem::replace(&mut seen[target], true) => {
                path.push((target, next(target)));
            }
            Some(_) => {}
            None => {
                left.push(*node);
                path.pop();
            }
        }
    }
    left.reverse();
    left
}

fn ranks(order: &[usize], nodes: usize) -> Vec<usize> {
    let mut rank = vec![usize::MAX; nodes];
    order.iter().enumerate().for_each(|(place, node)| rank[*node] = place);
    rank
}

/// For each node the last one that every way to it passes (in graph theory: its immediate dominator).
fn gates(tree: &Tree, order: &[usize], rank: &[usize]) -> Vec<Option<usize>> {
    let mut gates: Vec<Option<usize>> = vec![None; tree.nodes.len()];
    for &node in order {
        for target in ways(tree, node) {
            let Target::Ask(target) = target else { continue };
            gates[target] = Some(match gates[target] {
                None => node,
                Some(gate) => common(gate, node, &gates, rank),
            });
        }
    }
    gates
}

/// The last gate of both.
fn common(mut one: usize, mut other: usize, gates: &[Option<usize>], rank: &[usize]) -> usize {
    while one != other {
        let later = if rank[one] > rank[other] { &mut one } else { &mut other };
        let Some(gate) = gates[*later] else { return *later };
        *later = gate;
    }
    one
}
