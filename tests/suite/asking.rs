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

#[test]
fn why_not_names_the_rules_in_the_way_and_the_fewest_other_answers() {
    let said = ["--set", "notice=5 days", "--set", "topic=community", "--set", "who=rep"];
    let text = out(&caveat(&[&["why-not", "money/may-file"][..], &said].concat()));
    let first = [
        "not may-file: this situation comes to too-late",
        "in the way: stop late (budget-sop §1)",
        "in the way: route not-yet",
        "may-file needs:",
        "  notice: 21 days or more (instead of less than 21 days)",
        "  who: resource-rep (instead of rep)",
        "  amount: less than 500 USD (not said yet)",
        "leads to may-file: route small",
        "No guarantee: nothing is approved, and the answer can be no.",
    ];
    assert!(text.starts_with(&(first.join("\n") + "\n")), "{text}");
    let json = caveat(&[&["why-not", "money/may-file", "--format", "json"][..], &said].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["needs"][1]["wants"], "resource-rep");
    assert_eq!(json["in_the_way"][0]["rule"], "stop late");
}

#[test]
fn why_not_answers_every_kind_of_situation() {
    for (args, words) in [
        (&["money/too-late", "--set", "notice=5 days"][..], "too-late: this situation comes to it\n"),
        (&["money/may-file", "--set", "notice=30 days"], "not may-file yet: the situation does not say enough\n"),
        (
            &["money/may-file", "--set", "who=rep"],
            "not may-file: this situation cannot come to it any more\nin the way: route not-yet\n",
        ),
        (&["money/ask-a-rep", "--set", "notice=30 days"], "ask-a-rep needs:\n  topic: not sure (not said yet)\n"),
    ] {
        let text = out(&caveat(&[&["why-not"][..], args].concat()));
        assert!(text.contains(words), "{args:?}: {text}");
    }
    for (args, words) in [
        (&["money"][..], "write it as `money/may-file`"),
        (&["money/may-fill"], "did you mean `may-file`?"),
        (&["mony/may-file"], "did you mean `money`?"),
    ] {
        let asked = caveat(&[&["why-not"][..], args].concat());
        let said = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert_eq!(asked.status.code(), Some(2), "{args:?}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

/// The sample asks first what most people fail at; a question that only few have to answer does not belong to the start.
#[test]
fn suggest_order_names_better_orders_and_changes_nothing() {
    let text = out(&caveat(&["suggest-order", "money"]));
    assert!(text.starts_with("now: notice, topic, who, amount\n"), "{text}");
    let sample = document::cases(SAMPLE).swap_remove(0);
    let fences: Vec<_> = sample.fences.iter().filter(|fence| fence.word(0) == "yaml").collect();
    let amount = "  amount:\n    ask: How much money is missing?\n    bands:\n      - small: {below: small-request}\n      - large: {from: small-request}\n    not_sure: {go: ask-a-rep}\n";
    let turned = fences[1].body.replace(amount, "").replace("  notice:\n", &format!("{amount}  notice:\n"));
    let files = [(fences[0].word(1), fences[0].body.as_str()), (fences[1].word(1), turned.as_str())];
    let text = out(&caveat_with(&files, "2026-02-01", &["suggest-order", "money"]));
    assert!(text.starts_with("now: amount, notice, topic, who\n"), "{text}");
    assert!(text.contains("one question moved: notice, topic, who, amount\n"), "{text}");
}

/// T06: a tree that is written by hand is asked like one of rules.
#[test]
fn ask_goes_through_steps_that_are_written_by_hand() {
    let first = document::cases(include_str!("../cases/policy/steps.md")).swap_remove(0);
    let file = [(first.fences[0].word(1), first.fences[0].body.as_str())];
    let set = ["--set", "filed=form", "--set", "weeks=long", "--set", "comment=not-sure"];
    let text = out(&caveat_with(&file, "2026-02-01", &[&["ask", "no-answer"][..], &set].concat()));
    assert!(text.starts_with("ask-a-rep: a person has to look at it\n"), "{text}");
    assert!(text.contains("path: filed: form → weeks: long → comment: not sure\n"), "{text}");
    let text =
        out(&caveat_with(&file, "2026-02-01", &["ask", "--url", "/guides/no-answer/weeks/", "--set", "weeks=recent"]));
    assert!(text.contains("taken as given: filed: form\npath: weeks: recent\ndecided by: step weeks\n"), "{text}");
    let text = out(&caveat_with(&file, "2026-02-01", &["why-not", "no-answer/wait", "--set", "weeks=long"]));
    assert!(text.contains("in the way: step comment\n") || text.contains("leads to wait: step weeks\n"), "{text}");
    let order = caveat_with(&file, "2026-02-01", &["suggest-order", "no-answer"]);
    assert_eq!(order.status.code(), Some(2));
}

#[test]
fn catch_up_tells_plan_rules_and_pages_since_a_day() {
    let plan = "projects:\n  form:\n    project: A shorter form\n    phase: done\n    since: 2026-03-02\n    status: It is out.\n    \
                owner: Form team\n    decision_maker: Council\n    checked: 2026-03-02\n    before:\n      - {since: 2026-01-05, \
                phase: open, status: It is wanted.}\n";
    let files = [("content/policy/plan.yaml", plan)];
    let told = out(&caveat_with(&files, "2026-03-05", &["catch-up", "--since", "2026-02-01"]));
    assert!(told.contains("2026-03-02  A shorter form: done. It is out."), "{told}");
    assert!(!told.contains("It is wanted."), "{told}");
    assert!(told.contains("Rules\n  nothing\n") && told.contains("Pages\n  nothing\n"), "{told}");
    let before = out(&caveat_with(&files, "2026-02-05", &["catch-up", "--since", "2026-01-01", "--format", "md"]));
    assert!(before.contains("- 2026-01-05 [A shorter form](plan/index.html#form): open. It is wanted."), "{before}");
    assert!(!before.contains("It is out."), "what is to come is told: {before}");
    let json = out(&caveat_with(&files, "2026-03-05", &["catch-up", "--since", "2026-03-01", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["events"][0]["url"], "plan/index.html#form");
    let wrong = caveat_with(&files, "2026-03-05", &["catch-up", "--since", "yesterday"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(said.contains("write a day as 2026-11-21"), "{said}");
}

#[test]
fn what_looks_like_a_day_and_is_none_is_no_revision() {
    let told = caveat_with(&[], "2026-03-05", &["diff", "2026-13-01"]);
    let said = String::from_utf8_lossy(&told.stderr);
    assert!(!told.status.success() && said.contains("there is no day `2026-13-01`; write one as 2026-11-21"), "{said}");
}

#[test]
fn what_decides_is_told_though_another_question_comes_first() {
    let guide = "guide: g
title: G?
owner: council
effective: 2026-01-01
review_every: 900 days
questions:
  first: {ask: First?, options: {a: A, b: B}, not_sure: {go: no}}
  second: {ask: Second?, options: {a: A, b: B}, not_sure: {go: no}}
routes:
  - {id: r1, when: {second: a}, then: may}
  - {id: r2, when: {first: a, second: b}, then: no}
  - {id: r3, when: {first: b, second: b}, then: info}
outcomes:
  may: {kind: may-request, say: You can ask., decided_by: council, next: {do: File it, owner: Rep, within: 7 days, if_nothing: Nothing is filed.}}
  no: {kind: not-possible, say: No., next: {do: Plan without it}}
  info: {kind: information, say: Read on., next: {do: Read}}
";
    let files = [("content/policy/guides/g.yaml", guide)];
    let said = out(&caveat_with(&files, "2026-02-01", &["ask", "g", "--set", "second=a"]));
    for words in
        ["path: second: a", "decided by: route r1", "first is asked, too: somebody who is not sure of it ends with no"]
    {
        assert!(said.contains(words), "`{words}` is missing in:\n{said}");
    }
    assert!(!said.contains("did not matter") && !said.contains("nothing was asked"), "{said}");
}
