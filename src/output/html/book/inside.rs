//! The pages of a book, and where in it each address of the site is found.

use crate::artifact::SitePath;
use crate::output::given::Given;
use crate::site::Step;
use crate::site::What;
use crate::site::urls;

use std::collections::BTreeMap;
use std::sync::Arc;

/// One page of a book.
#[derive(Clone, Debug, Hash)]
pub(super) struct Leaf {
    /// Its title.
    pub(super) title: Arc<str>,
    /// The finished page that stands in the book: for a guide the one with all of it.
    pub(super) page: SitePath,
    /// Its id in a book of one page; its own ids follow it after a colon.
    pub(super) name: String,
    /// Further addresses whose text is on it, with the id at which it is.
    pub(super) also: Vec<(SitePath, Option<String>)>,
}

/// The leaves for pages of a site.
pub(super) struct Leaves {
    /// For the start of a guide: the page with all of it, and what stands on that.
    guides: BTreeMap<SitePath, Leaf>,
}

impl Leaves {
    /// For one build.
    pub(super) fn new(given: &Given<'_>) -> Self {
        let made = || given.site.made.iter();
        let mut guides = BTreeMap::new();
        for all in made() {
            let What::All(id) = &all.what else { continue };
            let of_guide = || made().filter(|made| made.what.guide() == Some(id));
            let Some(start) = of_guide().find(|made| matches!(made.what, What::Start(_))) else { continue };
            let part = |part: &crate::site::PlacedMade| {
                let folder = urls::folder(part.place.url.as_str());
                let name = folder.strip_prefix(urls::folder(start.place.url.as_str()))?.trim_start_matches('/');
                let is_step = matches!(part.what, What::Node(..) | What::Outcome(..));
                is_step.then(|| (part.place.url.clone(), Some(name.to_string())))
            };
            let also = [(start.place.url.clone(), None)].into_iter().chain(of_guide().filter_map(part)).collect();
            let name = name(&start.place.url);
            let leaf = Leaf { title: Arc::clone(&start.place.title), page: all.place.url.clone(), name, also };
            guides.insert(start.place.url.clone(), leaf);
        }
        Self { guides }
    }

    /// The leaf for a step of the order.
    pub(super) fn of(&self, step: &Step) -> Option<Leaf> {
        let url = step.url.as_ref()?;
        let title = Arc::clone(&step.title);
        Some(match self.guides.get(url) {
            Some(leaf) => Leaf { title, ..leaf.clone() },
            None => Leaf { title, page: url.clone(), name: name(url), also: Vec::new() },
        })
    }
}

/// The address of a page as an id.
fn name(url: &SitePath) -> String {
    let mut name = String::new();
    for part in url.as_str().strip_suffix(".html").unwrap_or(url.as_str()).split('/') {
        if !name.is_empty() {
            name.push('/');
        }
        urls::encode(part, &mut name);
    }
    name
}

/// Where in a book of one page each address of the site is found.
pub(super) struct Inside<'a> {
    /// The id, and whether the address is that of a whole page, so that a fragment may follow.
    spots: BTreeMap<&'a SitePath, (String, bool)>,
}

impl<'a> Inside<'a> {
    /// Of a book with these pages.
    pub(super) fn new(leaves: &'a [Leaf]) -> Self {
        let mut spots = BTreeMap::new();
        for leaf in leaves {
            spots.insert(&leaf.page, (leaf.name.clone(), true));
            for (url, part) in &leaf.also {
                let id = part.as_ref().map_or_else(|| leaf.name.clone(), |part| format!("{}:{part}", leaf.name));
                spots.insert(url, (id, false));
            }
        }
        Self { spots }
    }

    /// The link to an address, if it is in the book.
    pub(super) fn href(&self, to: &SitePath, rest: &str) -> Option<String> {
        let (id, is_whole) = self.spots.get(to)?;
        let fragment = rest.find('#').map(|at| &rest[at + 1..]).filter(|fragment| *is_whole && !fragment.is_empty());
        let id = urls::encode_fragment(id);
        Some(fragment.map_or_else(|| format!("#{id}"), |fragment| format!("#{id}:{fragment}")))
    }
}
