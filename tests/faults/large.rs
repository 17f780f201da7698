//! Handbooks that are large in one way: row S12. What a build needs of memory does not grow with what is only copied.

use super::Book;
use super::DAY;
use super::told;

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;

/// The memory that a build may take, in KiB.
const MOST: u64 = 1 << 20;

/// A handbook with a page, on a real disk: what is large here is not to stand in memory.
fn book() -> Book {
    let folder: TempDir = tempfile::tempdir().expect("a temporary folder");
    let book = Book { folder };
    book.put("book.toml", "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n");
    book.put("content/index.md", "# Home\n\nStart.\n");
    book
}

/// Builds, and says what it came to and how much memory it took at most, in KiB.
fn measured(book: &Book) -> (Output, u64) {
    let mut child = book.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program");
    let (status, mut peak) = (format!("/proc/{}/status", child.id()), 0);
    let mut errors = child.stderr.take().expect("a pipe");
    let said = std::thread::spawn(move || {
        let mut text = Vec::new();
        errors.read_to_end(&mut text).map(|_| text)
    });
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("a child") {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = peak.max(line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    };
    let stderr = said.join().expect("a reader").expect("words");
    (Output { status: ended, stdout: Vec::new(), stderr }, peak)
}

fn built(book: &Book, what: &str) -> u64 {
    let (output, peak) = measured(book);
    println!("S12: {what}, built as of {DAY} in {} MiB", peak >> 10);
    assert!(output.status.success(), "{}", told(&output));
    assert!(peak < MOST, "{what}: {peak} KiB");
    peak
}

#[test]
fn a_page_sixty_folders_deep_is_published() {
    let book = book();
    let folders: String = (0..60).fold(String::new(), |path, depth| path + &format!("level-{depth}/"));
    book.put(&format!("content/{folders}page.md"), format!("# Deep\n\n[Home]({}index.md)\n", "../".repeat(60)));
    built(&book, "a page 60 folders deep");
    let site = book.site();
    let page = site.get(&format!("{folders}page.html")).expect("the page");
    assert!(String::from_utf8_lossy(page).contains(&format!("href=\"{}index.html\"", "../".repeat(60))));
}

#[test]
fn a_file_of_a_gibibyte_is_copied_piece_by_piece() {
    let book = book();
    book.put("content/film.bin", "");
    let file = fs::File::options().write(true).open(book.root().join("content/film.bin")).expect("a file");
    file.set_len(1 << 30).expect("room for a large file");
    let peak = built(&book, "a file of 1 GiB");
    assert_eq!(fs::metadata(book.root().join("book/film.bin")).expect("published").len(), 1 << 30);
    assert!(peak < 100 << 10, "it is held in memory: {peak} KiB");
}

#[test]
fn a_hundred_thousand_files_are_published() {
    let book = book();
    for folder in 0..100 {
        let path = book.root().join(format!("content/d{folder}"));
        fs::create_dir(&path).expect("a folder");
        (0..1000).for_each(|file| fs::write(path.join(format!("{file}.txt")), format!("{file}")).expect("a file"));
    }
    built(&book, "100,000 files");
    let count = |folder: usize| fs::read_dir(book.root().join(format!("book/d{folder}"))).map_or(0, Iterator::count);
    assert_eq!((0..100).map(count).sum::<usize>(), 100_000);
}

#[test]
fn a_page_of_fifty_megabytes_is_published() {
    let book = book();
    let words = "Some words about the event and its people. You may ask; nobody can promise a decision.\n\n".repeat(20);
    let mut text = String::from("# Long\n\n");
    for part in 0.. {
        let _ = write!(text, "## Part {part}\n\n{words}");
        if text.len() > 50_000_000 {
            break;
        }
    }
    book.put("content/long.md", &text);
    built(&book, "a page of 50 MB");
    assert!(book.site().get("long.html").is_some_and(|page| page.len() > text.len()));
}

#[test]
fn a_template_that_grows_without_end_is_stopped() {
    let book = book();
    book.put("book.toml", "[book]\ntitle = \"H\"\nsrc = \"content\"\n[output.html]\ntheme = \"theme\"\n");
    book.put("theme/templates/page.html", "{% include \"part-0.html\" %}");
    for depth in 0..30 {
        let next = format!("{{% include \"part-{}.html\" %}}", depth + 1);
        book.put(&format!("theme/templates/part-{depth}.html"), next.repeat(2));
    }
    book.put("theme/templates/part-30.html", "Ask early. ".repeat(1000));
    let (output, peak) = measured(&book);
    println!("S12: a template that doubles thirty times, stopped at {} MiB", peak >> 10);
    assert!(told(&output).contains("theme/templates/page.html:1:4"), "{}", told(&output));
    assert!(told(&output).contains("what it comes to is too large"), "{}", told(&output));
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(peak < 2 * MOST, "{peak} KiB");
}
