//! Numbers in a text, and the units that stand beside them.

use crate::policy::Decimal;
use crate::policy::Unit;

use std::collections::BTreeMap;
use std::ops::Range;

/// How people write money: the code, the signs, and the words behind a number.
const MONEY: &[(&str, &[&str], &[&str])] = &[
    ("USD", &["US$", "$"], &["US dollars", "US dollar", "dollars"]),
    ("EUR", &["€"], &["euros", "euro"]),
    ("GBP", &["£"], &["pounds"]),
    ("INR", &["₹"], &["rupees"]),
    ("BRL", &["R$"], &["reais"]),
    ("JPY", &["¥"], &["yen"]),
];

/// A number in a text.
pub(super) struct Number {
    /// How many.
    pub(super) amount: Decimal,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// The numbers of a text: `21`, `499.50`, `1,500`. What is part of a word, a version or a date is none.
pub(super) fn numbers(words: &str) -> Vec<Number> {
    let bytes = words.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let range = at..end(bytes, at);
        at = range.end;
        let is_part = words[..range.start].ends_with(['.', ',', '_', '/', ':'])
            || words[range.end..].strip_prefix(['.', ',', ':', '/']).is_some_and(starts_with_digit);
        if let Ok(amount) = Decimal::read(&words[range.clone()].replace(',', ""))
            && !is_part
        {
            found.push(Number { amount, range });
        }
    }
    found
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The end of the number that begins here. A comma before three digits parts thousands.
fn end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(start);
    while end - start <= 19 && bytes.get(end) == Some(&b',') && digits(end + 1) == end + 4 {
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = digits(end + 1);
    }
    end
}

/// The words for units in the language of the handbook.
pub(super) struct Beside<'a> {
    days: Vec<&'a str>,
    weeks: Vec<&'a str>,
}

impl<'a> Beside<'a> {
    /// The words of a theme: `{n} days`.
    pub(super) fn new(strings: &'a BTreeMap<String, String>) -> Self {
        let word = |key: &&str| Some(strings.get(*key)?.strip_prefix("{n}")?.trim()).filter(|word| !word.is_empty());
        let words = |keys: [&str; 2]| keys.iter().filter_map(word).collect();
        Self { days: words(["unit-days", "unit-day"]), weeks: words(["unit-weeks", "unit-week"]) }
    }

    /// Where a number stands with this unit, if the unit stands beside it.
    pub(super) fn find(&self, words: &str, number: &Number, unit: &Unit) -> Option<Range<usize>> {
        match unit {
            Unit::Days => behind(words, number, &self.days),
            Unit::Weeks => behind(words, number, &self.weeks),
            Unit::Count(word) => behind(words, number, &[word]),
            Unit::Currency(code) => money(words, number, code),
            Unit::Date => None,
        }
    }
}

fn money(words: &str, number: &Number, code: &str) -> Option<Range<usize>> {
    let (_, signs, names) = MONEY.iter().find(|(known, ..)| *known == code).copied().unwrap_or((code, &[], &[]));
    let before = words[..number.range.start].trim_end();
    let mut ahead = signs.iter().copied().chain([code]);
    let ahead = ahead.find_map(|sign| before.strip_suffix(sign)).filter(|rest| !rest.ends_with(char::is_alphanumeric));
    if let Some(rest) = ahead {
        return Some(rest.len()..number.range.end);
    }
    behind(words, number, &[code]).or_else(|| behind(words, number, names)).or_else(|| behind(words, number, signs))
}

/// Where a number stands with one of these words behind it: `21 days`, `21-day`, `500€`.
fn behind(words: &str, number: &Number, units: &[&str]) -> Option<Range<usize>> {
    if words[..number.range.start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let rest = &words[number.range.end..];
    let rest = rest.strip_prefix(['-', '\u{2011}']).unwrap_or_else(|| rest.trim_start());
    let end = units.iter().find_map(|unit| after(rest, unit))?;
    Some(number.range.start..words.len() - end.len())
}

/// What follows the words of a unit, if the text begins with them.
fn after<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let mut rest = text;
    for word in unit.split(' ') {
        rest = rest.trim_start();
        for letter in word.chars() {
            let first = rest.chars().next()?;
            if !first.to_lowercase().eq(letter.to_lowercase()) {
                return None;
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    // Only scripts with capitals put a space behind each word.
    let has_case = unit.ends_with(|c: char| c.is_lowercase() || c.is_uppercase());
    (!has_case || !rest.starts_with(char::is_alphanumeric)).then_some(rest)
}
