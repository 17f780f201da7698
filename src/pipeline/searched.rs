//! The words of all pages for search, each page read once and remembered, and once more in blocks of pages.

use crate::config::Search;
use crate::memo::Fingerprint;
use crate::output::search;
use crate::output::search::Block;
use crate::output::search::Part;
use crate::pipeline::memos::Memos;
use crate::site::PlacedMade;
use crate::site::Site;

use std::sync::Arc;

use rayon::prelude::*;

/// What pages give to the index of search, in blocks; nothing if search is off.
pub(super) fn searched(memos: &Memos, site: &Site, settings: &Search) -> Vec<Arc<Block>> {
    if !settings.is_on() {
        return Vec::new();
    }
    let mut parts = pages(memos, site, settings);
    parts.extend(made(memos, site));
    let pieces = search::pieces(parts.len());
    let block = |parts: &[(Fingerprint, Arc<Part>)]| {
        let keys: Vec<Fingerprint> = parts.iter().map(|(key, _)| *key).collect();
        let parts = || parts.iter().map(|(_, part)| Arc::clone(part)).collect();
        memos.blocks.get(Fingerprint::of(&(keys, pieces)), || search::block(parts(), pieces))
    };
    parts.par_chunks(search::PAGES).map(block).collect()
}

fn pages(memos: &Memos, site: &Site, settings: &Search) -> Vec<(Fingerprint, Arc<Part>)> {
    let deepest = settings.heading_split_level.unwrap_or(3);
    let is_found = |index: usize| {
        let place = &site.pages[index].place;
        Some(index) != site.arranged.not_found && settings.finds(&place.source)
    };
    let read = |index: usize| {
        let placed = &site.pages[index];
        let key = Fingerprint::of(&("page", &placed.page, &placed.place.url, &placed.place.title, deepest));
        let parts = memos.searched.get(key, || vec![Arc::new(search::page(&placed.page, &placed.place, deepest))]);
        keyed(key, &parts).collect::<Vec<_>>()
    };
    let found: Vec<usize> = (0..site.pages.len()).filter(|index| is_found(*index)).collect();
    found.into_par_iter().flat_map_iter(read).collect()
}

fn made(memos: &Memos, site: &Site) -> Vec<(Fingerprint, Arc<Part>)> {
    let rules = &site.rules;
    let read = |made: &PlacedMade| {
        let guide = made.what.guide().and_then(|id| rules.guides.get(id));
        // A page of one guide does not change with the others.
        let rest = guide.is_none().then_some(&rules.whole);
        let place = (&made.what, &made.place.url, &made.place.title);
        let key = Fingerprint::of(&("made", place, guide, rest, &rules.params, rules.as_of));
        let parts = memos.searched.get(key, || search::made(made, rules).into_iter().map(Arc::new).collect());
        keyed(key, &parts).collect::<Vec<_>>()
    };
    site.made.par_iter().flat_map_iter(read).collect()
}

/// Parts with what they are known by; most pages have only one.
fn keyed(key: Fingerprint, parts: &[Arc<Part>]) -> impl Iterator<Item = (Fingerprint, Arc<Part>)> {
    let key = move |number: u32| if number == 0 { key } else { Fingerprint::of(&(key, number)) };
    parts.iter().zip(0..).map(move |(part, number)| (key(number), Arc::clone(part)))
}
