//! When pages last changed, as git knows. Without git, these tests are ignored.

use crate::needed;

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A handbook with two commits: both pages on the first day, one of them again on a later one. `None` without git.
fn handbook(settings: &str) -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("content")).unwrap();
    fs::write(root.join("book.toml"), settings).unwrap();
    fs::write(root.join("content/index.md"), "# Home\n\nText.\n").unwrap();
    fs::write(root.join("content/rules ü.md"), "# Rules\n\nText.\n").unwrap();
    if !needed::has("git", "`apt-get install git` brings it") {
        return None;
    }
    git(root, &["init", "--quiet"], "");
    commit(root, "2024-02-03");
    fs::write(root.join("content/index.md"), "# Home\n\nMore.\n").unwrap();
    commit(root, "2025-06-07");
    Some(folder)
}

fn commit(root: &Path, day: &str) {
    git(root, &["add", "--all"], day);
    git(root, &["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"], day);
}

fn git(root: &Path, args: &[&str], day: &str) {
    let at = format!("{day}T12:00:00Z");
    let mut git = Command::new("git");
    git.args(args).current_dir(root).env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at);
    assert!(git.status().unwrap().success());
}

/// Builds, and gives what was said and what the site says of its pages.
fn build(root: &Path) -> (String, String) {
    build_as_of(root, "2026-01-01")
}

fn build_as_of(root: &Path, day: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    let output = command.args(["build", "--as-of", day]).current_dir(root).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), fs::read_to_string(root.join("book/pages.json")).unwrap())
}

#[test]
fn each_page_says_when_it_last_changed() {
    let Some(folder) = handbook("[book]\n") else { return };
    let (_, pages) = build(folder.path());
    assert!(pages.contains("\"changed\": \"2025-06-07\""), "{pages}");
    assert!(pages.contains("\"changed\": \"2024-02-03\""), "{pages}");
    let page = fs::read_to_string(folder.path().join("book/index.html")).unwrap();
    assert!(page.contains("Last changed on</dt><dd><time datetime=\"2025-06-07\">"));
}

#[test]
fn what_somebody_has_set_for_git_changes_nothing() {
    let Some(folder) = handbook("[book]\n") else { return };
    let (_, pages) = build(folder.path());
    assert!(pages.contains("\"changed\": \"2024-02-03\""), "{pages}");
    for (name, value) in [
        ("log.showRoot", "false"),
        ("i18n.logOutputEncoding", "UTF-16"),
        ("diff.orderFile", "nowhere"),
        ("log.follow", "true"),
        ("log.diffMerges", "separate"),
        ("log.showSignature", "true"),
        ("core.quotePath", "true"),
        ("log.date", "relative"),
        ("diff.renames", "copies"),
        ("format.pretty", "oneline"),
    ] {
        git(folder.path(), &["config", name, value], "");
        assert_eq!(build(folder.path()).1, pages, "{name}");
    }
}

#[test]
fn what_is_made_from_one_file_of_rules_says_when_that_changed_and_leads_to_it() {
    let edit = "https://example.org/edit/{path}";
    let settings = format!("[book]\nsrc = \"content\"\n\n[output.html]\nedit-url-template = \"{edit}\"\n");
    let Some(folder) = handbook(&settings) else { return };
    let policy = folder.path().join("content/policy");
    fs::create_dir_all(&policy).unwrap();
    let notice =
        "notice:\n  what: Notice\n  unit: days\n  values:\n    - {from: 2019-01-01, value: 21, source: \"[S1]\"}\n";
    let council = "council: {name: The council, what: Some members., can: [vote], cannot: []}\n";
    fs::write(policy.join("params.yaml"), notice).unwrap();
    fs::write(policy.join("roles.yaml"), council).unwrap();
    commit(folder.path(), "2025-07-08");
    build(folder.path());
    for (page, file) in [("values", "params"), ("roles", "roles")] {
        let page = fs::read_to_string(folder.path().join(format!("book/{page}/index.html"))).unwrap();
        assert!(page.contains("Last changed on</dt><dd><time datetime=\"2025-07-08\">"), "{page}");
        assert!(page.contains(&format!("https://example.org/edit/content/policy/{file}.yaml")), "{page}");
    }
}

#[test]
fn built_for_an_earlier_day_pages_say_what_was_known_then() {
    let Some(folder) = handbook("[book]\n") else { return };
    let (_, pages) = build_as_of(folder.path(), "2025-06-06");
    assert_eq!(pages.matches("\"changed\": \"2024-02-03\"").count(), 2, "{pages}");
    let (_, pages) = build_as_of(folder.path(), "2024-02-02");
    assert!(!pages.contains("\"changed\": \"2"), "{pages}");
}

#[test]
fn a_clone_with_a_part_of_the_history_tells_no_day_and_says_so() {
    let Some(folder) = handbook("[book]\n") else { return };
    fs::write(folder.path().join(".git/shallow"), "").unwrap();
    let (said, pages) = build(folder.path());
    assert!(said.contains("git fetch --unshallow"), "{said}");
    assert!(!pages.contains("\"changed\": \"2"));
}

#[test]
fn the_settings_can_do_without() {
    let Some(folder) = handbook("[site]\nlast-change = false\n") else { return };
    assert!(!build(folder.path()).1.contains("\"changed\": \"2"));
}

#[test]
fn without_a_repository_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("book.toml"), "[book]\n").unwrap();
    fs::write(folder.path().join("content/index.md"), "# Home\n\nText.\n").unwrap();
    let (said, pages) = build(folder.path());
    assert!(!said.contains("git"), "{said}");
    assert!(pages.contains("\"changed\": null"));
}
