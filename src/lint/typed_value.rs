//! A number of the rules stands on pages by its name: typed, it stays what it was when the rule changes.

mod runs;
mod units;

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::lint::typed_value::runs::Run;
use crate::lint::typed_value::units::Beside;
use crate::lint::typed_value::units::Number;
use crate::policy::Decimal;
use crate::policy::Unit;
use crate::policy::Value;
use crate::source::Span;

use std::collections::BTreeMap;
use std::ops::Range;

/// The values on the day, by the number that could be typed for them.
type Known<'a> = BTreeMap<Decimal, Vec<(&'a str, &'a Unit)>>;

/// Finds numbers that equal the value of a parameter beside its unit.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    if given.params.is_empty() {
        return Vec::new();
    }
    let (known, beside) = (known(given), Beside::new(&given.theme.strings));
    let mut found = Vec::new();
    for run in runs::runs(&given.page.page) {
        let words = &run.prose.words;
        for number in units::numbers(words) {
            if let Some((place, names)) = typed(words, &number, &known, &beside) {
                found.push(note(&run, &words[place.clone()], &names, run.prose.span(place)));
            }
        }
    }
    found
}

/// Days and weeks are the same number twice.
fn known<'a>(given: &Given<'a>) -> Known<'a> {
    let mut known = Known::new();
    for (name, param) in given.params.iter() {
        let Some(dated) = param.on(given.as_of) else { continue };
        known.entry(dated.value.base()).or_default().push((&**name, &dated.value.unit));
    }
    known
}

/// A value that a number types, if it does: where it stands with its unit, and the parameters that have it.
fn typed<'a>(
    words: &str,
    number: &Number,
    known: &Known<'a>,
    beside: &Beside<'_>,
) -> Option<(Range<usize>, Vec<&'a str>)> {
    let mut place: Option<Range<usize>> = None;
    let mut names = Vec::new();
    for unit in [Unit::Days, Unit::Weeks] {
        let base = Value { amount: number.amount, unit: unit.clone() }.base();
        for (name, of) in known.get(&base).into_iter().flatten() {
            // In weeks only a length of time can be meant.
            let read = if of.compares(&Unit::Days) { &unit } else { *of };
            if unit == Unit::Weeks && read != &unit {
                continue;
            }
            if let Some(range) = beside.find(words, number, read) {
                place.get_or_insert(range);
                names.push(*name);
            }
        }
    }
    Some((place?, names))
}

fn note(run: &Run, words: &str, names: &[&str], span: Span) -> Diagnostic {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let values: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("“{words}” is typed here, and it is the value of {}", values.join(" and "));
    let uses: Vec<String> = names.iter().map(|name| format!("`{{{{#param {name}}}}}`")).collect();
    let help = match (run.is_narrow, uses.len()) {
        (true, _) => format!("no value can stand here; take the number out and say {} in the text", uses.join(" or ")),
        (false, 1) => format!("use {}", uses.concat()),
        (false, _) => format!("use the one that is meant: {}", uses.join(" or ")),
    };
    Diagnostic::at(&codes::TYPED_VALUE, span, message).help(help)
}
