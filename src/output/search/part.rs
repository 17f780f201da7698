//! What one page gives to the index: the entries that can be found on it, and the words that lead to them.

use crate::memo::Hashed;
use crate::output::search::fold::fold;
use crate::output::search::fold::words;
use crate::output::search::packed::Packed;
use crate::table::ByWord;

use std::collections::HashMap;
use std::sync::Arc;

use memchr::memmem;

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
    let mut heard = Heard { lengths: vec![0; told.len()], names: vec![[0; 4]; told.len()], ..Heard::default() };
    for (entry, texts) in (0..=u8::MAX).zip(&texts) {
        for (place, text) in (0u8..).zip(texts) {
            heard.text(text, entry, place);
        }
    }
    heard.words.sort_unstable_by_key(|word| (beginning(word.word), word.word));
    let weighing = Weighing { told, lengths: &heard.lengths, names: &heard.names };
    let (mut packed, mut said, mut places) = (Packed::default(), Vec::new(), Vec::new());
    for word in &heard.words {
        said.clear();
        said.extend(heard.said(word));
        places.clear();
        let entries = said.chunk_by(|a, b| a.entry == b.entry);
        places.extend(entries.map(|same| [same[0].entry, weighing.weight(same)]));
        pass_on(&mut places);
        packed.push(word.word, places.as_flattened());
    }
    let entries = told.iter().map(|told| told.entry.clone()).collect();
    let texts = told.iter().map(|told| in_one(told.shown)).collect();
    Part { entries: Hashed::new(entries), texts: Hashed::new(texts), words: packed.tight() }
}

/// A page is about what its parts are about, only less so.
fn pass_on(places: &mut Vec<[u8; 2]>) {
    let of_parts = places.iter().filter(|[entry, _]| *entry > 0).map(|[_, weight]| *weight).max().unwrap_or_default();
    let passed = (f32::from(of_parts) * 0.3).round() as u8;
    match places.first_mut() {
        Some([0, weight]) => *weight = passed.max(*weight),
        _ if passed > 0 => places.insert(0, [0, passed]),
        _ => {}
    }
}

/// A text without line breaks.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    put_on_line(text, &mut line);
    line
}

/// Adds a text without line breaks to a line.
fn put_on_line(text: &str, line: &mut String) {
    let text = text.trim();
    let is_on_one = match text.is_ascii() {
        true => text.bytes().all(|byte| byte >= b' '),
        false => text.chars().all(|letter| letter == ' ' || !letter.is_whitespace()),
    };
    // Most texts are on one line already, and nothing but two spaces in a row is to be looked for.
    if is_on_one && memmem::find(text.as_bytes(), b"  ").is_none() {
        return line.push_str(text);
    }
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
}

/// The lines of a text behind one another, with a dot where nothing else ends one.
fn in_one(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.push_str(if all.ends_with(char::is_alphanumeric) { " · " } else { " " });
        }
        put_on_line(line, &mut all);
    }
    all
}

/// The texts of an entry, folded: its own, and those that name it.
fn texts(told: &Told<'_>) -> [String; 4] {
    let within = told.entry.within.as_deref().unwrap_or(told.page);
    [told.text, &told.entry.title, told.also, within].map(fold)
}

/// The first of the texts.
const TEXT: u8 = 0;

/// The words of a page.
#[derive(Default)]
struct Heard<'t> {
    /// Each word once.
    words: Vec<Word<'t>>,
    /// Where in that list a word stands.
    known: HashMap<&'t str, usize, ByWord>,
    /// What was said of all words, in the order in which it was heard.
    said: Vec<Said>,
    /// How many words the own text of each entry has.
    lengths: Vec<usize>,
    /// How many different words each text of each entry has.
    names: Vec<[u16; 4]>,
}

/// A word with the texts in which it stands: the first and the last thing that was said of it.
struct Word<'t> {
    word: &'t str,
    first: usize,
    last: usize,
}

/// A text in which a word stands.
#[derive(Clone, Copy)]
struct Said {
    entry: u8,
    /// The number of the text.
    place: u8,
    /// How often it stands there.
    often: u32,
    /// Where the next thing is that was said of the word; of the last one, where that one is itself.
    next: usize,
}

impl<'t> Heard<'t> {
    fn text(&mut self, text: &'t str, entry: u8, place: u8) {
        let words = words(text);
        if place == TEXT {
            self.lengths[usize::from(entry)] = words.len();
        }
        for word in words {
            let end = self.said.len();
            let number = *self.known.entry(word).or_insert_with(|| {
                self.words.push(Word { word, first: end, last: end });
                self.words.len() - 1
            });
            let known = &mut self.words[number];
            match self.said.get_mut(known.last) {
                Some(last) if (last.entry, last.place) == (entry, place) => {
                    last.often += 1;
                    continue;
                }
                Some(last) => last.next = end,
                None => {}
            }
            known.last = end;
            self.said.push(Said { entry, place, often: 1, next: end });
            let count = &mut self.names[usize::from(entry)][usize::from(place)];
            *count = count.saturating_add(1);
        }
    }

    /// What was said of a word.
    fn said(&self, word: &Word<'t>) -> impl Iterator<Item = Said> {
        let mut at = Some(word.first);
        std::iter::from_fn(move || {
            let now = at?;
            let said = *self.said.get(now)?;
            at = (said.next != now).then_some(said.next);
            Some(said)
        })
    }
}

/// The first eight bytes as a number; what is missing counts as 0, so that a shorter word comes first.
fn beginning(word: &str) -> u64 {
    let mut eight = [0; 8];
    let len = word.len().min(8);
    eight[..len].copy_from_slice(&word.as_bytes()[..len]);
    u64::from_be_bytes(eight)
}

struct Weighing<'a> {
    told: &'a [Told<'a>],
    /// How many words the own text of each entry has.
    lengths: &'a [usize],
    names: &'a [[u16; 4]],
}

impl Weighing<'_> {
    /// How much a word says about an entry, from 1 to 15, given wherever it stands in its texts: BM25 for its own text, and
    /// more for a title the shorter it is. The length of a text is held against a fixed one, so that no page counts
    /// differently because another has changed.
    fn weight(&self, same: &[Said]) -> u8 {
        const USUAL: f32 = 90.0;
        let entry = usize::from(same[0].entry);
        let mut weight = 0.0;
        for said in same {
            let place = said.place;
            weight += if place == TEXT {
                let (often, length) = (said.often as f32, 0.6 + 0.6 * self.lengths[entry] as f32 / USUAL);
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
