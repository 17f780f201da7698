//! The middle: pages and settings joined, every name resolved. It is the only place that knows everything.

mod addresses;
mod codes;
mod links;
mod menu;
mod nav;
mod redirects;
pub mod urls;

use crate::artifact::SitePath;
use crate::config::Settings;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::FrontMatter;
use crate::document::Page;
use crate::document::Summary;
use crate::memo::Hashed;
use crate::source::FileId;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use addresses::Addresses;
pub use addresses::Others;
pub use codes::CODES;
pub use codes::DEAD_FILE;
pub use codes::DUPLICATE_URL;
pub use links::Target;
pub use links::resolve;
pub use menu::Menu;
pub use menu::Row;
pub use nav::Kind;
pub use nav::Nav;
pub use redirects::Redirect;

/// The site: everything an output may ask for.
pub struct Site {
    /// The pages, in reading order.
    pub pages: Vec<Placed>,
    /// Everything about the site but the texts.
    pub arranged: Hashed<Arrangement>,
}

/// Everything about a site but the texts of its pages: it stays the same until a title, an address or the order changes.
pub struct Arrangement {
    /// The places, in reading order, each with the number of its page among the pages given.
    pub places: Vec<(usize, Hashed<Place>)>,
    /// The order of the pages as a tree.
    pub nav: Hashed<Contents>,
    /// Addresses that have moved.
    pub redirects: Vec<Redirect>,
    /// The page for missing addresses, if the author wrote one, as an index into `places`.
    pub not_found: Option<usize>,
}

/// A page in its place.
#[derive(Clone)]
pub struct Placed {
    /// The page itself.
    pub page: Hashed<Page>,
    /// Where its links lead, in the order of [`Page::links`].
    pub targets: Hashed<Vec<Target>>,
    /// Its place.
    pub place: Hashed<Place>,
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
    /// It has a place in the reading order.
    pub in_order: bool,
}

/// A page as another one names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// Its title.
    pub title: Arc<str>,
    /// Where it is published; `None` for a title without a page.
    pub url: Option<SitePath>,
}

/// The whole order, as rows: for the page of contents.
#[derive(Clone, Debug, Default, Hash)]
pub struct Contents {
    /// From the top, at all depths.
    pub rows: Vec<Row>,
}

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
    /// The address book.
    pub addresses: &'a Addresses,
}

/// Arranges the pages. It reads nothing of a page but what is on its card.
pub fn arrange(parts: &Parts<'_>) -> Noted<Arrangement> {
    let mut found = Vec::new();
    let titles = titles(parts, &mut found);
    let not_found = not_found_page(parts);
    let nav = order(parts, &titles, not_found, &mut found);
    let mut wishes = settings_wishes(parts);
    for (url, page) in parts.pages {
        wishes.extend(redirects::of_page(&page.front.aliases, url));
    }
    let redirects = redirects::read(&wishes, parts.addresses, &mut found);
    let places = place(parts, &titles, &nav, &redirects);
    let not_found = not_found.and_then(|index| places.iter().position(|(page, _)| *page == index));
    let nav = Hashed::new(Contents { rows: rows(&nav, parts) });
    let redirects = redirects.into_iter().filter(|redirect| !stands(redirect, parts.addresses)).collect();
    Noted { value: Arrangement { places, nav, redirects, not_found }, found }
}

/// Puts the pages into the places of an arrangement. `targets` stand side by side with `pages`.
pub fn join(
    arranged: Hashed<Arrangement>,
    pages: &[(SitePath, Hashed<Page>)],
    targets: &[Hashed<Vec<Target>>],
) -> Site {
    let placed = |(index, place): &(usize, Hashed<Place>)| Placed {
        page: pages[*index].1.clone(),
        targets: targets[*index].clone(),
        place: place.clone(),
    };
    Site { pages: arranged.places.iter().map(placed).collect(), arranged }
}

/// A redirect of headings only, on a page that still stands, is part of that page.
fn stands(redirect: &Redirect, addresses: &Addresses) -> bool {
    matches!(addresses.find(redirect.from.as_str(), false), Some(addresses::Meaning::Page(..)))
}

fn titles(parts: &Parts<'_>, found: &mut Vec<Diagnostic>) -> Vec<Arc<str>> {
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
    parts.pages.iter().map(&mut title).collect()
}

fn not_found_page(parts: &Parts<'_>) -> Option<usize> {
    let name = parts.settings.output.html.input_404.as_ref().map_or("404.md", |at| &at.value);
    parts.pages.iter().position(|(_, page)| &*page.path == name)
}

/// The order; the page for missing addresses has no place in it.
fn order(parts: &Parts<'_>, titles: &[Arc<str>], not_found: Option<usize>, found: &mut Vec<Diagnostic>) -> Nav {
    let mut nav = match parts.summary {
        Some(summary) => Nav::from_summary(summary, parts.pages, parts.addresses, not_found, found),
        None => Nav::from_folders(parts.pages, titles, not_found),
    };
    if parts.settings.output.html.no_section_label {
        nav.nodes.iter_mut().for_each(|node| node.number = None);
    }
    nav
}

fn settings_wishes(parts: &Parts<'_>) -> Vec<redirects::Wish> {
    let place = |range: &std::ops::Range<usize>| match parts.settings_file {
        Some(file) => crate::diagnostic::Place::Span(Span::new(file, range.clone())),
        None => crate::diagnostic::Place::Project,
    };
    let table = &parts.settings.output.html.redirect;
    let wish = |(from, to): (&At<String>, &At<String>)| redirects::Wish {
        from: from.value.clone(),
        to: to.value.clone(),
        place: place(&from.range),
        target: place(&to.range),
    };
    table.iter().map(wish).collect()
}

/// The old addresses that are led on: links to them are no dead ends.
pub fn old_addresses(settings: &Settings, pages: &[(SitePath, Hashed<Page>)]) -> Vec<SitePath> {
    let set = settings.output.html.redirect.keys().map(|from| from.value.as_str());
    let named = pages.iter().flat_map(|(_, page)| page.front.aliases.iter().map(|(alias, _)| &**alias));
    set.chain(named).filter_map(redirects::old_page).collect()
}

/// The headings that are led on, each with the address of its page.
pub fn old_headings(settings: &Settings) -> Vec<(SitePath, Arc<str>)> {
    settings.output.html.redirect.keys().filter_map(|from| redirects::old_heading(&from.value)).collect()
}

/// Puts every page in its place, in reading order; those without one come last.
fn place(parts: &Parts<'_>, titles: &[Arc<str>], nav: &Nav, redirects: &[Redirect]) -> Vec<(usize, Hashed<Place>)> {
    let urls: Vec<SitePath> = parts.pages.iter().map(|(url, _)| url.clone()).collect();
    let fold = &parts.settings.output.html.fold;
    let mut menus = menu::Menus::new(nav, &urls, fold.enable.then_some(usize::from(fold.level)));
    let moved: BTreeMap<&SitePath, &Redirect> = redirects.iter().map(|redirect| (&redirect.from, redirect)).collect();
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
    let bare = |page: usize| Place {
        url: urls[page].clone(),
        title: Arc::clone(&titles[page]),
        source: Arc::clone(&parts.pages[page].1.path),
        front: parts.pages[page].1.front.clone(),
        menu: Hashed::new(Vec::new()),
        crumbs: Vec::new(),
        previous: None,
        next: None,
        moved: moved.get(&urls[page]).map(|redirect| redirect.anchors.clone()).unwrap_or_default(),
        in_order: false,
    };
    let mut placed = Vec::with_capacity(parts.pages.len());
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
            in_order: true,
            ..bare(page)
        };
        placed.push((page, Hashed::new(place)));
    }
    let mut has_place = vec![false; urls.len()];
    reading.iter().for_each(|&(_, page)| has_place[page] = true);
    let top = menus.top();
    let others = (0..urls.len()).filter(|&page| !has_place[page]);
    placed.extend(others.map(|page| (page, Hashed::new(Place { menu: top.clone(), ..bare(page) }))));
    placed
}

fn rows(nav: &Nav, parts: &Parts<'_>) -> Vec<Row> {
    let mut depths = vec![0; nav.nodes.len()];
    let mut row = |(index, node): (usize, &nav::Node)| {
        depths[index] = node.parent.map_or(0, |parent| depths[parent] + 1);
        Row {
            title: Arc::clone(&node.title),
            number: node.number.clone(),
            url: match node.kind {
                Kind::Page(page) => Some(parts.pages[page].0.clone()),
                _ => None,
            },
            depth: depths[index],
            separator: node.kind == Kind::Separator,
            open: false,
        }
    };
    nav.nodes.iter().enumerate().map(&mut row).collect()
}
