//! Saving while the preview runs: row W1, and row W3, where the system does not tell of every change.

use super::Book;
use super::serving::Serving;
use crate::needed::ignored;
use crate::serve::SECOND;
use crate::serve::status;
use crate::watch::WAYS;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// So often a file is saved in each way.
const ROUNDS: usize = 8;

fn page(version: usize) -> String {
    format!("# Page\n\nText {version}.\n\n{}", "Some more words.\n\n".repeat(200))
}

/// Is it the page, whole, as it was or as it is to be?
fn is_whole(answer: &str, versions: [usize; 2]) -> bool {
    let shows = |version: usize| answer.contains(&format!("<p>Text {version}.</p>"));
    status(answer) == "200" && answer.trim_end().ends_with("</html>") && versions.into_iter().any(shows)
}

#[test]
fn every_way_of_saving_is_shown_and_never_half() {
    let book = Book::new(0);
    book.put("content/saved.md", page(0));
    let serving = Serving::start(&book, ":");
    let path = book.root().join("content/saved.md");
    let (mut shown, mut flickers, mut times) = (0, 0, Vec::new());
    for version in 1..=ROUNDS * WAYS.len() {
        let (_, save) = WAYS[version % WAYS.len()];
        let began = Instant::now();
        save(&path, &page(version));
        while began.elapsed() < 20 * SECOND {
            let answer = serving.get("/saved.html");
            flickers += usize::from(!is_whole(&answer, [version - 1, version]));
            if answer.contains(&format!("<p>Text {version}.</p>")) {
                shown += 1;
                times.push(began.elapsed());
                break;
            }
        }
    }
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    println!(
        "W1: {shown} of {} saves in {} ways are shown, {flickers} flickers; half of them after {:?}, all but one of 20 after {:?}",
        ROUNDS * WAYS.len(),
        WAYS.len(),
        at(50),
        at(95),
    );
    assert_eq!((shown, flickers), (ROUNDS * WAYS.len(), 0));
}

/// The program in surroundings of its own where nobody may watch anything; `None` where they cannot be had.
fn without_watching(book: &Book) -> Option<Command> {
    let run = |line: &str| {
        let mut command = Command::new("unshare");
        let line = format!("echo 0 > /proc/sys/user/max_inotify_instances && {line}");
        command.args(["--user", "--map-root-user", "sh", "-c", &line, env!("CARGO_BIN_EXE_caveat")]);
        command.args(["serve", "--port", "0", "--as-of", super::DAY]).current_dir(book.root()).env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let works = run("true").status().is_ok_and(|status| status.success());
    works.then(|| run("exec \"$0\" \"$@\""))
}

#[test]
fn where_the_limit_of_watchers_is_reached_the_preview_looks_for_itself() {
    let book = Book::new(0);
    book.put("content/saved.md", page(0));
    let Some(mut command) = without_watching(&book) else {
        return ignored("no limits can be set here for one program");
    };
    let serving = Serving::run(&mut command);
    let path = book.root().join("content/saved.md");
    let mut shown = 0;
    for (version, (_, save)) in WAYS.into_iter().enumerate() {
        save(&path, &page(version + 1));
        shown += usize::from(serving.shows("/saved.html", &format!("<p>Text {}.</p>", version + 1)));
    }
    println!("W3: {shown} of {} ways of saving are shown where nothing may be watched", WAYS.len());
    assert_eq!(shown, WAYS.len());
    let said = serving.said();
    assert!(said.contains("fs.inotify.max_user_instances") && said.contains("4 times a second"), "{said}");
}

/// How many changes the system keeps for somebody who does not listen.
fn queue() -> usize {
    let said = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap_or_default();
    said.trim().parse().unwrap_or(16_384)
}

#[test]
fn changes_that_the_system_forgot_are_found() {
    if queue() > 100_000 {
        return ignored("the system keeps more changes here than anybody makes");
    }
    let book = Book::new(0);
    book.put("content/saved.md", page(0));
    let serving = Serving::start(&book, ":");
    serving.signal(rustix::process::Signal::STOP);
    let litter = book.root().join("content/part-0/litter.txt");
    let write = |path: &Path| fs::write(path, "x").and_then(|()| fs::remove_file(path)).expect("written and removed");
    // Each makes, opens, writes, closes and removes a file.
    (0..queue() / 2).for_each(|_| write(&litter));
    book.put("content/saved.md", page(1));
    book.put("content/part-0/new.md", "# New\n\nAnother page.\n");
    fs::remove_file(book.root().join("content/part-1/page-1.md")).expect("removed");
    serving.signal(rustix::process::Signal::CONT);
    assert!(serving.shows("/saved.html", "<p>Text 1.</p>"), "{}", serving.said());
    assert!(serving.shows("/part-0/new.html", "Another page."));
    let began = Instant::now();
    while status(&serving.get("/part-1/page-1.html")) != "404" {
        assert!(began.elapsed() < 60 * SECOND, "a removed page stays");
        std::thread::sleep(Duration::from_millis(30));
    }
    println!("W3: 3 of 3 changes are found that came after the queue of the system was full");
}
