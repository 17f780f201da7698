//! What one page gives to the index: the entries that can be found on it, and the words that lead to them.

use crate::memo::Hashed;
use crate::output::search::fold::fold;
use crate::output::search::fold::words;
use crate::output::search::packed::Packed;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What one page gives to the index.
#[derive(Debug, Default, Hash)]
pub struct Part {
    /// What can be found: the page itself, then its parts.
    pub(in crate::output) entries: Hashed<Vec<Entry>>,
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
}

/// A page has no more entries than this: their numbers have to fit into a byte.
pub(super) const MOST: usize = 255;

/// Puts the entries of a page together.
pub(super) fn part(told: &[Told<'_>]) -> Part {
    let mut all: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (number, told) in (0..=u8::MAX).zip(told) {
        for (word, weight) in weights(told) {
            all.entry(word).or_default().extend([number, weight]);
        }
    }
    let mut packed = Packed::default();
    all.iter().for_each(|(word, places)| packed.push(word, places));
    let entries = told.iter().map(|told| told.entry.clone()).collect();
    Part { entries: Hashed::new(entries), words: packed.tight() }
}

/// How much each word says about an entry, from 1 to 15: BM25 for the text, and more for a title the shorter it is. The
/// length of a text is held against a fixed one, so that no page counts differently because another has changed.
fn weights(told: &Told<'_>) -> BTreeMap<String, u8> {
    const USUAL: f32 = 90.0;
    let mut weights: BTreeMap<String, f32> = BTreeMap::new();
    let text = fold(told.text);
    let mut in_text = words(&text);
    let length = 0.6 + 0.6 * in_text.len() as f32 / USUAL;
    in_text.sort_unstable();
    for same in in_text.chunk_by(|a, b| a == b) {
        let often = same.len() as f32;
        weights.insert(same[0].to_string(), (1.6 * often * 2.2 / (often + length)).clamp(1.0, 3.0));
    }
    let title = if told.entry.kind == Kind::Section { 7.0 } else { 10.0 };
    let within = told.entry.within.as_deref().unwrap_or(told.page);
    for (text, most) in [(&*told.entry.title, title), (told.also, 3.5), (within, 2.0)] {
        let text = fold(text);
        let mut named = words(&text);
        named.sort_unstable();
        named.dedup();
        let each = most / (1.0 + named.len() as f32 / 12.0);
        for word in named {
            *weights.entry(word.to_string()).or_default() += each;
        }
    }
    weights.into_iter().map(|(word, weight)| (word, weight.round().clamp(1.0, 15.0) as u8)).collect()
}
