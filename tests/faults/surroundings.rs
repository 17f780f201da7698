//! Nineteen surroundings in which a build gives the same bytes.

use super::Book;
use super::PAGES;
use super::files;
use super::told;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::UNIX_EPOCH;

type Site = BTreeMap<String, Vec<u8>>;
type Surrounding = (&'static str, fn() -> Site);

fn ran(book: &Book, command: &mut Command) -> Site {
    let output = command.output().expect("the program");
    assert!(output.status.success(), "{}", told(&output));
    files(&book.root().join("book"))
}

fn with_env(name: &str, value: &str) -> Site {
    let book = Book::new(0);
    ran(&book, book.command(&["build"]).env(name, value))
}

fn behind(line: &str) -> Site {
    let book = Book::new(0);
    ran(&book, &mut book.limited(line, &["build"]))
}

/// The same project in another folder.
fn moved(to: &Path) -> Site {
    let book = Book::new(0);
    let root = to.join("an other plâce").join("project");
    fs::create_dir_all(root.parent().expect("a parent")).expect("folders");
    let copied = Command::new("cp").arg("-r").arg(book.root()).arg(&root).status().expect("cp");
    assert!(copied.success());
    let output = book.command(&["build"]).current_dir(&root).output().expect("the program");
    assert!(output.status.success(), "{}", told(&output));
    files(&root.join("book"))
}

fn at_another_time() -> Site {
    let book = Book::new(0);
    for entry in walkdir::WalkDir::new(book.root()).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let file = fs::File::options().write(true).open(entry.path()).expect("a file");
        file.set_modified(UNIX_EPOCH + Duration::from_secs(4_102_444_800)).expect("a time");
    }
    ran(&book, &mut book.command(&["build"]))
}

fn made_in_another_order() -> Site {
    let book = Book::new(0);
    let kept = files(&book.root().join("content"));
    fs::remove_dir_all(book.root().join("content")).expect("gone");
    kept.iter().rev().for_each(|(path, bytes)| book.put(&format!("content/{path}"), bytes));
    ran(&book, &mut book.command(&["build"]))
}

fn with_closed_files() -> Site {
    let book = Book::new(0);
    let page = |number: usize| book.root().join(format!("content/part-{}/page-{number}.md", number % 5));
    (0..PAGES).for_each(|number| fs::set_permissions(page(number), fs::Permissions::from_mode(0o400)).expect("a mode"));
    ran(&book, &mut book.command(&["build"]))
}

fn over_another_site() -> Site {
    let book = Book::new(1);
    assert!(book.build().status.success());
    book.write(0);
    book.put("book/.nojekyll-of-others", "");
    let mut site = ran(&book, &mut book.command(&["build"]));
    site.remove(".nojekyll-of-others");
    site
}

fn in_a_terminal() -> Site {
    let book = Book::new(0);
    let line = format!("{} build --as-of {}", env!("CARGO_BIN_EXE_caveat"), super::DAY);
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).current_dir(book.root()).env("TERM", "xterm-256color");
    ran(&book, command.stdin(Stdio::null()))
}

fn from_elsewhere() -> Site {
    let book = Book::new(0);
    let root = book.root();
    let root = root.to_string_lossy();
    ran(&book, book.command(&["build", "--root", &root]).current_dir("/"))
}

fn with_nothing_around() -> Site {
    let book = Book::new(0);
    ran(&book, book.command(&["build"]).env_clear())
}

fn without_home() -> Site {
    let book = Book::new(0);
    ran(&book, book.command(&["build"]).env("HOME", "/nowhere/at/all").env_remove("XDG_CACHE_HOME"))
}

const ALL: [Surrounding; 19] = [
    ("a zone far ahead", || with_env("TZ", "Pacific/Kiritimati")),
    ("a zone far behind", || with_env("TZ", "Pacific/Pago_Pago")),
    ("Turkish", || with_env("LC_ALL", "tr_TR.UTF-8")),
    ("no language", || with_env("LC_ALL", "C")),
    ("one thread", || with_env("RAYON_NUM_THREADS", "1")),
    ("more threads than can be", || with_env("RAYON_NUM_THREADS", "99999999")),
    ("a narrow umask", || behind("umask 077")),
    ("a wide umask", || behind("umask 000")),
    ("files from the future", at_another_time),
    ("files made in another order", made_in_another_order),
    ("files that may only be read", with_closed_files),
    ("another path and file system", || moved(tempfile::tempdir().expect("a folder").path())),
    ("no folder for temporary files", || with_env("TMPDIR", "/nowhere/at/all")),
    ("an old site in place", over_another_site),
    ("another day of the clock", || with_env("SOURCE_DATE_EPOCH", "1924991999")),
    ("no home", without_home),
    ("a terminal with colours", in_a_terminal),
    ("another folder, nothing to read from", from_elsewhere),
    ("an empty environment", with_nothing_around),
];

#[test]
fn the_same_bytes_in_nineteen_surroundings() {
    let usual = super::fresh(0);
    let differ: Vec<&str> = ALL.iter().filter(|(_, build)| build() != usual).map(|(name, _)| *name).collect();
    println!("R1: {} of {} surroundings give the same bytes", ALL.len() - differ.len(), ALL.len());
    assert!(differ.is_empty(), "another site with {differ:?}");
}
