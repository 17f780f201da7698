//! The addresses at which something stands, and those of the ledger at which nothing does.

use crate::artifact::SitePath;
use crate::ledger::places::Places;
use crate::ledger::record::Ledger;
use crate::ledger::record::Record;
use crate::memo::Fingerprint;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// The addresses at which something stands.
#[derive(Debug, Clone, Default, Hash)]
pub struct Standing {
    files: BTreeMap<SitePath, File>,
}

/// A file of the site.
#[derive(Debug, Clone, Hash)]
struct File {
    places: Places,
    /// People link to it, so that its address has to last.
    lasts: bool,
}

/// An address of the ledger at which nothing stands.
#[derive(Debug, Clone)]
pub struct Lost<'a> {
    /// Its line.
    pub record: &'a Record,
    /// The file.
    pub path: &'a str,
    /// The place in a file that itself stands; `None` if the file is lost.
    pub place: Option<&'a str>,
    /// How many places of it are lost with it.
    pub with: usize,
}

impl Standing {
    /// Adds a file. `lasts` says whether people link to it.
    pub fn add(&mut self, path: SitePath, lasts: bool) {
        self.files.insert(path, File { places: Places::none(), lasts });
    }

    /// Says which places a file has that was added.
    pub fn set(&mut self, path: &SitePath, places: Places) {
        if let Some(file) = self.files.get_mut(path) {
            file.places = places;
        }
    }

    /// Made from everything in it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self)
    }

    /// Does something stand at the path?
    pub fn has(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// Does the address answer?
    pub fn answers(&self, address: &str) -> bool {
        let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
        self.get(path).is_some_and(|file| place.is_none_or(|place| self.has_place(file, place, 0)))
    }

    /// Is there a place of this name in the file, or where it leads on?
    fn has_place(&self, file: &File, place: &str, steps: usize) -> bool {
        // Who is led on is led to the end at once; one step more is for a page that stands at two addresses.
        const MOST: usize = 2;
        match &file.places {
            Places::Any => true,
            Places::Own(places) => places.contains(place),
            Places::Listed(places, on) => {
                places.iter().any(|listed| **listed == *place)
                    || on
                        .as_ref()
                        .filter(|_| steps < MOST)
                        .and_then(|on| self.files.get(on))
                        .is_some_and(|on| self.has_place(on, place, steps + 1))
            }
        }
    }

    fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All addresses that have to last, sorted.
    pub fn lasting(&self) -> Vec<Arc<str>> {
        let mut all: Vec<Arc<str>> = Vec::new();
        for (path, file) in self.files.iter().filter(|(_, file)| file.lasts) {
            all.push(Arc::from(path.as_str()));
            let mut place = |place: &Arc<str>| {
                if is_plain(place) {
                    all.push(Arc::from(format!("{path}#{place}")));
                }
            };
            match &file.places {
                Places::Any => {}
                Places::Own(places) => places.iter().for_each(&mut place),
                Places::Listed(places, _) => places.iter().for_each(&mut place),
            }
        }
        all.sort();
        all
    }

    /// The lines of the ledger whose address answers no more; those of a day to come are not asked yet.
    pub fn lost<'a>(&self, ledger: &'a Ledger, as_of: Date) -> Vec<Lost<'a>> {
        let mut lost: Vec<Lost<'a>> = Vec::new();
        for record in ledger.records.iter().filter(|record| record.since <= as_of) {
            let address = ledger.address(record);
            if self.answers(address) {
                continue;
            }
            let (path, place) = address.split_once('#').map_or((address, None), |(path, place)| (path, Some(place)));
            match lost.last_mut() {
                // What stood in a lost file is lost with it and not said again; the file's line comes first.
                Some(last) if place.is_some() && last.path == path && last.place.is_none() => last.with += 1,
                _ => {
                    let place = place.filter(|_| self.has(path));
                    lost.push(Lost { record, path, place, with: 0 });
                }
            }
        }
        lost
    }
}

/// Can a line hold this name? A name with white space is none that a link could rely on.
fn is_plain(place: &str) -> bool {
    !place.is_empty() && !place.contains(|c: char| c.is_whitespace() || c.is_control())
}
