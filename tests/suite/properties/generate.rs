//! Handbooks, changes to them, and texts that nobody in their right mind would write.

use crate::handbook::Handbook;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Where pages stand.
const PAGES: &[&str] = &[
    "content/index.md",
    "content/a.md",
    "content/b.md",
    "content/rules/index.md",
    "content/rules/c.md",
    "content/rules/d.md",
    "content/guide/README.md",
    "content/guide/e f.md",
];

/// Blocks of ordinary pages: links between them, right and wrong, and what else a handbook has.
const BLOCKS: &[&str] = &[
    "# A title",
    "# Another title",
    "## A part",
    "## A part",
    "### Deeper {#deep .wide}",
    "See [a](a.md), [b](b.md#a-part) and [c](rules/c.md).",
    "See [up](../index.md) and [d](d.md#deep \"title\").",
    "See [nothing](nothing.md), [no part](a.md#no-such-part), [itself](#a-part).",
    "A [ref], an <https://example.org/> and ![a picture](picture.png).",
    "[ref]: rules/c.md 'Title'",
    "| a | b |\n|---|:-:|\n| 1 | `2` |",
    "> [!NOTE]\n> A word.",
    "- one\n- two\n  - [ ] three\n  - [x] four",
    "```rust\nfn main() {}\n```",
    "A footnote[^1].\n\n[^1]: The note.",
    "{{#include part.md}}",
    "{{#include ../part.md}}",
    "Term\n: Meaning",
    "Text with *emphasis*, **weight**, `code` and ~~what is gone~~.",
];

/// Front matter of ordinary pages.
const FRONT: &[&str] = &[
    "",
    "",
    "---\ntitle: From above\n---\n",
    "---\ntitle: Other\nweight: 3\naliases: [old.html]\n---\n",
    "---\ndraft: true\n---\n",
    "---\ntitel: typo\n---\n",
];

/// Settings.
const SETTINGS: &[&str] = &[
    "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n",
    "[book]\ntitle = \"Renamed\"\nsrc = \"content\"\nlanguage = \"de\"\n",
    "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n[output.html.redirect]\n\"/gone.html\" = \"a.html\"\n",
    "[book]\nsrc = \"content\"\ntitel = 3\n[check]\ndead-page = \"warning\"\n",
    "[book]\nsrc = \"content\"\n[output.html]\nsmart-punctuation = true\nsite-url = \"https://example.org/h/\"\n",
];

/// Summaries.
const SUMMARIES: &[&str] = &[
    "# Summary\n\n- [Start](index.md)\n- [A](a.md)\n  - [C](rules/c.md)\n- [Later]()\n",
    "# Summary\n\n[Start](index.md)\n\n# Part\n\n- [B](b.md)\n- [B again](b.md)\n- [Missing](missing.md)\n",
];

/// Pieces from which nasty pages are put together.
const PIECES: &[&str] = &[
    "> ",
    "> > > ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "# ",
    "###### ",
    "---\n",
    "***\n",
    "```",
    "~~~rust,ignore\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[x](y.md)",
    "[x](other.md#part)",
    "[x](<a b.md>)",
    "![",
    "![](p.png)",
    "](",
    "[^1]",
    "[^1]: ",
    "[x]: y\n",
    "<",
    ">",
    "<div>",
    "</div>",
    "<a href=\"",
    "<a href='other.md'>",
    "<img src=x onerror=y>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<svg><a xlink:href=\"x\">",
    "<p id=\"part\">",
    "|",
    "|---|",
    "\n|-|-|\n|a|b|\n",
    "- [ ] ",
    "- [x] ",
    ": ",
    "> [!NOTE]\n",
    "> [!WARNING] a *title*\n",
    "> [!NOPE]\n",
    "{{#",
    "}}",
    "{{",
    "{{#include other.md}}",
    "{{#include index.md}}",
    "{{#include other.md:2:1}}",
    "{{#include ../../etc/passwd}}",
    "{{#title x}}",
    "\\{{#x}}",
    "{#id .class onclick=x}",
    "{#",
    "{",
    "}",
    "&amp;",
    "&#0;",
    "&#x202e;",
    "&nosuch;",
    "javascript:alert(1)",
    "http://",
    "https://example.org",
    "<https://x>",
    "mailto:a@b",
    "\\",
    "\\\n",
    "  \n",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "é",
    "日本語",
    "👩‍👩‍👧",
    "e\u{301}",
    "ß",
    "İ",
    "a",
    "word ",
    "$",
    "$$",
    "^",
    "~",
    "'",
    "\"",
    "...",
    "--",
    "%",
    "?",
    "#",
    "/",
    "..",
    "//",
    ":",
];

/// Beginnings of files that are not pages.
const DATA: &[&str] = &[
    "",
    "a: b\n",
    "title: [",
    "- - - -",
    "&a [*a]",
    "? ?",
    "---\n",
    "...\n",
    "{",
    "[",
    "\"",
    "[book]\n",
    "title = ",
    "[[book]]\n",
    "\u{0}",
    "key: |\n  text\n",
    "kind: guide\n",
    "id: money\n",
    "questions:\n  - id: a\n",
    "outcomes: {}\n",
    "stops: []\n",
    "{{ page.title }}",
    "{% for x in y %}",
    "{% include \"page.html\" %}",
    "{% extends \"page.html\" %}",
];

/// The files of an ordinary handbook.
pub(crate) fn files() -> impl Strategy<Value = Vec<(String, String)>> {
    let pages = vec((select(PAGES), page()), 1..8);
    let settings = select(SETTINGS);
    let summary = prop_oneof![4 => Just(None), 1 => select(SUMMARIES).prop_map(Some)];
    (pages, settings, summary).prop_map(|(pages, settings, summary)| {
        let mut files: Vec<(String, String)> = Vec::new();
        // One text a path: the last one.
        for (path, text) in pages {
            files.retain(|(other, _)| other != path);
            files.push((path.to_owned(), text));
        }
        files.push(("book.toml".to_owned(), settings.to_owned()));
        files.push(("content/part.md".to_owned(), "An included [link](a.md).\n".to_owned()));
        files.extend(summary.map(|text| ("content/SUMMARY.md".to_owned(), text.to_owned())));
        files
    })
}

/// A handbook with these files.
pub(crate) fn book(files: &[(String, String)]) -> Handbook {
    let mut book = Handbook::default();
    book.asset("content/picture.png", b"picture");
    files.iter().for_each(|(path, text)| book.text(path, text));
    book.complete();
    book
}

/// An ordinary handbook.
pub(crate) fn handbook() -> impl Strategy<Value = Handbook> {
    files().prop_map(|files| book(&files))
}

fn page() -> impl Strategy<Value = String> {
    let blocks = vec(select(BLOCKS), 0..8);
    (select(FRONT), blocks).prop_map(|(front, blocks)| format!("{front}{}\n", blocks.join("\n\n")))
}

/// A change to a handbook.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// This file has this text now.
    Put(String, String),
    /// This file is gone.
    Delete(String),
}

/// Some changes, one after the other.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let put = (select(PAGES), page()).prop_map(|(path, text)| Edit::Put(path.to_owned(), text));
    let delete = select(PAGES).prop_map(|path| Edit::Delete(path.to_owned()));
    let part = page().prop_map(|text| Edit::Put("content/part.md".to_owned(), text));
    let settings = select(SETTINGS).prop_map(|text| Edit::Put("book.toml".to_owned(), text.to_owned()));
    let summary = select(SUMMARIES).prop_map(|text| Edit::Put("content/SUMMARY.md".to_owned(), text.to_owned()));
    let no_summary = Just(Edit::Delete("content/SUMMARY.md".to_owned()));
    vec(prop_oneof![6 => put, 3 => delete, 1 => part, 2 => settings, 1 => summary, 1 => no_summary], 1..5)
}

/// The text of a page that nobody would write.
pub(crate) fn nasty() -> impl Strategy<Value = String> {
    let pieces = || vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat());
    let repeated =
        (select(PIECES), select(PIECES), 1..200_usize).prop_map(|(a, b, times)| format!("{a}{b}").repeat(times));
    let fronted = (data(), pieces()).prop_map(|(front, text)| format!("---\n{front}\n---\n{text}"));
    let ordinary = (page(), pieces()).prop_map(|(page, text)| format!("{page}\n{text}\n{page}"));
    prop_oneof![4 => pieces(), 1 => repeated, 1 => fronted, 2 => ordinary, 1 => any::<String>(), 1 => bytes()]
}

/// Any bytes, as far as they are text.
fn bytes() -> impl Strategy<Value = String> {
    vec(any::<u8>(), 0..300).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn data() -> impl Strategy<Value = String> {
    prop_oneof![vec(select(DATA), 0..8).prop_map(|parts| parts.concat()), any::<String>()]
}

/// A file of any kind with a text that does not belong there.
pub(crate) fn hostile() -> impl Strategy<Value = (String, String)> {
    let paths = select(
        &[
            "book.toml",
            "content/SUMMARY.md",
            "content/index.md",
            "content/policy/programme.yaml",
            "content/policy/guides/money.yaml",
            "content/policy/replies/money.yaml",
            "content/policy/journeys/money.yaml",
            "content/policy/roles.yaml",
            "content/policy/glossary.yaml",
            "content/404.md",
            "theme/theme.toml",
            "theme/templates/page.html",
        ][..],
    );
    let any = (paths, prop_oneof![data(), nasty(), bytes()]).prop_map(|(path, text)| (path.to_owned(), text));
    prop_oneof![8 => any, 2 => reply().prop_map(|text| ("content/policy/replies/money.yaml".to_owned(), text))]
}

/// Pieces of the texts of replies.
const BRACES: &[&str] = &[
    "[[",
    "]]",
    "[",
    "{{",
    "}}",
    "{",
    "{{#",
    "{{#checklist}}",
    "{{#count}}",
    "{{#no-guarantee money}}",
    "{{#link guide:",
    "{{#link outcome:/",
    "{{#param",
    "[[a]]",
    "[[ a\tb ]]",
    "a",
    "é",
    "\u{202E}",
    " ",
    "\n",
    "\n\n",
    "two things",
    "#",
    "|",
    "<b>",
];

/// A reply whose texts have any braces in any order.
fn reply() -> impl Strategy<Value = String> {
    let text = || vec(select(BRACES), 0..12).prop_map(|parts| serde_json::json!(parts.concat()).to_string());
    (text(), text(), text(), text()).prop_map(|(subject, body, answer, by)| {
        format!(
            "reply: money\ntitle: Money\nsubject: {subject}\nfill:\n  a: {{example: b}}\nbody: {body}\nchecklist:\n  \
             - {{ask: money, answer: {answer}, owner: you, by: {by}, if_nothing: Nothing.}}\n"
        )
    })
}
