//! `ask`, `test` and `schema` as a maintainer runs them, on the sample of the specification.

use std::path::Path;
use std::process::Command;
use std::process::Output;

use crate::document;

const SAMPLE: &str = include_str!("../cases/policy/sample.md");

/// A guide whose review is due on 2026-04-01, and one that asks how it ended.
const DEPENDENT: [(&str, &str); 2] = [
    (
        "content/policy/guides/money.yaml",
        "guide: money
title: Money?
owner: council
effective: 2026-01-01
review_every: 90 days
questions:
  topic: {ask: Topic?, options: {web: The web, other: Other}, not_sure: {go: person}}
routes:
  - {id: web, when: {topic: web}, then: may}
  - {id: other, when: {topic: other}, then: person}
outcomes:
  may: {kind: may-request, say: You can ask., decided_by: council, next: {do: File it, owner: Rep, within: 7 days, if_nothing: Nothing is filed.}}
  person: {kind: needs-a-person, say: Ask us., next: {do: Write, owner: you, within: 7 days, if_nothing: Nothing is filed.}}
",
    ),
    (
        "content/policy/guides/swag.yaml",
        "guide: swag
title: Swag?
owner: swag team
effective: 2026-01-01
review_every: 900 days
questions:
  money: {ask: How did the guide about money end?, answer_from: guide:money, not_sure: {go: person}}
routes:
  - {id: with-money, when: {money: may-request}, then: may}
  - {id: without, when: {money: {not: [may-request]}}, then: person}
outcomes:
  may: {kind: may-request, say: You can ask., decided_by: swag team, next: {do: File it, owner: Rep, within: 7 days, if_nothing: Nothing is filed.}}
  person: {kind: needs-a-person, say: Ask us., next: {do: Write, owner: you, within: 7 days, if_nothing: Nothing is filed.}}
",
    ),
];

/// Runs the program on the sample, on a day in February.
fn caveat(args: &[&str]) -> Output {
    caveat_on("2026-02-01", args)
}

/// Runs the program on the sample, on a day.
fn caveat_on(day: &str, args: &[&str]) -> Output {
    let first = document::cases(SAMPLE).swap_remove(0);
    let fences = first.fences.iter().filter(|fence| fence.word(0) == "yaml");
    let files: Vec<(&str, &str)> = fences.map(|fence| (fence.word(1), fence.body.as_str())).collect();
    caveat_with(&files, day, args)
}

/// Runs the program on some rules, on a day.
fn caveat_with(files: &[(&str, &str)], day: &str, args: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("book.toml", "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n");
    put("content/index.md", "# Handbook\n\nAsk early.\n");
    files.iter().for_each(|(path, text)| put(path, text));
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args(args).args(["--as-of", day]).current_dir(folder.path()).env("NO_COLOR", "1");
    command.output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn ask_gives_the_outcome_its_reasons_and_the_nearest_change() {
    let set = ["--set", "notice=30d", "--set", "topic=community", "--set", "who=resource-rep"];
    let all = [&["ask", "money"][..], &set, &["--set", "amount=500 USD"]].concat();
    let text = out(&caveat(&all));
    for line in [
        "may-file-council: a request may be filed, and can be refused",
        "No guarantee: nothing is approved, and the answer can be no.",
        "- Who decides: council",
        "- When you will know: Nobody has said when. Ask for a day.",
        "- Until then: Do not print, book, buy or announce anything because of this request.",
        "- If nobody answers: No request exists and no money is held.",
        "next: File the form (Resource Rep, within 7 days)",
        "path: notice: 21 days or more → topic: community → who: resource-rep → amount: 500 USD or more",
        "decided by: route large",
        "with amount *less than 500 USD*: may-file",
        "later: Shortest notice for a money request: 21 days. From 1 July 2026: 42 days",
    ] {
        assert!(text.lines().any(|other| other == line), "`{line}` is missing in:\n{text}");
    }
}

#[test]
fn ask_says_what_did_not_matter_and_what_is_still_open() {
    let text =
        out(&caveat(&["ask", "money", "--set", "notice=3 weeks", "--set", "topic=other", "--set", "amount=small"]));
    assert!(text.contains("did not matter: amount\n"), "{text}");
    assert!(text.contains("decided by: stop off-topic (mission page)\n"), "{text}");
    let open = caveat(&["ask", "money", "--set", "notice=3 weeks", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&open.stdout).unwrap();
    assert_eq!(json["needs"]["question"], "topic");
    assert_eq!(open.status.code(), Some(1));
    let wrong = caveat(&["ask", "money", "--set", "notice=1 month", "--set", "topik=other"]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// The figures that the specification gives for its sample.
#[test]
fn test_counts_the_sample_as_the_specification_does() {
    let text = out(&caveat(&["test", "--suggest"]));
    let first = text.lines().next().unwrap_or_default();
    assert!(first.starts_with("money: 4 of 4 scenarios pass; tried: outcomes 4 of 8"), "{text}");
    assert!(first.ends_with("36 combinations, 4 question nodes"), "{text}");
    assert!(text.contains("  - {name: outcome devrel-track, as_of: 2026-02-01, given: {notice: 21 days, topic: developer}, expect: devrel-track}"));
}

/// After the review and the time of grace, nobody is told any more that a request may be filed.
#[test]
fn ask_does_not_repeat_hopes_of_rules_that_are_overdue() {
    let set = ["--set", "notice=60d", "--set", "topic=community", "--set", "who=resource-rep", "--set", "amount=3 USD"];
    let text = out(&caveat_on("2026-12-01", &[&["ask", "money"][..], &set].concat()));
    assert!(text.starts_with("may-file: a person has to look at it\n"), "{text}");
    assert!(!text.contains("next:"), "{text}");
}

/// A link to a step can be asked like the guide: what its page takes as given is taken over.
#[test]
fn ask_goes_on_from_a_published_step() {
    let step = "https://reps.example.org/handbook/guides/money/amount/index.html?from=mail#top";
    let text = out(&caveat(&["ask", "--url", step, "--set", "amount=499.99 USD"]));
    for line in [
        "may-file: a request may be filed, and can be refused",
        "taken as given: notice: 21 days or more, topic: community, who: resource-rep",
        "path: amount: less than 500 USD",
        "decided by: route small",
    ] {
        assert!(text.lines().any(|other| other == line), "`{line}` is missing in:\n{text}");
    }
    let start = out(&caveat(&["ask", "--url", "/guides/money/"]));
    assert!(start.starts_with("still open: notice "), "{start}");
    let open = out(&caveat(&["ask", "--url", "/guides/money/wh%6F/"]));
    assert!(open.starts_with("still open: who "), "{open}");
    let end = out(&caveat(&["ask", "--url", "/guides/money/outcome/too-late/"]));
    assert!(end.starts_with("too-late: not possible\nRequests need at least 21 days before the first day.\n"), "{end}");
    assert!(end.contains("decided by: stop late (budget-sop §1)\n"), "{end}");
}

#[test]
fn ask_refuses_addresses_that_are_no_step_and_answers_that_a_step_excludes() {
    for (args, words) in [
        (&["--url", "https://reps.example.org/guides/money/amuont/"][..], "did you mean `amount`?"),
        (&["--url", "/guides/mony/"], "did you mean `money`?"),
        (&["--url", "/guides/money/outcome/too-lat/"], "did you mean `too-late`?"),
        (&["--url", "https://reps.example.org/organizers/"], "is no step of a guide"),
        (&["--url", "/guides/money/amount/", "--set", "who=organizer"], "this step is for who *resource-rep*"),
        (&["money", "--url", "/guides/money/"], "cannot be used with"),
    ] {
        let asked = caveat(&[&["ask"][..], args].concat());
        let said = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert_eq!(asked.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

/// N09: what a guide says that is overdue, or closed, is no ground for another guide's hopes.
#[test]
fn ask_takes_hopes_of_an_overdue_guide_for_a_person_who_has_to_look() {
    let ask = ["ask", "swag", "--set", "money=may-request"];
    let before = out(&caveat_with(&DEPENDENT, "2026-02-01", &ask));
    assert!(before.starts_with("may: a request may be filed"), "{before}");
    let after = out(&caveat_with(&DEPENDENT, "2026-06-01", &ask));
    for line in [
        "person: a person has to look at it",
        "decided by: route without",
        "note: the guide `money`, on which this one depends, is overdue for review since 1 April 2026: a person has to look at what it says",
        "note: money: `may-request` is taken as `needs-a-person`",
    ] {
        assert!(after.lines().any(|other| other == line), "`{line}` is missing in:\n{after}");
    }
    let programme = "name: Reps\nstatus: {is: closed, from: 2026-01-20, say: Nothing can be asked for.}\n";
    let files = [DEPENDENT[0], DEPENDENT[1], ("content/policy/programme.yaml", programme)];
    let closed = out(&caveat_with(&files, "2026-02-01", &ask));
    assert!(closed.contains("depends, is closed since 20 January 2026"), "{closed}");
    assert!(closed.starts_with("person: a person has to look at it"), "{closed}");
}
