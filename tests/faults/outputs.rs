//! Outputs that hold what is not ours: refused, or every file of others stays.

use super::Book;
use super::files;
use super::is_orderly;
use super::told;

use crate::needed::ignored;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// A project within a home, with files of others around it.
fn home(book: &Book) -> BTreeMap<String, Vec<u8>> {
    let put = |path: &str| {
        let path = book.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, "precious").expect("a file");
    };
    ["letters.txt", "project/.git/HEAD", "project/notes.txt", "project/foreign/mine.txt", "project/foreign/a/b.txt"]
        .into_iter()
        .for_each(put);
    let at = |name: &str| book.root().join(name);
    symlink("foreign", at("link")).expect("a link");
    symlink("nothing", at("dangling")).expect("a link");
    fs::write(at("file"), "precious").expect("a file");
    files(book.folder.path())
}

#[test]
fn no_output_costs_a_file_of_others() {
    let kinds = [".", "..", "content", "content/part-0", "link", "dangling", "file", "foreign", ".git", "book.toml"];
    let (mut builds, mut lost) = (0, 0);
    for kind in kinds {
        for force in [false, true] {
            let book = Book::new(0);
            let before = home(&book);
            for _ in 0..2 {
                let mut args = vec!["build", "--out", kind];
                args.extend(force.then_some("--force"));
                let output = book.command(&args).env("HOME", book.folder.path()).output().expect("the program");
                assert!(is_orderly(&output), "{kind}: {}", told(&output));
                if !force {
                    assert!(!output.status.success(), "{kind} is taken: {}", told(&output));
                }
                builds += 1;
                let after = files(book.folder.path());
                lost += before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).count();
            }
        }
    }
    println!("S9: {lost} files of others lost, {} kinds of outputs, {builds} builds", kinds.len());
    assert_eq!(lost, 0);
}

#[test]
fn the_home_is_no_output() {
    let book = Book::new(0);
    let before = home(&book);
    let mut command = book.command(&["build", "--force"]);
    command.arg("--out").arg(book.folder.path()).env("HOME", book.folder.path());
    let output = command.output().expect("the program");
    assert!(is_orderly(&output) && told(&output).contains("cannot "), "{}", told(&output));
    assert_eq!(files(book.folder.path()), before);
}

#[test]
fn an_output_that_may_not_be_written_is_named() {
    let Some(mut nobody) = super::sources::nobody() else {
        return ignored("nobody else can be asked to build here");
    };
    let book = Book::new(0);
    let output = nobody.args(["build", "--as-of", super::DAY]).current_dir(book.root()).output().expect("the program");
    let told = told(&output);
    assert!(is_orderly(&output) && !output.status.success(), "{told}");
    assert!(told.contains("book") && told.to_lowercase().contains("permission denied"), "{told}");
    assert!(!Path::new(&book.root().join("book")).exists());
    println!("D3: an output that may not be written is named");
}

/// A handbook in one file takes the place of none that it is made from, and of one of somebody else only by force.
#[test]
fn a_handbook_in_one_file_replaces_no_other() {
    let book = Book::new(0);
    book.put("content/policy/params.yaml", "");
    book.put("ledger.txt", "");
    assert!(book.build().status.success());
    book.put("mine.txt", "mine");
    book.put("book.html", "mine");
    // Every EPUB begins like this.
    book.put("novel.epub", "PK\x03\x04mimetypeapplication/epub+zip");
    let sources = ["book.toml", "content/index.md", "content/policy/params.yaml", "content/picture.png", "ledger.txt"];
    let kept = |path: &str, args: &[&str]| {
        let before = fs::read(book.root().join(path)).expect("a file");
        let output = book.command(args).output().expect("the program");
        let is_kept = fs::read(book.root().join(path)).expect("a file") == before;
        assert!(is_orderly(&output) && is_kept && told(&output).contains(path), "{args:?}: {}", told(&output));
    };
    for path in sources {
        for form in ["--single-file", "--epub"] {
            kept(path, &["build", form, path]);
            kept(path, &["build", "--force", form, path]);
        }
    }
    kept("mine.txt", &["build", "--single-file", "mine.txt"]);
    kept("mine.txt", &["build", "--epub", "mine.txt"]);
    kept("book.html", &["build", "--single-file"]);
    kept("novel.epub", &["build", "--epub", "novel.epub"]);
    kept("content/index.md", &["build", "--epub", "book/../content/index.md"]);
    assert!(Command::new("mkfifo").arg(book.root().join("pipe.html")).status().expect("mkfifo").success());
    let pipe = book.command(&["build", "--force", "--single-file", "pipe.html"]).output().expect("the program");
    assert!(is_orderly(&pipe) && told(&pipe).contains("pipe.html: it is no file"), "{}", told(&pipe));
    let forced = book.command(&["build", "--force", "--single-file"]).output().expect("the program");
    let again = book.command(&["build", "--single-file", "--epub"]).output().expect("the program");
    let thrice = book.command(&["build", "--single-file", "--epub"]).output().expect("the program");
    assert!([&forced, &again, &thrice].iter().all(|output| output.status.success()), "{}", told(&thrice));
    println!("S9: 0 of {} files lost to a handbook in one file", sources.len() + 4);
}
