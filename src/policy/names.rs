//! Stable names for the nodes of a tree: the question, and of the earlier answers only those that tell its nodes apart.

use crate::policy::model::Guide;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof::Region;

use std::sync::Arc;

/// How many ways to one node are looked at; with more, its name has all answers of the first way.
const WAYS: usize = 300;

/// Names the nodes.
pub(super) fn give(guide: &Guide, full: &Region, tree: &mut Tree) {
    let ways = ways(full, tree);
    for question in 0..guide.questions.len() {
        let nodes: Vec<usize> =
            (0..tree.nodes.len()).filter(|number| tree.nodes[*number].question == question).collect();
        let telling = telling(&nodes, &ways, full);
        for number in nodes {
            let assumes: Vec<(usize, u64)> = telling.iter().filter_map(|q| assumed(*q, &ways[number], full)).collect();
            let first = ways[number].first().unwrap_or(full);
            let mut name = guide.questions[question].id.to_string();
            let named = telling.iter().filter(|earlier| first[**earlier] != full[**earlier]);
            for (index, earlier) in named.enumerate() {
                let earlier_question = &guide.questions[*earlier];
                let answer = &earlier_question.answers[first[*earlier].trailing_zeros() as usize];
                let mark = if index == 0 { '/' } else { ',' };
                name.push_str(&format!("{mark}{}={}", earlier_question.id, answer.id));
            }
            tree.nodes[number].name = Arc::from(name);
            tree.nodes[number].assumes = assumes;
        }
    }
}

fn assumed(question: usize, ways: &[Region], full: &Region) -> Option<(usize, u64)> {
    let mask = ways.iter().fold(0, |mask, way| mask | way[question]);
    (mask != full[question] && mask != 0).then_some((question, mask))
}

/// The earlier answers that lead to each node.
fn ways(full: &Region, tree: &Tree) -> Vec<Vec<Region>> {
    let mut ways: Vec<Vec<Region>> = vec![Vec::new(); tree.nodes.len()];
    if let Target::Ask(root) = tree.root {
        ways[root].push(full.clone());
    }
    for (number, node) in tree.nodes.iter().enumerate() {
        let mut done: Vec<Target> = Vec::new();
        for target in &node.answers {
            let Target::Ask(child) = *target else { continue };
            if done.contains(target) {
                continue;
            }
            done.push(*target);
            let same = node.answers.iter().enumerate().filter(|(_, other)| *other == target);
            let mask = same.fold(0, |mask, (index, _)| mask | 1 << index);
            let room = (WAYS + 1).saturating_sub(ways[child].len());
            let longer = ways[number].iter().take(room).map(|way| {
                let mut way = way.clone();
                way[node.question] = mask;
                way
            });
            let longer: Vec<Region> = longer.collect();
            ways[child].extend(longer);
        }
    }
    ways
}

/// The questions that are needed to tell these nodes apart, as few as can be, the nearest kept longest.
fn telling(nodes: &[usize], ways: &[Vec<Region>], full: &Region) -> Vec<usize> {
    if nodes.len() < 2 {
        return Vec::new();
    }
    let asked =
        |question: &usize| nodes.iter().any(|node| ways[*node].iter().any(|way| way[*question] != full[*question]));
    let mut telling: Vec<usize> = (0..full.len()).filter(asked).collect();
    if nodes.iter().any(|node| ways[*node].len() > WAYS) || nodes.len() > 40 {
        return telling;
    }
    for question in telling.clone() {
        let fewer: Vec<usize> = telling.iter().copied().filter(|other| *other != question).collect();
        if are_apart(nodes, ways, &fewer) {
            telling = fewer;
        }
    }
    telling
}

fn are_apart(nodes: &[usize], ways: &[Vec<Region>], telling: &[usize]) -> bool {
    let pairs =
        nodes.iter().enumerate().flat_map(|(index, one)| nodes[index + 1..].iter().map(move |other| (*one, *other)));
    let apart = |a: &Region, b: &Region| telling.iter().any(|question| a[*question] & b[*question] == 0);
    pairs.into_iter().all(|(one, other)| ways[one].iter().all(|a| ways[other].iter().all(|b| apart(a, b))))
}
