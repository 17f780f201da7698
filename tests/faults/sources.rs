//! Sources that hang, lead out, vanish, or change without telling.

use super::Book;
use super::fresh;
use super::is_orderly;
use super::told;

use crate::needed::ignored;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

const SECRET: &[u8] = b"nobody-may-read-this";

/// The program as somebody who owns nothing; `None` where that cannot be had.
pub(super) fn nobody() -> Option<Command> {
    let run = |args: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]).args(args);
        command
    };
    let works = run(&[env!("CARGO_BIN_EXE_caveat"), "--version"]).output().is_ok_and(|output| output.status.success());
    works.then(|| run(&[env!("CARGO_BIN_EXE_caveat")]))
}

fn leaks(book: &Book) -> usize {
    book.site().values().filter(|bytes| super::holds(bytes, SECRET)).count()
}

#[test]
fn what_is_no_file_is_passed_over_without_waiting() {
    let book = Book::new(0);
    let content = book.root().join("content");
    let made = Command::new("mkfifo").arg(content.join("pipe.md")).status().expect("mkfifo");
    assert!(made.success());
    let _socket = UnixListener::bind(content.join("socket.md")).expect("a socket");
    for (name, to) in [("zero.md", "/dev/zero"), ("full.png", "/dev/full"), ("tty.md", "/dev/tty")] {
        symlink(to, content.join(name)).expect("a link");
    }
    let began = Instant::now();
    let output = book.build();
    assert!(began.elapsed() < Duration::from_secs(10), "it waits");
    let told = told(&output);
    let named = ["pipe.md", "socket.md", "zero.md", "full.png", "tty.md"];
    let said = named.iter().filter(|name| told.contains(**name)).count();
    println!("S5: {said} of {} that are no files are named, in {:?}", named.len(), began.elapsed());
    assert!(is_orderly(&output) && said == named.len(), "{told}");
}

#[test]
fn nothing_from_outside_is_published() {
    let book = Book::new(0);
    let outside = book.folder.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("secret.md"), SECRET).expect("a file");
    let content = book.root().join("content");
    symlink(outside.join("secret.md"), content.join("out.md")).expect("a link");
    symlink(outside.join("secret.md"), content.join("out.png")).expect("a link");
    symlink(&outside, content.join("folder")).expect("a link");
    symlink("../../outside", content.join("relative")).expect("a link");
    symlink("loop.md", content.join("loop.md")).expect("a link");
    symlink("..", content.join("up")).expect("a link");
    symlink("nowhere", content.join("dangling.md")).expect("a link");
    let full = outside.join("secret.md");
    let asked = [
        "{{#include ../../outside/secret.md}}".to_owned(),
        format!("{{{{#include {}}}}}", full.display()),
        "{{#include out.md}}".to_owned(),
        "{{#include folder/secret.md}}".to_owned(),
        "{{#include /etc/passwd}}".to_owned(),
        "![a](../../outside/secret.md)".to_owned(),
        "![a](out.png)".to_owned(),
    ];
    for line in &asked {
        book.put("content/index.md", format!("# Home\n\n{line}\n"));
        for args in [&["build"][..], &["build", "--keep-going"]] {
            let output = book.command(args).output().expect("the program");
            assert!(is_orderly(&output) && !output.status.success(), "{line}: {}", told(&output));
            assert_eq!(leaks(&book), 0, "{line}");
        }
    }
    println!("S3, S4: 0 leaks, by 7 links and {} ways to ask", asked.len());
}

#[test]
fn includes_end() {
    let book = Book::new(0);
    book.put("content/a.md", "# A\n\n{{#include b.md}}\n");
    book.put("content/b.md", "{{#include a.md}}\n{{#include a.md}}\n");
    for depth in 0..40 {
        book.put(&format!("content/deep/{depth}.txt"), format!("{{{{#include {}.txt}}}}\n", depth + 1).repeat(9));
    }
    book.put("content/index.md", "# Home\n\n{{#include deep/0.txt}}\n\n{{#include a.md}}\n");
    let began = Instant::now();
    let output = book.build();
    assert!(is_orderly(&output) && told(&output).contains("include-loop"), "{}", told(&output));
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    println!("S4: loops and a bomb of files end");
}

#[test]
fn files_may_vanish_and_change_while_they_are_read() {
    let (book, sites) = (Book::new(0), [fresh(0), fresh(1)]);
    assert!(book.build().status.success());
    let (ended, mut held) = (AtomicBool::new(false), 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let extra = book.root().join("content/part-9");
            while !ended.load(Ordering::Relaxed) {
                for page in 0..20 {
                    book.put(&format!("content/part-9/{page}.md"), format!("# Page\n\n{}\n", "long ".repeat(2_000)));
                }
                let _ = fs::remove_dir_all(&extra);
            }
        });
        for _ in 0..25 {
            let output = book.build();
            let site = book.site();
            // Beside what comes and goes, everything is as it was.
            let rest = |path: &&String| path.starts_with("part-") && !path.starts_with("part-9");
            let stays = sites[0].keys().filter(rest).all(|path| site.contains_key(path));
            held += usize::from(is_orderly(&output) && stays);
        }
        ended.store(true, Ordering::Relaxed);
    });
    println!("S2: {held} of 25 builds while files come and go");
    assert_eq!(held, 25);
}

#[test]
fn what_may_not_be_read_is_named_and_the_old_site_stays() {
    let Some(mut nobody) = nobody() else { return ignored("nobody else can be asked to build here") };
    let book = Book::new(0);
    assert!(book.build().status.success());
    let old = book.site();
    let page = book.root().join("content/part-0/page-0.md");
    fs::set_permissions(page, fs::Permissions::from_mode(0o0)).expect("closed");
    let output = nobody.args(["build", "--as-of", super::DAY]).current_dir(book.root()).output().expect("the program");
    assert!(is_orderly(&output) && told(&output).contains("part-0/page-0.md"), "{}", told(&output));
    assert_eq!(book.site(), old);
    println!("S1: a file that may not be read is named, and the old site stays");
}

#[test]
fn a_change_is_seen_whatever_the_clock_says() {
    let book = Book::new(0);
    let path = book.root().join("content/index.md");
    let mut seen = 0;
    for (number, seconds) in [0_u64, 1, 2_147_483_647, 4_102_444_800, 253_402_300_799].into_iter().enumerate() {
        for letter in ['a', 'b'] {
            fs::write(&path, format!("# Home\n\nText {number} {letter}.\n")).expect("a page");
            let file = fs::File::options().write(true).open(&path).expect("a page");
            file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
            let output = book.build();
            assert!(output.status.success(), "{}", told(&output));
            let page = book.site().remove("index.html").unwrap_or_default();
            seen += usize::from(String::from_utf8_lossy(&page).contains(&format!("Text {number} {letter}.")));
        }
    }
    println!("S11: {seen} of 10 changes of one size and one time are published");
    assert_eq!(seen, 10);
}

#[test]
fn a_removed_page_is_gone_from_all_files() {
    let book = Book::new(0);
    book.put("content/part-0/leaving.md", "# Leaving soon\n\nA word: xylophone.\n");
    assert!(book.build().status.success());
    let names = |book: &Book| {
        let site = book.site();
        let named = |bytes: &[u8]| ["xylophone", "leaving"].iter().any(|word| super::holds(bytes, word.as_bytes()));
        site.iter().filter(|(path, bytes)| path.contains("leaving") || named(bytes)).count()
    };
    let before = names(&book);
    fs::remove_file(book.root().join("content/part-0/leaving.md")).expect("removed");
    let output = book.build();
    assert!(output.status.success(), "{}", told(&output));
    println!("S8: {before} files of the site named a page; after it was removed, {} do", names(&book));
    assert!(before > 5 && names(&book) == 0);
}

#[test]
fn what_editors_leave_is_neither_built_nor_published() {
    let book = Book::new(0);
    let litter = [
        "4913",
        "a.md~",
        ".a.md.swp",
        "a.swo",
        "#a.md#",
        ".#a.md",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "a.md.bak",
        "a.orig",
        "~$a.md",
        ".a.md.kate-swp",
        "a.tmp",
    ];
    litter.iter().for_each(|name| book.put(&format!("content/{name}"), "# Litter\n\nA word: xylophone.\n"));
    let output = book.build();
    assert!(output.status.success(), "{}", told(&output));
    let left: Vec<String> =
        book.site().into_iter().filter(|(_, bytes)| super::holds(bytes, b"xylophone")).map(|(path, _)| path).collect();
    println!("S10: {} of {} kinds of litter are published", left.len(), litter.len());
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn templates_of_many_steps_end_no_build() {
    let book = Book::new(0);
    book.put("book.toml", "[book]\ntitle = \"H\"\nsrc = \"content\"\n[output.html]\ntheme = \"theme\"\n");
    book.put("theme/templates/page.html", format!("{{% if false %}}{}x{{% endif %}}", "{% elif false %}".repeat(1000)));
    let steps = book.build();
    (0..1000).for_each(|at| {
        book.put(&format!("theme/templates/c{at}.html"), format!("{{% include \"c{}.html\" %}}", at + 1));
    });
    book.put("theme/templates/c1000.html", "The end.");
    book.put("theme/templates/page.html", "{% include \"c0.html\" %}");
    let chain = book.build();
    println!("P1: templates of 1,000 steps, and a chain of 1,000, end no build");
    assert!(is_orderly(&steps) && is_orderly(&chain), "{}{}", told(&steps), told(&chain));
}
