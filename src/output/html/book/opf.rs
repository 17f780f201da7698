//! The card of an EPUB: what the book is, what is in it, and in which order it is read.

use crate::memo::Fingerprint;
use crate::output::html::book::syntax;
use crate::output::html::book::whole::Whole;
use crate::site::urls;

use std::fmt::Write as _;

/// A file of the book.
pub(super) struct Item {
    /// Where it stands.
    pub(super) path: String,
    /// What it is.
    pub(super) kind: &'static str,
    /// What it says; empty for a file of the project.
    pub(super) text: String,
    /// Its part in the book.
    part: Part,
}

#[derive(PartialEq, Eq)]
enum Part {
    Read,
    Navigation,
    Used,
}

impl Item {
    /// A page that is read.
    pub(super) fn page(path: &str, text: &str) -> Self {
        Self { path: path.into(), kind: "application/xhtml+xml", text: text.into(), part: Part::Read }
    }

    /// The navigation.
    pub(super) fn navigation(text: String) -> Self {
        Self { path: "nav.xhtml".into(), kind: "application/xhtml+xml", text, part: Part::Navigation }
    }

    /// A text that pages use.
    pub(super) fn text(path: &str, kind: &'static str, text: String) -> Self {
        Self { path: path.into(), kind, text, part: Part::Used }
    }

    /// A file of the project.
    pub(super) fn file(path: &str, kind: &'static str) -> Self {
        Self { path: path.into(), kind, text: String::new(), part: Part::Used }
    }

    fn properties(&self) -> &'static str {
        match self.part {
            Part::Navigation => " properties=\"nav\"",
            Part::Read if self.text.contains("<svg") => " properties=\"svg\"",
            Part::Read if self.text.contains("<math") => " properties=\"mathml\"",
            _ => "",
        }
    }
}

/// The card of a book with these files.
pub(super) fn package(whole: &Whole<'_>, items: &[Item]) -> String {
    let words = whole.frame.parts().words();
    let mut opf = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book-id\"",
    );
    syntax::attribute("xml:lang", &words.language, &mut opf);
    opf.push_str(">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let _ = writeln!(opf, "<dc:identifier id=\"book-id\">urn:uuid:{}</dc:identifier>", identifier(whole));
    let day = whole.given.as_of;
    let has_pictures = items.iter().any(|item| item.kind.starts_with("image/") || item.text.contains("<svg"));
    let mut line = |name: &str, value: &str| {
        let _ = write!(opf, "<dc:{name}>");
        syntax::text(value, &mut opf);
        let _ = writeln!(opf, "</dc:{name}>");
    };
    line("title", if words.title.trim().is_empty() { "?" } else { &words.title });
    line("language", &words.language);
    line("date", &day.to_string());
    words.authors.iter().filter(|author| !author.trim().is_empty()).for_each(|author| line("creator", author));
    words.description.iter().for_each(|text| line("description", text));
    whole.given.base.iter().for_each(|base| line("source", base));
    let _ = writeln!(opf, "<meta property=\"dcterms:modified\">{day}T00:00:00Z</meta>");
    for (property, value) in accessibility(has_pictures) {
        let _ = writeln!(opf, "<meta property=\"schema:{property}\">{value}</meta>");
    }
    opf.push_str("</metadata>\n<manifest>\n");
    for (number, item) in items.iter().enumerate() {
        let href = item.path.split('/').map(encoded).collect::<Vec<_>>().join("/");
        let (kind, properties) = (item.kind, item.properties());
        let _ = writeln!(opf, "<item id=\"f{number}\" href=\"{href}\" media-type=\"{kind}\"{properties}/>");
    }
    let _ = writeln!(opf, "</manifest>\n<spine page-progression-direction=\"{}\">", words.direction);
    for (number, _) in items.iter().enumerate().filter(|(_, item)| item.part == Part::Read) {
        let _ = writeln!(opf, "<itemref idref=\"f{number}\"/>");
    }
    opf.push_str("</spine>\n</package>\n");
    opf
}

fn encoded(part: &str) -> String {
    let mut made = String::new();
    urls::encode(part, &mut made);
    made.replace('&', "&amp;")
}

/// What a library says to readers who do not see, or see little.
fn accessibility(has_pictures: bool) -> Vec<(&'static str, &'static str)> {
    let mut rows = vec![
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "Text with headings in order. Nothing in it needs to be seen, heard or run."),
    ];
    if has_pictures {
        rows.push(("accessMode", "visual"));
        rows.push(("accessibilityFeature", "alternativeText"));
    }
    rows
}

/// The same for every edition of one handbook: made from its address, or from its title if it has none.
fn identifier(whole: &Whole<'_>) -> String {
    let name = whole.given.base.unwrap_or(&whole.frame.parts().words().title);
    let hex = Fingerprint::of(&("epub", name)).hex();
    // Version 8 of UUIDs leaves to whoever makes them how they are made.
    format!("{}-{}-8{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
