//! A tag with thousands of attributes ends no build: it is found, shown as it is written, and given to no reader of HTML.

use crate::handbook::Handbook;

use caveat::crowded::crowded;

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
        format!("<textarea>{all}</textarea>"),
        format!("<a b='{all}'>"),
        format!("<? {}>", "c=\"d\" ".repeat(200)),
        crowd(60).repeat(5),
    ] {
        assert_eq!(crowded(&html), None, "{html}");
    }
}

#[test]
fn a_page_with_one_is_built_and_says_so() {
    for tag in [crowd(20_000), format!("<i>x</i {}>", "c=\"d\" ".repeat(20_000))] {
        let mut book = Handbook::default();
        book.text("content/index.md", &format!("# Home\n\n<div>\n{tag}\n</div>\n\nText.\n"));
        let built = book.build_cold();
        let codes: Vec<&str> = built.found.iter().map(|finding| finding.code.name).collect();
        assert_eq!(codes, ["unfinished-html"], "{}", built.report("short").unwrap_or_default());
        assert!(built.report("short").unwrap_or_default().contains("too many attributes"));
    }
}
