//! Clients of the preview that are slow, many, or never read; and the preview as somebody works with it.

use super::Book;
use super::serving::Serving;
use crate::serve::Preview;
use crate::serve::SECOND;
use crate::serve::status;

use std::fs;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

/// Lets this process have as many sockets as it may; says how many.
fn more_sockets() -> u64 {
    let limits = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let most = limits.maximum.unwrap_or(65_536);
    let wanted = rustix::process::Rlimit { current: Some(most), maximum: limits.maximum };
    // Where it may not be raised, fewer clients come.
    let _ = rustix::process::setrlimit(rustix::process::Resource::Nofile, wanted);
    most
}

fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).expect("set");
    loop {
        match stream.read(&mut [0; 65_536]) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return error.kind() != std::io::ErrorKind::WouldBlock,
        }
    }
}

#[test]
fn slow_clients_are_closed_and_honest_ones_served() {
    more_sockets();
    let preview = Preview::start();
    let mut slow: Vec<TcpStream> = (0..300).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        // Some may have made room for others already.
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nX: ");
    }
    let mut longest = Duration::ZERO;
    for _ in 0..13 {
        slow.iter_mut().for_each(|stream| drop(stream.write_all(b"a")));
        let began = Instant::now();
        assert_eq!(status(&preview.get("/style.css")), "200");
        longest = longest.max(began.elapsed());
        std::thread::sleep(SECOND);
    }
    let closed = slow.iter_mut().filter_map(|stream| is_closed(stream).then_some(())).count();
    println!("H4: {closed} of 300 slow clients closed; an honest one waits {longest:?} at most");
    assert_eq!(closed, 300);
    assert!(longest < 2 * SECOND, "{longest:?}");
}

#[test]
fn clients_that_never_read_keep_nobody_out() {
    let preview = Preview::start();
    let mut deaf: Vec<TcpStream> = (0..60).map(|_| preview.connect()).collect();
    let request = format!("GET /pic.bin HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host);
    deaf.iter_mut().for_each(|stream| stream.write_all(request.repeat(40).as_bytes()).expect("sent"));
    let mut longest = Duration::ZERO;
    for _ in 0..13 {
        let began = Instant::now();
        assert_eq!(status(&preview.get("/style.css")), "200");
        longest = longest.max(began.elapsed());
        std::thread::sleep(SECOND);
    }
    let whole = 40 * 1_500_000;
    let cut = deaf.iter_mut().filter_map(|stream| {
        let mut read = 0_usize;
        let mut piece = vec![0; 1 << 20];
        while let Ok(count @ 1..) = stream.read(&mut piece) {
            read += count;
        }
        (read < whole).then_some(())
    });
    let cut = cut.count();
    println!("H4: {cut} of 60 clients that never read are closed; an honest one waits {longest:?} at most");
    assert_eq!(cut, 60);
}

#[test]
fn a_storm_of_browsers_hears_of_a_change() {
    let count = if more_sockets() > 2_500 { 1_000 } else { 300 };
    let preview = Preview::start();
    let mut listeners: Vec<TcpStream> = (0..count).map(|_| preview.listen()).collect();
    let began = Instant::now();
    preview.show_another();
    let heard = listeners.iter_mut().filter_map(|stream| {
        let mut piece = [0; 512];
        stream.read(&mut piece).is_ok_and(|count| count > 0).then_some(())
    });
    let heard = heard.count();
    println!("H5: {heard} of {count} browsers hear of a change, the last after {:?}", began.elapsed());
    assert_eq!(heard, count);
}

#[test]
fn a_preview_without_descriptors_comes_back() {
    let book = Book::new(0);
    let serving = Serving::start(&book, "ulimit -n 40");
    let crowd: Vec<TcpStream> = (0..200).filter_map(|_| TcpStream::connect(&serving.host).ok()).collect();
    std::thread::sleep(SECOND);
    drop(crowd);
    assert!(serving.shows("/", "Version 0."), "it does not come back");
    println!("H6: back in service after 200 connections with 40 descriptors");
}

#[test]
fn what_a_link_leads_to_is_followed() {
    let book = Book::new(0);
    book.put("shared/note.md", "# Note\n\nThe first text.\n");
    symlink("../shared", book.root().join("content/shared")).expect("a link");
    symlink("../shared/note.md", book.root().join("content/single.md")).expect("a link");
    let serving = Serving::start(&book, ":");
    assert!(serving.shows("/shared/note.html", "The first text."));
    for text in ["The second text.", "The third text."] {
        book.put("shared/note.md", format!("# Note\n\n{text}\n"));
        assert!(serving.shows("/shared/note.html", text) && serving.shows("/single.html", text), "{text}");
    }
}

#[test]
fn a_preview_answers_below_the_folder_of_its_address() {
    let book = Book::new(0);
    book.put(
        "book.toml",
        "[book]\ntitle = \"H\"\nsrc = \"content\"\n[output.html]\nsite-url = \"https://example.org/hand/book/\"\n",
    );
    let serving = Serving::start(&book, ":");
    assert!(serving.shows("/hand/book/part-1/page-1.html", "words of page 1"));
    assert!(serving.get("/part-1/page-1.html").contains("words of page 1"));
    assert!(serving.get("/hand/book/").contains("Version 0."));
    assert!(serving.get("/hand/book").contains("location: /hand/book/\r\n"));
    assert_eq!(status(&serving.get("/hand/book/nothing.html")), "404");
    assert_eq!(status(&serving.get("/hand/book/../secret")), "400");
    assert_eq!(status(&serving.get("/hand/part-1/page-1.html")), "404");
}

#[test]
fn what_git_brings_is_served_with_its_days() {
    if !crate::needed::has("git", "`apt-get install git` brings it") {
        return;
    }
    let book = Book::new(0);
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(args).current_dir(book.root());
        git.env("GIT_AUTHOR_DATE", "2024-02-03T12:00:00Z").env("GIT_COMMITTER_DATE", "2024-02-03T12:00:00Z");
        assert!(git.status().expect("git").success(), "{args:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "one"]);
    git(&["branch", "before"]);
    git(&["mv", "content/part-0", "content/new-part"]);
    git(&["commit", "--quiet", "--message", "two"]);
    let serving = Serving::start(&book, ":");
    let is_dated = |path: &str| serving.shows(path, "2024-02-03");
    assert!(is_dated("/new-part/page-0.html"), "{}", serving.said());
    git(&["checkout", "--quiet", "before"]);
    assert!(is_dated("/part-0/page-0.html"), "what was checked out has no day: {}", serving.said());
    book.put("content/later.md", "# Later\n\nA page.\n");
    assert!(serving.shows("/later.html", "A page."));
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "three"]);
    assert!(is_dated("/later.html"), "what was committed has no day: {}", serving.said());
}

#[test]
fn after_a_burst_the_last_text_is_served() {
    let book = Book::new(0);
    let serving = Serving::start(&book, ":");
    let path = |page: usize| format!("content/part-{}/page-{page}.md", page % 5);
    for version in 1..=20 {
        (0..super::PAGES).for_each(|page| book.put(&path(page), format!("# Page {page}\n\nBurst {version}.\n")));
    }
    // As editors do it: the folder is away for a moment.
    fs::rename(book.root().join("content/part-0"), book.root().join("content/part-x")).expect("away");
    fs::rename(book.root().join("content/part-x"), book.root().join("content/part-0")).expect("back");
    let served = (0..super::PAGES)
        .filter(|page| serving.shows(&format!("/part-{}/page-{page}.html", page % 5), "Burst 20."))
        .count();
    println!("W2: after a burst, {served} of {} pages have the last text", super::PAGES);
    assert_eq!(served, super::PAGES);
}
