//! `id` and `link` as a maintainer runs them: what is written into pages, and which links are found.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the program in a folder.
fn caveat(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args(args).args(["--as-of", "2026-02-01"]).current_dir(folder).env("NO_COLOR", "1");
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A handbook of these pages.
fn handbook(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("book.toml"), "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n").unwrap();
    for (path, text) in pages {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn page(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("content").join(path)).unwrap()
}

/// The id in a text, which has to be a good one.
fn id_in(text: &str) -> String {
    let (_, rest) = text.split_once("id: ").unwrap();
    let id: String = rest.chars().take_while(|c| !c.is_whitespace()).collect();
    assert_eq!(id.len(), 7, "{id}");
    assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
    assert!(id.chars().all(|c| "cdfghjkmnpqrtwx34679".contains(c)), "{id}");
    id
}

#[test]
fn an_id_is_one_line_more_and_every_other_byte_stays() {
    let pages = [
        ("index.md", "# Handbook\n\nAsk early.   \n\n\n"),
        ("a.md", "---\ntitle: 'A'   # the first\nweight: 2\n---\n# A\ttab\n"),
        ("windows.md", "---\r\ntitle: W\r\n---\r\n\r\nText.\r\n"),
        ("mark.md", "\u{feff}# With a mark\r\n\r\nText."),
        ("empty.md", "---\n---\n# Empty\n"),
        ("rule.md", "---\n\nA rule first.\n"),
        ("deep/has.md", "---\nid: money\n---\n# Has\n"),
    ];
    let folder = handbook(&pages);
    let (code, out, err) = caveat(folder.path(), &["id"]);
    assert_eq!((code, err.as_str()), (0, "6 ids written\n"), "{out}");
    assert_eq!(out.lines().count(), 6);
    let with = |path: &str| {
        let text = page(&folder, path);
        let id = id_in(&text);
        assert!(out.contains(&format!("content/{path}: id: {id}\n")), "{path} in {out}");
        text.replace(&id, "ID")
    };
    assert_eq!(with("index.md"), format!("---\nid: ID\n---\n\n{}", pages[0].1));
    assert_eq!(with("a.md"), "---\nid: ID\ntitle: 'A'   # the first\nweight: 2\n---\n# A\ttab\n");
    assert_eq!(with("windows.md"), "---\r\nid: ID\r\ntitle: W\r\n---\r\n\r\nText.\r\n");
    assert_eq!(with("mark.md"), "\u{feff}---\r\nid: ID\r\n---\r\n\r\n# With a mark\r\n\r\nText.");
    assert_eq!(with("empty.md"), "---\nid: ID\n---\n# Empty\n");
    assert_eq!(with("rule.md"), "---\nid: ID\n---\n\n---\n\nA rule first.\n");
    assert_eq!(page(&folder, "deep/has.md"), pages[6].1);
    let again = caveat(folder.path(), &["id"]);
    assert_eq!(again, (0, String::new(), "0 ids written\n".to_owned()));
    assert_eq!(caveat(folder.path(), &["id", "--dry-run"]).0, 0);
}

#[test]
fn an_id_is_written_only_where_there_is_room_for_it() {
    let pages = [
        ("index.md", "# Handbook\n\nAsk early.\n"),
        ("bad.md", "---\nid: Money & Swag\n---\n# Bad\n"),
        ("flow.md", "---\n{title: Flow}\n---\nText.\n"),
        ("open.md", "---\ntitle: Open\n\n# Open\n"),
    ];
    let folder = handbook(&pages);
    let (code, out, err) = caveat(folder.path(), &["id"]);
    assert_eq!(code, 1);
    assert_eq!(out.lines().count(), 1, "{out}");
    for name in ["bad.md gets no id: its front matter has a line `id:`", "flow.md gets no id", "open.md gets no id"] {
        assert!(err.contains(name), "{name} in {err}");
    }
    for (path, text) in &pages[1..] {
        assert_eq!(page(&folder, path), *text);
    }
}

#[test]
fn ids_are_shown_before_they_are_written() {
    let pages = [("index.md", "# Handbook\n\nAsk early.\n"), ("a.md", "# A\n\nText.\n")];
    let folder = handbook(&pages);
    let (code, shown, err) = caveat(folder.path(), &["id", "--dry-run"]);
    assert_eq!((code, err.as_str()), (1, "2 ids to write; nothing was written\n"));
    assert_eq!(page(&folder, "a.md"), pages[1].1);
    let (_, written, _) = caveat(&folder.path().join("content"), &["id", "a.md"]);
    assert_eq!(page(&folder, "index.md"), pages[0].1);
    assert_eq!(id_in(&written), id_in(&shown), "the same page gets the same id on each machine");
    let (code, _, err) = caveat(folder.path(), &["id", "content/aa.md"]);
    assert_eq!((code, err.as_str()), (2, "error: there is no page `content/aa.md`; is `content/a.md` meant?\n"));
    let (code, _, err) = caveat(folder.path(), &["id", "content/a.md"]);
    assert!(code == 0 && err.contains("content/a.md has the id `"), "{err}");
}

#[test]
fn a_new_page_never_gets_the_id_of_another() {
    let folder = handbook(&[("index.md", "# Handbook\n\nAsk early.\n"), ("a.md", "# A\n\nText.\n")]);
    caveat(folder.path(), &["id"]);
    let first = id_in(&page(&folder, "a.md"));
    let content = folder.path().join("content");
    fs::rename(content.join("a.md"), content.join("b.md")).unwrap();
    fs::write(content.join("a.md"), "# Another A\n\nText.\n").unwrap();
    caveat(folder.path(), &["id"]);
    assert_ne!(id_in(&page(&folder, "a.md")), first);
    assert_eq!(id_in(&page(&folder, "b.md")), first);
}

/// A handbook with two pages, one of them with an id, and a role.
fn linked() -> TempDir {
    let folder = handbook(&[
        ("index.md", "# Handbook\n\nAsk early.\n"),
        ("rates.md", "---\nid: kx7mwtc\nreviewed: 2025-11-21\n---\n# Rates\n\n## Cent & co\n\nSmall coins.\n"),
        ("plain.md", "# Umbrellas\n\nBring one.\n"),
    ]);
    let roles = "council: {name: The council, what: Some members., can: [vote], cannot: []}\n";
    fs::create_dir(folder.path().join("content/policy")).unwrap();
    fs::write(folder.path().join("content/policy/roles.yaml"), roles).unwrap();
    folder
}

#[test]
fn a_link_is_found_by_words_by_id_and_by_file() {
    let folder = linked();
    let link = |args: &[&str]| {
        let args = [&["link", "--base-url", "https://example.org/reps/"], args].concat();
        caveat(folder.path(), &args)
    };
    let first = |args: &[&str]| link(args).1.lines().next().unwrap_or_default().to_owned();
    assert_eq!(first(&["rates"]), "https://example.org/reps/p/kx7mwtc/  Rates (page)");
    assert_eq!(first(&["coin"]), "https://example.org/reps/p/kx7mwtc/#cent--co  Cent & co · Rates (section)");
    assert_eq!(first(&["cuoncil"]), "https://example.org/reps/p/role.council/  The council · Who does what (role)");
    for exact in ["kx7mwtc", "rates.md", "p/kx7mwtc/"] {
        assert_eq!(link(&[exact]).1, "https://example.org/reps/p/kx7mwtc/  Rates (page)\n");
    }
    let (code, out, err) = link(&["role.council"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "https://example.org/reps/p/role.council/  The council (role)\n");
}

#[test]
fn the_lines_for_a_mail_say_title_section_and_day() {
    let folder = linked();
    let (_, out, _) = caveat(folder.path(), &["link", "--email", "coin", "--base-url", "https://example.org"]);
    assert_eq!(out, "Rates – Cent & co\nChecked on 21 November 2025\nhttps://example.org/p/kx7mwtc/#cent--co\n");
}

#[test]
fn a_link_that_is_not_permanent_or_not_whole_is_said() {
    let folder = linked();
    let (code, out, err) = caveat(folder.path(), &["link", "umbrella"]);
    assert_eq!((code, out.as_str()), (0, "plain.html  Umbrellas (page)\n"));
    assert!(err.contains("set `site-url` below `[output.html]`"), "{err}");
    assert!(err.contains("`plain.md` has no id, so this link can die; `caveat id` gives it one"), "{err}");
}

#[test]
fn where_nothing_is_found_the_nearest_words_are_offered() {
    let folder = linked();
    let (code, out, err) = caveat(folder.path(), &["link", "umbralle"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(err, "error: nothing is found for `umbralle`; words that are near: umbrellas\n");
    let (code, out, _) = caveat(folder.path(), &["link", "umbralle", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["near"][0]), (1, &"umbrellas".into()));
    let (_, out, _) = caveat(folder.path(), &["link", "coin", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let first = &json["links"][0];
    assert_eq!((&first["id"], &first["kind"]), (&"kx7mwtc".into(), &"section".into()));
    assert_eq!((&first["source"], &first["reviewed"]), (&"rates.md".into(), &"2025-11-21".into()));
}
