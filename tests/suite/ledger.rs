//! The ledger as a maintainer keeps it: `release` records what is new, and refuses while something is lost.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::TempDir;

/// A handbook of two pages.
fn handbook() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "book.toml", "[book]\ntitle = \"H\"\nsrc = \"content\"\n");
    put(&folder, "content/index.md", "# Handbook\n\nStart with the [rules](rules.md#early).\n");
    put(&folder, "content/rules.md", "# Rules\n\n## Early\n\nAsk early.\n");
    folder
}

fn put(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

fn caveat(folder: &Path, day: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args(args).args(["--as-of", day]).current_dir(folder).env("NO_COLOR", "1").output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const RECORDED: &str = "\
contents.html 2026-01-05
index.html 2026-01-05
index.html#handbook 2026-01-05
pages.json 2026-01-05
rules.html 2026-01-05
rules.html#early 2026-01-05
rules.html#rules 2026-01-05
";

fn lines(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn a_release_records_what_is_new_and_keeps_what_is_there() {
    let folder = handbook();
    let shown = caveat(folder.path(), "2026-01-05", &["release", "--dry-run"]);
    assert!(out(&shown).contains("+ rules.html#early 2026-01-05\n"), "{}", out(&shown));
    assert!(!folder.path().join("ledger.txt").exists());
    let first = caveat(folder.path(), "2026-01-05", &["release"]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert_eq!(lines(&read(&folder, "ledger.txt")), RECORDED);
    put(&folder, "ledger.txt", &read(&folder, "ledger.txt").replace('\n', "\r\n"));
    put(&folder, "content/more.md", "# More\n\nAsk again.\n");
    let second = caveat(folder.path(), "2026-02-05", &["release"]);
    assert_eq!(out(&second), "+ more.html 2026-02-05\n+ more.html#more 2026-02-05\n", "{}", err(&second));
    let ledger = read(&folder, "ledger.txt");
    assert!(
        ledger.contains("more.html 2026-02-05\r\nmore.html#more 2026-02-05\r\npages.json 2026-01-05\r\n"),
        "{ledger}"
    );
    let third = caveat(folder.path(), "2026-03-05", &["release"]);
    assert_eq!((out(&third).as_str(), third.status.code()), ("", Some(0)), "{}", err(&third));
    assert_eq!(read(&folder, "ledger.txt"), ledger);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "nothing is left beside the files: {names:?}");
}

#[test]
fn a_release_refuses_while_an_address_is_lost() {
    let folder = handbook();
    caveat(folder.path(), "2026-01-05", &["release"]);
    let ledger = read(&folder, "ledger.txt");
    put(&folder, "content/rules.md", "# Rules\n\n## Soon\n\nAsk early.\n");
    put(&folder, "content/index.md", "# Handbook\n\nStart with the [rules](rules.md).\n");
    let checked = caveat(folder.path(), "2026-01-06", &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("error[lost-address]"), "{}", out(&checked));
    assert!(out(&checked).contains("{formerly=early}"), "{}", out(&checked));
    let refused = caveat(folder.path(), "2026-01-06", &["release"]);
    assert_eq!(refused.status.code(), Some(1), "{}", err(&refused));
    assert!(err(&refused).contains("nothing was recorded: mend 1 error first"), "{}", err(&refused));
    assert_eq!(read(&folder, "ledger.txt"), ledger);
}

#[test]
fn a_release_cannot_lie_before_another() {
    let folder = handbook();
    caveat(folder.path(), "2026-01-05", &["release"]);
    let refused = caveat(folder.path(), "2025-12-31", &["release"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("a release cannot lie before another"), "{}", err(&refused));
}
