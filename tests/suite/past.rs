//! The handbook as it stood, built from what git has. Without git, these tests are ignored.

use crate::needed;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

/// A repository with a handbook in the folder `book of rules`: a page that says "First", and from 2025-06-07 on "Second".
/// On the disk it says "Third".
fn repository() -> Option<TempDir> {
    if !needed::has("git", "`apt-get install git` brings it") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    git(root, &["init", "--quiet"], "");
    fs::create_dir_all(root.join("book of rules/content")).unwrap();
    fs::write(root.join("book of rules/book.toml"), "[book]\ntitle = \"Rules\"\n").unwrap();
    for (words, day) in [("First", "2024-02-03"), ("Second", "2025-06-07")] {
        write(root, words);
        git(root, &["add", "--all"], day);
        git(root, &["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "x"], day);
    }
    write(root, "Third");
    Some(folder)
}

fn write(root: &Path, words: &str) {
    let text = format!("# Home\n\n{words}. [Nowhere](nowhere.md)\n");
    fs::write(root.join("book of rules/content/index.md"), text).unwrap();
}

fn git(root: &Path, args: &[&str], day: &str) -> String {
    let at = format!("{day}T12:00:00Z");
    let mut git = Command::new("git");
    let output = git.args(args).current_dir(root).env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn build(root: &Path, args: &[&str]) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    let output = command.arg("build").args(args).current_dir(root.join("book of rules")).output().unwrap();
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (output, said)
}

fn home_page(root: &Path, folder: &str) -> String {
    fs::read_to_string(root.join("book of rules").join(folder).join("index.html")).unwrap()
}

#[test]
fn it_is_that_of_the_day() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let before = (git(root, &["status", "--porcelain"], ""), fs::read(root.join(".git/index")).unwrap());
    let (_, said) = build(root, &["--from-git", "--as-of", "2025-06-06", "--out", "then"]);
    assert!(home_page(root, "then").contains("<p>First."), "{said}");
    assert!(home_page(root, "then").contains("<time datetime=\"2024-02-03\">"));
    build(root, &["--from-git", "--as-of", "2025-06-07", "--out", "then"]);
    assert!(home_page(root, "then").contains("<p>Second."));
    fs::remove_dir_all(root.join("book of rules/then")).unwrap();
    let after = (git(root, &["status", "--porcelain"], ""), fs::read(root.join(".git/index")).unwrap());
    assert_eq!(before, after, "the repository is not what it was");
}

#[test]
fn it_is_that_of_a_revision_and_findings_name_files_as_git_does() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let (_, said) = build(root, &["--from-git", "HEAD~1", "--out", "then"]);
    assert!(home_page(root, "then").contains("<p>First."), "{said}");
    let commit = git(root, &["rev-parse", "HEAD~1"], "");
    assert!(said.contains(&format!("--> {}:content/index.md:3:8", &commit[..10])), "{said}");
}

#[test]
fn what_git_does_not_have_is_said() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    for (args, words) in [
        (&["--from-git", "summer", "--out", "then"][..], "git knows no revision `summer`"),
        (&["--from-git", "--as-of", "2024-02-02", "--out", "then"], "nothing was committed on or before 2024-02-02"),
        (&["--from-git", "--config", "other.toml", "--out", "then"], "other.toml"),
        (&["--from-git"], "--out <DIR>"),
        (&["--from-git", "--out", "."], "choose another"),
        (&["--from-git", "--out", "content"], "choose another"),
    ] {
        let (output, said) = build(root, args);
        assert!(!output.status.success() && said.contains(words), "{args:?}: {said}");
    }
    assert!(!root.join("book of rules/then").exists());
}

#[test]
fn in_one_file_it_takes_the_place_of_no_source() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let (output, said) = build(root, &["--from-git", "--out", "then", "--force", "--single-file", "content/index.md"]);
    assert!(!output.status.success() && said.contains("the handbook is made from it"), "{said}");
    assert!(fs::read_to_string(root.join("book of rules/content/index.md")).unwrap().contains("Third"));
}
