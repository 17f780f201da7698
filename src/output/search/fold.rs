//! Text as search compares it: small letters without accents, cut into words. `search.js` of the theme does the same to
//! what a reader asks for; it is told here which letters are of which kind.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

/// Words of more letters are no words.
const LONGEST: usize = 40;

/// Small letters, without the marks on them.
pub(in crate::output) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Nothing that is done here reaches over a space.
    text.split_inclusive(' ').fold(String::with_capacity(text.len()), |mut all, word| {
        let start = all.len();
        match word.is_ascii() {
            true => {
                all.push_str(word);
                all[start..].make_ascii_lowercase();
            }
            false => {
                let bare: String = word.nfkd().filter(|c| !is_mark(*c)).collect();
                all.extend(bare.to_lowercase().replace('ß', "ss").nfc());
            }
        }
        all
    })
}

/// Accents, and the signs of vowels that Hebrew and Arabic texts mostly leave out.
const MARKS: [(char, char); 4] =
    [('\u{300}', '\u{36f}'), ('\u{591}', '\u{5c7}'), ('\u{64b}', '\u{65f}'), ('\u{670}', '\u{670}')];

/// Scripts that put no spaces between words.
const UNSPACED: [(char, char); 7] = [
    ('\u{e00}', '\u{eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3040}', '\u{30ff}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// From here on scripts have so many letters that one alone is a word.
const SYLLABLES: char = '\u{e00}';

fn is_in(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

fn is_mark(c: char) -> bool {
    is_in(&MARKS, c)
}

/// A letter of a script that puts no spaces between words.
pub(in crate::output) fn is_unspaced(c: char) -> bool {
    c >= SYLLABLES && is_in(&UNSPACED, c)
}

/// What this file does, as patterns for the script.
#[derive(Debug, Hash, Serialize)]
pub(super) struct Patterns {
    /// A mark on a letter.
    mark: String,
    /// A word, captured: what is consumed is only the first letter of a pair.
    word: String,
    /// A run of letters of a script with spaces.
    bit: String,
}

/// The patterns for the script.
pub(super) fn patterns() -> Patterns {
    let class = |ranges: &[(char, char)]| {
        let ranges = ranges.iter().map(|(first, last)| format!(r"\u{{{:x}}}-\u{{{:x}}}", *first as u32, *last as u32));
        format!("[{}]", ranges.collect::<String>())
    };
    let pair = class(&UNSPACED);
    let letter = format!(r"(?:(?!{pair})[\p{{Alphabetic}}\p{{N}}])");
    let alone = format!(r"(?<!{pair}){pair}(?!{pair})|\p{{N}}|[\u{{{:x}}}-\u{{10ffff}}]", SYLLABLES as u32);
    Patterns {
        mark: class(&MARKS),
        word: format!("(?=({pair}{{2}}|{letter}{{2,}}|{alone}))(?:{pair}|{letter}+)"),
        bit: format!("{letter}+"),
    }
}

/// The words of a folded text; of a script without spaces, each letter with the one behind it.
pub(super) fn words(folded: &str) -> Vec<&str> {
    let mut words = Vec::with_capacity(folded.len() / 6);
    let mut rest = folded;
    while let Some(start) = beginning(rest) {
        rest = &rest[start..];
        let pairs = !is_plain(rest, 0) && rest.starts_with(is_unspaced);
        let end = if pairs { rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len()) } else { end(rest) };
        let (run, behind) = rest.split_at(end);
        match pairs {
            true => words.extend(in_pairs(run)),
            false => words.extend(is_word(run).then_some(run)),
        }
        rest = behind;
    }
    words
}

/// Does a plain letter, digit or sign stand here? Most do, and those need not be put together from bytes.
fn is_plain(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(u8::is_ascii)
}

/// Where the first letter stands.
fn beginning(text: &str) -> Option<usize> {
    let at = text.bytes().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    match is_plain(text, at) {
        true => Some(at),
        false => text[at..].find(|c: char| is_unspaced(c) || c.is_alphanumeric()).map(|further| at + further),
    }
}

/// Where the word ends with which a text begins.
fn end(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let strange = if is_plain(text, end) { None } else { text[end..].chars().next() };
        match strange {
            Some(c) if c.is_alphanumeric() && !is_unspaced(c) => end += c.len_utf8(),
            _ => return end,
        }
    }
}

/// A letter alone says nothing; a digit does, and so does a syllable.
fn is_word(run: &str) -> bool {
    if is_plain(run, 0) && (2..=LONGEST).contains(&run.len()) {
        return true;
    }
    let mut letters = run.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_numeric() || only >= SYLLABLES,
        _ => letters.count() < LONGEST,
    }
}

fn in_pairs(run: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let wide = if starts.len() > 2 { 2 } else { 1 };
    (0..starts.len() - wide).map(move |at| &run[starts[at]..starts[at + wide]])
}

/// The piece of the index in which a word stands, by its first letters; or by its last, so that a wrong letter at the
/// beginning does not hide it.
pub(super) fn piece(word: &str, by_end: bool, pieces: u32) -> u32 {
    let letters: Vec<char> = if by_end { word.chars().rev().collect() } else { word.chars().collect() };
    // In scripts of many letters one is enough to tell words apart.
    let count = if letters.first().is_some_and(|c| *c >= SYLLABLES) { 1 } else { 3 };
    letters.iter().take(count).fold(0, |sum: u32, c| sum * 31 + *c as u32) % pieces.max(1)
}
