//! `ask`, `test` and `schema` as a maintainer runs them, on the sample of the specification.

use std::path::Path;
use std::process::Command;
use std::process::Output;

use crate::document;

const SAMPLE: &str = include_str!("../cases/policy/sample.md");

/// Runs the program on the sample, on a day in February.
fn caveat(args: &[&str]) -> Output {
    caveat_on("2026-02-01", args)
}

/// Runs the program on the sample, on a day.
fn caveat_on(day: &str, args: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("book.toml", "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n");
    put("content/index.md", "# Handbook\n\nAsk early.\n");
    let first = document::cases(SAMPLE).swap_remove(0);
    for fence in first.fences.iter().filter(|fence| fence.word(0) == "yaml") {
        put(fence.word(1), &fence.body);
    }
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
        "  who decides: council",
        "  if nobody answers: No request exists and no money is held.",
        "path: notice: 21 days or more → topic: community → who: resource-rep → amount: 500 USD or more",
        "decided by: route large",
        "with amount *less than 500 USD*: may-file",
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
