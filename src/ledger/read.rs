//! Reads `ledger.txt`: one line an address and a day, sorted by address; lines that begin with `#` are for people.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Mend;
use crate::diagnostic::Noted;
use crate::ledger::codes;
use crate::ledger::record::Ledger;
use crate::ledger::record::Record;
use crate::source::Source;

use std::collections::HashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

/// So many lines that are none are said; a file that is no ledger at all has no others.
const SAID: usize = 20;

/// Reads the file. A line that cannot be read is left out and said.
pub fn read(source: &Source) -> Noted<Ledger> {
    let text: &str = &source.text;
    let mut ledger = Ledger { text: Arc::clone(&source.text), records: Vec::new() };
    let mut found = Vec::new();
    let (mut at, mut wrong) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        match record(words) {
            Ok((address, since)) => {
                let range = start..start + address;
                ledger.records.push(Record { span: source.span(range.clone()), range, since });
            }
            Err(why) => {
                wrong += 1;
                found.extend((wrong <= SAID).then(|| malformed(source, start..start + words.len(), why)));
            }
        }
    }
    if wrong > SAID {
        let message = format!("{} more lines of `{}` cannot be read", wrong - SAID, source.path);
        found.push(Diagnostic::in_file(&codes::MALFORMED_LEDGER, &source.path, message).help(FORM));
    }
    found.extend(out_of_order(&ledger));
    twice(&mut ledger, &mut found);
    if wrong == 0 {
        // Order and twins are mended together.
        for note in &mut found {
            note.mend = Some(Mend::File(Arc::clone(&source.path), in_order(&ledger)));
        }
    }
    Noted { value: ledger, found }
}

const FORM: &str = "a line is an address and the day on which it first appeared: `guides/money/index.html 2026-01-15`; \
                    `caveat release` writes them";

/// Where the address of a line ends, and its day.
fn record(line: &str) -> Result<(usize, Date), &'static str> {
    if line.starts_with("<<<<<<<") || line.starts_with("=======") || line.starts_with(">>>>>>>") {
        return Err("this line was left behind when two versions were joined");
    }
    let (address, day) = line.rsplit_once(' ').ok_or("this line has no day")?;
    let since = day.parse::<Date>().ok().filter(|_| day.len() == 10).ok_or("this line does not end with a day")?;
    let address = address.trim_end();
    let is_path = !address.is_empty() && !address.starts_with(['/', '#']) && !address.contains("://");
    is_path.then_some((address.len(), since)).ok_or("this line has no address from the root of the site")
}

fn malformed(source: &Source, range: Range<usize>, why: &str) -> Diagnostic {
    Diagnostic::at(&codes::MALFORMED_LEDGER, source.span(range), why).help(FORM)
}

/// The first line that stands before one with a smaller address. A ledger in order is one in which a lost line shows.
fn out_of_order(ledger: &Ledger) -> Option<Diagnostic> {
    let pair = ledger.records.windows(2).find(|pair| ledger.address(&pair[0]) > ledger.address(&pair[1]))?;
    let message = format!("`{}` stands behind `{}`", ledger.address(&pair[1]), ledger.address(&pair[0]));
    let note = Diagnostic::at(&codes::MALFORMED_LEDGER, pair[1].span, message);
    Some(note.help("the lines are in the order of their addresses: `caveat check --fix` sorts them"))
}

/// The ledger with its lines in order; lines for people come first.
fn in_order(ledger: &Ledger) -> String {
    let for_people = ledger.text.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n"));
    let mut lines: Vec<(&str, Date)> =
        ledger.records.iter().map(|record| (ledger.address(record), record.since)).collect();
    lines.sort();
    for_people.chain(lines.into_iter().map(|(address, since)| format!("{address} {since}\n"))).collect()
}

/// Takes out lines whose address has a line already; the earlier day stays.
fn twice(ledger: &mut Ledger, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(ledger.records.len());
    let mut gone: HashSet<usize> = HashSet::new();
    let mut earlier: Vec<(usize, Date)> = Vec::new();
    for (index, record) in ledger.records.iter().enumerate() {
        let Some(&before) = first.get(ledger.address(record)) else {
            first.insert(ledger.address(record), index);
            continue;
        };
        gone.insert(index);
        earlier.push((before, record.since));
        let message = format!("`{}` has two lines", ledger.address(record));
        let note = Diagnostic::at(&codes::MALFORMED_LEDGER, record.span, message);
        let note = note.label(ledger.records[before].span, "the other one");
        found.push(note.help("keep the line with the earlier day; `caveat check --fix` does it"));
    }
    drop(first);
    for (index, since) in earlier {
        let record = &mut ledger.records[index];
        record.since = record.since.min(since);
    }
    let mut index = 0..;
    ledger.records.retain(|_| index.next().is_none_or(|index| !gone.contains(&index)));
}
