//! What of a project comes in, and that reading again what changed gives the same as reading all.

use caveat::source::Entry;
use caveat::source::Snapshot;
use caveat::source::Unread;
use caveat::world::Disk;
use caveat::world::Reach;
use caveat::world::fetch;
use caveat::world::load;
use caveat::world::reload;

use crate::chance::Chance;

use super::project;
use super::put;
use super::why;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;

fn reach() -> Reach {
    let all = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    Reach { src: "content".into(), also: all(&["book.toml", "themes"]), skip: all(&["content/book"]) }
}

fn read(root: &Path, reach: &Reach) -> Snapshot {
    load(&Disk::new(), root, reach, date(2026, 1, 1)).expect("a project")
}

/// A snapshot as text, so that two can be compared.
fn shown(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let says = |entry: &Entry| match entry {
        Entry::Text(source) => format!("text {} {}", source.fingerprint.hex(), source.text),
        Entry::Asset { fingerprint, len } => format!("asset {} {len}", fingerprint.hex()),
        Entry::Unread(why) => format!("{why:?}"),
    };
    snapshot.files.iter().map(|(path, entry)| (path.to_string(), says(entry))).collect()
}

#[test]
fn everything_in_reach_comes_in_and_nothing_else() {
    let outside = tempfile::tempdir().expect("a folder");
    put(outside.path(), "secret.md", "secret");
    let project = project();
    let root = project.path();
    put(root, "content/mark.md", "\u{feff}# Marked\r\n");
    put(root, "content/latin.md", b"caf\xe9");
    put(root, "content/.hidden.md", "");
    put(root, "content/.well-known/security.txt", "");
    put(root, "content/.nojekyll", "");
    for litter in ["a.md~", ".a.md.swp", "a.swo", "#a.md#", ".#a.md", "4913", "Thumbs.db", ".DS_Store"] {
        put(root, &format!("content/{litter}"), "");
    }
    put(root, "content/book/old.html", "published earlier");
    put(root, "content/bad\nname.md", "");
    put(root, "themes/default/page.html", "{{ body }}");
    put(root, "themes/default/font.woff2", b"\xff\xfe");
    put(root, "shared/note.md", "shared");
    symlink("../shared", root.join("content/shared")).expect("a link");
    symlink("../shared/note.md", root.join("content/note.md")).expect("a link");
    symlink(outside.path(), root.join("content/out")).expect("a link");
    symlink(outside.path().join("secret.md"), root.join("content/out.md")).expect("a link");
    symlink("nothing", root.join("content/dangling.md")).expect("a link");
    symlink("loop.md", root.join("content/loop.md")).expect("a link");
    symlink("..", root.join("content/up")).expect("a link");
    symlink("/dev/zero", root.join("content/zero.md")).expect("a link");
    std::os::unix::net::UnixListener::bind(root.join("content/socket.md")).expect("a socket");
    let snapshot = read(root, &reach());
    let kinds: Vec<_> = snapshot
        .files
        .iter()
        .map(|(path, entry)| match entry {
            Entry::Text(source) => format!("{path}: {:?}", &*source.text),
            Entry::Asset { len, .. } => format!("{path}: asset of {len}"),
            Entry::Unread(Unread::NotUtf8 { at, .. }) => format!("{path}: not UTF-8 at {at}"),
            Entry::Unread(why) => format!("{path}: {why:?}"),
        })
        .collect();
    let expected = [
        "book.toml: \"\"",
        "content/.nojekyll: asset of 0",
        "content/.well-known/security.txt: asset of 0",
        "content/bad\u{fffd}name.md: BadName",
        "content/dangling.md: LeadsOutside",
        "content/index.md: \"# Hello\\n\"",
        "content/latin.md: not UTF-8 at 3",
        "content/logo.png: asset of 20",
        "content/loop.md: LeadsOutside",
        "content/mark.md: \"# Marked\\r\\n\"",
        "content/note.md: \"shared\"",
        "content/out: LeadsOutside",
        "content/out.md: LeadsOutside",
        "content/shared/note.md: \"shared\"",
        "content/socket.md: NotAFile",
        "content/up: LeadsOutside",
        "content/zero.md: NotAFile",
        "themes/default/font.woff2: asset of 2",
        "themes/default/page.html: \"{{ body }}\"",
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_missing_content_folder_is_a_trouble() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = why(load(&Disk::new(), folder.path(), &reach(), date(2026, 1, 1)));
    assert!(told.contains("content: there is no such folder"), "{told}");
    let up = Reach { src: "..".into(), ..Reach::default() };
    assert!(why(load(&Disk::new(), folder.path(), &up, date(2026, 1, 1))).contains("inside the project"));
}

#[test]
fn the_root_itself_may_be_the_content() {
    let project = project();
    for path in ["target/doc/x.md", "node_modules/x/README.md", ".git/x.md", "docs/target/kept.md"] {
        put(project.path(), path, "");
    }
    let snapshot = read(project.path(), &Reach { src: "./".into(), ..Reach::default() });
    let paths: Vec<_> = snapshot.files.keys().map(|path| &**path).collect();
    assert_eq!(paths, ["book.toml", "content/index.md", "content/logo.png", "docs/target/kept.md"]);
}

#[test]
fn included_files_are_fetched_only_from_the_project() {
    let project = project();
    let root = project.path();
    put(root, "examples/a.rs", "fn main() {}");
    symlink("/etc/passwd", root.join("examples/passwd")).expect("a link");
    let mut snapshot = read(root, &reach());
    let wanted = ["examples/a.rs", "examples/passwd", "../../etc/passwd", "/etc/passwd", "examples/none", "examples"];
    fetch(&Disk::new(), root, &mut snapshot, &wanted.into_iter().map(Arc::from).collect());
    assert_eq!(snapshot.text("examples/a.rs").map(|source| &*source.text), Some("fn main() {}"));
    for path in ["examples/passwd", "../../etc/passwd", "/etc/passwd"] {
        assert!(matches!(snapshot.files.get(path), Some(Entry::Unread(Unread::LeadsOutside))), "{path}");
    }
    assert!(!snapshot.files.contains_key("examples/none"));
    assert!(matches!(snapshot.files.get("examples"), Some(Entry::Unread(Unread::NotAFile))));
    put(root, "examples/a.rs", "fn other() {}");
    reload(&Disk::new(), root, &reach(), &mut snapshot, &[root.join("examples/a.rs")].into()).expect("reloaded");
    assert_eq!(snapshot.text("examples/a.rs").map(|source| &*source.text), Some("fn other() {}"));
}

/// One random edit; gives the absolute paths that changed.
fn edit(root: &Path, chance: &mut Chance) -> BTreeSet<PathBuf> {
    let tops = ["content", "content/a", "content/b", "content/a/c", "themes/t", "shared", "content/book", "elsewhere"];
    let names = ["x.md", "y.md", "z.png", "w.css", ".h.md", "n.md~", "d", "e.yaml", "bad\u{7}.md", "l.md"];
    let any = |chance: &mut Chance| {
        let top = tops[chance.below(tops.len() as u64) as usize];
        root.join(top).join(names[chance.below(names.len() as u64) as usize])
    };
    let (path, other) = (any(chance), any(chance));
    let folder = |path: &Path| fs::create_dir_all(path.parent().expect("a parent")).is_ok();
    let gone = |path: &Path| {
        let _ = if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    };
    let mut changed = BTreeSet::from([path.clone()]);
    match chance.below(9) {
        0..4 => {
            if folder(&path) && !path.is_dir() && !path.is_symlink() {
                let texts: [&[u8]; 3] = [b"text", b"\xffbinary", b"\xef\xbb\xbfmarked"];
                let mut text = texts[chance.below(3) as usize].to_vec();
                text.extend(chance.below(1000).to_string().bytes());
                let _ = fs::write(&path, text);
                changed.extend(path.parent().map(Path::to_path_buf));
            }
        }
        4 => gone(&path),
        5 => {
            let top = root.join(tops[1 + chance.below(tops.len() as u64 - 1) as usize]);
            gone(&top);
            changed.insert(top);
        }
        6 => {
            folder(&other);
            let _ = fs::rename(&path, &other);
            changed.insert(other);
        }
        _ => {
            gone(&path);
            let targets = ["../shared", "../shared/x.md", "../content", "nothing", "..", "/etc/hostname", "a", "x.md"];
            if folder(&path) {
                let _ = symlink(targets[chance.below(targets.len() as u64) as usize], &path);
            }
        }
    }
    changed
}

#[test]
fn after_any_edits_a_reload_is_a_load() {
    for seed in 1..=12 {
        let (project, mut chance) = (project(), Chance(seed * 7919));
        let root = project.path();
        let mut warm = read(root, &reach());
        for step in 0..60 {
            let mut changed = BTreeSet::new();
            for _ in 0..=chance.below(3) {
                changed.extend(edit(root, &mut chance));
            }
            fs::create_dir_all(root.join("content")).expect("content");
            reload(&Disk::new(), root, &reach(), &mut warm, &changed).expect("reloaded");
            assert_eq!(shown(&warm), shown(&read(root, &reach())), "seed {seed}, step {step}, {changed:?}");
        }
    }
}
