//! Bands, answers, regions and rules in words.

use crate::policy::model::Band;
use crate::policy::model::Guide;
use crate::policy::model::Question;
use crate::policy::model::Rule;
use crate::policy::value::Unit;
use crate::policy::value::Value;

use jiff::civil::Date;

/// A band in words: "less than 500 USD", "500 USD or more", "from 21 days to less than 42 days".
pub(super) fn band(band: &Band, day: Date) -> Option<String> {
    let on = |cut: &Option<crate::policy::model::Cut>| cut.as_ref().map(|cut| cut.on(day).cloned());
    let (from, below) = (on(&band.from), on(&band.below));
    if matches!(from, Some(None)) || matches!(below, Some(None)) {
        return None;
    }
    Some(stretch(from.flatten().as_ref(), below.flatten().as_ref()))
}

/// What lies from a value to before another, in words.
pub fn stretch(from: Option<&Value>, below: Option<&Value>) -> String {
    match (from, below) {
        (None, Some(below)) if below.unit == Unit::Date => format!("before {below}"),
        (None, Some(below)) => format!("less than {below}"),
        (Some(from), None) if from.unit == Unit::Date => format!("{from} or later"),
        (Some(from), None) => format!("{from} or more"),
        (Some(from), Some(below)) if from.unit == Unit::Date => format!("from {from} to before {below}"),
        (Some(from), Some(below)) => format!("from {} to less than {below}", short(from, below)),
        (None, None) => "any".to_string(),
    }
}

fn short(from: &Value, below: &Value) -> String {
    if from.unit == below.unit { from.amount.to_string() } else { from.to_string() }
}

/// An answer as findings name it: the words of a band, the id of an option.
pub(super) fn answer(question: &Question, index: usize) -> String {
    let answer = &question.answers[index];
    match answer.band {
        Some(_) => answer.label.to_string(),
        None => answer.id.to_string(),
    }
}

/// Some answers of a question: `*community* or *other*`, `anything but *other*` if that is shorter.
pub(super) fn answers(question: &Question, mask: u64) -> String {
    let (named, rest): (Vec<usize>, Vec<usize>) = (0..question.answers.len()).partition(|index| mask >> index & 1 == 1);
    if named.len() > 4 && rest.len() < 4 {
        return format!("anything but {}", either(question, &rest));
    }
    either(question, &named)
}

fn either(question: &Question, answers: &[usize]) -> String {
    let names: Vec<String> = answers.iter().map(|index| format!("*{}*", answer(question, *index))).collect();
    match &names[..] {
        [] => "*nothing*".to_string(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 6 => format!("{} or {last}", first.join(", ")),
        _ => format!("{} or {} more", names[..5].join(", "), names.len() - 5),
    }
}

/// A region in words: `topic *community*, amount *500 USD or more*`.
pub(super) fn region(guide: &Guide, region: &[u64]) -> String {
    let said =
        guide.questions.iter().zip(region).filter(|(question, mask)| mask.count_ones() < question.answers.len() as u32);
    let parts: Vec<String> =
        said.map(|(question, mask)| format!("{} {}", question.id, answers(question, *mask))).collect();
    match parts.is_empty() {
        true => "*any answers*".to_string(),
        false => parts.join(", "),
    }
}

/// A rule as it is named: `stop late`, `route small`.
pub(super) fn rule(is_stop: bool, rule: &Rule) -> String {
    format!("{} {}", if is_stop { "stop" } else { "route" }, rule.id)
}

/// A day: `1 July 2026`.
pub(super) fn day(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{} {month} {}", day.day(), day.year())
}
