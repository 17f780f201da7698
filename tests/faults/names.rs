//! Names of files that nobody expects: each is published, or found with its name; none ends in a panic.

use super::Book;
use super::is_orderly;
use super::told;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

#[test]
fn strange_names_are_published_or_found() {
    let long = |bytes: usize| [vec![b'n'; bytes - 3], b".md".to_vec()].concat();
    let plain: [&[u8]; 24] = [
        b"line\nbreak.md",
        b"bell\x07.md",
        b"latin-\xe9.md",
        b"cut-\xf0\x9f.md",
        b"a \"quote\".md",
        b"an 'other'.md",
        b"<b>bold.md",
        b"back`tick.md",
        b"ends in a space .md",
        b" begins with one.md",
        b"..md",
        b"...md",
        b"CON.md",
        b"aux.md",
        b"nul.png",
        b"100%.md",
        b"%2e%2e.md",
        b"ques?tion.md",
        b"hash#.md",
        b"back\\slash.md",
        b"co:lon.md",
        b"-rf.md",
        b"semi;colon&and.md",
        b"{{ brace }}.md",
    ];
    let spoken = ["\u{202e}turned.md", "e\u{301}.md", "日本語.md", "👩‍👩‍👧.md", "\u{2028}line.md", "zero\u{200b}width.png"];
    let names = plain.iter().map(|name| name.to_vec()).chain(spoken.map(|name| name.as_bytes().to_vec()));
    let names: Vec<Vec<u8>> = names.chain([250, 253, 254, 255].map(long)).collect();
    let mut held = 0;
    for name in &names {
        let book = Book::new(0);
        book.put("content/index.md", "# Home\n");
        fs::remove_dir_all(book.root().join("content/part-0")).expect("gone");
        let path = book.root().join("content").join(OsStr::from_bytes(name));
        fs::write(path, "---\ntitle: The strange one\n---\n\nText of it.\n").expect("this name is possible here");
        let output = book.build();
        assert!(is_orderly(&output), "{name:?}: {}", told(&output));
        let is_published = book.site().values().any(|bytes| bytes.windows(10).any(|part| part == b"Text of it"));
        let is_found = ["bad-name", "missing-title", "empty-page"].iter().any(|code| told(&output).contains(code));
        // What begins with a dot is hidden on purpose.
        let is_hidden = name.starts_with(b".");
        assert!(is_published || is_found || is_hidden, "{:?}: {}", String::from_utf8_lossy(name), told(&output));
        held += 1;
    }
    println!("S6: {held} of {} strange names are published, or found with their name", names.len());
}

#[test]
fn twins_are_found_with_both_names() {
    let twins = [("Rates.md", "rates.md"), ("\u{e9}.md", "e\u{301}.md"), ("a.md", "a.MD"), ("b.md", "b.html")];
    for (one, other) in twins {
        let book = Book::new(0);
        let write = |name: &str| fs::write(book.root().join("content").join(name), "# A page\n\nText.\n").expect("it");
        write(one);
        write(other);
        let output = book.build();
        let told = told(&output);
        assert!(is_orderly(&output) && told.contains("duplicate-url"), "{one} {other}: {told}");
        assert!(told.contains(one) && told.contains(other), "{told}");
        assert!(book.site().is_empty(), "nothing may be published");
    }
    println!("S7: {0} of {0} pairs of twins are found with both names", twins.len());
}
