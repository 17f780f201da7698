//! The forms of English verbs and nouns, so that a lexicon gives each word once.

use crate::promise::class::Class;

/// The forms of a verb, given as `send sent sent` or, if it is regular, `ship`; more words may follow the first: `take
/// care of took care of taken care of`.
pub(super) fn verb(given: &str) -> Vec<(String, Class)> {
    let words: Vec<&str> = given.split(' ').collect();
    // Three forms of the same length, of which the last words are the same.
    let third = words.len() / 3;
    let is_full = words.len() % 3 == 0
        && (third == 1
            || (words[1..third] == words[third + 1..2 * third] && words[1..third] == words[2 * third + 1..]));
    let (base, forms) = match is_full && third > 0 {
        true => (words[..third].join(" "), Some((words[third], words[2 * third]))),
        false => (given.to_string(), None),
    };
    let (first, rest) =
        base.split_once(' ').map_or((base.as_str(), String::new()), |(first, rest)| (first, format!(" {rest}")));
    let regular = past(first);
    let (past, part) = forms.unwrap_or((&regular, &regular));
    vec![
        (base.clone(), Class::BASE),
        (format!("{}{rest}", plural(first)), Class::THIRD),
        (format!("{}{rest}", ing(first)), Class::ING),
        (format!("{past}{rest}"), Class::PAST),
        (format!("{part}{rest}"), Class::PART),
    ]
}

/// A noun of which the last word also stands in the plural.
pub(super) fn noun(given: &str) -> Vec<String> {
    match given.rsplit_once(' ') {
        Some((first, last)) => vec![given.to_string(), format!("{first} {}", plural(last))],
        None => vec![given.to_string(), plural(given)],
    }
}

/// `box`, `boxes`; also the third person of a verb.
fn plural(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix('y') {
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if ends(&["s", "x", "z", "ch", "sh"]) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

fn past(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !["ay", "ey", "oy", "uy"].iter().any(|ending| word.ends_with(ending)) => format!("{stem}ied"),
        _ if word.ends_with('e') => format!("{word}d"),
        _ => format!("{}ed", doubled(word)),
    }
}

fn ing(word: &str) -> String {
    match word.strip_suffix('e') {
        Some(stem) if !word.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(word)),
    }
}

/// `ship` becomes `shipp` before an ending: one syllable, one vowel, one consonant.
fn doubled(word: &str) -> String {
    let is_vowel = |byte: u8| b"aeiou".contains(&byte);
    let bytes = word.as_bytes();
    let vowels = bytes.iter().filter(|byte| is_vowel(**byte)).count();
    match bytes {
        [.., b'f', b'e', b'r'] => format!("{word}r"),
        [.., before, vowel, last]
            if vowels == 1 && is_vowel(*vowel) && !is_vowel(*before) && !is_vowel(*last) && !b"wxy".contains(last) =>
        {
            format!("{word}{}", *last as char)
        }
        _ => word.to_string(),
    }
}
