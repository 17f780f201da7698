//! The place of each page: how it stands among the others.

use crate::artifact::SitePath;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::document::FrontMatter;
use crate::document::Page;
use crate::document::Summary;
use crate::memo::Hashed;
use crate::site::addresses::Addresses;
use crate::site::codes;
use crate::site::former::OldAddress;
use crate::site::made::Made;
use crate::site::made::Titles;
use crate::site::menu;
use crate::site::menu::Menu;
use crate::site::menu::Row;
use crate::site::nav;
use crate::site::nav::Kind;
use crate::site::nav::Nav;
use crate::site::permanent::Permanent;
use crate::site::redirects::Redirect;
use crate::site::retired::Gone;
use crate::site::sections::Sections;
use crate::site::step::Step;
use crate::site::target::Target;
use crate::site::urls;
use crate::source::FileId;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What an arrangement is made from.
pub struct Parts<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The file of the settings, for findings.
    pub settings_file: Option<FileId>,
    /// `SUMMARY.md`, if there is one.
    pub summary: Option<&'a Summary>,
    /// The pages with their addresses, sorted by path.
    pub pages: &'a [(SitePath, Hashed<Page>)],
    /// The pages that are made from rules.
    pub made: &'a [Made],
    /// The titles of pages that no author gives one.
    pub titles: &'a Titles,
    /// The old addresses of what is made from rules.
    pub former: &'a [OldAddress],
    /// What is gone for good.
    pub gone: &'a [Gone],
    /// Permanent short links, sorted by id.
    pub permanent: &'a [Permanent],
    /// The address book.
    pub addresses: &'a Addresses,
}

/// The place of a page: how it stands among the others.
#[derive(Clone, Hash)]
pub struct Place {
    /// Where it is published.
    pub url: SitePath,
    /// Its title.
    pub title: Arc<str>,
    /// Where its source stands, from the content folder.
    pub source: Arc<str>,
    /// What its front matter says.
    pub front: FrontMatter,
    /// The navigation it shows.
    pub menu: Hashed<Menu>,
    /// The way down to it, without itself.
    pub crumbs: Vec<Step>,
    /// The page before it in reading order.
    pub previous: Option<Step>,
    /// The page after it.
    pub next: Option<Step>,
    /// Headings that left it: old name, and where to.
    pub moved: Vec<(Arc<str>, Target)>,
    /// Where its section stands on one page.
    pub print: Option<SitePath>,
    /// It has a place in the reading order.
    pub in_order: bool,
    /// What it says stands on no other page.
    pub is_whole: bool,
}

/// The titles of the pages, and behind them those of the pages that are made from rules.
pub(super) fn titles(parts: &Parts<'_>, found: &mut Vec<Diagnostic>) -> Vec<Arc<str>> {
    let mut by_summary: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    for row in parts.summary.iter().flat_map(|summary| &summary.rows) {
        if let crate::document::Row::Chapter(chapter) = row
            && let Some(path) = &chapter.path
        {
            by_summary.insert(path, &chapter.title);
        }
    }
    let mut title = |(_, page): &(SitePath, Hashed<Page>)| {
        let named = by_summary.get(&*page.path).copied().filter(|title| !title.is_empty());
        page.front.title.as_ref().or(page.title.as_ref()).or(named).map(Arc::clone).unwrap_or_else(|| {
            // A page with nothing on it lacks more than a title, and another check says so.
            if !page.body.events.is_empty() {
                let span = Span::new(page.file, 0..0);
                let message = format!("the page `{}` has no title", page.path);
                let note = Diagnostic::at(&codes::MISSING_TITLE, span, message);
                found.push(note.help("begin it with `# Title`, or give it a `title:` in its front matter"));
            }
            let name = page.path.rsplit('/').next().unwrap_or_default();
            Arc::from(nav::spoken(urls::without_ending(name).unwrap_or(name)))
        })
    };
    let made = parts.made.iter().map(|made| Arc::clone(&made.title));
    parts.pages.iter().map(&mut title).chain(made).collect()
}

/// Pages with their places: each place with the number of its page.
type Places = Vec<(usize, Hashed<Place>)>;

/// Puts every page in its place, in reading order; those without one come last. First the pages that are made from rules,
/// then those of authors.
pub(super) fn place(
    parts: &Parts<'_>,
    titles: &[Arc<str>],
    nav: &Nav,
    sections: &Sections,
    redirects: &[Redirect],
) -> (Places, Places) {
    let urls = urls_of(parts);
    let fold = &parts.settings.output.html.fold;
    let mut menus = menu::Menus::new(nav, &urls, fold.enable.then_some(usize::from(fold.level)));
    let bare = Bare { parts, titles, urls: &urls, moved: redirects.iter().map(|one| (&one.from, one)).collect() };
    let reading: Vec<(usize, usize)> = nav
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(node, entry)| match entry.kind {
            Kind::Page(page) => Some((node, page)),
            _ => None,
        })
        .collect();
    let step = |&(node, page): &(usize, usize)| Step {
        title: Arc::clone(&nav.nodes[node].title),
        url: Some(urls[page].clone()),
    };
    let mut placed = Vec::with_capacity(urls.len());
    for (index, &(node, page)) in reading.iter().enumerate() {
        let path = nav.path(node);
        let crumb = |&node: &usize| Step {
            title: Arc::clone(&nav.nodes[node].title),
            url: nav.page_of(node).map(|page| urls[page].clone()),
        };
        let place = Place {
            menu: menus.of(node),
            crumbs: path[..path.len() - 1].iter().map(crumb).collect(),
            previous: index.checked_sub(1).map(|before| step(&reading[before])),
            next: reading.get(index + 1).map(step),
            print: sections.of_page.get(&page).map(|section| sections.all[*section].url.clone()),
            in_order: true,
            is_whole: true,
            ..bare.place(page)
        };
        placed.push((page, Hashed::new(place)));
    }
    add_others(&mut placed, &bare, &menus.top());
    let first_made = parts.pages.len();
    let (made, placed): (Places, Places) = placed.into_iter().partition(|(page, _)| *page >= first_made);
    (made.into_iter().map(|(page, place)| (page - first_made, place)).collect(), placed)
}

/// The addresses of the pages, and behind them those of the pages that are made from rules.
pub(super) fn urls_of(parts: &Parts<'_>) -> Vec<SitePath> {
    let made = parts.made.iter().map(|made| made.url.clone());
    parts.pages.iter().map(|(url, _)| url.clone()).chain(made).collect()
}

/// What is known of pages before their order is.
struct Bare<'a> {
    parts: &'a Parts<'a>,
    titles: &'a [Arc<str>],
    urls: &'a [SitePath],
    moved: BTreeMap<&'a SitePath, &'a Redirect>,
}

impl Bare<'_> {
    fn place(&self, page: usize) -> Place {
        let url = self.urls[page].clone();
        let (source, front, is_whole) = match self.parts.pages.get(page) {
            Some((_, page)) => (Arc::clone(&page.path), page.front.clone(), false),
            None => {
                let made = &self.parts.made[page - self.parts.pages.len()];
                (made.source.clone().unwrap_or_default(), made.front.clone(), made.what.is_whole())
            }
        };
        Place {
            title: Arc::clone(&self.titles[page]),
            source,
            front,
            menu: Hashed::new(Vec::new()),
            crumbs: Vec::new(),
            previous: None,
            next: None,
            print: None,
            moved: self.moved.get(&url).map(|redirect| redirect.anchors.clone()).unwrap_or_default(),
            in_order: false,
            is_whole,
            url,
        }
    }
}

/// Adds the pages without a place in the order. A step of a guide stands below the guide's start, with its menu.
fn add_others(placed: &mut Places, bare: &Bare<'_>, top: &Hashed<Menu>) {
    let mut of_page: Vec<Option<usize>> = vec![None; bare.urls.len()];
    placed.iter().enumerate().for_each(|(index, (page, _))| of_page[*page] = Some(index));
    let first_made = bare.parts.pages.len();
    for page in (0..bare.urls.len()).filter(|page| of_page[*page].is_none()) {
        let made = page.checked_sub(first_made).map(|index| &bare.parts.made[index]);
        let start = made.and_then(|made| made.below).and_then(|start| of_page[first_made + start]);
        let place = match start.map(|start| placed[start].1.clone()) {
            Some(start) => {
                let step = Step { title: Arc::clone(&start.title), url: Some(start.url.clone()) };
                let crumbs = start.crumbs.iter().cloned().chain([step]).collect();
                Place { menu: start.menu.clone(), crumbs, ..bare.place(page) }
            }
            None => Place { menu: top.clone(), ..bare.place(page) },
        };
        placed.push((page, Hashed::new(place)));
    }
}

/// The whole order, as rows.
pub(super) fn rows(nav: &Nav, parts: &Parts<'_>) -> Vec<Row> {
    let urls = urls_of(parts);
    let mut depths = vec![0; nav.nodes.len()];
    let mut row = |(index, node): (usize, &nav::Node)| {
        depths[index] = node.parent.map_or(0, |parent| depths[parent] + 1);
        Row {
            title: Arc::clone(&node.title),
            number: node.number.clone(),
            url: match node.kind {
                Kind::Page(page) => Some(urls[page].clone()),
                _ => None,
            },
            depth: depths[index],
            separator: node.kind == Kind::Separator,
            open: false,
        }
    };
    nav.nodes.iter().enumerate().map(&mut row).collect()
}
