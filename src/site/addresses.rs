//! The address book: every page and file of the site, by the names under which a link may mean it.

use crate::artifact::SitePath;
use crate::document::Page;
use crate::memo::Fingerprint;
use crate::memo::Hashed;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::Arc;

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
    /// The path part of the address at which the site is published, such as `/mdBook`.
    prefix: String,
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
}

impl Addresses {
    /// Takes the pages with their addresses, the addresses of all other files, and the address of the site.
    pub fn new(pages: &[(SitePath, Hashed<Page>)], files: BTreeSet<SitePath>, site_url: Option<&str>) -> Self {
        let prefix = site_url.map(prefix).unwrap_or_default();
        let names: Vec<_> = pages.iter().map(|(url, page)| (url, &page.anchors)).collect();
        let fingerprint = Fingerprint::of(&(names, &files, &prefix));
        let by_url = pages.iter().map(|(url, page)| (url.clone(), Arc::clone(&page.path))).collect();
        let entry = |(url, page): &(SitePath, Hashed<Page>)| {
            (Arc::clone(&page.path), Entry { url: url.clone(), page: page.clone() })
        };
        let paths = pages.iter().map(|(_, page)| Arc::clone(&page.path)).collect();
        Self { fingerprint, paths, pages: pages.iter().map(entry).collect(), by_url, files, prefix }
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
        }
        None
    }

    /// The address of the page whose source is at `path`.
    pub fn page(&self, path: &str) -> Option<&SitePath> {
        self.pages.get(path).map(|entry| &entry.url)
    }

    /// The paths of all pages and files, to find the nearest of a mistyped one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|path| &**path).chain(self.files.iter().map(SitePath::as_str))
    }

    /// An absolute path without the part under which the whole site is published.
    pub fn without_prefix<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_prefix(self.prefix.as_str()) {
            Some(rest) if !self.prefix.is_empty() && (rest.is_empty() || rest.starts_with('/')) => rest,
            _ => path,
        }
    }
}

/// The path of an address: `/mdBook` for `https://host/mdBook/` and for `/mdBook/`.
fn prefix(site_url: &str) -> String {
    let path = match site_url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => site_url,
    };
    path.trim_end_matches('/').to_string()
}
