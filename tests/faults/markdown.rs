//! Markdown that somebody wrote to keep the program busy: row P1. None of it ends the program, however deep it goes; how the
//! work grows with its length is counted by `cargo bench --bench growth`.

use super::growth::Many;
use super::growth::page;

pub(crate) const ALL: &[Many] = &[
    ("strong in emphasis", 2000, |count| page(format!("{}b{}", "*a **a ".repeat(count), " a** a*".repeat(count)))),
    ("ends of emphasis", 4000, |count| page("a_ ".repeat(count))),
    ("beginnings of emphasis", 4000, |count| page("_a ".repeat(count))),
    ("ends of links", 1000, |count| page("a]".repeat(count))),
    ("beginnings of links", 1000, |count| page("[a".repeat(count))),
    ("marks that do not fit", 4000, |count| page("*a_ ".repeat(count))),
    ("marks within each other", 2000, |count| page(format!("{}{}", "*a ".repeat(count), "_a*_ ".repeat(count)))),
    ("marks in threes", 4000, |count| page(format!("a**b{}", "c* ".repeat(count)))),
    ("links and emphasis, begun", 1000, |count| page("[ a_".repeat(count))),
    ("brackets and parentheses", 4000, |count| page("[ (](".repeat(count))),
    ("pictures in links", 1000, |count| page("![[]()".repeat(count))),
    ("emphasis across links", 500, |count| page("**x [a*b**c*](d) ".repeat(count))),
    ("brackets within each other", 4000, |count| page(format!("{}a{}", "[".repeat(count), "]".repeat(count)))),
    ("quotes within each other", 5000, |count| page(format!("{}a", "> ".repeat(count)))),
    ("links within each other", 500, |count| page(format!("{}a{}", "[".repeat(count), "](b)".repeat(count)))),
    ("pictures within each other", 500, |count| page(format!("{}a{}", "![".repeat(count), "](b)".repeat(count)))),
    ("lists within each other", 300, |count| {
        page((0..count).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "* a\n"))
    }),
    ("empty lines in deep lists", 30000, |count| page(format!("{}x{}", "- ".repeat(100), "\n".repeat(count)))),
    ("runs of backticks", 300, |count| page((1..count).fold(String::new(), |text, run| text + "e" + &"`".repeat(run)))),
    ("addresses never ended", 1000, |count| page("[a](<b".repeat(count))),
    ("links never ended", 1000, |count| page("[a](b".repeat(count))),
    ("parentheses in an address", 40000, |count| page(format!("[a]({}{})", "(".repeat(count), ")".repeat(count)))),
    ("quotes in a title", 4000, |count| page(format!("[a](b \"{})", "\"".repeat(count)))),
    ("comments begun", 1000, |count| page("</<!--".repeat(count))),
    ("comments within each other, begun", 5000, |count| page("<!-- ".repeat(count))),
    ("lines of comments begun", 5000, |count| page("<!-- \n".repeat(count))),
    ("instructions begun", 10000, |count| page("<?".repeat(count))),
    ("sections begun", 10000, |count| page("<![CDATA[".repeat(count))),
    ("declarations begun", 10000, |count| page("<!A ".repeat(count))),
    ("signs of less", 8000, |count| page("<".repeat(count))),
    ("addresses as links, begun", 1000, |count| page("<a:".repeat(count))),
    ("ampersands", 4000, |count| page(format!("{}{}", "&".repeat(count), "&amp;".repeat(count)))),
    ("columns of a table", 2000, |count| {
        page(format!("|{}\n|{}\n|{}", "a|".repeat(count), "-|".repeat(count), "b|".repeat(count)))
    }),
    ("short rows of a wide table", 300, |count| {
        page(format!("|{}\n|{}\n{}", "a|".repeat(50), "-|".repeat(50), "|b\n".repeat(count)))
    }),
    ("rows of nothing", 4000, |count| page(format!("a\n|-\n{}", "|\n".repeat(count)))),
    ("notes that are not there", 1000, |count| page("[^x]".repeat(count))),
    ("notes in notes", 300, |count| {
        page((0..count).fold(String::from("[^0]\n\n"), |text, note| format!("{text}[^{note}]: [^{}]\n", note + 1)))
    }),
    ("one note, often", 500, |count| page(format!("{}\n\n[^a]: note", "[^a] ".repeat(count)))),
    ("lines of a heading", 4000, |count| page(format!("{}===", "a\n".repeat(count)))),
    ("elements begun", 2000, |count| page("<div>\n\n".repeat(count))),
    ("attributes of a tag", 2000, |count| page(format!("<div>\n<a {}>\n</div>", "b=\"c\" ".repeat(count)))),
    ("attributes of an end", 2000, |count| page(format!("<div>\n</a {}>\n</div>", "b=\"c\" ".repeat(count)))),
    ("values never ended", 2000, |count| page("<a b=\"".repeat(count))),
    ("directives", 1200, |count| page("{{#param x}} ".repeat(count))),
    ("directives begun", 2000, |count| page("{{#param ".repeat(count))),
    ("braces", 10000, |count| page("{{".repeat(count))),
    ("ids of a heading", 4000, |count| page("# a {#".repeat(count))),
    ("callouts within each other", 180, |count| {
        page((0..count).fold(String::new(), |text, depth| text + &"> ".repeat(depth + 1) + "[!NOTE]\n"))
    }),
    ("words explained", 500, |count| page("a\n: b\n\n".repeat(count))),
    ("boxes to tick", 2000, |count| page("- [ ] a\n".repeat(count))),
    ("words crossed out, begun", 4000, |count| page("~~a ".repeat(count))),
    ("small letters above and below", 2000, |count| page("^a^~b~".repeat(count))),
    ("quotation marks", 1000, |count| page("\"a' ".repeat(count))),
    ("one long word", 80000, |count| page("a".repeat(count))),
    ("spaces", 80000, |count| page(format!("a{}b", " ".repeat(count)))),
    ("ends of lines with returns", 4000, |count| page("a\r\n".repeat(count))),
    ("returns", 4000, |count| page("a\r".repeat(count))),
    ("accents on one letter", 20000, |count| page(format!("a{}", "\u{301}".repeat(count)))),
    ("marks of direction", 8000, |count| page("\u{202e}".repeat(count))),
    ("signs of several signs", 2000, |count| page("👩\u{200d}👩\u{200d}👧 ".repeat(count))),
    ("tabs", 10000, |count| page(format!("{}a", "\t".repeat(count)))),
    ("numbered lists", 2000, |count| {
        page((0..count).fold(String::new(), |text, number| format!("{text}{number}. a\n")))
    }),
    ("lists that change their mark", 500, |count| page("* a\n- a\n".repeat(count))),
    ("fences of all lengths", 5000, |count| {
        page((0..count).fold(String::new(), |text, fence| text + &"`".repeat(3 + fence % 50) + "\n"))
    }),
    ("a fence never ended", 10000, |count| page(format!("```\n{}", "a\n".repeat(count)))),
    ("apostrophes", 1000, |count| page("don't ".repeat(count))),
    ("commas", 1000, |count| page("a, ".repeat(count))),
    ("values typed by hand", 3000, |count| page("500 USD and 21 days. ".repeat(count))),
    ("addresses for mail", 3000, |count| page("a@b.org ".repeat(count))),
    ("numbers to call", 3000, |count| page("+49 170 1234567 ".repeat(count))),
];

#[test]
fn hostile_markdown_makes_a_site() {
    super::made("P1", ALL);
}
