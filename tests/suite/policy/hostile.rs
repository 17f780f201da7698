//! Files of rules that nobody writes by accident: very large, very deep, or made to grow while they are read. Each ends,
//! with a finding or without, and never in a panic.

use caveat::policy;
use caveat::policy::File;
use caveat::source::Source;

use crate::policy::small::DAY;

/// What is found in a guide of this text, without the findings of a kind twice.
fn found(text: String) -> Vec<&'static str> {
    let source = Source::new("content/policy/guides/small.yaml", text);
    let read = policy::read(&[File { path: "guides/small.yaml", source: &source }], DAY);
    let mut names: Vec<&str> = read.found.iter().map(|note| note.code.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn guide(routes: &str, say: &str) -> String {
    format!(
        "guide: small
title: Small?
owner: tests
effective: 2026-01-01
review_every: 90 days
questions:
  topic: {{ask: Topic?, options: {{web: Web, art: Art}}, not_sure: {{go: o}}}}
routes:
{routes}outcomes:
  o: {{kind: needs-a-person, say: \"{say}\", next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}
scenarios:
  - {{name: web, given: {{topic: web}}, expect: o}}
"
    )
}

const ROUTE: &str = "  - {id: all, when: {}, then: o}\n";

#[test]
fn five_megabytes_of_words_are_read() {
    let words = "word ".repeat(1_000_000);
    assert_eq!(found(guide(ROUTE, &words)), ["asks-nothing", "unused-question"]);
    let comment = format!("# {words}\n{}", guide(ROUTE, "Short."));
    assert_eq!(found(comment), ["asks-nothing", "unused-question"]);
}

#[test]
fn five_megabytes_of_routes_are_refused() {
    let source = "a rule ".repeat(30);
    let routes: String = (0..20_000)
        .map(|number| format!("  - {{id: r{number}, when: {{topic: web}}, then: o, source: {source}}}\n"))
        .collect();
    assert!(routes.len() > 4_000_000);
    assert_eq!(found(guide(&routes, "Short.")), ["gap", "overlap"]);
}

#[test]
fn very_many_unknown_keys_are_refused() {
    let keys: String = (0..50_000).map(|number| format!("key-{number}: some words\n")).collect();
    assert_eq!(found(keys), ["unknown-key"]);
}

#[test]
fn aliases_that_would_grow_are_refused_before_they_do() {
    let mut bomb = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..30 {
        let last = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", last.trim_end_matches(", ")));
    }
    assert_eq!(found(bomb), ["malformed-policy"]);
}

#[test]
fn depth_without_end_is_refused() {
    let blocks: String = (0..3_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    for text in ["[".repeat(200_000), "{a: ".repeat(200_000), "- ".repeat(200_000), "? ".repeat(200_000), blocks] {
        assert_eq!(found(text.clone()), ["malformed-policy"], "{}", &text[..12]);
        assert_eq!(found(guide(ROUTE, "Short.") + "more: " + &text).len(), 1, "{}", &text[..12]);
    }
}

/// A chain of steps, each of which leads to the next.
fn chain(steps: usize) -> String {
    let mut text = String::from(
        "guide: small\nshape: tree\ntitle: Small?\nowner: tests\neffective: 2026-01-01\nreview_every: 90 days\nsteps:\n",
    );
    for step in 0..steps {
        let next = if step + 1 < steps { format!("s{}", step + 1) } else { "o".to_string() };
        text.push_str(&format!(
            "  s{step}: {{ask: Q?, answers: {{yes: {{say: Y, to: {next}}}, no: {{say: N, to: p}}}}, not_sure: {{treat_as: yes}}}}\n"
        ));
    }
    let next = "next: {do: N, owner: O, within: 1 day, if_nothing: I}";
    text + &format!(
        "outcomes:\n  o: {{kind: information, say: O, {next}}}\n  p: {{kind: other-team, say: O, {next}}}\n"
    )
}

#[test]
fn long_chains_of_steps_are_refused() {
    assert_eq!(found(chain(8)), ["untested"]);
    assert_eq!(found(chain(30)), ["large-guide", "untested"]);
    assert_eq!(found(chain(400)), ["large-guide", "untested"]);
    assert_eq!(found(chain(20_000)), ["too-complex"]);
}

/// R11: 20 questions of 6 answers with 500 routes. Each divides what is left of the situations, so that nothing is left out.
fn many_routes() -> Vec<Vec<u64>> {
    let mut boxes: std::collections::VecDeque<Vec<u64>> = [vec![63; 20]].into();
    let mut number = 0_usize;
    while boxes.len() < 500 {
        let Some(whole) = boxes.pop_front() else { break };
        number += 7;
        let question = (0..20).map(|turn| (number + turn) % 20).find(|question| whole[*question] == 63).unwrap_or(0);
        let part = 1 + (number * 11 % 62) as u64;
        for mask in [part, 63 & !part] {
            let mut half = whole.clone();
            half[question] = mask;
            boxes.push_back(half);
        }
    }
    boxes.into()
}

fn many_text(boxes: &[Vec<u64>]) -> String {
    let options: Vec<String> = (0..6).map(|answer| format!("a{answer}: A")).collect();
    let mut text = String::from(
        "guide: small\ntitle: Small?\nowner: tests\neffective: 2026-01-01\nreview_every: 90 days\nquestions:\n",
    );
    for question in 0..20 {
        text.push_str(&format!(
            "  q{question}: {{ask: Q?, options: {{{}}}, not_sure: {{go: o0}}}}\n",
            options.join(", ")
        ));
    }
    text.push_str("routes:\n");
    for (number, masks) in boxes.iter().enumerate() {
        let said = masks.iter().enumerate().filter(|(_, mask)| **mask != 63).map(|(question, mask)| {
            let named: Vec<String> =
                (0..6).filter(|answer| mask >> answer & 1 == 1).map(|answer| format!("a{answer}")).collect();
            format!("q{question}: [{}]", named.join(", "))
        });
        let when = said.collect::<Vec<_>>().join(", ");
        text.push_str(&format!("  - {{id: r{number}, when: {{{when}}}, then: o{}}}\n", number % 3));
    }
    let outcome = |number| {
        format!(
            "  o{number}: {{kind: needs-a-person, say: O, next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}\n"
        )
    };
    text + "outcomes:\n" + &(0..3).map(outcome).collect::<String>()
}

#[test]
fn five_hundred_routes_of_twenty_questions_are_proved() {
    let whole = many_routes();
    assert_eq!(found(many_text(&whole)), ["large-guide"]);
    assert_eq!(found(many_text(&whole[1..])), ["gap"]);
    let mut wide = whole;
    let question = wide[250].iter().position(|mask| *mask != 63).unwrap_or(0);
    wide[250][question] = 63;
    assert_eq!(found(many_text(&wide)), ["overlap"]);
}
