//! What one page gives to the index: the entries that can be found on it, and the words that lead to them.

use crate::memo::Hashed;
use crate::output::search::fold::fold;
use crate::output::search::fold::words;
use crate::output::search::packed::Packed;

use std::sync::Arc;

/// What one page gives to the index.
#[derive(Debug, Default, Hash)]
pub struct Part {
    /// What can be found: the page itself, then its parts.
    pub(in crate::output) entries: Hashed<Vec<Entry>>,
    /// The text of each entry, on one line.
    pub(super) texts: Hashed<Vec<String>>,
    /// Each word with the entries that it leads to: the number of the entry, and how much the word says about it.
    pub(super) words: Packed,
}

/// Something that can be found.
#[derive(Debug, Clone, Hash)]
pub(in crate::output) struct Entry {
    /// What it is.
    pub(in crate::output) kind: Kind,
    /// Its title.
    pub(in crate::output) title: Arc<str>,
    /// Its address from the root of the site; of a part of a page, what stands behind the `#`.
    pub(in crate::output) address: Arc<str>,
    /// The title of what it belongs to, if that is not the page.
    pub(in crate::output) within: Option<Arc<str>>,
}

/// What kinds of things can be found. The number of a kind stands in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::output) enum Kind {
    /// A page, or the page of all guides.
    Page,
    /// A heading with its text.
    Section,
    /// A word that a page explains.
    Term,
    /// A guide.
    Guide,
    /// A question of a guide.
    Question,
    /// An outcome of a guide.
    Outcome,
    /// A number or a day of the rules.
    Value,
    /// A mail that can be sent.
    Reply,
    /// A role of the programme.
    Role,
}

impl Kind {
    /// All kinds with the names of their words in the theme; a page and its headings need no word.
    pub(super) const ALL: [(Self, &str); 9] = [
        (Self::Page, ""),
        (Self::Section, ""),
        (Self::Term, "kind-term"),
        (Self::Guide, "kind-guide"),
        (Self::Question, "kind-question"),
        (Self::Outcome, "outcome"),
        (Self::Value, "kind-value"),
        (Self::Reply, "kind-reply"),
        (Self::Role, "kind-role"),
    ];
}

/// An entry with all that is said about it.
pub(super) struct Told<'a> {
    pub(super) entry: Entry,
    /// What else names it: a description.
    pub(super) also: &'a str,
    /// The title of its page, if it is a part of one.
    pub(super) page: &'a str,
    /// Its text.
    pub(super) text: &'a str,
    /// As much of its text as may be shown alone.
    pub(super) shown: &'a str,
}

/// A page has no more entries than this: their numbers have to fit into a byte.
pub(super) const MOST: usize = 255;

/// Puts the entries of a page together.
pub(super) fn part(told: &[Told<'_>]) -> Part {
    let texts: Vec<[String; 4]> = told.iter().map(texts).collect();
    let mut said = Vec::new();
    let mut lengths = Vec::with_capacity(texts.len());
    for (entry, texts) in (0..=u8::MAX).zip(&texts) {
        let before = said.len();
        for (place, text) in (0u8..).zip(texts) {
            said.extend(words(text).into_iter().map(|word| Said { beginning: beginning(word), word, entry, place }));
            if place == TEXT {
                lengths.push(said.len() - before);
            }
        }
    }
    said.sort_unstable_by_key(|said| (said.beginning, said.word, said.entry, said.place));
    let weighing = Weighing { told, lengths, names: names(&said, told.len()) };
    let mut packed = Packed::default();
    for same in said.chunk_by(|a, b| a.word == b.word) {
        let entries = same.chunk_by(|a, b| a.entry == b.entry);
        let places = passed_on(entries.map(|same| [same[0].entry, weighing.weight(same)]).collect());
        packed.push(same[0].word, &places.concat());
    }
    let entries = told.iter().map(|told| told.entry.clone()).collect();
    let texts = told.iter().map(|told| in_one(told.shown)).collect();
    Part { entries: Hashed::new(entries), texts: Hashed::new(texts), words: packed.tight() }
}

/// A page is about what its parts are about, only less so.
fn passed_on(mut places: Vec<[u8; 2]>) -> Vec<[u8; 2]> {
    let of_parts = places.iter().filter(|[entry, _]| *entry > 0).map(|[_, weight]| *weight).max().unwrap_or_default();
    let passed = (f32::from(of_parts) * 0.3).round() as u8;
    match places.first_mut() {
        Some([0, weight]) => *weight = passed.max(*weight),
        _ if passed > 0 => places.insert(0, [0, passed]),
        _ => {}
    }
    places
}

/// A text without line breaks.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a text behind one another, with a dot where nothing else ends one.
fn in_one(text: &str) -> String {
    let lines = text.lines().map(on_one_line).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(text.len()), |mut all, line| {
        if !all.is_empty() {
            all.push_str(if all.ends_with(char::is_alphanumeric) { " · " } else { " " });
        }
        all.push_str(&line);
        all
    })
}

/// The texts of an entry, folded: its own, and those that name it.
fn texts(told: &Told<'_>) -> [String; 4] {
    let within = told.entry.within.as_deref().unwrap_or(told.page);
    [told.text, &told.entry.title, told.also, within].map(fold)
}

/// The first of the texts.
const TEXT: u8 = 0;

/// A word that stands in a text of an entry.
struct Said<'t> {
    /// The first letters as a number: most words differ in them, and numbers are sooner compared than texts.
    beginning: u64,
    word: &'t str,
    entry: u8,
    /// The number of the text.
    place: u8,
}

/// The first eight bytes as a number; what is missing counts as 0, so that a shorter word comes first.
fn beginning(word: &str) -> u64 {
    let mut eight = [0; 8];
    let len = word.len().min(8);
    eight[..len].copy_from_slice(&word.as_bytes()[..len]);
    u64::from_be_bytes(eight)
}

/// How many different words each text of each entry has.
fn names(said: &[Said<'_>], entries: usize) -> Vec<[u16; 4]> {
    let mut names = vec![[0u16; 4]; entries];
    for same in said.chunk_by(|a, b| (a.word, a.entry, a.place) == (b.word, b.entry, b.place)) {
        let count = &mut names[usize::from(same[0].entry)][usize::from(same[0].place)];
        *count = count.saturating_add(1);
    }
    names
}

struct Weighing<'a> {
    told: &'a [Told<'a>],
    /// How many words the own text of each entry has.
    lengths: Vec<usize>,
    names: Vec<[u16; 4]>,
}

impl Weighing<'_> {
    /// How much a word says about an entry, from 1 to 15, given wherever it stands in its texts: BM25 for its own text, and
    /// more for a title the shorter it is. The length of a text is held against a fixed one, so that no page counts
    /// differently because another has changed.
    fn weight(&self, same: &[Said<'_>]) -> u8 {
        const USUAL: f32 = 90.0;
        let entry = usize::from(same[0].entry);
        let mut weight = 0.0;
        for same in same.chunk_by(|a, b| a.place == b.place) {
            let place = same[0].place;
            weight += if place == TEXT {
                let (often, length) = (same.len() as f32, 0.6 + 0.6 * self.lengths[entry] as f32 / USUAL);
                (1.6 * often * 2.2 / (often + length)).clamp(1.0, 3.0)
            } else {
                let title = if self.told[entry].entry.kind == Kind::Section { 7.0 } else { 10.0 };
                let most = [0.0, title, 3.5, 2.0][usize::from(place)];
                most / (1.0 + f32::from(self.names[entry][usize::from(place)]) / 12.0)
            };
        }
        weight.round().clamp(1.0, 15.0) as u8
    }
}
