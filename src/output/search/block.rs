//! The words of some pages in a row, sorted into the pieces of the index: what is made again when one of them changes.

use crate::memo::Hashed;
use crate::output::search::fold;
use crate::output::search::packed::Packed;
use crate::output::search::part::Part;

use std::collections::BTreeMap;
use std::sync::Arc;

/// So many pages are a block.
pub const PAGES: usize = 64;

/// A handbook of more pages has its index in pieces, so that a query needs only few of them.
const UNDIVIDED: usize = 500;

/// The words of up to [`PAGES`] pages.
pub struct Block {
    /// What the pages give.
    pub(in crate::output) parts: Vec<Arc<Part>>,
    /// The words of each piece of the index.
    pub(super) pieces: Vec<Hashed<Words>>,
}

/// The words of one piece of the index, as far as they come from one block.
#[derive(Debug, Default, Hash)]
pub(super) struct Words {
    /// Each word with its places, three numbers each: the page in the block, the entry of the page, the weight.
    pub(super) places: Packed,
    /// Words whose last letters belong to this piece; none if there is only one.
    pub(super) ends: Packed,
}

/// Is a word on so many of all pages that it says little about any of them?
pub(super) fn is_everywhere(on_pages: usize, pages: usize) -> bool {
    const ENOUGH: usize = 25;
    on_pages > ENOUGH && on_pages * 2 > pages
}

/// How much rarer than others a word is that leads to so many of all entries; one that is everywhere says least.
pub(super) fn rarity(places: usize, entries: usize, is_everywhere: bool) -> u32 {
    let rare = (2.0 * (1.0 + entries as f64 / (places + 1) as f64).ln()).round();
    if is_everywhere { 1 } else { rare.clamp(1.0, 35.0) as u32 }
}

/// In how many pieces the index of so many pages stands.
pub fn pieces(pages: usize) -> u32 {
    match pages {
        0..=UNDIVIDED => 1,
        more => (more as u32 / 32).next_power_of_two(),
    }
}

/// Sorts what some pages give into pieces.
pub fn block(parts: Vec<Arc<Part>>, pieces: u32) -> Block {
    let mut all: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (page, part) in (0..=u8::MAX).zip(&parts) {
        for (word, places) in part.words.iter() {
            let all = all.entry(word).or_default();
            places.chunks_exact(2).for_each(|place| all.extend([page, place[0], place[1]]));
        }
    }
    let mut sorted: Vec<Words> = (0..pieces).map(|_| Words::default()).collect();
    for (word, places) in &all {
        sorted[fold::piece(word, false, pieces) as usize].places.push(word, places);
        if pieces > 1 {
            sorted[fold::piece(word, true, pieces) as usize].ends.push(word, &[]);
        }
    }
    let tight = |words: Words| Hashed::new(Words { places: words.places.tight(), ends: words.ends.tight() });
    let pieces = sorted.into_iter().map(tight).collect();
    Block { parts, pieces }
}
