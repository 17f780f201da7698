//! Markdown that somebody wrote to keep the program busy: row P1. No page of it takes the more the longer it is, and none ends
//! the program, however deep it goes.

use super::growth::Many;
use super::growth::page;
use super::growth::steep;

const ALL: &[Many] = &[
    ("strong in emphasis", 500, |count| page(format!("{}b{}", "*a **a ".repeat(count), " a** a*".repeat(count)))),
    ("ends of emphasis", 1000, |count| page("a_ ".repeat(count))),
    ("beginnings of emphasis", 1000, |count| page("_a ".repeat(count))),
    ("ends of links", 1000, |count| page("a]".repeat(count))),
    ("beginnings of links", 1000, |count| page("[a".repeat(count))),
    ("marks that do not fit", 1000, |count| page("*a_ ".repeat(count))),
    ("marks within each other", 500, |count| page(format!("{}{}", "*a ".repeat(count), "_a*_ ".repeat(count)))),
    ("marks in threes", 1000, |count| page(format!("a**b{}", "c* ".repeat(count)))),
    ("links and emphasis, begun", 1000, |count| page("[ a_".repeat(count))),
    ("brackets and parentheses", 1000, |count| page("[ (](".repeat(count))),
    ("pictures in links", 1000, |count| page("![[]()".repeat(count))),
    ("emphasis across links", 500, |count| page("**x [a*b**c*](d) ".repeat(count))),
    ("brackets within each other", 1000, |count| page(format!("{}a{}", "[".repeat(count), "]".repeat(count)))),
    ("quotes within each other", 500, |count| page(format!("{}a", "> ".repeat(count)))),
    ("links within each other", 500, |count| page(format!("{}a{}", "[".repeat(count), "](b)".repeat(count)))),
    ("pictures within each other", 500, |count| page(format!("{}a{}", "![".repeat(count), "](b)".repeat(count)))),
    ("lists within each other", 100, |count| {
        page((0..count).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "* a\n"))
    }),
    ("empty lines in deep lists", 300, |count| page(format!("{}x{}", "- ".repeat(100), "\n".repeat(count)))),
    ("runs of backticks", 100, |count| page((1..count).fold(String::new(), |text, run| text + "e" + &"`".repeat(run)))),
    ("addresses never ended", 1000, |count| page("[a](<b".repeat(count))),
    ("links never ended", 1000, |count| page("[a](b".repeat(count))),
    ("parentheses in an address", 1000, |count| page(format!("[a]({}{})", "(".repeat(count), ")".repeat(count)))),
    ("quotes in a title", 1000, |count| page(format!("[a](b \"{})", "\"".repeat(count)))),
    ("comments begun", 1000, |count| page("</<!--".repeat(count))),
    ("instructions begun", 1000, |count| page("<?".repeat(count))),
    ("sections begun", 1000, |count| page("<![CDATA[".repeat(count))),
    ("declarations begun", 1000, |count| page("<!A ".repeat(count))),
    ("signs of less", 2000, |count| page("<".repeat(count))),
    ("addresses as links, begun", 1000, |count| page("<a:".repeat(count))),
    ("ampersands", 1000, |count| page(format!("{}{}", "&".repeat(count), "&amp;".repeat(count)))),
    ("columns of a table", 500, |count| {
        page(format!("|{}\n|{}\n|{}", "a|".repeat(count), "-|".repeat(count), "b|".repeat(count)))
    }),
    ("short rows of a wide table", 300, |count| {
        page(format!("|{}\n|{}\n{}", "a|".repeat(50), "-|".repeat(50), "|b\n".repeat(count)))
    }),
    ("rows of nothing", 1000, |count| page(format!("a\n|-\n{}", "|\n".repeat(count)))),
    ("notes that are not there", 1000, |count| page("[^x]".repeat(count))),
    ("notes in notes", 300, |count| {
        page((0..count).fold(String::from("[^0]\n\n"), |text, note| format!("{text}[^{note}]: [^{}]\n", note + 1)))
    }),
    ("one note, often", 500, |count| page(format!("{}\n\n[^a]: note", "[^a] ".repeat(count)))),
    ("lines of a heading", 1000, |count| page(format!("{}===", "a\n".repeat(count)))),
    ("elements begun", 500, |count| page("<div>\n\n".repeat(count))),
    ("attributes of a tag", 2000, |count| page(format!("<div>\n<a {}>\n</div>", "b=\"c\" ".repeat(count)))),
    ("attributes of an end", 2000, |count| page(format!("<div>\n</a {}>\n</div>", "b=\"c\" ".repeat(count)))),
    ("values never ended", 500, |count| page("<a b=\"".repeat(count))),
    ("directives", 300, |count| page("{{#param x}} ".repeat(count))),
    ("directives begun", 500, |count| page("{{#param ".repeat(count))),
    ("braces", 1000, |count| page("{{".repeat(count))),
    ("ids of a heading", 1000, |count| page("# a {#".repeat(count))),
    ("callouts within each other", 30, |count| {
        page((0..count).fold(String::new(), |text, depth| text + &"> ".repeat(depth + 1) + "[!NOTE]\n"))
    }),
    ("words explained", 500, |count| page("a\n: b\n\n".repeat(count))),
    ("boxes to tick", 500, |count| page("- [ ] a\n".repeat(count))),
    ("words crossed out, begun", 1000, |count| page("~~a ".repeat(count))),
    ("small letters above and below", 500, |count| page("^a^~b~".repeat(count))),
    ("quotation marks", 1000, |count| page("\"a' ".repeat(count))),
    ("one long word", 20000, |count| page("a".repeat(count))),
    ("spaces", 20000, |count| page(format!("a{}b", " ".repeat(count)))),
    ("ends of lines with returns", 1000, |count| page("a\r\n".repeat(count))),
    ("returns", 1000, |count| page("a\r".repeat(count))),
    ("accents on one letter", 2000, |count| page(format!("a{}", "\u{301}".repeat(count)))),
    ("marks of direction", 2000, |count| page("\u{202e}".repeat(count))),
    ("signs of several signs", 500, |count| page("👩\u{200d}👩\u{200d}👧 ".repeat(count))),
    ("tabs", 1000, |count| page(format!("{}a", "\t".repeat(count)))),
    ("numbered lists", 500, |count| {
        page((0..count).fold(String::new(), |text, number| format!("{text}{number}. a\n")))
    }),
    ("lists that change their mark", 500, |count| page("* a\n- a\n".repeat(count))),
    ("fences of all lengths", 500, |count| {
        page((0..count).fold(String::new(), |text, fence| text + &"`".repeat(3 + fence % 50) + "\n"))
    }),
    ("a fence never ended", 1000, |count| page(format!("```\n{}", "a\n".repeat(count)))),
    ("apostrophes", 1000, |count| page("don't ".repeat(count))),
    ("commas", 1000, |count| page("a, ".repeat(count))),
    ("values typed by hand", 300, |count| page("500 USD and 21 days. ".repeat(count))),
    ("addresses for mail", 300, |count| page("a@b.org ".repeat(count))),
    ("numbers to call", 300, |count| page("+49 170 1234567 ".repeat(count))),
];

#[test]
fn hostile_markdown_takes_no_more_than_its_length() {
    let steep = steep("P1", ALL);
    println!("P1: {} of {} kinds of hostile Markdown grow with their length", ALL.len() - steep.len(), ALL.len());
    assert!(steep.is_empty(), "this grows faster than what there is of it: {}", steep.join(", "));
}
