//! The files of the index. Each calls a function of `search.js`, so that it can be loaded from a disk too.
//!
//! `search/index.js` has the numbers and the words of the interface. `search/words-N.js` has words with their places, one
//! a line, and the words of the last letters that belong to it. `search/titles-N.js` has kinds, titles and addresses, one
//! entry a line, with an empty line behind each page.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::output::search::block;
use crate::output::search::block::Words;
use crate::output::search::part::Entry;
use crate::output::search::part::Kind;
use crate::output::search::part::Part;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

/// Makes the files.
pub(super) fn jobs(given: &Given<'_>) -> Vec<Job> {
    let parts: Vec<&Part> = given.search.iter().flat_map(|block| &block.parts).map(|part| &**part).collect();
    let pieces = given.search.first().map_or(0, |block| block.pieces.len());
    let all: Vec<&Vec<Hashed<Words>>> = given.search.iter().map(|block| &block.pieces).collect();
    let stamp = Fingerprint::of(&(&all, parts.iter().map(|part| &part.entries).collect::<Vec<_>>()));
    let head = Head {
        stamp: stamp.hex()[..8].to_string(),
        entries: parts.iter().map(|part| part.entries.len()).sum(),
        pieces,
        pages: block::pages_a_file(parts.len()),
        limit: given.settings.output.html.search.limit_results.unwrap_or(30),
        words: words_of_theme(given),
    };
    let words = (0..pieces).map(|number| Piece {
        pages: parts.len(),
        blocks: given.search.iter().map(|block| block.pieces[number].clone()).collect(),
    });
    let titles = parts.chunks(head.pages).map(|parts| parts.iter().map(|part| part.entries.clone()).collect());
    let titles: Vec<Vec<Hashed<Vec<Entry>>>> = titles.collect();
    let head = file("index").map(|path| Job::new(path, head, write_head));
    let words =
        words.zip(0..).filter_map(|(piece, n)| Some(Job::new(file(&format!("words-{n}"))?, piece, write_words)));
    let titles = titles.into_iter().zip(0..);
    let titles = titles.filter_map(|(part, n)| Some(Job::new(file(&format!("titles-{n}"))?, part, write_titles)));
    head.into_iter().chain(words).chain(titles).filter(|job| !given.files.contains_key(&job.path)).collect()
}

fn file(name: &str) -> Option<SitePath> {
    SitePath::new(format!("search/{name}.js"))
}

#[derive(Hash, Serialize)]
struct Head {
    /// It changes with the index, so that no file of an older one is taken for one of this.
    stamp: String,
    entries: usize,
    pieces: usize,
    /// How many pages have their titles in one file.
    pages: usize,
    limit: u32,
    words: BTreeMap<&'static str, String>,
}

/// The words that the script shows.
fn words_of_theme(given: &Given<'_>) -> BTreeMap<&'static str, String> {
    const KEYS: [&str; 5] = ["search-results", "search-one", "search-many", "search-none", "search-near"];
    let kinds = Kind::ALL.iter().enumerate().map(|(number, (_, key))| (NUMBERS[number], *key));
    let keys = KEYS.iter().map(|key| (key.trim_start_matches("search-"), *key));
    let word = |key: &str| given.theme.strings.get(key).cloned().unwrap_or_default();
    kinds.chain(keys).map(|(name, key)| (name, word(key))).collect()
}

/// The names of the words of kinds.
const NUMBERS: [&str; Kind::ALL.len()] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

fn write_head(head: &Head) -> Noted<Vec<u8>> {
    Noted::clean(call(head))
}

#[derive(Hash)]
struct Piece {
    pages: usize,
    blocks: Vec<Hashed<Words>>,
}

fn write_words(piece: &Piece) -> Noted<Vec<u8>> {
    let mut all: BTreeMap<&str, Vec<(usize, &[u8])>> = BTreeMap::new();
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    for (number, block) in piece.blocks.iter().enumerate() {
        for (word, places) in block.places.iter() {
            all.entry(word).or_default().push((number * block::PAGES, places));
        }
        ends.extend(block.ends.iter().map(|(word, _)| word));
    }
    let mut text = String::new();
    for (word, places) in &all {
        let places = places.iter().flat_map(|(first, places)| {
            places.chunks_exact(3).map(move |place| Place {
                page: first + usize::from(place[0]),
                entry: place[1],
                weight: place[2],
            })
        });
        line(word, &places.collect::<Vec<_>>(), piece.pages, &mut text);
    }
    let ends: Vec<&str> = ends.into_iter().collect();
    Noted::clean(call(&(text, ends.join(" "))))
}

struct Place {
    page: usize,
    entry: u8,
    weight: u8,
}

/// A word with its places: `word ,A,B2,3C1D2`. A comma begins a page; a number behind it says how many pages further it is,
/// if it is not the next. A capital letter is a weight; the number behind it is an entry of the page, if it is not the page
/// itself. Of a word that most pages have only the weighty places stand there, behind a star.
fn line(word: &str, places: &[Place], pages: usize, text: &mut String) {
    let on_pages = places.chunk_by(|a, b| a.page == b.page).count();
    let is_everywhere = block::is_everywhere(on_pages, pages);
    text.push_str(word);
    text.push_str(if is_everywhere { " *" } else { " " });
    let mut last = None;
    for place in places.iter().filter(|place| !is_everywhere || place.weight > 3) {
        if last != Some(place.page) {
            text.push(',');
            let step = last.map_or(place.page + 1, |last| place.page - last);
            if step > 1 {
                number(step, text);
            }
            last = Some(place.page);
        }
        text.push(char::from(b'@' + place.weight));
        if place.entry > 0 {
            number(usize::from(place.entry), text);
        }
    }
    text.push('\n');
}

/// A number in the digits `0` to `z`.
fn number(number: usize, text: &mut String) {
    if number >= 36 {
        self::number(number / 36, text);
    }
    text.extend(char::from_digit((number % 36) as u32, 36));
}

fn write_titles(parts: &Vec<Hashed<Vec<Entry>>>) -> Noted<Vec<u8>> {
    let mut text = String::new();
    for entries in parts {
        for (number, entry) in entries.iter().enumerate() {
            let kind = Kind::ALL.iter().position(|(kind, _)| *kind == entry.kind).unwrap_or_default();
            // The kind that is usual at this place goes without saying.
            let usual = usize::from(number > 0);
            let kind = if kind == usual { String::new() } else { kind.to_string() };
            let _ = write!(text, "{kind}\t{}\t{}", on_one_line(&entry.title), entry.address);
            if let Some(within) = &entry.within {
                let _ = write!(text, "\t{}", on_one_line(within));
            }
            text.push('\n');
        }
        text.push('\n');
    }
    Noted::clean(call(&text))
}

fn on_one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The call that hands a value over. In a script of its own, JSON needs no further care.
fn call(value: &impl Serialize) -> Vec<u8> {
    // Only maps with keys that are not text can fail to be written, and there are none.
    format!("caveatSearch({})\n", serde_json::to_string(value).unwrap_or_default()).into_bytes()
}
