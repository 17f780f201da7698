//! The files of the index. Each calls a function of `search.js`, so that it can be loaded from a disk too.
//!
//! `search/index.js` has the numbers, the patterns and the words of the interface. `search/words-N.js` has words with
//! their places, and the words of the last letters that belong to it. `search/page-N.js` has what is shown of a page that
//! is found: of each of its entries the title, the address, what it is, and the text.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::output::search::block;
use crate::output::search::block::Words;
use crate::output::search::fold;
use crate::output::search::fold::Patterns;
use crate::output::search::part::Entry;
use crate::output::search::part::Kind;
use crate::output::search::part::Part;
use crate::output::search::part::on_one_line;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

/// Makes the files.
pub(super) fn jobs(given: &Given<'_>) -> Vec<Job> {
    let parts: Vec<&Part> = given.search.iter().flat_map(|block| &block.parts).map(|part| &**part).collect();
    let pieces = given.search.first().map_or(0, |block| block.pieces.len());
    let kinds: Hashed<Vec<Arc<str>>> = Hashed::new(Kind::ALL.iter().map(|(_, key)| word(given, key)).collect());
    let pages: Vec<Page> = parts.iter().map(|part| Page::new(part, &kinds)).collect();
    let all: Vec<&Vec<Hashed<Words>>> = given.search.iter().map(|block| &block.pieces).collect();
    let head = Head {
        stamp: Fingerprint::of(&(&all, &pages)).hex()[..8].to_string(),
        pieces,
        limit: given.settings.output.html.search.limit_results.unwrap_or(15),
        patterns: fold::patterns(),
        say: say(given),
    };
    let entries = parts.iter().map(|part| part.entries.len()).sum();
    let words = (0..pieces).map(|number| Piece {
        pages: parts.len(),
        entries,
        blocks: given.search.iter().map(|block| block.pieces[number].clone()).collect(),
    });
    let head = file("index").map(|path| Job::new(path, head, write_head));
    let words =
        words.zip(0..).filter_map(|(piece, n)| Some(Job::new(file(&format!("words-{n}"))?, piece, write_words)));
    let pages = pages.into_iter().zip(0..);
    let pages = pages.filter_map(|(page, n)| Some(Job::new(file(&format!("page-{n}"))?, page, write_page)));
    head.into_iter().chain(words).chain(pages).filter(|job| !given.files.contains_key(&job.path)).collect()
}

fn file(name: &str) -> Option<SitePath> {
    SitePath::new(format!("search/{name}.js"))
}

fn word(given: &Given<'_>, key: &str) -> Arc<str> {
    given.theme.strings.get(key).map(|word| Arc::from(word.as_str())).unwrap_or_default()
}

#[derive(Hash, Serialize)]
struct Head {
    /// It changes with the index, so that no file of an older one is taken for one of this.
    stamp: String,
    pieces: usize,
    limit: u32,
    #[serde(flatten)]
    patterns: Patterns,
    /// What is said of no results, of one, of many, and of none where there are near words.
    say: [String; 4],
}

fn say(given: &Given<'_>) -> [String; 4] {
    let [none, one, many, near] =
        ["search-none", "search-one", "search-many", "search-near"].map(|key| word(given, key).to_string());
    let near = format!("{none} {near}");
    [none, one, many, near]
}

fn write_head(head: &Head) -> Noted<Vec<u8>> {
    Noted::clean(call(head))
}

#[derive(Hash)]
struct Piece {
    pages: usize,
    entries: usize,
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
    let written = |places: Vec<(usize, &[u8])>| {
        let places = places.iter().flat_map(|(first, places)| {
            places.chunks_exact(3).map(move |place| Place {
                page: first + usize::from(place[0]),
                entry: place[1],
                weight: place[2],
            })
        });
        write_places(&places.collect::<Vec<_>>(), piece)
    };
    let words: BTreeMap<&str, String> = all.into_iter().map(|(word, places)| (word, written(places))).collect();
    Noted::clean(call(&(words, ends)))
}

struct Place {
    page: usize,
    entry: u8,
    weight: u8,
}

/// The places of a word: `9,A,1B2C1D2`. The first digit is its rarity. A comma begins a page; the number behind it says how
/// many pages are left out before. A capital letter is a weight; the number behind it is an entry of the page, if it is not
/// the page itself. Of a word that most pages have only the weighty places stand there.
fn write_places(places: &[Place], piece: &Piece) -> String {
    let on_pages = places.chunk_by(|a, b| a.page == b.page).count();
    let is_everywhere = block::is_everywhere(on_pages, piece.pages);
    let mut text = String::new();
    number(block::rarity(places.len(), piece.entries, is_everywhere) as usize, &mut text);
    let mut next = 0;
    for place in places.iter().filter(|place| !is_everywhere || place.weight > 3) {
        if next <= place.page {
            text.push(',');
            number(place.page - next, &mut text);
            next = place.page + 1;
        }
        text.push(char::from(b'@' + place.weight));
        number(usize::from(place.entry), &mut text);
    }
    text
}

/// A number in the digits `0` to `z`; nothing goes without saying.
fn number(number: usize, text: &mut String) {
    if number > 0 {
        self::number(number / 36, text);
        text.extend(char::from_digit((number % 36) as u32, 36));
    }
}

/// What can be found on one page.
#[derive(Hash)]
struct Page {
    entries: Hashed<Vec<Entry>>,
    texts: Hashed<Vec<String>>,
    /// The words of kinds.
    kinds: Hashed<Vec<Arc<str>>>,
}

impl Page {
    fn new(part: &Part, kinds: &Hashed<Vec<Arc<str>>>) -> Self {
        Self { entries: part.entries.clone(), texts: part.texts.clone(), kinds: kinds.clone() }
    }

    /// What an entry is, and what it belongs to.
    fn about(&self, number: usize, entry: &Entry) -> String {
        let kind = Kind::ALL.iter().position(|(kind, _)| *kind == entry.kind).and_then(|at| self.kinds.get(at));
        let page = self.entries.first().filter(|_| number > 0).map(|page| &page.title);
        let said = kind.into_iter().chain(entry.within.as_ref().or(page)).filter(|word| !word.is_empty());
        said.map(|word| on_one_line(word)).collect::<Vec<_>>().join(" · ")
    }
}

fn write_page(page: &Page) -> Noted<Vec<u8>> {
    let address = page.entries.first().map(|entry| &*entry.address).unwrap_or_default();
    let rows = page.entries.iter().zip(page.texts.iter()).enumerate().map(|(number, (entry, text))| {
        let address = if number == 0 { address.to_owned() } else { format!("{address}#{}", entry.address) };
        [on_one_line(&entry.title), address, page.about(number, entry), text.clone()]
    });
    Noted::clean(call(&rows.collect::<Vec<_>>()))
}

/// The call that hands a value over. In a script of its own, JSON needs no further care.
fn call(value: &impl Serialize) -> Vec<u8> {
    // Only maps with keys that are not text can fail to be written, and there are none.
    format!("caveatSearch({})\n", serde_json::to_string(value).unwrap_or_default()).into_bytes()
}
