//! What hides a callout from a reader, and what does not: tables of styles and of pages, one a row.

use std::collections::BTreeSet;

use caveat::diagnostic::Diagnostic;
use caveat::output::guard;
use caveat::output::guard::Must;
use caveat::output::guard::Style;
use caveat::output::guard::Styles;
use caveat::source::FileId;
use caveat::source::Span;

use proptest::prelude::*;

const ASK: &str = "money/may-file";
const SENTENCES: [&str; 2] = ["This is not a promise.", "The council decides & answers."];

/// The callout as a theme might write it.
const CALLOUT: &str = "<div class=\"callout callout-no-guarantee\" data-callout=\"money/may-file\">\
    <p class=\"callout-title\"><span class=\"callout-kind\">No guarantee</span></p>\n\
    <p>This is <strong>not</strong>\n a promise.</p><p id=\"who\">The council decides &amp; answers.</p></div>";

/// Each of these rules hides the callout, or a sentence of it.
const HIDING: &str = include_str!("guard/hiding.css");
/// None of these rules does.
const FINE: &str = include_str!("guard/fine.css");
/// Pages on which the callout cannot be seen; `@` is the callout.
const HIDDEN: &str = include_str!("guard/hidden.html");
/// Pages on which it is missing, or a part of it.
const MISSING: &str = include_str!("guard/missing.html");
/// Pages on which all is well.
const SEEN: &str = include_str!("guard/seen.html");

fn page(main: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Outcome</title>\
         <link rel=\"stylesheet\" href=\"../assets/style.css\"></head><body><div class=\"frame\">\n\
         <main id=\"main\"><article><div class=\"text\">{main}</div></article></main></div></body></html>"
    )
}

fn check(html: &str, css: &str) -> Vec<Diagnostic> {
    let style = Style::read("theme/assets/style.css", "assets/style.css", css);
    let span = Span { file: FileId::of("content/policy/guides/money.yaml"), start: 0, end: 1 };
    guard::check(
        html,
        None,
        &Styles::new([style]),
        &[Must { ask: ASK, sentences: &SENTENCES.map(str::to_owned), span }],
    )
}

/// The rows of a table: what stands between empty lines, without lines that open with `//`.
fn rows(table: &str) -> impl Iterator<Item = String> {
    let rows = table.split("\n\n").map(|row| {
        let lines: Vec<&str> = row.lines().filter(|line| !line.starts_with("//")).collect();
        lines.join("\n").trim().to_owned()
    });
    rows.filter(|row| !row.is_empty())
}

/// The rows whose page or style does not give exactly this code.
fn wrong(table: &str, code: Option<&str>, check: impl Fn(&str) -> Vec<Diagnostic>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows(table) {
        let found = check(&row);
        let names: BTreeSet<&str> = found.iter().map(|note| note.code.name).collect();
        if names != code.into_iter().collect::<BTreeSet<_>>() {
            let words: Vec<&str> = found.iter().map(|note| note.message.as_str()).collect();
            wrong.push(format!("{row}\n    gives {names:?} {words:?}"));
        }
        count += 1;
    }
    assert!(count > 5, "the table has hardly a row");
    wrong
}

#[test]
fn a_style_that_hides_the_callout_is_found() {
    let wrong = wrong(HIDING, Some("hidden-callout"), |css| check(&page(CALLOUT), css));
    assert!(wrong.is_empty(), "these should be found:\n{}", wrong.join("\n"));
}

#[test]
fn a_style_that_only_changes_the_callout_is_fine() {
    let wrong = wrong(FINE, None, |css| check(&page(CALLOUT), css));
    assert!(wrong.is_empty(), "these should be fine:\n{}", wrong.join("\n"));
}

#[test]
fn a_page_that_hides_the_callout_is_found() {
    let wrong = wrong(HIDDEN, Some("hidden-callout"), |main| check(&page(&main.replace('@', CALLOUT)), ""));
    assert!(wrong.is_empty(), "these should be found:\n{}", wrong.join("\n"));
}

#[test]
fn a_page_without_the_whole_callout_is_found() {
    let wrong = wrong(MISSING, Some("missing-callout"), |main| check(&page(&main.replace('@', CALLOUT)), ""));
    assert!(wrong.is_empty(), "these should be found:\n{}", wrong.join("\n"));
}

#[test]
fn a_page_that_shows_the_callout_is_fine() {
    let wrong = wrong(SEEN, None, |main| check(&page(&main.replace('@', CALLOUT)), ""));
    assert!(wrong.is_empty(), "these should be fine:\n{}", wrong.join("\n"));
}

#[test]
fn the_shipped_style_hides_nothing() {
    let css = include_str!("../../themes/default/assets/style.css");
    let found = check(&page(CALLOUT), css);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_message_names_the_rule() {
    let css = "@media print {\n  .text > .callout { color: red; display: none !important }\n}";
    let found = check(&page(CALLOUT), css);
    let wanted = "the callout of `money/may-file` cannot be seen: `theme/assets/style.css` hides it: \
                  `@media print { .text > .callout { display: none !important } }`";
    assert_eq!(found[0].message, wanted);
}

#[test]
fn a_style_sheet_that_is_not_read_is_no_proof() {
    let strange = page(CALLOUT).replace("../assets/style.css", "../assets/other.css");
    let message = &check(&strange, "")[0].message;
    assert!(message.contains("the page loads a style sheet that is not read here, `../assets/other.css`"), "{message}");
    let elsewhere = page(CALLOUT).replace("../assets/style.css", "https://example.org/assets/style.css");
    assert_eq!(check(&elsewhere, "").len(), 1);
    let unused = "@import url(more.css); p { margin: 0 }";
    assert_eq!(check(&page(CALLOUT), unused)[0].code.name, "hidden-callout");
}

#[test]
fn what_stands_behind_a_tag_of_very_many_values_counts_too() {
    let crowd = format!("<b{}></b>", " c='d'".repeat(101));
    let codes = |html: &str| check(html, "").into_iter().map(|one| one.code.name).collect::<Vec<_>>();
    assert!(codes(&page(&format!("{crowd}{CALLOUT}"))).is_empty());
    let hidden = format!("{CALLOUT}{crowd}<style>main *{{display:none}}</style>");
    assert_eq!(codes(&page(&hidden)), ["hidden-callout"]);
    let crowd = format!("<style title='&lt;'{}>main *{{display:none}}</style>", " c='d'".repeat(101));
    assert_eq!(codes(&page(&format!("{CALLOUT}{crowd}"))), ["hidden-callout"]);
    let crowd = format!("<div hidden{}>{CALLOUT}</div>", " c='d'".repeat(101));
    assert_eq!(codes(&page(&crowd)), ["hidden-callout"]);
}

#[test]
fn a_style_sheet_that_is_not_loaded_does_not_count() {
    let without = page(CALLOUT).replace("<link rel=\"stylesheet\" href=\"../assets/style.css\">", "");
    assert!(check(&without, ".callout { display: none }").is_empty());
}

/// Parts of a page, of which some change how what follows is read. `@` is the callout.
const PARTS: [&str; 26] = [
    "@",
    "@",
    "<div>",
    "</div>",
    "<p title=\"a &amp; b\">",
    "</p>",
    "a &lt; b ",
    "a < b ",
    "&copy; ",
    "<!-- <div> -->",
    "<!-- a -- b -->",
    "<br/>",
    "<script>if (1 < 2) {}</script>",
    "<script><!-- <script> ",
    "<style>p { color: red }</style>",
    "<textarea>a</textarea>",
    "<title>a</title>",
    "<plaintext>a</plaintext>",
    "<noembed><b>a</noembed>",
    "<noframes><b>a</noframes>",
    "<xmp><b>",
    "<SCRIPT>a</Script>",
    "<p title='a' class=b hidden>",
    "<noscript>",
    "</noscript>",
    "<svg><title>a</title></svg>",
];

proptest! {
    #![proptest_config(crate::properties::config(400))]

    /// Plain markup is read by a reader of its own. A carriage return leaves the whole page to the one that knows all of
    /// HTML, and both have to see the same.
    #[test]
    fn both_readers_of_pages_see_the_same(parts in proptest::collection::vec(0..PARTS.len(), 1..12)) {
        let main: String = parts.iter().map(|part| PARTS[*part].replace('@', CALLOUT)).collect();
        let html = page(&main);
        prop_assert_eq!(check(&html, ""), check(&format!("{html}\r"), ""), "{}", main);
    }
}
