//! A change of several files is there whole, or not at all, whatever the disk does and whenever the program ends.

use caveat::world;
use caveat::world::Disk;
use caveat::world::Leftover;
use caveat::world::Rewritten;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

const BEFORE: [(&str, &str); 4] =
    [("book.toml", "[book]\n"), ("content/a.md", "old a"), ("content/b.md", "old b"), ("content/gone.md", "to go")];
const AFTER: [(&str, &str); 5] = [
    ("book.toml", "[book]\n"),
    ("content/a.md", "new a"),
    ("content/b.md", "new b"),
    ("content/deep/er/new.md", "to come"),
    ("content/z.md", "z"),
];

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("content")).expect("a folder");
    BEFORE.iter().for_each(|(path, text)| fs::write(folder.path().join(path), text).expect("written"));
    folder
}

fn change(disk: &Disk, root: &Path) -> Result<(), world::Trouble> {
    let file = |path: &str, text: Option<&str>| Rewritten {
        path: root.join(path),
        bytes: text.map(|text| text.as_bytes().to_vec()),
    };
    let files = [
        file("content/a.md", Some("new a")),
        file("content/deep/er/new.md", Some("to come")),
        file("content/gone.md", None),
        file("content/b.md", Some("new b")),
        file("content/z.md", Some("z")),
    ];
    world::rewrite(disk, root, &files)
}

/// All files, hidden ones too.
fn files(root: &Path) -> BTreeMap<String, String> {
    let all = walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let text = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(root).expect("below").display().to_string();
        (path, fs::read_to_string(entry.path()).expect("read"))
    };
    all.map(text).collect()
}

fn texts(all: &[(&str, &str)]) -> BTreeMap<String, String> {
    all.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

#[test]
fn any_call_may_fail() {
    for n in 1.. {
        let project = project();
        let disk = Disk::failing_at(n);
        let done = change(&disk, project.path());
        let stands = files(project.path());
        if disk.operations() < n {
            assert_eq!(stands, texts(&AFTER));
            println!("D4: a change of files is whole or not there after each of {} failing calls", n - 1);
            break;
        }
        match done {
            Ok(()) => {
                world::finish(&Disk::new(), project.path()).expect("cleared");
                assert_eq!(files(project.path()), texts(&AFTER), "at {n}");
            }
            Err(_) if stands == texts(&BEFORE) => {}
            Err(trouble) if !trouble.why.contains("the next command finishes") => {
                world::finish(&Disk::new(), project.path()).expect("cleared");
                assert_eq!(files(project.path()), texts(&BEFORE), "at {n}: {trouble}");
            }
            Err(trouble) => {
                world::finish(&Disk::new(), project.path()).expect("finished");
                assert_eq!(files(project.path()), texts(&AFTER), "at {n}: {trouble}");
            }
        }
    }
}

#[test]
fn the_next_command_finishes_what_was_cut_off_at_any_call() {
    let mut ends = [0; 3];
    for n in 1.. {
        let project = project();
        let disk = Disk::dead_from(n);
        let _ = change(&disk, project.path());
        if disk.operations() < n {
            break;
        }
        let leftover = world::finish(&Disk::new(), project.path()).expect("finished");
        let wanted = match leftover {
            Some(Leftover::Finished(_)) => texts(&AFTER),
            Some(Leftover::TakenBack) => texts(&BEFORE),
            None if files(project.path()) == texts(&AFTER) => texts(&AFTER),
            None => texts(&BEFORE),
        };
        assert_eq!(files(project.path()), wanted, "at {n}: {leftover:?}");
        ends[leftover.map_or(2, |leftover| usize::from(leftover == Leftover::TakenBack))] += 1;
        change(&Disk::new(), project.path()).expect("once more");
        assert_eq!(files(project.path()), texts(&AFTER), "at {n}, once more");
    }
    println!(
        "C1: a change cut off at each call: {} times finished, {} times taken back, {} times nothing left",
        ends[0], ends[1], ends[2]
    );
    assert!(ends[0] > 5 && ends[1] > 5);
}

/// The program can also be killed while it finishes.
#[test]
fn finishing_can_be_cut_off_too() {
    let promised = (1..).find(|n| {
        let project = project();
        let _ = change(&Disk::dead_from(*n), project.path());
        project.path().join(".caveat-change").exists()
    });
    for n in 1.. {
        let project = project();
        let _ = change(&Disk::dead_from(promised.expect("a change that is promised")), project.path());
        let disk = Disk::dead_from(n);
        let _ = world::finish(&disk, project.path());
        world::finish(&Disk::new(), project.path()).expect("finished");
        assert_eq!(files(project.path()), texts(&AFTER), "at {n}");
        if disk.operations() < n {
            break;
        }
    }
}

/// A project with a change that is promised, and was cut off.
fn cut_off() -> TempDir {
    let promised = (1..).map(|n| {
        let project = project();
        let _ = change(&Disk::dead_from(n), project.path());
        project
    });
    promised.into_iter().find(|project| project.path().join(".caveat-change").exists()).expect("a promise")
}

/// What somebody has written meanwhile is theirs.
#[test]
fn what_was_written_meanwhile_stays() {
    let project = cut_off();
    for path in ["content/gone.md", "content/a.md", "content/z.md"] {
        fs::write(project.path().join(path), "mine").expect("written");
    }
    assert_eq!(world::finish(&Disk::new(), project.path()).expect("finished"), Some(Leftover::Finished(5)));
    let stands = files(project.path());
    let said: Vec<&str> = stands.values().map(String::as_str).collect();
    assert_eq!(said, ["[book]\n", "mine", "new b", "to come", "mine", "mine"], "{stands:?}");
}

/// A journal that comes with a project was written by anybody.
#[test]
fn a_journal_that_was_brought_along_is_not_followed() {
    let project = cut_off();
    let before = files(project.path());
    let journal = project.path().join(".caveat-change");
    fs::copy(&journal, project.path().join("copy")).expect("copied");
    fs::rename(project.path().join("copy"), &journal).expect("renamed");
    let trouble = world::finish(&Disk::new(), project.path()).expect_err("refused");
    assert!(trouble.to_string().contains("it was not written here; remove it"), "{trouble}");
    assert_eq!(files(project.path()), before);
}

#[test]
fn two_names_of_one_file_are_refused() {
    let project = project();
    std::os::unix::fs::symlink("a.md", project.path().join("content/link.md")).expect("a link");
    let file = |path: &str| Rewritten { path: project.path().join(path), bytes: Some(b"new".to_vec()) };
    let trouble = world::rewrite(&Disk::new(), project.path(), &[file("content/a.md"), file("content/link.md")]);
    assert!(trouble.expect_err("refused").to_string().contains("two of the names"));
    assert_eq!(fs::read_to_string(project.path().join("content/a.md")).expect("read"), "old a");
    assert!(!project.path().join(".caveat-change.begun").exists());
}

#[test]
fn a_journal_changes_nothing_outside_the_project() {
    use std::os::unix::fs::MetadataExt as _;
    let around = tempfile::tempdir().expect("a folder");
    let root = around.path().join("project");
    fs::create_dir(&root).expect("a folder");
    fs::write(around.path().join("theirs"), "").expect("written");
    std::os::unix::fs::symlink("..", root.join("out")).expect("a link");
    let (empty, journal) = (caveat::memo::Fingerprint::of_bytes(b"").hex(), root.join(".caveat-change"));
    let whole = around.path().join("theirs").display().to_string();
    for at in ["../theirs", "out/theirs", &whole] {
        fs::write(&journal, "").expect("written");
        let number = fs::metadata(&journal).expect("there").ino();
        let line = format!("{{\"at\": \"{at}\", \"was\": \"{empty}\", \"goes\": true}}");
        fs::write(&journal, format!("{{\"number\": {number}, \"lines\": [{line}]}}")).expect("written");
        let trouble = world::finish(&Disk::new(), &root).expect_err("refused");
        assert!(trouble.to_string().contains("not in the project; remove it"), "{trouble}");
        assert!(around.path().join("theirs").exists(), "{at}");
    }
}
