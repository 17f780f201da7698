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

/// What a node is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// A page, by its place in the list of pages.
    Page(usize),
    /// A page still to be written, or a folder without a page of its own.
    #[default]
    Title,
    /// A line between nodes.
    Separator,
}

impl Nav {
    /// From `SUMMARY.md`. Pages it does not name come out as orphans.
    pub fn from_summary(
        summary: &Summary,
        pages: &[(SitePath, Hashed<Page>)],
        addresses: &Addresses,
        left_out: Option<usize>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut nav = Self::default();
        let by_path: HashMap<&str, usize> =
            pages.iter().enumerate().map(|(index, (_, page))| (&*page.path, index)).collect();
        let mut open: Vec<usize> = Vec::new();
        let mut part = None;
        for row in &summary.rows {
            match row {
                Row::Part(title) => {
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
                    let kind = chapter_kind(chapter, &by_path, pages, addresses, found);
                    let index = nav.push(&chapter.title, kind, number(chapter), parent);
                    open.push(index);
                }
            }
        }
        nav.orphans(pages, left_out, found);
        nav
    }

    /// From the folders: in each the index page first, then by weight, then by name.
    pub fn from_folders(pages: &[(SitePath, Hashed<Page>)], titles: &[Arc<str>], left_out: Option<usize>) -> Self {
        let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
        folders.entry("").or_default();
        for (index, (_, page)) in pages.iter().enumerate().filter(|(index, _)| Some(*index) != left_out) {
            let folder = urls::folder(&page.path);
            add_parents(folder, &mut folders);
            let here = folders.entry(folder).or_default();
            let name = page.path.rsplit('/').next().unwrap_or_default();
            match urls::is_index(urls::without_ending(name).unwrap_or(name)) {
                true => here.index = Some(index),
                false => here.pages.push((page.front.weight, name, index)),
            }
        }
        let mut nav = Self::default();
        let folders = Folders { all: &folders, pages, titles };
        folders.add("", None, &mut nav);
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
            if let Kind::Page(page) = node.kind {
                named[page] = true;
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
    by_path: &HashMap<&str, usize>,
    pages: &[(SitePath, Hashed<Page>)],
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) -> Kind {
    let Some(path) = &chapter.path else { return Kind::Title };
    if let Some(&page) = by_path.get(&**path) {
        return Kind::Page(page);
    }
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
    pages: &'a [(SitePath, Hashed<Page>)],
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
            let index = self.all.get(inner).and_then(|inner| inner.index);
            let weight = index.map_or(0, |index| self.pages[index].1.front.weight);
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
