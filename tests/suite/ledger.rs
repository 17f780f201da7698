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

fn mv(folder: &Path, old: &str, new: &str) -> Output {
    caveat(folder, "2026-01-06", &["mv", old, new])
}

#[track_caller]
fn moves(folder: &TempDir, old: &str, new: &str) -> String {
    let moved = mv(folder.path(), old, new);
    assert_eq!(moved.status.code(), Some(0), "{old}: {}{}", err(&moved), out(&moved));
    let checked = caveat(folder.path(), "2026-01-06", &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{old}: {}{}", err(&checked), out(&checked));
    out(&moved)
}

/// A handbook in which one page is named in every way there is.
fn named_in_every_way() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let settings = "[book]\ntitle = \"H\"\nsrc = \"content\"\n\n[output.html.redirect]\n\"/older.html\" = \"old/rules.html#early\"\n";
    put(&folder, "book.toml", settings);
    put(
        &folder,
        "content/SUMMARY.md",
        "# Summary\n\n- [Home](index.md)\n- [Rules](old/rules.md)\n- [Other](old/other.md)\n",
    );
    let index = "# Handbook\r\n\r\n[one](old/rules.md#early \"t\"), [two][r], [three](<old/rules.html>), [four](page:old/rules), \
                 <a href='/old/rules.html?a=1&amp;b=2#early'>five</a>, [six](old/rules.md \"old/rules.md\").\r\n\r\n\
                 ```\r\n[no](old/rules.md)\r\n```\r\n\r\n[r]: old/rules.md#early\r\n";
    put(&folder, "content/index.md", index);
    let rules = "\u{feff}---\ntitle: Rules # short\n---\n\n# Rules\n\n## Early\n\nAsk [others](other.md), [home](../index.md), [here](#early).\n\n\
                 {{#include part.txt}}\n";
    put(&folder, "content/old/rules.md", rules);
    put(&folder, "content/old/part.txt", "A part.\n");
    put(&folder, "content/old/other.md", "# Other\n\nSee [rules](rules.md).\n");
    folder
}

#[test]
fn a_page_moves_with_all_links_and_every_other_byte_stays() {
    let folder = named_in_every_way();
    let released = caveat(folder.path(), "2026-01-05", &["release"]);
    assert_eq!(released.status.code(), Some(0), "{}{}", err(&released), out(&released));
    let before = read(&folder, "content/index.md");
    let shown = caveat(folder.path(), "2026-01-06", &["mv", "content/old/rules.md", "new/law.md", "--dry-run"]);
    assert!(
        out(&shown).contains("rename from content/old/rules.md\nrename to content/new/law.md\n"),
        "{}",
        out(&shown)
    );
    assert_eq!(read(&folder, "content/index.md"), before);
    moves(&folder, "old/rules.md", "new/law.md");
    let after = before
        .replace("(old/rules.md#early", "(new/law.md#early")
        .replace("(<old/rules.html>)", "(<new/law.html>)")
        .replace("(page:old/rules)", "(page:new/law)")
        .replace("'/old/rules.html?", "'/new/law.html?")
        .replace("[six](old/rules.md ", "[six](new/law.md ")
        .replace("[r]: old/rules.md", "[r]: new/law.md");
    assert_eq!(read(&folder, "content/index.md"), after);
    let moved = read(&folder, "content/new/law.md");
    assert!(moved.starts_with("\u{feff}---\ntitle: Rules # short\naliases: [old/rules.html]\n---\n"), "{moved}");
    assert!(moved.contains("[others](../old/other.md), [home](../index.md), [here](#early)"), "{moved}");
    assert!(moved.contains("{{#include ../old/part.txt}}"), "{moved}");
    assert!(!folder.path().join("content/old/rules.md").exists());
    assert!(read(&folder, "content/SUMMARY.md").contains("- [Rules](new/law.md)"));
    assert!(read(&folder, "book.toml").contains("\"/older.html\" = \"/new/law.html#early\""));
    // And back again: its old address is its address, and the new one an old one.
    moves(&folder, "new/law.md", "old/");
    assert!(read(&folder, "content/old/law.md").contains("aliases: [old/rules.html, new/law.html]"));
    moves(&folder, "old/law.md", "old/rules.md");
    assert!(read(&folder, "content/old/rules.md").contains("aliases: [old/law.html, new/law.html]"));
    assert!(read(&folder, "content/index.md").contains("(old/rules.md#early \"t\")"));
}

#[test]
fn a_heading_gets_other_words_or_another_id() {
    let folder = named_in_every_way();
    caveat(folder.path(), "2026-01-05", &["release"]);
    moves(&folder, "old/rules.md#early", "Ask in time");
    assert!(read(&folder, "content/old/rules.md").contains("\n## Ask in time {formerly=early}\n"));
    assert!(read(&folder, "content/old/rules.md").contains("[here](#ask-in-time)"));
    assert!(read(&folder, "content/index.md").contains("[one](old/rules.md#ask-in-time \"t\")"));
    moves(&folder, "old/rules.md#ask-in-time", "#time");
    assert!(
        read(&folder, "content/old/rules.md").contains("## Ask in time {#time formerly=early formerly=ask-in-time}")
    );
    assert!(read(&folder, "book.toml").contains("old/rules.html#time"));
    moves(&folder, "old/rules.md#time", "#early");
    let text = read(&folder, "content/old/rules.md");
    assert!(text.contains("## Ask in time {#early formerly=ask-in-time formerly=time}"), "{text}");
}

#[test]
fn what_would_spoil_something_is_refused() {
    let folder = handbook();
    put(&folder, "content/taken.md", "# Taken\n\nText.\n");
    let files = |folder: &TempDir| (read(folder, "content/index.md"), read(folder, "content/rules.md"));
    let before = files(&folder);
    for (old, new, code, words) in [
        ("rules.md", "taken.md", 2, "there is a page `taken.md` already"),
        ("rule.md", "law.md", 2, "there is no page `rule.md`; did you mean `rules.md`?"),
        ("rules.md", "../law.md", 2, "leads out of the content folder"),
        ("rules.md", "law.txt", 2, "is no path of a page"),
        ("rules.md#soon", "Later", 2, "there is no heading `#soon` in `rules.md`"),
        ("rules.md#early", "#rules", 2, "`rules.md` has a place `#rules` already"),
        ("guide:money", "cash", 2, "there is no guide `money`"),
        ("rules.md#early", "You will get 50 shirts", 1, "nothing was written, because of what this would leave behind"),
    ] {
        let moved = mv(folder.path(), old, new);
        assert_eq!(moved.status.code(), Some(code), "{old}: {}", err(&moved));
        assert!(err(&moved).contains(words), "{old}: {}", err(&moved));
        assert_eq!(files(&folder), before, "{old}");
    }
}

/// On the handbook of this project: whatever is renamed, every address that it ever had answers.
#[test]
fn the_shipped_handbook_keeps_every_address() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["content", "history"].map(|folder| walkdir::WalkDir::new(root.join(folder)));
    for file in folders.into_iter().flatten().map(Result::unwrap) {
        if file.file_type().is_file() {
            let to = folder.path().join(file.path().strip_prefix(root).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(file.path(), to).unwrap();
        }
    }
    fs::copy(root.join("book.toml"), folder.path().join("book.toml")).unwrap();
    let day = "2026-11-25";
    let released = caveat(folder.path(), day, &["release"]);
    assert_eq!(released.status.code(), Some(0), "{}{}", err(&released), out(&released));
    for (old, new) in [
        ("organizers/how-long.md", "organizers/time/notice.md"),
        ("organizers/who-may-ask.md#the-table", "All roles in one table"),
        ("guide:money#notice", "time"),
        ("guide:money#amount=small", "little"),
        ("outcome:money/too-late", "late"),
    ] {
        let moved = caveat(folder.path(), day, &["mv", old, new]);
        assert_eq!(moved.status.code(), Some(0), "{old}: {}{}", err(&moved), out(&moved));
    }
    let checked = caveat(folder.path(), day, &["check", "--strict"]);
    assert_eq!((checked.status.code(), out(&checked).as_str()), (Some(0), ""), "{}", err(&checked));
    let ledger = lines(&read(&folder, "ledger.txt"));
    assert!(
        ledger.contains("organizers/how-long.html ") && ledger.contains("guides/money/outcome/too-late/index.html ")
    );
    // Taking one of the old names out by hand is found, with the line that mends it.
    let path = "content/policy/guides/money.yaml";
    put(&folder, path, &read(&folder, path).replace("    formerly: [too-late]\n", ""));
    let checked = caveat(folder.path(), day, &["check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        out(&checked).contains("if it is the outcome `late` now, write `formerly: [too-late]` below it"),
        "{}",
        out(&checked)
    );
}

#[test]
fn what_is_certain_is_mended() {
    let folder = named_in_every_way();
    caveat(folder.path(), "2026-01-05", &["release"]);
    let rules = read(&folder, "content/old/rules.md");
    fs::remove_file(folder.path().join("content/old/rules.md")).unwrap();
    put(
        &folder,
        "content/new/rules.md",
        &rules.replace("## Early", "## Soon").replace("(#early)", "(#soon)").replace("part.txt", "../old/part.txt"),
    );
    let ledger = read(&folder, "ledger.txt");
    put(&folder, "ledger.txt", &format!("{ledger}index.html 2025-01-01\n"));
    let shown = caveat(folder.path(), "2026-01-06", &["check", "--fix", "--dry-run"]);
    assert!(out(&shown).contains("+aliases: [old/rules.html]"), "{}{}", out(&shown), err(&shown));
    assert!(!read(&folder, "content/new/rules.md").contains("aliases"));
    caveat(folder.path(), "2026-01-06", &["check", "--fix"]);
    assert!(read(&folder, "content/new/rules.md").contains("aliases: [old/rules.html]"));
    assert!(
        read(&folder, "content/old/other.md").contains("[rules](../new/rules.md)"),
        "{}",
        read(&folder, "content/old/other.md")
    );
    assert_eq!(read(&folder, "ledger.txt").matches("\nindex.html ").count(), 1);
}
