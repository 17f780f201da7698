//! The whole handbook as one file: a page that needs nothing else, and an EPUB.

use std::fs;
use std::path::Path;
use std::process::Command;

const FILES: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"Asking & more\"\nsrc = \"content\"\nauthors = [\"The maintainers\"]\n"),
    ("content/index.md", "# Home\n\nSee [the days](ask/rules.md#days) and <b>ask\n\n<script>alert(1)</script>\n"),
    ("content/ask/index.md", "# Asking\n\n![A map](../map.png) and [the map](../map.png).\n"),
    (
        "content/ask/rules.md",
        "# The rules\n\n## Days\n\n- [x] Count.\n\n[Home](../index.md) or [the web](https://example.org).\n",
    ),
];
/// The smallest picture: one pixel.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// Builds the handbook with these options, and gives the bytes of a file that it wrote.
fn built(options: &[&str], file: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        write(folder.path(), path, text.as_bytes());
    }
    write(folder.path(), "content/map.png", PICTURE);
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args(["build", "--as-of", "2026-01-01"]).args(options).current_dir(folder.path());
    let output = command.output().unwrap();
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(folder.path().join(file)).unwrap()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn single() -> String {
    String::from_utf8(built(&["--single-file"], "book.html")).unwrap()
}

#[test]
fn the_single_file_needs_nothing_else() {
    let page = single();
    for (attribute, harmless) in [(" src=\"", "data:"), (" href=\"", "#")] {
        let values = page.split(attribute).skip(1).filter_map(|rest| rest.split_once('"')).map(|(value, _)| value);
        let others: Vec<&str> = values.filter(|value| !value.starts_with(harmless)).collect();
        let allowed: &[&str] = if attribute == " href=\"" { &["https://example.org"] } else { &[] };
        assert_eq!(others, allowed, "{attribute}");
    }
    assert!(page.contains("src=\"data:image/png;base64,iVBORw0KGgo"));
    assert!(!page.contains("<script") && !page.contains("<link"));
    assert_eq!(page.matches("<h1").count(), 1);
}

#[test]
fn links_of_the_single_file_stay_in_it() {
    let page = single();
    assert!(page.contains("<a href=\"#ask/rules:days\">the days</a>"));
    assert!(page.contains("<h4 id=\"ask/rules:days\">Days"));
    assert!(page.contains("<a>the map</a>"), "what is not in it cannot be followed");
}

#[test]
fn an_epub_begins_with_its_kind_and_is_the_same_each_time() {
    let once = built(&["--epub", "out/handbook.epub"], "out/handbook.epub");
    assert!(once == built(&["--epub", "out/handbook.epub"], "out/handbook.epub"));
    assert_eq!(&once[..4], b"PK\x03\x04");
    assert_eq!(&once[30..58], b"mimetypeapplication/epub+zip");
}

#[test]
fn what_stands_in_the_site_is_linked_in_the_foot_of_its_pages_with_its_size() {
    let options = ["--single-file", "book/whole.html", "--epub", "book/files/whole.epub"];
    let page = String::from_utf8(built(&options, "book/ask/rules.html")).unwrap();
    let kilobytes = |file: &str| built(&options, file).len().div_ceil(1000);
    for (link, name, file) in [
        ("../whole.html", "The whole handbook on one page", "book/whole.html"),
        ("../files/whole.epub", "As an e-book (EPUB)", "book/files/whole.epub"),
    ] {
        let row = format!("<a href=\"{link}\">{name}</a> ({} KB)", kilobytes(file));
        assert!(page.contains(&row), "{row} in {page}");
    }
    let beside = String::from_utf8(built(&["--single-file", "--epub"], "book/ask/rules.html")).unwrap();
    assert!(!beside.contains("EPUB") && !beside.contains("whole handbook"), "what is not in the site is not linked");
}

#[test]
fn an_ordinary_build_writes_neither() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "book.toml", b"[book]\n");
    write(folder.path(), "content/index.md", b"# Home\n\nText.\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    assert!(command.arg("build").current_dir(folder.path()).output().unwrap().status.success());
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["book", "book.toml", "content"]);
}
