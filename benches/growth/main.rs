//! How the work of a build grows with what a handbook has many of, in instructions: they are the same however busy the
//! machine is. What grows faster than it may ends this with a failure.
//!
//! `cargo bench --bench growth` needs valgrind on the path, and says so where there is none.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark measures the outside and prints")]

mod counted;
#[path = "../../tests/faults/growth.rs"]
mod growth;
#[path = "../../tests/suite/handbook.rs"]
#[allow(dead_code, reason = "the tests ask more of a handbook")]
mod handbook;
#[path = "../../tests/faults/markdown.rs"]
mod markdown;

use std::error::Error;

use caveat::source::Entry;

use growth::Many;
use growth::TIMES;
use handbook::Handbook;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What must grow with the length of the handbook: the row of the plan of tests that asks for it, the things, and the exponent
/// that is allowed.
struct Row {
    name: &'static str,
    all: &'static [Many],
    most: f64,
}

const ROWS: [Row; 2] =
    [Row { name: "P6", all: growth::ALL, most: 1.2 }, Row { name: "P1", all: markdown::ALL, most: 1.5 }];

/// Fewer instructions than this tell nothing: what an empty handbook takes is taken off, and does not always take the same. Of a
/// thing that takes fewer, nothing is said.
const LEAST: f64 = 2e6;

fn main() -> Result<()> {
    if let Some(at) = std::env::args().position(|arg| arg == "--build") {
        let name = std::env::args().nth(at + 1);
        ROWS.iter().filter(|row| Some(row.name) == name.as_deref()).for_each(counted::build);
        return Ok(());
    }
    if !counted::is_possible() {
        println!("growth ... ignored, `valgrind` is not here; install the package valgrind");
        return Ok(());
    }
    let counts: Vec<_> = std::thread::scope(|scope| {
        let runs =
            ROWS.each_ref().map(|row| scope.spawn(|| counted::count(row.name).map_err(|error| error.to_string())));
        runs.into_iter().map(|run| run.join().expect("a count")).collect()
    });
    let mut steep = Vec::new();
    for (row, counts) in ROWS.iter().zip(counts) {
        steep.extend(told(row, &counts?)?);
    }
    if steep.is_empty() {
        Ok(())
    } else {
        Err(format!("this grows faster than what there is of it: {}", steep.join(", ")).into())
    }
}

/// Prints a row, and says what of it is too steep. `counts` are those of the empty handbook, and of the small and the large one of
/// each thing.
fn told(row: &Row, counts: &[f64]) -> Result<Vec<String>> {
    let (empty, counts) = counts.split_first().ok_or("nothing was counted")?;
    if counts.len() != 2 * row.all.len() {
        return Err(format!("{} counts of {}", counts.len(), 2 * row.all.len()).into());
    }
    let (mut steep, mut untold) = (Vec::new(), 0);
    for ((name, count, book), both) in row.all.iter().zip(counts.chunks(2)) {
        let (small, large) = (both[0] - empty, both[1] - empty);
        if small < LEAST {
            println!("{}: {name:30} takes too little to tell", row.name);
            untold += 1;
            continue;
        }
        let longer = length(&book(count * TIMES)) / length(&book(*count));
        let exponent = (large / small).ln() / longer.ln();
        let (small, large) = (small / 1e6, large / 1e6);
        println!(
            "{}: {name:30} {count:5} {small:8.1} M, {:6} {large:8.1} M, exponent {exponent:.2}",
            row.name,
            count * TIMES
        );
        if exponent > row.most {
            steep.push(format!("{name}: {exponent:.2}"));
        }
    }
    println!(
        "{}: {} of {} grow with their length, exponent at most {}",
        row.name,
        row.all.len() - untold - steep.len(),
        row.all.len() - untold,
        row.most
    );
    Ok(steep)
}

/// How long all texts of a handbook are, in bytes.
fn length(book: &Handbook) -> f64 {
    let of = |entry: &Entry| if let Entry::Text(source) = entry { source.text.len() } else { 0 };
    book.snapshot().files.values().map(of).sum::<usize>() as f64
}
