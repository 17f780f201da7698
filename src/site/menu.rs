//! What of the order a page shows: the top level, and the branch in which the page stands.
//!
//! Never the whole tree: that would make the site grow with the square of its pages. Pages that stand side by side share
//! one menu, which is made once.

use crate::artifact::SitePath;
use crate::memo::Hashed;
use crate::site::nav::Kind;
use crate::site::nav::Nav;
use crate::site::nav::Node;

use std::sync::Arc;

/// A branch of at most so many nodes is shown whole, all levels open.
const WHOLE: usize = 120;
/// Where the setting opens more nodes than this on every page, only the branch of the page stands open.
const UNFOLDED: usize = 400;
/// At most so many neighbours are shown; the contents page has all.
const NEIGHBOURS: usize = 60;

/// The rows of a menu, from the top.
pub type Menu = Vec<Row>;

/// One row of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// The words.
    pub title: Arc<str>,
    /// Its number.
    pub number: Option<Arc<str>>,
    /// Where it leads.
    pub url: Option<SitePath>,
    /// How deep it stands.
    pub depth: usize,
    /// It is a line, not words.
    pub separator: bool,
    /// The page stands below it.
    pub open: bool,
}

/// How far down the making of a menu has come.
struct Place<'a> {
    /// The nodes that stand open, from the top.
    branch: &'a [usize],
    /// Which window of the neighbours below the branch is shown.
    window: usize,
    /// Everything below the top of the branch is shown.
    whole: bool,
    depth: usize,
    /// Below a node that is not of the branch, or in a branch that is shown whole.
    inside: bool,
}

/// Makes menus, each once.
pub(super) struct Menus<'a> {
    nav: &'a Nav,
    urls: &'a [SitePath],
    sizes: Vec<usize>,
    fold: Option<usize>,
    made: std::collections::HashMap<(Option<usize>, usize), Hashed<Menu>>,
}

impl<'a> Menus<'a> {
    /// `fold`: below how many levels a branch stays closed, if it is to be closed at all.
    pub(super) fn new(nav: &'a Nav, urls: &'a [SitePath], fold: Option<usize>) -> Self {
        let mut sizes = vec![1; nav.nodes.len()];
        for (index, node) in nav.nodes.iter().enumerate().rev() {
            if let Some(parent) = node.parent {
                sizes[parent] += sizes[index];
            }
        }
        let fold = fold.map(|level| if unfolded(nav, level) <= UNFOLDED { level } else { 0 });
        Self { nav, urls, sizes, fold, made: Default::default() }
    }

    /// The menu of the page at a node of the order.
    pub(super) fn of(&mut self, node: usize) -> Hashed<Menu> {
        let path = self.nav.path(node);
        // A single page at the top is no branch: it shares the menu of its neighbours.
        let whole = self.fold.is_none() && (2..=WHOLE).contains(&self.sizes[path[0]]);
        let branch = match whole {
            true => &path[..1],
            false if self.nav.nodes[node].children.is_empty() => &path[..path.len() - 1],
            false => &path[..],
        };
        let window = match path.get(branch.len()) {
            Some(_) if !whole => self.position(node) / NEIGHBOURS,
            _ => 0,
        };
        let key = (branch.last().copied(), window);
        if let Some(menu) = self.made.get(&key) {
            return menu.clone();
        }
        let mut rows = Vec::new();
        self.level(&self.nav.top, &Place { branch, window, whole, depth: 0, inside: false }, &mut rows);
        let menu = Hashed::new(rows);
        self.made.insert(key, menu.clone());
        menu
    }

    /// The menu of a page without a place: the top level alone.
    pub(super) fn top(&self) -> Hashed<Menu> {
        let mut rows = Vec::new();
        let place = Place { branch: &[], window: 0, whole: false, depth: 0, inside: false };
        self.level(&self.nav.top, &place, &mut rows);
        Hashed::new(rows)
    }

    fn siblings(&self, node: usize) -> &[usize] {
        self.nav.nodes[node].parent.map_or(&self.nav.top, |parent| &self.nav.nodes[parent].children)
    }

    fn position(&self, node: usize) -> usize {
        self.siblings(node).binary_search(&node).unwrap_or(0)
    }

    fn level(&self, nodes: &[usize], place: &Place<'_>, rows: &mut Menu) {
        let next = place.branch.get(place.depth).filter(|_| !place.inside);
        let window = match next {
            Some(&node) => self.position(node) / NEIGHBOURS,
            None if place.depth == place.branch.len() => place.window,
            None => 0,
        };
        for &index in nodes.iter().skip(window * NEIGHBOURS).take(NEIGHBOURS) {
            let open = next == Some(&index);
            let node = &self.nav.nodes[index];
            rows.push(self.row(index, node, place.depth, open));
            let inside = place.whole && (open || place.inside);
            let unfolded = self.fold.is_some_and(|level| place.depth < level);
            if open || inside || unfolded {
                let inner = Place { depth: place.depth + 1, inside: inside || !open, ..*place };
                self.level(&node.children, &inner, rows);
            }
        }
    }

    fn row(&self, index: usize, node: &Node, depth: usize, open: bool) -> Row {
        Row {
            title: Arc::clone(&node.title),
            number: node.number.clone(),
            url: self.nav.page_of(index).map(|page| self.urls[page].clone()),
            depth,
            separator: node.kind == Kind::Separator,
            open,
        }
    }
}

/// How many nodes stand at this level or above it.
fn unfolded(nav: &Nav, level: usize) -> usize {
    let mut depths = Vec::with_capacity(nav.nodes.len());
    for node in &nav.nodes {
        depths.push(node.parent.map_or(0, |parent| depths[parent] + 1));
    }
    depths.into_iter().filter(|depth| *depth <= level).count()
}
