//! The sections of the order, each with the address at which it stands whole on one page, to be printed.
//!
//! A section is a title of the order, with or without a page of its own, and the pages directly below it. What has pages
//! below it in turn is a section of its own, so that each page stands in one section at most and all of them together
//! grow as the pages do.

use crate::artifact::SitePath;
use crate::site::nav::Kind;
use crate::site::nav::Nav;
use crate::site::step::Step;
use crate::site::urls;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Fewer pages need no page of all of them.
const FEWEST: usize = 2;
/// More pages than this nobody prints, and a browser is slow to show them at once.
const MOST: usize = 200;

/// A part of the order that can be printed whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    /// Its title.
    pub title: Arc<str>,
    /// Where it stands on one page.
    pub url: SitePath,
    /// Its pages, in reading order.
    pub pages: Vec<Step>,
    /// The sections below it, with the pages on which they stand whole.
    pub inner: Vec<Step>,
}

/// The sections of a site.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// All of them, in reading order.
    pub(super) all: Vec<Section>,
    /// The section in which a page stands, by the number of the page.
    pub(super) of_page: BTreeMap<usize, usize>,
}

/// A section whose address is not settled.
struct Draft {
    node: usize,
    pages: Vec<usize>,
    url: Option<SitePath>,
}

/// Finds the sections. `urls` are the addresses of the pages, `is_taken` knows all others.
pub(super) fn sections(nav: &Nav, urls: &[SitePath], is_taken: impl Fn(&SitePath) -> bool) -> Sections {
    let nodes = (0..nav.nodes.len()).filter(|node| !nav.nodes[*node].children.is_empty());
    let drafts = nodes.map(|node| Draft { node, pages: pages(nav, node), url: None });
    let mut drafts: Vec<Draft> = drafts.filter(|draft| (FEWEST..=MOST).contains(&draft.pages.len())).collect();
    address(&mut drafts, nav, urls, is_taken);
    let by_node: BTreeMap<usize, SitePath> =
        drafts.iter().filter_map(|draft| Some((draft.node, draft.url.clone()?))).collect();
    let mut sections = Sections::default();
    for draft in drafts {
        let Some(url) = draft.url else { continue };
        sections.of_page.extend(draft.pages.iter().map(|page| (*page, sections.all.len())));
        let inner = nav.nodes[draft.node].children.iter().filter_map(|child| {
            Some(Step { title: Arc::clone(&nav.nodes[*child].title), url: Some(by_node.get(child)?.clone()) })
        });
        let inner = inner.collect();
        let pages = own_nodes(nav, draft.node).filter_map(|node| {
            let Kind::Page(page) = nav.nodes[node].kind else { return None };
            Some(Step { title: Arc::clone(&nav.nodes[node].title), url: Some(urls[page].clone()) })
        });
        let pages = pages.collect();
        sections.all.push(Section { title: Arc::clone(&nav.nodes[draft.node].title), url, pages, inner });
    }
    sections
}

/// A node and those directly below it that have nothing below them.
fn own_nodes(nav: &Nav, node: usize) -> impl Iterator<Item = usize> {
    let leaves = nav.nodes[node].children.iter().copied().filter(|child| nav.nodes[*child].children.is_empty());
    std::iter::once(node).chain(leaves)
}

fn pages(nav: &Nav, node: usize) -> Vec<usize> {
    let page = |node: usize| match nav.nodes[node].kind {
        Kind::Page(page) => Some(page),
        _ => None,
    };
    own_nodes(nav, node).filter_map(page).collect()
}

/// Gives each section a free address. What has a page of its own chooses first.
fn address(drafts: &mut [Draft], nav: &Nav, urls: &[SitePath], is_taken: impl Fn(&SitePath) -> bool) {
    let mut taken: BTreeSet<SitePath> = urls.iter().cloned().collect();
    for with_page in [true, false] {
        let of_round = |draft: &&mut Draft| matches!(nav.nodes[draft.node].kind, Kind::Page(_)) == with_page;
        for draft in drafts.iter_mut().filter(of_round) {
            let Some(first) = draft.pages.first().map(|page| urls[*page].as_str()) else { continue };
            let stem = first.strip_suffix(".html").unwrap_or(first);
            let of_folder = beside(urls::folder(first));
            let of_page = beside(stem);
            let is_index = stem == "index" || stem.ends_with("/index");
            let wishes = if is_index || !with_page { [of_folder, of_page] } else { [of_page, None] };
            let mut free = wishes.into_iter().flatten().filter(|url| !taken.contains(url) && !is_taken(url));
            draft.url = free.next();
            taken.extend(draft.url.clone());
        }
    }
}

fn beside(folder: &str) -> Option<SitePath> {
    let slash = if folder.is_empty() { "" } else { "/" };
    SitePath::new(format!("{folder}{slash}print.html"))
}
