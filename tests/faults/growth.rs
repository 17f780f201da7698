//! How the work grows with what a handbook has many of. It is the time that one thread works, not the clock on the wall;
//! what an empty handbook takes is taken off, and of several tries the best counts. What looks steep is measured again: other
//! work on the machine passes, a square does not.

use crate::handbook::Handbook;

use std::fmt::Write as _;

/// A thing that a handbook can have many of: its name, how many there are at first, and the handbook with them.
pub(super) type Many = (&'static str, usize, fn(usize) -> Handbook);

/// Between the small and the large handbook.
const TIMES: usize = 4;
/// How often something that looks steep is looked at.
const LOOKS: usize = 4;
/// What is measured beside other work wavers; this tells what grows with the number from what grows with its square. What a
/// quiet machine shows is to be 1.2 at most.
const MOST: f64 = 1.5;

/// A handbook of one page.
pub(super) fn page(text: String) -> Handbook {
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

const ALL: [Many; 24] = [
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
    // The menu shows the guides beside each other, up to a bound that is not reached here, so each page grows too.
    ("guides", 16, guides),
];

fn seconds(book: &Handbook) -> f64 {
    let clock = || {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let once = || {
        let began = clock();
        let built = book.build_cold();
        let took = clock() - began;
        assert!(!built.site.is_empty());
        took
    };
    (0..4).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// What grows faster than what there is of it. `row` names the row of the table that asks for it.
pub(super) fn steep(row: &str, all: &[Many]) -> Vec<String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let empty = seconds(&page("# Many\n".to_owned()));
        let mut steep = Vec::new();
        for (name, count, book) in all {
            let books = [*count, count * TIMES].map(book);
            let look = || {
                let [small, large] = books.each_ref().map(|book| (seconds(book) - empty).max(1e-4));
                ((large / small).ln() / (TIMES as f64).ln(), small, large)
            };
            let mut looks = 1;
            let (mut exponent, mut small, mut large) = look();
            while exponent > MOST && looks < LOOKS {
                let again = look();
                if again.0 < exponent {
                    (exponent, small, large) = again;
                }
                looks += 1;
            }
            println!(
                "{row}: {name:30} {count:4} {:7.1} ms, {:5} {:7.1} ms, exponent {exponent:.2}",
                small * 1e3,
                count * TIMES,
                large * 1e3
            );
            // Less than this is taken for the noise of measuring.
            if exponent > MOST && large > 0.03 {
                steep.push(format!("{name}: {exponent:.2}"));
            }
        }
        steep
    })
}

#[test]
fn the_work_grows_with_the_number_of_things() {
    let steep = steep("P6", &ALL);
    assert!(steep.is_empty(), "this grows faster than what there is of it: {}", steep.join(", "));
}
