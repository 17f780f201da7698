//! Writes the ledger: the lines that are there stay, new ones are put in their order.

use crate::ledger::record::Ledger;
use crate::ledger::standing::Standing;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

/// What stands above the lines of a new ledger.
const HEAD: &str = "# Every address at which something was published, with the day on which it first appeared.\n\
                    # `caveat release` adds lines. Nobody takes one out: people were sent these links.\n";

/// The addresses that have to last and have no line yet, sorted.
pub fn added(ledger: Option<&Ledger>, standing: &Standing) -> Vec<Arc<str>> {
    let known: HashSet<&str> =
        ledger.iter().flat_map(|ledger| ledger.records.iter().map(|record| ledger.address(record))).collect();
    standing.lasting().into_iter().filter(|address| !known.contains(&**address)).collect()
}

/// The ledger with lines for these addresses, which are sorted.
pub fn with(ledger: Option<&Ledger>, added: &[Arc<str>], day: Date) -> String {
    let Some(ledger) = ledger else {
        let lines: String = added.iter().map(|address| format!("{address} {day}\n")).collect();
        return format!("{HEAD}{lines}");
    };
    let end = if ledger.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut made = String::with_capacity(ledger.text.len() + added.len() * 40);
    let (mut records, mut added) = (ledger.records.iter().peekable(), added.iter().peekable());
    for (start, line) in lines(&ledger.text) {
        let record = records.next_if(|record| record.range.start == start);
        while let Some(address) = added.next_if(|address| record.is_some_and(|at| &***address < ledger.address(at))) {
            made.push_str(&format!("{address} {day}{end}"));
        }
        made.push_str(line);
        if !line.ends_with('\n') {
            made.push_str(end);
        }
    }
    added.for_each(|address| made.push_str(&format!("{address} {day}{end}")));
    made
}

/// The lines of a text, each with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}
