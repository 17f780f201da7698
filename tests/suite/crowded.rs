//! A tag with thousands of attributes ends no build: it is found, shown as it is written, and given to no reader of HTML.

use crate::chance::Chance;
use crate::handbook::Handbook;

use caveat::crowded::Tag;
use caveat::crowded::crowded;
use std::collections::BTreeMap;

fn crowd(count: usize) -> String {
    format!("<b {}>", "c=\"d\" ".repeat(count))
}

#[test]
fn nothing_before_a_crowded_tag_hides_it() {
    for before in [
        "",
        "<a b=\"c\">",
        "<a=\"> ",
        "<a='>",
        "<a ='>",
        "<a b=c'>",
        "<a b = c'>",
        "<a b=>'",
        "<svg/'>",
        "<a/b='x'/>",
        "</a b='>'>",
        "<!-- <b c=' --> ",
        "<!--> '",
        "<!---> '",
        "<!-- --!> '",
        "<!---- --> '",
        "<!-----> '",
        "<!---!> --> '",
        "<script>'</b c='</script>",
        "<SCRIPT>'</b c='</script >",
        "<title><b c='</title>",
        "<? '> ",
        "</ '>",
        "</script> '",
        "<!doctype html> '",
        "< a='",
        "<é '>",
        "<script><!--<script></script>'--></script>",
        "<script><!--<script></script></script>",
        "<script><!--<script '>--></script>",
        "<script><!--></script>",
        "<script><!--<scripts></script>",
        "<script></scripts '></script>",
        "<title></titles b='></title>",
        "<textarea></textarea b='>'>",
    ] {
        let html = format!("{before}{} and more", crowd(101));
        assert_eq!(crowded(&html), Some(before.len()), "behind {before}");
    }
}

#[test]
fn what_is_no_tag_is_not_crowded() {
    let all = crowd(101);
    for html in [
        crowd(100),
        format!("<!-- {all} -->"),
        format!("<script>{all}</script>"),
        format!("<script><!--<script></script>{all}--></script>"),
        format!("<script></scripts>{all}</script>"),
        format!("<textarea>{all}</textarea>"),
        format!("<a b='{all}'>"),
        format!("<? {}>", "c=\"d\" ".repeat(200)),
        crowd(60).repeat(5),
    ] {
        assert_eq!(crowded(&html), None, "{html}");
    }
}

/// What the reader of HTML takes for the attributes of a tag, in whatever stands around.
fn most(html: &str) -> usize {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut tokens = html5gum::Tokenizer::new_with_emitter(html, emitter);
    let mut most = 0;
    while let Some(Ok(token)) = tokens.next() {
        if let html5gum::Token::StartTag(tag) = token {
            if *tag.name == b"noscript"[..] {
                tokens.set_state(html5gum::State::Data);
            }
            most = most.max(tag.attributes.len());
        }
    }
    most
}

const PIECES: [&str; 40] = [
    "<",
    ">",
    "/",
    "=",
    "'",
    "\"",
    " ",
    "\n",
    "-",
    "--",
    "!",
    "<!--",
    "-->",
    "--!>",
    "<a",
    "</a",
    "<a ",
    "<a b=",
    "<b c='d'",
    "script",
    "<script>",
    "</script>",
    "<script",
    "</script",
    "<SCRIPT ",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea",
    "<style>",
    "</style>",
    "<noscript>",
    "</noscript>",
    "<xmp>",
    "<![CDATA[",
    "]]>",
    "<?",
    "<!doctype",
    "<iframe>",
    "é",
];

#[test]
fn whatever_stands_around_a_crowded_tag_it_is_seen_where_the_reader_sees_it() {
    let mut chance = Chance(7);
    let crowd: String = (0..101).fold(String::from("<b"), |tag, number| format!("{tag} a{number}=\"d\"")) + ">";
    let mut seen = 0;
    for _ in 0..10_000 {
        let mut some = |count: u64| -> String {
            (0..chance.below(count)).map(|_| PIECES[chance.below(PIECES.len() as u64) as usize]).collect()
        };
        let html = format!("{}{crowd}{}", some(12), some(4));
        if most(&html) > 100 {
            assert!(crowded(&html).is_some(), "{html:?}");
            seen += 1;
        }
    }
    println!("P1: {seen} of {seen} crowded tags are seen that the reader of HTML would read");
    assert!(seen > 1_000);
}

/// The name of a start tag, its attributes, and whether it says that it ends at once.
type Start = (String, BTreeMap<String, String>, bool);

/// The start tag at the start of a text, as the reader of HTML sees it.
fn first(html: &str) -> Option<Start> {
    let mut tokens =
        html5gum::Tokenizer::new(html).flatten().filter(|token| !matches!(token, html5gum::Token::Error(_)));
    let html5gum::Token::StartTag(tag) = tokens.next()? else { return None };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
    Some((text(&tag.name), attributes.collect(), tag.self_closing))
}

/// The same, as a crowded one is read.
fn read(html: &str) -> Option<Start> {
    let tag = Tag::read(html).filter(|tag| !tag.is_end)?;
    let mut attributes = BTreeMap::new();
    for (name, value) in tag.attributes {
        attributes.entry(name.to_ascii_lowercase()).or_insert(value.to_ascii_lowercase());
    }
    Some((tag.name, attributes, tag.closes_itself))
}

#[test]
fn a_crowded_tag_is_read_as_the_reader_reads_others() {
    let mut chance = Chance(11);
    let mut same = 0;
    for _ in 0..10_000 {
        let pieces: String =
            (0..chance.below(12)).map(|_| PIECES[chance.below(PIECES.len() as u64) as usize]).collect();
        let html = format!("<b {pieces}");
        assert_eq!(read(&html), first(&html), "{html:?}");
        same += usize::from(first(&html).is_some());
    }
    println!("P1: {same} of {same} tags are read as the reader of HTML reads them");
    assert!(same > 1_000);
}

#[test]
fn a_page_with_one_is_built_and_says_so() {
    for tag in [crowd(20_000), format!("<i>x</i {}>", "c=\"d\" ".repeat(20_000))] {
        let mut book = Handbook::default();
        book.text("content/index.md", &format!("# Home\n\n<div>\n{tag}\n</div>\n\nText.\n"));
        let built = book.build_cold();
        let codes: Vec<&str> = built.found.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["unfinished-html"], "{}", built.report("short").unwrap_or_default());
        assert!(built.report("short").unwrap_or_default().contains("more than 100 values in quotes"));
    }
}
