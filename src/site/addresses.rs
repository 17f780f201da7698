//! The address book: every page and file of the site, by the names under which a link may mean it.

use crate::artifact::SitePath;
use crate::diagnostic::NEIGHBOURS;
use crate::diagnostic::around;
use crate::diagnostic::nearest;
use crate::document::Page;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::site::target::Target;
use crate::site::urls;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// The address book. Reading a link needs nothing else.
pub struct Addresses {
    /// Made from everything in it, so that links need to be read again only when it changes.
    pub fingerprint: Fingerprint,
    /// The source paths of all pages, sorted.
    paths: Vec<Arc<str>>,
    /// Pages by source path.
    pages: HashMap<Arc<str>, Entry>,
    /// Source path by address.
    by_url: HashMap<SitePath, Arc<str>>,
    /// Files that are copied, and whatever else stands in the site.
    files: BTreeSet<SitePath>,
    /// The source paths of pages that are kept back.
    drafts: BTreeSet<Arc<str>>,
    /// Old addresses that lead on.
    moved: BTreeSet<SitePath>,
    /// Old names of headings that lead on, with their pages.
    moved_headings: BTreeSet<(SitePath, Arc<str>)>,
    /// What the rules give a name to: `guide:money#notice`, `outcome:money/too-late`, `param:money-notice`.
    rules: BTreeMap<Arc<str>, Target>,
    /// The places in pages that are made from rules.
    made_places: BTreeSet<(SitePath, Arc<str>)>,
    /// The ids of guides that are written and could not be read.
    unread: BTreeSet<Arc<str>>,
    /// What is known of the names of pages and files, made when the first link turns out to be dead.
    names: OnceLock<Names>,
    /// The path part of the address at which the site is published, such as `/mdBook`.
    prefix: String,
}

/// The names of pages and files, for finding the one that a mistyped path means.
struct Names {
    /// The paths of all pages and files, in order.
    all: BTreeSet<Arc<str>>,
    /// The first of them with each file name.
    by_name: HashMap<Arc<str>, Arc<str>>,
    /// The file names that several of them have.
    shared: HashSet<Arc<str>>,
}

/// What has an address besides the pages, or had one.
#[derive(Default)]
pub struct Others {
    /// Files that are copied, and whatever else stands in the site.
    pub files: BTreeSet<SitePath>,
    /// Old addresses that lead on.
    pub moved: BTreeSet<SitePath>,
    /// Old names of headings that lead on, with their pages.
    pub moved_headings: BTreeSet<(SitePath, Arc<str>)>,
    /// The source paths of pages that are kept back.
    pub drafts: BTreeSet<Arc<str>>,
    /// What the rules give a name to.
    pub rules: BTreeMap<Arc<str>, Target>,
    /// The places in pages that are made from rules.
    pub made_places: BTreeSet<(SitePath, Arc<str>)>,
    /// The ids of guides that are written and could not be read.
    pub unread: BTreeSet<Arc<str>>,
}

struct Entry {
    url: SitePath,
    page: Hashed<Page>,
}

/// What a path means.
pub enum Meaning<'a> {
    /// A page.
    Page(&'a SitePath, &'a Page),
    /// A file.
    File(SitePath),
    /// An old address that leads on.
    Moved(SitePath),
}

impl Addresses {
    /// Takes the pages with their addresses, what else has an address, and the address of the site.
    pub fn new(pages: &[(SitePath, Hashed<Page>)], others: Others, site_url: Option<&str>) -> Self {
        let prefix = site_url.map(prefix).unwrap_or_default();
        // A finding about a link may say the path of a page, and its headings in their order.
        let names: Vec<_> =
            pages.iter().map(|(url, page)| (url, &page.path, page.front.id(), &page.anchors, ids(page))).collect();
        let Others { files, moved, moved_headings, drafts, rules, made_places, unread } = others;
        let fingerprint = Fingerprint::of(&(names, &files, &moved, &moved_headings, &drafts, &rules, &unread, &prefix));
        let by_url = pages.iter().map(|(url, page)| (url.clone(), Arc::clone(&page.path))).collect();
        let entry = |(url, page): &(SitePath, Hashed<Page>)| {
            (Arc::clone(&page.path), Entry { url: url.clone(), page: page.clone() })
        };
        let paths = pages.iter().map(|(_, page)| Arc::clone(&page.path)).collect();
        let pages = pages.iter().map(entry).collect();
        Self {
            fingerprint,
            paths,
            pages,
            by_url,
            files,
            moved,
            moved_headings,
            drafts,
            rules,
            made_places,
            unread,
            names: OnceLock::new(),
            prefix,
        }
    }

    /// What the path of a link means, as seen from the folder of the content; `None` if nothing stands there.
    pub fn find(&self, path: &str, wants_folder: bool) -> Option<Meaning<'_>> {
        if let Some(entry) = self.pages.get(path).filter(|_| !wants_folder) {
            return Some(Meaning::Page(&entry.url, &entry.page));
        }
        let slash = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
        let names = [path.to_string(), format!("{path}{slash}index.html")];
        for name in names.into_iter().skip(usize::from(wants_folder)) {
            let Some(url) = SitePath::new(name) else { continue };
            if let Some(entry) = self.by_url.get(&url).and_then(|path| self.pages.get(path)) {
                return Some(Meaning::Page(&entry.url, &entry.page));
            }
            if self.files.contains(&url) {
                return Some(Meaning::File(url));
            }
            if self.moved.contains(&url) {
                return Some(Meaning::Moved(url));
            }
        }
        self.once(path).filter(|_| !wants_folder)
    }

    /// What stands at the address of a page that is not there: mdBook leads its links there without asking.
    fn once(&self, path: &str) -> Option<Meaning<'_>> {
        let url = urls::of_page(path)?;
        if self.moved.contains(&url) {
            return Some(Meaning::Moved(url));
        }
        self.files.contains(&url).then_some(Meaning::File(url))
    }

    /// Does a page or a file stand at this address?
    pub fn stands(&self, url: &SitePath) -> bool {
        self.by_url.contains_key(url) || self.files.contains(url)
    }

    /// Is this the name of a place in a page that is made from rules?
    pub fn has_made_place(&self, url: &SitePath, name: &str) -> bool {
        self.made_places.contains(&(url.clone(), Arc::from(name)))
    }

    /// What the rules give this name to.
    pub fn rule(&self, name: &str) -> Option<&Target> {
        self.rules.get(name)
    }

    /// Is there a guide of this id that could not be read?
    pub fn is_unread(&self, id: &str) -> bool {
        self.unread.contains(id)
    }

    /// All names that the rules give.
    pub fn rules(&self) -> impl Iterator<Item = &str> + Clone {
        self.rules.keys().map(|name| &**name)
    }

    /// The page that `page:NAME` means: its path without the ending, its permanent name, or a file name that no other
    /// page has.
    pub fn named(&self, name: &str) -> Option<(&SitePath, &Page)> {
        let name = name.trim_matches('/');
        let paths = [format!("{name}.md"), format!("{name}/index.md"), format!("{name}/README.md"), name.to_string()];
        let by_path = paths.iter().find_map(|path| self.pages.get(path.as_str()));
        let by_id = || self.pages_in_order().find(|entry| entry.page.front.id().is_some_and(|id| **id == *name));
        let by_file = || {
            let stem = |entry: &&Entry| urls::without_ending(file_name(&entry.page.path)) == Some(name);
            let mut same = self.pages_in_order().filter(stem);
            same.next().filter(|_| same.next().is_none())
        };
        by_path.or_else(by_id).or_else(by_file).map(|entry| (&entry.url, &*entry.page))
    }

    fn pages_in_order(&self) -> impl Iterator<Item = &Entry> {
        self.paths.iter().filter_map(|path| self.pages.get(path))
    }

    /// Is there a place of this name on a page, under the name it has now or under an old one?
    pub fn has_place(&self, url: &SitePath, page: &Page, name: &str) -> bool {
        page.anchors.contains(name)
            || (!self.moved_headings.is_empty() && self.moved_headings.contains(&(url.clone(), Arc::from(name))))
    }

    /// Is the page at this source path kept back?
    pub fn is_draft(&self, path: &str) -> bool {
        self.drafts.contains(path)
    }

    /// The address of the page whose source is at `path`.
    pub fn page(&self, path: &str) -> Option<&SitePath> {
        self.pages.get(path).map(|entry| &entry.url)
    }

    /// The page or file that a mistyped path means: one of the same name in another folder, else one spelled alike.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        let name = file_name(path);
        let same_name = self.names().by_name.get(name).filter(|_| !is_front_page(name));
        same_name.map(|path| &**path).or_else(|| {
            let [before, after] = around(path);
            let before = self.names().all.range::<str, _>(before).rev().take(NEIGHBOURS);
            let after = self.names().all.range::<str, _>(after).take(NEIGHBOURS);
            like(path, before.chain(after).map(|name| &**name))
        })
    }

    /// Has the page that a mistyped path means the same file name, and is it the only one that has it?
    pub fn is_only(&self, path: &str, known: &str) -> bool {
        let name = file_name(path);
        name == file_name(known) && !is_front_page(name) && !self.names().shared.contains(name)
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let files = self.files.iter().map(|url| Arc::from(url.as_str()));
            let all: BTreeSet<Arc<str>> = self.paths.iter().cloned().chain(files).collect();
            let (mut by_name, mut shared) = (HashMap::new(), HashSet::new());
            // From the last to the first, so that the first of a name is the one that stays.
            for path in all.iter().rev() {
                let name: Arc<str> = Arc::from(file_name(path));
                if by_name.insert(Arc::clone(&name), Arc::clone(path)).is_some() {
                    shared.insert(name);
                }
            }
            Names { all, by_name, shared }
        })
    }

    /// An absolute path without the part under which the whole site is published.
    pub fn without_prefix<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_prefix(self.prefix.as_str()) {
            Some(rest) if !self.prefix.is_empty() && (rest.is_empty() || rest.starts_with('/')) => rest,
            _ => path,
        }
    }
}

/// The path that is spelled most like this one. Of paths with the same ending only what stands before it counts: every
/// page ends alike.
fn like<'a>(path: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (stem, ending) = parts(path);
    let (same, others): (Vec<&str>, Vec<&str>) = known.partition(|known| parts(known).1 == ending);
    let near = nearest(stem, same.iter().map(|known| parts(known).0));
    near.and_then(|near| same.into_iter().find(|known| parts(known).0 == near)).or_else(|| nearest(path, others))
}

/// A path without its ending, and the ending; a page ends alike before and after it is built.
fn parts(path: &str) -> (&str, &str) {
    match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => {
            (stem, if matches!(ending, "html" | "markdown") { "md" } else { ending })
        }
        _ => (path, ""),
    }
}

/// Is this the file name of a page that stands for its folder?
fn is_front_page(name: &str) -> bool {
    urls::is_index(urls::without_ending(name).unwrap_or(name))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn ids(page: &Page) -> Vec<&Arc<str>> {
    page.outline.iter().map(|heading| &heading.id).collect()
}

/// The path of an address: `/mdBook` for `https://host/mdBook/` and for `/mdBook/`.
pub fn prefix(site_url: &str) -> String {
    let path = match site_url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => site_url,
    };
    path.trim_end_matches('/').to_string()
}
