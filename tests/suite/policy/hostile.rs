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
    let routes: String = (0..80_000)
        .map(|number| format!("  - {{id: r{number}, when: {{topic: web}}, then: o, source: x}}\n"))
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
