//! The forms of English verbs and nouns, so that a lexicon gives each word once.

use crate::promise::class::Class;

/// The forms of a verb, given as `send/sent/sent` or, if it is regular, `ship`; more words may follow the first.
pub(super) fn verb(given: &str) -> Vec<(String, Class)> {
    let mut forms = given.split('/').map(str::to_string);
    let base = forms.next().unwrap_or_default();
    let (first, rest) = base.split_once(' ').unwrap_or((&base, ""));
    let whole = |form: String| if rest.is_empty() { form } else { format!("{form} {rest}") };
    let past = forms.next().unwrap_or_else(|| whole(past(first)));
    let part = forms.next().unwrap_or_else(|| past.clone());
    vec![
        (whole(plural(first)), Class::THIRD),
        (whole(ing(first)), Class::ING),
        (past, Class::PAST),
        (part, Class::PART),
        (base, Class::BASE),
    ]
}

/// The form by which a lexicon knows a verb.
pub(super) fn base(given: &str) -> &str {
    given.split('/').next().unwrap_or(given)
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
        _ if word == "have" => "has".to_string(),
        Some(stem) if !ends(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if word == "go" || ends(&["s", "x", "z", "ch", "sh"]) => format!("{word}es"),
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
