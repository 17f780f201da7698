//! The order of the pages as a tree, from `SUMMARY.md` or from the folders.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::NEIGHBOURS;
use crate::diagnostic::nearest;
use crate::document::Chapter;
use crate::document::Page;
use crate::document::Row;
use crate::document::Summary;
use crate::memo::Hashed;
use crate::site::addresses::Addresses;
use crate::site::codes;
use crate::site::made::Made;
use crate::site::made::What;
use crate::site::urls;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

/// The order of the pages. Nodes are numbered in reading order.
#[derive(Debug, Default)]
pub struct Nav {
    /// All nodes, in reading order: parents before children.
    pub nodes: Vec<Node>,
    /// The nodes of the top level.
    pub top: Vec<usize>,
}

/// One place in the order.
#[derive(Debug, Default)]
pub struct Node {
    /// What stands in the navigation.
    pub title: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// Its number, such as `2.1`.
    pub number: Option<Arc<str>>,
    /// The node it belongs to.
    pub parent: Option<usize>,
    /// The nodes that belong to it.
    pub children: Vec<usize>,
}

/// What is to be put in order.
pub(super) struct Leaves<'a> {
    /// The pages that authors wrote.
    pub(super) pages: &'a [(SitePath, Hashed<Page>)],
    /// The pages that are made from rules; their numbers follow those of the pages.
    pub(super) made: &'a [Made],
    /// The titles of both.
    pub(super) titles: &'a [Arc<str>],
    /// The title above guides that have no place of their own.
    pub(super) guides: &'a Arc<str>,
    /// The page that has no place in the order.
    pub(super) left_out: Option<usize>,
}

impl Leaves<'_> {
    /// The pages that are made and have a place in the order, with their numbers.
    fn made_in_order(&self) -> impl Iterator<Item = (usize, &Made)> {
        let numbered = self.made.iter().enumerate().map(|(index, made)| (self.pages.len() + index, made));
        numbered.filter(|(_, made)| made.what.is_in_order())
    }
}

/// What a node is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// A page, by its place in the list of pages; behind them count the pages that are made from rules.
    Page(usize),
    /// A page still to be written, or a folder without a page of its own.
    #[default]
    Title,
    /// A line between nodes.
    Separator,
}

impl Nav {
    /// From `SUMMARY.md`. Pages it does not name come out as orphans; guides it does not name stand behind the others.
    pub(super) fn from_summary(
        summary: &Summary,
        leaves: &Leaves<'_>,
        addresses: &Addresses,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut nav = Self::default();
        let pages = leaves.pages;
        let mut by_path: HashMap<std::borrow::Cow<'_, str>, usize> =
            pages.iter().enumerate().map(|(index, (_, page))| ((&*page.path).into(), index)).collect();
        by_path.extend(leaves.made_in_order().filter_map(|(index, made)| Some((made.what.name()?.into(), index))));
        let mut open: Vec<usize> = Vec::new();
        let mut part = None;
        for row in &summary.rows {
            match row {
                Row::Part(title, _) => {
                    open.clear();
                    part = Some(nav.push(title, Kind::Title, None, None));
                }
                Row::Separator => {
                    open.clear();
                    part = None;
                    nav.push(&Arc::from(""), Kind::Separator, None, None);
                }
                Row::Chapter(chapter) => {
                    open.truncate(chapter.depth);
                    // After the numbered chapters of a part an unnumbered one belongs to none, as with mdBook.
                    if chapter.number.is_none() && nav.nodes.last().is_some_and(|last| last.number.is_some()) {
                        part = None;
                    }
                    let parent = open.last().copied().or(part);
                    let kind = match by_path.get(chapter.path.as_deref().unwrap_or_default()) {
                        Some(&page) => Kind::Page(page),
                        None => chapter_kind(chapter, pages, addresses, found),
                    };
                    let index = nav.push(&chapter.title, kind, number(chapter), parent);
                    open.push(index);
                }
            }
        }
        nav.unnamed_guides(leaves);
        nav.orphans(pages, leaves.left_out, found);
        nav
    }

    /// The guides that `SUMMARY.md` does not name.
    fn unnamed_guides(&mut self, leaves: &Leaves<'_>) {
        let is_named = |index: usize| self.nodes.iter().any(|node| node.kind == Kind::Page(index));
        let unnamed: Vec<(usize, &Made)> = leaves.made_in_order().filter(|(index, _)| !is_named(*index)).collect();
        let all = unnamed.iter().find(|(_, made)| made.what == What::Guides);
        if unnamed.is_empty() {
            return;
        }
        let kind = all.map_or(Kind::Title, |(index, _)| Kind::Page(*index));
        let top = self.push(leaves.guides, kind, None, None);
        for (index, _) in unnamed.iter().filter(|(_, made)| made.what != What::Guides) {
            self.push(&leaves.titles[*index], Kind::Page(*index), None, Some(top));
        }
    }

    /// From the folders: in each the index page first, then by weight, then by name. Guides stand in a folder `guides`.
    pub(super) fn from_folders(leaves: &Leaves<'_>) -> Self {
        let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
        folders.entry("").or_default();
        for (index, (_, page)) in leaves.pages.iter().enumerate().filter(|(index, _)| Some(*index) != leaves.left_out) {
            let folder = urls::folder(&page.path);
            add_parents(folder, &mut folders);
            let here = folders.entry(folder).or_default();
            let name = page.path.rsplit('/').next().unwrap_or_default();
            match urls::is_index(urls::without_ending(name).unwrap_or(name)) {
                true => (here.index, here.weight) = (Some(index), page.front.weight),
                false => here.pages.push((page.front.weight, name, index)),
            }
        }
        let has_guides = leaves.made.iter().any(|made| matches!(made.what, What::Start(_)));
        for (index, made) in leaves.made_in_order() {
            let Some((folder, name, weight)) = made.what.shelf() else { continue };
            let folder = if folder == "guides" && !has_guides { "" } else { folder };
            add_parents(folder, &mut folders);
            let here = folders.entry(folder).or_default();
            match name.is_empty() {
                true => (here.index, here.weight) = (Some(index), weight),
                false => here.pages.push((weight.saturating_add(made.front.weight), name, index)),
            }
        }
        let mut nav = Self::default();
        Folders { all: &folders, titles: leaves.titles }.add("", None, &mut nav);
        nav
    }

    /// The nodes from the top level down to a node.
    pub fn path(&self, mut node: usize) -> Vec<usize> {
        let mut path = vec![node];
        while let Some(parent) = self.nodes[node].parent {
            path.push(parent);
            node = parent;
        }
        path.reverse();
        path
    }

    /// The page to which a node leads: its own, else the first below it.
    pub fn page_of(&self, node: usize) -> Option<usize> {
        match self.nodes[node].kind {
            Kind::Page(page) => Some(page),
            Kind::Separator => None,
            Kind::Title => self.nodes[node].children.iter().find_map(|&child| self.page_of(child)),
        }
    }

    fn push(&mut self, title: &Arc<str>, kind: Kind, number: Option<Arc<str>>, parent: Option<usize>) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node { title: Arc::clone(title), kind, number, parent, children: Vec::new() });
        match parent {
            Some(parent) => self.nodes[parent].children.push(index),
            None => self.top.push(index),
        }
        index
    }

    fn orphans(&self, pages: &[(SitePath, Hashed<Page>)], left_out: Option<usize>, found: &mut Vec<Diagnostic>) {
        let mut named: Vec<bool> = (0..pages.len()).map(|page| Some(page) == left_out).collect();
        for node in &self.nodes {
            if let Kind::Page(page) = node.kind
                && let Some(named) = named.get_mut(page)
            {
                *named = true;
            }
        }
        for ((_, page), _) in pages.iter().zip(named).filter(|(_, named)| !named) {
            let message = format!("`SUMMARY.md` does not name the page `{}`", page.path);
            let help = format!("add `- [{}]({})`, or leave the page out by `draft: true`", title_of(page), page.path);
            let first = page.outline.first().map(|heading| heading.span).or(page.front.span);
            let span = first.unwrap_or(Span::new(page.file, 0..0));
            found.push(Diagnostic::at(&codes::ORPHAN_PAGE, span, message).help(help));
        }
    }
}

fn title_of(page: &Page) -> &str {
    page.front.title.as_deref().or(page.title.as_deref()).unwrap_or("Title")
}

fn number(chapter: &Chapter) -> Option<Arc<str>> {
    let parts: Vec<String> = chapter.number.as_ref()?.iter().map(u32::to_string).collect();
    Some(Arc::from(parts.join(".")))
}

fn chapter_kind(
    chapter: &Chapter,
    pages: &[(SitePath, Hashed<Page>)],
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) -> Kind {
    let Some(path) = &chapter.path else { return Kind::Title };
    if addresses.is_draft(path) {
        return Kind::Title;
    }
    let note = Diagnostic::at(&codes::MISSING_CHAPTER, chapter.span, format!("there is no page `{path}`"));
    let here = pages.partition_point(|(_, page)| *page.path < **path);
    let near = &pages[here.saturating_sub(NEIGHBOURS)..(here + NEIGHBOURS).min(pages.len())];
    found.push(match nearest(path, near.iter().map(|(_, page)| &*page.path)) {
        Some(name) => {
            note.help(format!("did you mean `{name}`? `[{}]()` names a page still to be written", chapter.title))
        }
        None => note.help(format!("write the page, or `[{}]()` for a page still to be written", chapter.title)),
    });
    Kind::Title
}

#[derive(Default)]
struct Folder<'a> {
    index: Option<usize>,
    /// That of its index page.
    weight: i32,
    pages: Vec<(i32, &'a str, usize)>,
    folders: Vec<&'a str>,
}

fn add_parents<'a>(folder: &'a str, folders: &mut BTreeMap<&'a str, Folder<'a>>) {
    if folder.is_empty() || folders.contains_key(folder) {
        return;
    }
    let parent = urls::folder(folder);
    add_parents(parent, folders);
    folders.entry(parent).or_default().folders.push(folder);
    folders.entry(folder).or_default();
}

struct Folders<'a> {
    all: &'a BTreeMap<&'a str, Folder<'a>>,
    titles: &'a [Arc<str>],
}

impl Folders<'_> {
    /// Adds what is in a folder. The index page of the root stands before the others, that of a folder above them.
    fn add(&self, path: &str, parent: Option<usize>, nav: &mut Nav) {
        let Some(folder) = self.all.get(path) else { return };
        if let (Some(index), true) = (folder.index, path.is_empty()) {
            nav.push(&self.titles[index], Kind::Page(index), None, None);
        }
        let mut rows: Vec<(i32, &str, Result<usize, &str>)> =
            folder.pages.iter().map(|&(weight, name, index)| (weight, name, Ok(index))).collect();
        for inner in &folder.folders {
            let weight = self.all.get(inner).map_or(0, |inner| inner.weight);
            rows.push((weight, inner.rsplit('/').next().unwrap_or(inner), Err(inner)));
        }
        rows.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        for (_, name, row) in rows {
            match row {
                Ok(index) => {
                    nav.push(&self.titles[index], Kind::Page(index), None, parent);
                }
                Err(inner) => {
                    let index = self.all.get(inner).and_then(|inner| inner.index);
                    let node = match index {
                        Some(index) => nav.push(&self.titles[index], Kind::Page(index), None, parent),
                        None => nav.push(&Arc::from(spoken(name)), Kind::Title, None, parent),
                    };
                    self.add(inner, Some(node), nav);
                }
            }
        }
    }
}

/// A file name as a title: `if-no` as `If no`.
pub(super) fn spoken(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
