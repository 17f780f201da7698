//! The proof, the tree and `ask` against brute force: on small guides every combination is simply tried.

pub(crate) mod agree;
mod hostile;
pub(crate) mod small;

use agree::ends_agree;
use agree::faults_agree;
use agree::read;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Guide;
use proptest::prelude::*;
use small::DAY;
use small::Small;

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
