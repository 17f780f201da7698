//! The proof, the tree and `ask` against brute force: on small guides every combination is simply tried.

mod hostile;
pub(crate) mod small;

use std::collections::BTreeSet;

use caveat::diagnostic::Diagnostic;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Guide;
use caveat::policy::Target;
use proptest::prelude::*;
use small::DAY;
use small::Small;

fn read(guide: &Small) -> caveat::diagnostic::Noted<policy::Policy> {
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

fn faults_agree(small: &Small) -> Result<(), TestCaseError> {
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

fn ends_agree(small: &Small) -> Result<(), TestCaseError> {
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

proptest! {
    #![proptest_config(crate::properties::config(600))]

    #[test]
    fn the_proof_finds_what_brute_force_finds(guide in small::wild()) {
        faults_agree(&guide)?;
    }

    #[test]
    fn a_proved_guide_ends_where_brute_force_ends(guide in small::whole()) {
        faults_agree(&guide)?;
        ends_agree(&guide)?;
    }

    #[test]
    fn the_order_of_routes_means_nothing(guide in small::whole(), turn in 0_usize..8) {
        let mut turned = guide.clone();
        let by = turn % turned.routes.len().max(1);
        turned.routes.rotate_left(by);
        let tree = |small: &Small| read(small).value.guides.get("small").and_then(|guide| guide.tree.clone());
        prop_assert_eq!(tree(&guide), tree(&turned));
    }

    #[test]
    fn suggested_scenarios_pass_and_leave_nothing_untried(guide in small::whole()) {
        let source = guide.source();
        let first = read(&guide);
        let suggested: Vec<String> = policy::test(&first.value).into_iter().flat_map(|(_, trial)| trial.suggested).collect();
        let text = format!("{}scenarios:\n{}\n", source.text, suggested.join("\n"));
        let pasted = caveat::source::Source::new("content/policy/guides/small.yaml", text);
        let again = policy::read(&[File { path: "guides/small.yaml", source: &pasted }], DAY);
        for (_, trial) in policy::test(&again.value) {
            prop_assert_eq!(trial.passed, trial.scenarios);
            prop_assert_eq!(trial.untried, Vec::<String>::new());
        }
    }
}

/// More guests than rooms: that two always share one is a thing that takes a proof by cases an endless time.
#[test]
fn what_cannot_be_proved_within_the_steps_is_an_error() {
    let (guests, rooms) = (16, 15);
    let mut text = String::from(
        "guide: small\ntitle: Small?\nowner: tests\neffective: 2026-01-01\nreview_every: 90 days\nquestions:\n",
    );
    let options: Vec<String> = (0..rooms).map(|room| format!("a{room}: A")).collect();
    for guest in 0..guests {
        text.push_str(&format!("  q{guest}: {{ask: Q?, options: {{{}}}, not_sure: {{go: o}}}}\n", options.join(", ")));
    }
    text.push_str("stops:\n");
    for room in 0..rooms {
        let pairs = (0..guests).flat_map(|one| (one + 1..guests).map(move |other| (one, other)));
        let ways: Vec<String> = pairs.map(|(one, other)| format!("{{q{one}: a{room}, q{other}: a{room}}}")).collect();
        text.push_str(&format!("  - {{id: s{room}, when: [{}], then: o}}\n", ways.join(", ")));
    }
    text.push_str("routes:\n  - {id: last, when: {}, then: o}\noutcomes:\n  o: {kind: needs-a-person, say: O, ");
    text.push_str("next: {do: N, owner: O, within: 1 day, if_nothing: I}}\n");
    let source = caveat::source::Source::new("content/policy/guides/small.yaml", text);
    let read = policy::read(&[File { path: "guides/small.yaml", source: &source }], DAY);
    assert_eq!(read.found.iter().map(|note| note.code.name).collect::<Vec<_>>(), ["too-complex"]);
    assert!(read.value.guides["small"].tree.is_none());
}

fn amount_guide(last: &str) -> Guide {
    let text = format!(
        "guide: money
title: Money?
owner: tests
effective: 2026-01-01
review_every: 90 days
questions:
  topic: {{ask: Q?, options: {{web: Web, art: Art}}, not_sure: {{go: person}}}}
  who: {{ask: Q?, options: {{rep: Rep, other: Other}}, not_sure: {{go: person}}}}
  amount: {{ask: Q?, options: {{small: Small, large: Large}}, not_sure: {{go: person}}}}
{last}stops: []
routes:
  - {{id: a, when: {{who: rep, amount: small}}, then: may}}
  - {{id: b, when: {{who: rep, amount: large}}, then: council}}
  - {{id: c, when: {{who: other, amount: small, topic: web}}, then: may}}
  - {{id: d, when: {{who: other, amount: small, topic: art}}, then: may}}
  - {{id: e, when: {{who: other, amount: large}}, then: person}}
outcomes:
  may: {{kind: may-request, say: O, decided_by: D, next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}
  council: {{kind: may-request, say: O, decided_by: D, next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}
  person: {{kind: needs-a-person, say: O, next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}
"
    );
    let source = caveat::source::Source::new("content/policy/guides/money.yaml", text);
    let read = policy::read(&[File { path: "guides/money.yaml", source: &source }], DAY);
    read.value.guides["money"].clone()
}

/// T02, T03: a question with two remainders has two names that say only what tells them apart, and a question that does
/// not matter changes none of them.
#[test]
fn names_of_nodes_say_what_tells_them_apart_and_stay() {
    let names = |guide: &Guide| {
        let nodes = guide.tree.iter().flat_map(|tree| &tree.nodes);
        nodes.map(|node| node.name.to_string()).collect::<Vec<_>>()
    };
    let before = names(&amount_guide(""));
    assert_eq!(before, ["who", "amount/who=rep", "amount/who=other"]);
    let last = "  country: {ask: Q?, options: {here: H, there: T}, informative: true, not_sure: {go: person}}\n";
    assert_eq!(names(&amount_guide(last)), before);
}
