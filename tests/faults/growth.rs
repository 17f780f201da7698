//! What a handbook can have many of. Here each of them is built; how the work grows with their number is counted by
//! `cargo bench --bench growth`, in instructions: a clock on a busy machine would find squares where there are none.

use crate::handbook::Handbook;

use std::fmt::Write as _;

/// A thing that a handbook can have many of: its name, how many there are at first, and the handbook with them.
pub(crate) type Many = (&'static str, usize, fn(usize) -> Handbook);

/// Between the small and the large handbook.
pub(crate) const TIMES: usize = 4;

/// A handbook of one page.
pub(crate) fn page(text: String) -> Handbook {
    let mut book = Handbook::default();
    book.text("content/index.md", &text);
    book.complete();
    book
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> Handbook {
    page((0..count).fold(String::from("# Many\n\n"), |text, number| text + &line(number)))
}

fn pages(count: usize, text: impl Fn(usize) -> String) -> Handbook {
    let mut book = Handbook::default();
    (0..count).for_each(|number| book.text(&format!("content/p{}/page-{number}.md", number % 20), &text(number)));
    book.complete();
    book
}

fn settings(more: &str) -> String {
    format!("[book]\ntitle = \"H\"\nsrc = \"content\"\n[output.html.redirect]\n{more}")
}

fn redirects(count: usize) -> Handbook {
    let mut book = Handbook::default();
    let rows = (0..count).fold(String::new(), |mut rows, number| {
        let _ = writeln!(rows, "\"/old/{number}.html\" = \"/index.html\"");
        rows
    });
    book.text("book.toml", &settings(&rows));
    book.complete();
    book
}

fn chained(count: usize) -> Handbook {
    let mut book = Handbook::default();
    let rows = (0..count).fold(String::new(), |mut rows, number| {
        let next = if number % 50 == 49 { "/index.html".to_owned() } else { format!("/old/{}.html", number + 1) };
        let _ = writeln!(rows, "\"/old/{number}.html\" = \"{next}\"");
        rows
    });
    book.text("book.toml", &settings(&rows));
    book.complete();
    book
}

/// Headings that a ledger knows, and as many of another page that are lost.
fn recorded(count: usize) -> Handbook {
    let mut book = repeated(count, |number| format!("## Part {number}\n\nText.\n\n"));
    let mut lines: Vec<String> = (0..count)
        .flat_map(|number| {
            [format!("index.html#part-{number} 2026-01-01\n"), format!("old.html#part-{number} 2026-01-01\n")]
        })
        .collect();
    lines.sort();
    book.text("ledger.txt", &lines.concat());
    book
}

/// A guide of so many routes, one an answer.
fn routes(count: usize) -> Handbook {
    let mut text = String::from(
        "guide: many\ntitle: Many?\nowner: tests\neffective: 2026-01-01\nreview_every: 400 days\nquestions:\n  \
         place:\n    ask: Where?\n    options:\n",
    );
    (0..count).for_each(|number| text += &format!("      a{number}: Place {number}\n"));
    text.push_str("    not_sure: {go: o}\nroutes:\n");
    (0..count).for_each(|number| text += &format!("  - {{id: r{number}, when: {{place: a{number}}}, then: o}}\n"));
    text.push_str(
        "outcomes:\n  o: {kind: needs-a-person, say: O, next: {do: N, owner: O, within: 1 day, if_nothing: I}}\n",
    );
    let mut book = Handbook::default();
    book.text("content/policy/guides/many.yaml", &text);
    book.complete();
    book
}

fn guides(count: usize) -> Handbook {
    let mut book = Handbook::default();
    for number in 0..count {
        let text = include_str!("../suite/letters/guide.yaml").replace("NAME", &format!("g{number}"));
        book.text(&format!("content/policy/guides/g{number}.yaml"), &text);
    }
    book.complete();
    book
}

fn chained_includes(count: usize) -> Handbook {
    let mut book = repeated(count, |number| format!("{{{{#include part-{}.txt}}}}\n\n", number % 40));
    (0..40).for_each(|number| book.text(&format!("content/part-{number}.txt"), "A part.\n"));
    book
}

/// A file of parts, each between its anchors, and a page that puts in every one.
fn parts(count: usize) -> Handbook {
    let mut book = repeated(count, |number| format!("{{{{#include parts.txt:p{number}}}}}\n\n"));
    let part = |number| format!("ANCHOR: p{number}\nPart {number}.\nANCHOR_END: p{number}\n");
    book.text("content/parts.txt", &(0..count).map(part).collect::<String>());
    book
}

/// Templates of which each is broken in its own way or for want of another.
fn broken_templates(count: usize) -> Handbook {
    let mut book = Handbook::default();
    for number in 0..count {
        let text = match number % 4 {
            0 => "{{ }}".to_owned(),
            1 => "{{ 1 | nothing }}".to_owned(),
            2 => format!("{{% extends \"t{}.html\" %}}", number - 2),
            _ => format!("{{% include \"t{}.html\" %}}", number - 2),
        };
        book.text(&format!("theme/templates/t{number}.html"), &text);
    }
    book.complete();
    book
}

/// So many releases, a day after the other, each with its reason.
fn releases(count: usize) -> Handbook {
    let mut book = Handbook::default();
    let rows = (0..count).map(|number| {
        let day = jiff::civil::date(2000, 1, 1).saturating_add(jiff::Span::new().days(number as i64));
        format!("{{\"day\": \"{day}\", \"why\": \"reason {number}\"}}")
    });
    let rows = rows.collect::<Vec<_>>().join(",\n");
    book.text("history/releases.json", &format!("{{\"format\": 1, \"releases\": [\n{rows}\n]}}\n"));
    book.complete();
    book
}

pub(crate) const ALL: &[Many] = &[
    ("headings of one name", 2400, |count| repeated(count, |_| "## Same\n\nText.\n\n".to_owned())),
    ("headings of other names", 2400, |count| repeated(count, |number| format!("## Part {number}\n\nText.\n\n"))),
    ("headings within each other", 2400, |count| {
        repeated(count, |number| format!("{} Part {number}\n\n", "#".repeat(2 + number % 5)))
    }),
    ("links to headings", 2400, |count| repeated(count, |number| format!("## P{number}\n\n[a](#p{})\n\n", number / 2))),
    ("dead links", 1200, |count| repeated(count, |number| format!("[a](nothing-{number}.md)\n\n"))),
    ("dead headings", 1200, |count| repeated(count, |number| format!("[a](#nothing-{number})\n\n"))),
    ("definitions of links", 2400, |count| {
        repeated(count, |number| format!("[a{number}]\n\n[a{number}]: index.md\n\n"))
    }),
    ("footnotes", 1600, |count| repeated(count, |number| format!("A[^{number}].\n\n[^{number}]: The note.\n\n"))),
    ("tables", 1200, |count| repeated(count, |number| format!("| a | b |\n|---|---|\n| {number} | 2 |\n\n"))),
    ("lists in lists", 2400, |count| repeated(count, |number| format!("{}- item\n", "  ".repeat(number % 8)))),
    ("includes", 1200, chained_includes),
    ("parts of one file", 2400, parts),
    ("templates that are broken", 120, broken_templates),
    ("callouts", 1200, |count| repeated(count, |number| format!("> [!NOTE]\n> Word {number}.\n\n"))),
    ("promises", 1200, |count| {
        repeated(count, |number| format!("We guarantee that request {number} will be approved.\n\n"))
    }),
    ("marks in a row", 60_000, |count| page(format!("# Many\n\nWe pay{}\n", "!".repeat(count)))),
    ("full stops in a row", 60_000, |count| page(format!("# Many\n\nWe pay{} it\n", ".".repeat(count)))),
    ("words without a stop", 2400, |count| {
        repeated(count, |number| format!("we send shirts, if {number} of you ask, and\n"))
    }),
    ("pages", 120, |count| pages(count, |number| format!("# Page {number}\n\nText.\n"))),
    ("pages that link to each other", 120, |count| {
        pages(count, |number| format!("# Page {number}\n\n[next](../p{}/page-{}.md)\n", (number + 1) % 20, number + 1))
    }),
    ("words of the search", 120, |count| {
        pages(count, |number| {
            (0..60).fold(format!("# Page {number}\n"), |text, word| format!("{text} w{}", number * 7 + word))
        })
    }),
    ("redirects", 480, redirects),
    ("redirects that are led on", 480, chained),
    ("addresses of a ledger", 600, recorded),
    ("routes of a guide", 32, routes),
    ("releases", 240, releases),
    // The menu shows the guides beside each other, up to a bound that is not reached here, so each page grows too.
    ("guides", 16, guides),
];

#[test]
fn many_of_anything_make_a_site() {
    super::made("P6", ALL);
}
