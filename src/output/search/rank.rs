//! The index asked in the program itself. It ranks as `search.js` of the theme does, so that a maintainer finds what a
//! reader finds.

use crate::output::search::block::Block;
use crate::output::search::block::is_everywhere;
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

/// A word of the handbook that is near to one of a query.
struct Near {
    /// How near, from 0 to 1.
    near: f32,
    /// Where it stands, with the weight that it has there.
    places: Vec<(Id, u8)>,
}

/// What a query finds, the best first; no more than two entries of a page.
pub fn find(blocks: &[Arc<Block>], query: &str, most: usize) -> Vec<Hit> {
    let parts: Vec<&Part> = blocks.iter().flat_map(|block| &block.parts).map(|part| &**part).collect();
    let mut totals: BTreeMap<Id, (f32, f32)> = BTreeMap::new();
    for asked in asked(query) {
        let (scores, sense) = entries(&parts, &asked);
        for (id, (score, share)) in scores {
            let total = totals.entry(id).or_default();
            *total = (total.0 + score, total.1 + sense * share);
        }
    }
    // What has all words of the query, or at least those that say most, stands first.
    let mut ranked: Vec<(Id, f32)> =
        totals.into_iter().map(|(id, (sum, senses))| (id, sum * senses * senses)).collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
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
    let parts = blocks.iter().flat_map(|block| &block.parts);
    let all: BTreeSet<&str> = parts.flat_map(|part| part.words.iter().map(|(word, _)| word)).collect();
    let mut found: Vec<(&str, f32)> = Vec::new();
    for asked in asked(query) {
        let mine = pairs(&asked);
        found.extend(all.iter().map(|word| {
            let its = pairs(word);
            let shared = its.iter().filter(|pair| mine.contains(pair)).count();
            let first = if word.chars().next() == asked.chars().next() { 0.2 } else { 0.0 };
            (*word, 2.0 * shared as f32 / (mine.len() + its.len()) as f32 + first)
        }));
    }
    found.retain(|(_, near)| *near > 0.4);
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    found.into_iter().take(4).map(|(word, _)| word.to_string()).collect()
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

fn pairs(word: &str) -> Vec<(char, char)> {
    word.chars().zip(word.chars().skip(1)).collect()
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

/// The entries that a word leads to, each with a weight and with how much of the sense of the word it has; and that sense.
fn entries(parts: &[&Part], asked: &str) -> (BTreeMap<Id, (f32, f32)>, f32) {
    let mut near_words: BTreeMap<&str, Near> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        for (word, places) in part.words.iter() {
            let near = near(asked, word);
            if near > 0.0 {
                let known = near_words.entry(word).or_insert(Near { near, places: Vec::new() });
                known.places.extend(places.chunks_exact(2).map(|place| ((number, place[0]), place[1])));
            }
        }
    }
    if near_words.values().any(|word| word.near >= 1.0) {
        near_words.retain(|_, word| word.near > 0.5);
    }
    let all: f32 = parts.iter().map(|part| part.entries.len() as f32).sum();
    let mut scores: BTreeMap<Id, (f32, f32)> = BTreeMap::new();
    let mut sense = 0.0_f32;
    for Near { near, places } in near_words.values() {
        // A word that is hard to spell is a frequent one, so for a wrong letter rare words count no more than others.
        let is_everywhere = is_everywhere(places.chunk_by(|a, b| a.0.0 == b.0.0).count(), parts.len());
        let rare = (1.0 + all / (places.len() + 1) as f32).ln().min(if *near > 0.45 { 9.0 } else { 1.5 });
        let rare = if is_everywhere { 0.3 } else { rare };
        sense = sense.max(near * rare);
        for (id, weight) in places.iter().filter(|(_, weight)| !is_everywhere || *weight > 3) {
            keep(&mut scores, *id, near * rare * f32::from(*weight), 1.0);
        }
    }
    // A page is about what its parts are about.
    for ((page, _), (score, share)) in scores.clone() {
        keep(&mut scores, (page, 0), score * 0.5, share * 0.6);
    }
    (scores, sense)
}

fn keep(scores: &mut BTreeMap<Id, (f32, f32)>, id: Id, score: f32, share: f32) {
    let known = scores.entry(id).or_default();
    if score > known.0 {
        *known = (score, share);
    }
}

/// How near a word is to the one that was asked for: the same, longer, of the same stem, or one letter away.
fn near(asked: &str, word: &str) -> f32 {
    let (asked, word): (Vec<char>, Vec<char>) = (asked.chars().collect(), word.chars().collect());
    let most = asked.len().max(word.len()) as f32;
    let same = asked.iter().zip(&word).take_while(|(a, b)| a == b).count();
    if same == asked.len() {
        return if same == word.len() { 1.0 } else { 0.4 + 0.5 * asked.len() as f32 / most };
    }
    if same > 3 && same as f32 / most > 0.55 {
        return 0.7 * same as f32 / most;
    }
    if asked.len() > 3 && is_one_letter_off(&asked[same..], &word[same..]) { 0.45 } else { 0.0 }
}

/// One letter is another, one too many, one missing, or two have changed places.
fn is_one_letter_off(asked: &[char], word: &[char]) -> bool {
    let goes_on = |rest: &[char], other: &[char]| other == rest || (rest.len() > 2 && other.starts_with(rest));
    let behind = |text: &[char]| text.get(1..).unwrap_or_default().to_vec();
    let swapped = || match asked {
        [first, second, rest @ ..] => [&[*second, *first][..], rest].concat(),
        _ => Vec::new(),
    };
    goes_on(&behind(asked), &behind(word))
        || goes_on(&behind(asked), word)
        || goes_on(asked, &behind(word))
        || (asked.len() > 1 && goes_on(&swapped(), word))
}
