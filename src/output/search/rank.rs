//! The index asked in the program itself. It ranks as `search.js` of the theme does, so that a maintainer finds what a
//! reader finds; a test asks both.

use crate::output::search::block::Block;
use crate::output::search::block::is_everywhere;
use crate::output::search::block::rarity;
use crate::output::search::fold::fold;
use crate::output::search::fold::words;
use crate::output::search::part::Kind;
use crate::output::search::part::Part;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that a query finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is, in a word: `page`, `section`, `outcome`.
    pub kind: &'static str,
    /// Its title.
    pub title: Arc<str>,
    /// The title of what it belongs to.
    pub within: Option<Arc<str>>,
    /// The address of its page from the root of the site.
    pub page: Arc<str>,
    /// What stands behind the `#`.
    pub part: Option<Arc<str>>,
}

/// The number of an entry: its page, and its place there.
type Id = (usize, u8);

/// What a query finds, the best first; no more than two entries of a page.
pub fn find(blocks: &[Arc<Block>], query: &str, most: usize) -> Vec<Hit> {
    let parts = parts(blocks);
    let vocabulary = vocabulary(&parts);
    let mut scores: BTreeMap<Id, f64> = BTreeMap::new();
    for asked in asked(query) {
        for (id, score) in best(&parts, &asked, &near(&asked, &vocabulary)) {
            *scores.entry(id).or_default() += score;
        }
    }
    let mut ranked: Vec<(Id, f64)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut on_page: BTreeMap<usize, usize> = BTreeMap::new();
    ranked.retain(|((page, _), _)| {
        let count = on_page.entry(*page).or_default();
        *count += 1;
        *count < 3
    });
    ranked.truncate(most);
    ranked.into_iter().filter_map(|((page, entry), _)| hit(parts[page], entry)).collect()
}

/// The words of the handbook that are spelled most like those of a query that finds nothing.
pub fn others(blocks: &[Arc<Block>], query: &str) -> Vec<String> {
    let parts = parts(blocks);
    let vocabulary = vocabulary(&parts);
    let mut others = Vec::new();
    for asked in asked(query).iter().filter(|asked| near(asked, &vocabulary).is_empty()) {
        let mut found: Vec<(&str, f64)> = vocabulary.iter().map(|word| (*word, alike(asked, word))).collect();
        found.retain(|(_, alike)| *alike > 0.4);
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        others.extend(found.into_iter().take(4).map(|(word, _)| word.to_string()));
    }
    others
}

fn parts(blocks: &[Arc<Block>]) -> Vec<&Part> {
    blocks.iter().flat_map(|block| &block.parts).map(|part| &**part).collect()
}

/// All words that lead somewhere.
fn vocabulary<'a>(parts: &[&'a Part]) -> BTreeSet<&'a str> {
    parts.iter().flat_map(|part| part.words.iter().map(|(word, _)| word)).collect()
}

/// The words of a query, each once, in its order.
fn asked(query: &str) -> Vec<String> {
    let folded = fold(query);
    let mut asked: Vec<String> = Vec::new();
    for word in words(&folded) {
        if !asked.iter().any(|other| other == word) {
            asked.push(word.to_string());
        }
    }
    asked
}

fn hit(part: &Part, number: u8) -> Option<Hit> {
    let (page, entry) = (part.entries.first()?, part.entries.get(usize::from(number))?);
    let is_part = number > 0;
    Some(Hit {
        kind: word(entry.kind),
        title: Arc::clone(&entry.title),
        within: if is_part { Some(Arc::clone(&page.title)) } else { entry.within.clone() },
        page: Arc::clone(&page.address),
        part: is_part.then(|| Arc::clone(&entry.address)),
    })
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page",
        Kind::Section => "section",
        Kind::Term => "term",
        Kind::Guide => "guide",
        Kind::Question => "question",
        Kind::Outcome => "outcome",
        Kind::Value => "value",
        Kind::Reply => "reply",
        Kind::Role => "role",
    }
}

/// The entries that some words lead to, each with the best score that one of the words gives it.
fn best(parts: &[&Part], asked: &str, words: &BTreeSet<&str>) -> BTreeMap<Id, f64> {
    let mut places: BTreeMap<&str, Vec<(Id, u8)>> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        for (word, here) in part.words.iter().filter(|(word, _)| words.contains(word)) {
            let here = here.chunks_exact(2).map(|place| ((number, place[0]), place[1]));
            places.entry(word).or_default().extend(here);
        }
    }
    let entries = parts.iter().map(|part| part.entries.len()).sum();
    let mut best: BTreeMap<Id, f64> = BTreeMap::new();
    for (word, places) in &places {
        let is_everywhere = is_everywhere(places.chunk_by(|a, b| a.0.0 == b.0.0).count(), parts.len());
        let share = alike(asked, word) * f64::from(rarity(places.len(), entries, is_everywhere));
        for (id, weight) in places.iter().filter(|(_, weight)| !is_everywhere || *weight > 3) {
            let score = best.entry(*id).or_default();
            *score = score.max((share * f64::from(*weight)).sqrt());
        }
    }
    best
}

/// The share of pairs of letters that two words have in common; the last letter of each counts as one.
fn alike(one: &str, other: &str) -> f64 {
    let (one, other) = (pairs(one), pairs(other));
    let shared = one.iter().filter(|pair| other.contains(pair)).count();
    (2 * shared) as f64 / (one.len() + other.len()) as f64
}

fn pairs(word: &str) -> Vec<(char, Option<char>)> {
    word.chars().zip(word.chars().skip(1).map(Some).chain([None])).collect()
}

/// The word itself, longer ones, and those of its stem; of an unknown one also those that are one letter away.
fn near<'a>(asked: &str, vocabulary: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let letters: Vec<char> = asked.chars().collect();
    let stem: String = letters.iter().take((letters.len() * 3 / 5).max(4)).collect();
    let is_unknown = letters.len() > 3 && !vocabulary.contains(asked);
    let is_near = |word: &&&str| word.starts_with(&*stem) || (is_unknown && is_one_letter_off(&letters, word));
    vocabulary.iter().filter(is_near).copied().collect()
}

/// One letter is another, one too many, one missing, or two have changed places; where enough of the word stands behind
/// that, more may follow.
fn is_one_letter_off(asked: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let mut slips = asked.iter().enumerate().take_while(|(at, _)| word.get(..*at) == Some(&asked[..*at]));
    slips.any(|(at, letter)| {
        let (rest, behind) = (&asked[at + 1..], &word[at..]);
        let goes_on = |from: usize, rest: &[char]| {
            behind.get(from..).is_some_and(|word| word == rest || (asked.len() > at + 3 && word.starts_with(rest)))
        };
        let swapped: Vec<char> = match rest {
            [next, rest @ ..] => [&[*next, *letter][..], rest].concat(),
            [] => Vec::new(),
        };
        goes_on(0, rest) || goes_on(1, rest) || goes_on(1, &asked[at..]) || goes_on(0, &swapped)
    })
}
