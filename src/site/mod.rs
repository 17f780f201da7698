//! The middle: pages and settings joined, every name resolved. It is the only place that knows everything.

mod addresses;
mod codes;
mod embeds;
mod former;
mod fragment;
mod links;
mod made;
mod menu;
mod named;
mod names;
mod nav;
mod permanent;
mod places;
mod redirects;
mod retired;
mod rules;
mod sections;
mod step;
mod steps;
mod target;
pub mod urls;

use crate::artifact::SitePath;
use crate::config::Settings;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::memo::Hashed;
use crate::source::Source;
use crate::source::Span;

use std::sync::Arc;

pub use addresses::Addresses;
pub use addresses::Others;
pub use addresses::prefix as path_of_url;
pub use codes::CODES;
pub use codes::DEAD_FILE;
pub use codes::DEAD_REDIRECT;
pub use codes::DUPLICATE_URL;
pub use embeds::Put;
pub use embeds::Shown;
pub use embeds::is_plain;
pub use embeds::put;
pub use former::OldAddress;
pub use former::old_addresses as former;
pub use links::resolve;
pub use made::Made;
pub use made::Titles;
pub use made::What;
pub use made::data_url;
pub use made::made;
pub use made::reply_urls;
pub use menu::Menu;
pub use menu::Row;
pub use names::names;
pub use nav::Kind;
pub use nav::Nav;
pub use permanent::Permanent;
pub use permanent::new_id;
pub use permanent::of_pages;
pub use permanent::of_rules;
pub use permanent::part_id;
pub use permanent::short_link;
pub use permanent::short_url;
pub use places::Parts;
pub use places::Place;
pub use redirects::Redirect;
pub use retired::Gone;
pub use retired::Tombstone;
pub use rules::Rules;
pub use sections::Section;
pub use step::Step;
pub use steps::Steps;
pub use steps::Terms;
pub use steps::steps;
pub use steps::terms;
pub use target::Target;

/// The site: everything an output may ask for.
pub struct Site {
    /// The pages, in reading order.
    pub pages: Vec<Placed>,
    /// The pages that are made from rules.
    pub made: Vec<PlacedMade>,
    /// The rules.
    pub rules: Arc<Rules>,
    /// Where the next step of each outcome leads: by guide and number.
    pub steps: Hashed<Steps>,
    /// Where more is said about the words of the glossary, by their ids.
    pub terms: Hashed<Terms>,
    /// Everything about the site but the texts.
    pub arranged: Hashed<Arrangement>,
}

/// Everything about a site but the texts of its pages: it stays the same until a title, an address or the order changes.
pub struct Arrangement {
    /// The places, in reading order, each with the number of its page among the pages given.
    pub places: Vec<(usize, Hashed<Place>)>,
    /// The places of the pages that are made from rules, each with the number of its page among those given.
    pub made: Vec<(usize, Hashed<Place>)>,
    /// The order of the pages as a tree.
    pub nav: Hashed<Contents>,
    /// The parts of the order that can be printed whole.
    pub sections: Vec<Section>,
    /// Addresses that have moved.
    pub redirects: Vec<Redirect>,
    /// Addresses at which something stood that is gone for good.
    pub retired: Vec<Tombstone>,
    /// Permanent short links, sorted by id.
    pub permanent: Vec<Permanent>,
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
    /// What the rules put into it.
    pub put: Hashed<Put>,
}

/// A page that is made from rules, in its place.
#[derive(Clone, Hash)]
pub struct PlacedMade {
    /// What it shows.
    pub what: What,
    /// Its place.
    pub place: Hashed<Place>,
}

/// The whole order, as rows: for the page of contents.
#[derive(Clone, Debug, Default, Hash)]
pub struct Contents {
    /// From the top, at all depths.
    pub rows: Vec<Row>,
}

/// Arranges the pages. It reads nothing of a page but what is on its card.
pub fn arrange(parts: &Parts<'_>) -> Noted<Arrangement> {
    let mut found = Vec::new();
    let titles = places::titles(parts, &mut found);
    let not_found = not_found_page(parts);
    let nav = order(parts, &titles, not_found, &mut found);
    let mut wishes = settings_wishes(parts);
    for (url, page) in parts.pages {
        wishes.extend(redirects::of_page(&page.front.aliases, url));
    }
    wishes.extend(redirects::of_rules(parts.former));
    let (gone, of_places) = retired::read(parts.gone, parts.addresses, &mut found);
    wishes.extend(of_places);
    let redirects = redirects::read(&wishes, parts.addresses, &mut found);
    let retired = retired::settle(gone, &redirects, &mut found);
    let sections = printed(parts, &nav, &redirects);
    let (made, places) = places::place(parts, &titles, &nav, &sections, &redirects);
    let not_found = not_found.and_then(|index| places.iter().position(|(page, _)| *page == index));
    let nav = Hashed::new(Contents { rows: places::rows(&nav, parts) });
    let redirects = redirects.into_iter().filter(|redirect| !stands(redirect, parts.addresses)).collect();
    let permanent = parts.permanent.to_vec();
    let sections = sections.all;
    Noted { value: Arrangement { places, made, nav, sections, redirects, retired, permanent, not_found }, found }
}

/// What an arrangement is filled with: lists that stand side by side with the pages given.
pub struct Contained<'a> {
    /// The pages with their addresses.
    pub pages: &'a [(SitePath, Hashed<Page>)],
    /// Where their links lead.
    pub targets: &'a [Hashed<Vec<Target>>],
    /// What the rules put into them.
    pub put: &'a [Hashed<Put>],
    /// The pages that are made from rules.
    pub made: &'a [Made],
    /// The rules.
    pub rules: &'a Arc<Rules>,
    /// Where the next step of each outcome leads.
    pub steps: Hashed<Steps>,
    /// Where more is said about the words of the glossary.
    pub terms: Hashed<Terms>,
}

/// The sections that can be printed whole, unless the settings do without.
fn printed(parts: &Parts<'_>, nav: &Nav, redirects: &[Redirect]) -> sections::Sections {
    if parts.settings.output.html.print.enable == Some(false) {
        return sections::Sections::default();
    }
    let is_taken = |url: &SitePath| {
        parts.addresses.find(url.as_str(), false).is_some() || redirects.iter().any(|redirect| redirect.from == *url)
    };
    sections::sections(nav, &places::urls_of(parts), is_taken)
}

/// Puts the pages into the places of an arrangement.
pub fn join(arranged: Hashed<Arrangement>, contained: Contained<'_>) -> Site {
    let placed = |(index, place): &(usize, Hashed<Place>)| Placed {
        page: contained.pages[*index].1.clone(),
        targets: contained.targets[*index].clone(),
        place: place.clone(),
        put: contained.put[*index].clone(),
    };
    let made = |(index, place): &(usize, Hashed<Place>)| PlacedMade {
        what: contained.made[*index].what.clone(),
        place: place.clone(),
    };
    Site {
        pages: arranged.places.iter().map(placed).collect(),
        made: arranged.made.iter().map(made).collect(),
        rules: Arc::clone(contained.rules),
        steps: contained.steps,
        terms: contained.terms,
        arranged,
    }
}

/// A redirect of headings only, on a page that still stands, is part of that page.
fn stands(redirect: &Redirect, addresses: &Addresses) -> bool {
    addresses.stands(&redirect.from)
}

fn not_found_page(parts: &Parts<'_>) -> Option<usize> {
    let name = parts.settings.output.html.input_404.as_ref().map_or("404.md", |at| &at.value);
    parts.pages.iter().position(|(_, page)| &*page.path == name)
}

/// The order; the page for missing addresses has no place in it.
fn order(parts: &Parts<'_>, titles: &[Arc<str>], not_found: Option<usize>, found: &mut Vec<Diagnostic>) -> Nav {
    let leaves =
        nav::Leaves { pages: parts.pages, made: parts.made, titles, guides: &parts.titles.guides, left_out: not_found };
    let mut nav = match parts.summary {
        Some(summary) => Nav::from_summary(summary, &leaves, parts.addresses, found),
        None => Nav::from_folders(&leaves),
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

/// Where an old address is written, in the settings or in the front matter of a page.
pub fn place_of_old(
    url: &SitePath,
    (settings, file): (&Settings, Option<&Source>),
    pages: &[(SitePath, Hashed<Page>)],
) -> Option<crate::diagnostic::Place> {
    let is_it = |from: &str| redirects::old_page(from).as_ref() == Some(url);
    let set = || settings.output.html.redirect.keys().find(|from| is_it(&from.value));
    let set = || Some(file?.span(set()?.range.clone()));
    let named = || pages.iter().flat_map(|(_, page)| &page.front.aliases).find(|(alias, _)| is_it(alias))?.1;
    set().or_else(named).map(crate::diagnostic::Place::Span)
}
