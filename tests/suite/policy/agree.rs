//! Where the proof and the tree must agree with brute force.

use super::small::DAY;
use super::small::Small;

use std::collections::BTreeSet;

use caveat::diagnostic::Diagnostic;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Guide;
use caveat::policy::Target;
use proptest::prelude::TestCaseError;
use proptest::prop_assert;
use proptest::prop_assert_eq;

/// Reads a guide.
pub(crate) fn read(guide: &Small) -> caveat::diagnostic::Noted<policy::Policy> {
    policy::read(&[File { path: "guides/small.yaml", source: &guide.source() }], DAY)
}

/// The rules that findings of a kind are about: `s0`, `r3` …
fn named(found: &[Diagnostic], code: &str) -> BTreeSet<String> {
    let messages = found.iter().filter(|note| note.code.name == code).map(|note| note.message.as_str());
    messages.filter_map(|message| message.split('`').nth(1).map(str::to_owned)).collect()
}

fn has(found: &[Diagnostic], code: &str) -> bool {
    found.iter().any(|note| note.code.name == code)
}

/// Where the tree ends for a combination.
fn end(guide: &Guide, combination: &[usize]) -> Option<usize> {
    let tree = guide.tree.as_ref()?;
    let mut at = tree.root;
    loop {
        match at {
            Target::End(outcome) => return Some(outcome),
            Target::Ask(node) => at = tree.nodes[node].answers[combination[tree.nodes[node].question]],
        }
    }
}

/// What the proof finds is what brute force finds.
pub(crate) fn faults_agree(small: &Small) -> Result<(), TestCaseError> {
    let truth = small.truth();
    let found = read(small).found;
    let names = |mark: &str, dead: &BTreeSet<usize>| dead.iter().map(|index| format!("{mark}{index}")).collect();
    let (stops, routes): (BTreeSet<String>, BTreeSet<String>) =
        (names("s", &truth.dead_stops), names("r", &truth.dead_routes));
    prop_assert_eq!(has(&found, "gap"), truth.gap, "gap: {:?}", found);
    prop_assert_eq!(has(&found, "overlap"), truth.overlap, "overlap: {:?}", found);
    prop_assert_eq!(named(&found, "dead-stop"), stops);
    prop_assert_eq!(named(&found, "dead-route"), routes);
    Ok(())
}

/// The tree and `ask` end where brute force ends, for every combination.
pub(crate) fn ends_agree(small: &Small) -> Result<(), TestCaseError> {
    let read = read(small);
    let Some(guide) = read.value.guides.get("small") else {
        return Err(TestCaseError::fail(format!("no guide: {:?}", read.found)));
    };
    prop_assert!(guide.tree.is_some(), "no tree: {:?}", read.found);
    for combination in small.combinations() {
        let expected = small.outcomes(&combination)[0];
        prop_assert_eq!(end(guide, &combination), Some(expected), "the tree, for {:?}", combination);
        let said: Vec<(String, String)> = combination
            .iter()
            .enumerate()
            .map(|(question, answer)| (format!("q{question}"), format!("a{answer}")))
            .collect();
        let reply = policy::ask(&read.value, "small", &said).map_err(|why| TestCaseError::fail(why.join("; ")))?;
        let asked = reply.end.map(|end| end.outcome);
        prop_assert_eq!(asked, Some(expected), "ask, for {:?}", combination);
        prop_assert_eq!(reply.path.len() + reply.without_effect.len(), combination.len());
    }
    tree_is_reduced(guide)
}

fn tree_is_reduced(guide: &Guide) -> Result<(), TestCaseError> {
    let Some(tree) = &guide.tree else { return Ok(()) };
    let mut names = BTreeSet::new();
    let mut shapes = BTreeSet::new();
    for (number, node) in tree.nodes.iter().enumerate() {
        prop_assert!(node.answers.iter().any(|target| *target != node.answers[0]), "a question that does not matter");
        prop_assert!(shapes.insert((node.question, node.answers.clone())), "equal remainders are two nodes");
        prop_assert!(names.insert(node.name.clone()), "two nodes are called {}", node.name);
        let below = |target: &Target| !matches!(target, Target::Ask(child) if *child <= number);
        prop_assert!(node.answers.iter().all(below), "a way leads back");
    }
    Ok(())
}
