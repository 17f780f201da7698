//! The parts of a site, gathered from what came in: pages with their addresses, files, lines, the order.

use crate::artifact::SitePath;
use crate::config::Layout;
use crate::config::Settings;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::document::Page;
use crate::document::Row;
use crate::document::Summary;
use crate::history;
use crate::ledger;
use crate::markdown;
use crate::markdown::Dialect;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output;
use crate::output::Lines;
use crate::pipeline::ruled::Ruled;
use crate::pipeline::unread;
use crate::pipeline::wishes::Wishes;
use crate::policy;
use crate::site;
use crate::site::Addresses;
use crate::site::Others;
use crate::site::Permanent;
use crate::site::urls;
use crate::source::Entry;
use crate::source::FileId;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Span;
use crate::source::Unread;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

/// Pages and files with their addresses.
pub(super) struct Gathered {
    /// The addresses of the pages that are published, each with the number of its page among those given.
    pub(super) pages: Vec<(SitePath, usize)>,
    /// Files that are copied: where to, and their path from the project's root.
    pub(super) files: BTreeMap<SitePath, Arc<str>>,
    /// Permanent short links, sorted by id.
    pub(super) permanent: Vec<Permanent>,
    /// The address book.
    pub(super) addresses: Addresses,
}

/// The texts that are pages.
pub(super) fn sources<'s>(snapshot: &'s Snapshot, layout: &Layout) -> Vec<&'s Source> {
    let below = snapshot.texts().filter(|source| is_in_content(&source.path, layout));
    below.filter(|source| is_page(layout.in_content(&source.path))).collect()
}

/// The files of rules: all YAML below the folder `policy` of the content.
pub(super) fn rules<'s>(snapshot: &'s Snapshot, layout: &Layout) -> Vec<policy::File<'s>> {
    let below = snapshot.texts().filter(|source| is_in_content(&source.path, layout));
    below
        .filter_map(|source| Some(policy::File { path: rule_path(layout.in_content(&source.path))?, source }))
        .collect()
}

/// The files of rules by the places in them: their paths from the content folder.
pub(super) fn file_of(snapshot: &Snapshot, layout: &Layout) -> impl Fn(Span) -> Option<Arc<str>> + use<> {
    let files = rules(snapshot, layout);
    let files: BTreeMap<FileId, Arc<str>> =
        files.iter().map(|file| (file.source.id, Arc::from(layout.in_content(&file.source.path)))).collect();
    move |span| files.get(&span.file).cloned()
}

/// The path of a file of rules below the folder `policy`.
fn rule_path(path: &str) -> Option<&str> {
    let is_data = path.ends_with(".yaml") || path.ends_with(".yml");
    path.strip_prefix("policy/").filter(|_| is_data)
}

/// Leaves out what is no page but a part of some: texts that pages put in and that `SUMMARY.md` does not name.
pub(super) fn leave_out(sources: &mut Vec<&Source>, put_in: &BTreeSet<Arc<str>>, summary: &Summary, layout: &Layout) {
    let named: BTreeSet<&str> = summary.rows.iter().filter_map(path_of).collect();
    sources.retain(|source| !put_in.contains(&source.path) || named.contains(layout.in_content(&source.path)));
}

fn path_of(row: &Row) -> Option<&str> {
    match row {
        Row::Chapter(chapter) => chapter.path.as_deref(),
        _ => None,
    }
}

fn is_in_content(path: &str, layout: &Layout) -> bool {
    let below = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    match layout.src.as_str() {
        "" => !below(&layout.theme),
        src => below(src),
    }
}

fn is_page(path: &str) -> bool {
    urls::without_ending(path).is_some() && path != "SUMMARY.md"
}

/// The language of the pages.
pub(super) fn dialect(settings: &Settings) -> Dialect {
    let html = &settings.output.html;
    Dialect {
        smart_punctuation: html.smart_punctuation.or(html.curly_quotes).unwrap_or(true),
        definition_lists: html.definition_lists.unwrap_or(true),
        callouts: html.admonitions.unwrap_or(true),
        unfinished_html: false,
        hidden_lines: html.code.hidelines.clone(),
    }
}

/// `SUMMARY.md`, if there is one.
pub(super) fn summary<'s>(snapshot: &'s Snapshot, layout: &Layout) -> Option<&'s Source> {
    let slash = if layout.src.is_empty() { "" } else { "/" };
    snapshot.text(&format!("{}{slash}SUMMARY.md", layout.src))
}

/// The full address of the site with a `/` at its end, if `site-url` gives one.
pub(super) fn base(settings: &Settings) -> Option<String> {
    let url = &settings.output.html.site_url.as_ref()?.value;
    url.contains("://").then(|| format!("{}/", url.trim_end_matches('/')))
}

/// Gives everything its address; of two sources for one address the first stays.
pub(super) fn gather(
    pages: &[Hashed<Page>],
    ruled: &Ruled,
    snapshot: &Snapshot,
    layout: &Layout,
    settings: &Settings,
    wishes: &Wishes,
    found: &mut Vec<Diagnostic>,
) -> Gathered {
    let mut taken = Taken::default();
    let is_published = |page: &Hashed<Page>| wishes.drafts || !page.front.draft;
    let drafts = pages.iter().filter(|page| !is_published(page)).map(|page| Arc::clone(&page.path)).collect();
    let mut kept: Vec<(SitePath, usize)> = Vec::new();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| is_published(page)) {
        let Some(url) = urls::of_page(&page.path) else {
            found.push(unread::finding(&page.path, &Unread::BadName));
            continue;
        };
        if taken.take(&url, &page.path, &Place::Span(Span::new(page.file, 0..0)), found) {
            kept.push((url, index));
        }
    }
    let mut files = BTreeMap::new();
    for (url, path, source) in assets(snapshot, layout) {
        let place = source.map_or_else(|| Place::File(Arc::clone(&path)), |source| Place::Span(source.span(0..0)));
        if taken.take(&url, layout.in_content(&path), &place, found) {
            files.insert(url, path);
        }
    }
    let mut known: BTreeSet<SitePath> = files.keys().cloned().collect();
    for made in &ruled.made {
        let place = made.span.map_or(Place::Project, Place::Span);
        taken.take(&made.url, made.source.as_deref().unwrap_or("policy/params.yaml"), &place, found);
        known.insert(made.url.clone());
    }
    known.extend(ruled.data.iter().cloned());
    let placed = placed(&kept, pages);
    let former = ruled.former.iter().filter_map(|old| SitePath::new(&*old.from).filter(|_| !old.from.contains('#')));
    let permanent = permanent(&placed, ruled, &mut taken, found);
    known.extend(permanent.iter().filter_map(|one| site::short_url(&one.id)));
    let moved: BTreeSet<SitePath> = site::old_addresses(settings, &placed).into_iter().chain(former).collect();
    // Instead of the front page that would be added, an author may have the root led on.
    let added = output::ADDED.iter().filter_map(|name| SitePath::new(*name));
    known.extend(added.filter(|url| match url.as_str() {
        "index.html" => !moved.contains(url),
        "search.html" => settings.output.html.search.is_on(),
        _ => true,
    }));
    let site_url = settings.output.html.site_url.as_ref().map(|at| at.value.as_str());
    let moved_headings = site::old_headings(settings).into_iter().collect();
    let addresses = Addresses::new(
        &placed,
        Others {
            files: known,
            moved,
            moved_headings,
            drafts,
            rules: ruled.names.clone(),
            made_places: ruled.places.clone(),
            unread: ruled.unread.clone(),
        },
        site_url,
    );
    Gathered { pages: kept, files, permanent, addresses }
}

/// Gives everything that has an id its short link.
fn permanent(
    pages: &[(SitePath, Hashed<Page>)],
    ruled: &Ruled,
    taken: &mut Taken,
    found: &mut Vec<Diagnostic>,
) -> Vec<Permanent> {
    let mut all = site::of_pages(pages, found);
    all.extend(ruled.permanent.iter().cloned());
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.retain(|one| {
        let place = one.span.map_or(Place::Project, Place::Span);
        let name = site::short_link(&one.id);
        site::short_url(&one.id).is_some_and(|url| taken.take(&url, &name, &place, found))
    });
    all
}

/// Pages with their addresses.
pub(super) fn placed(kept: &[(SitePath, usize)], pages: &[Hashed<Page>]) -> Vec<(SitePath, Hashed<Page>)> {
    kept.iter().map(|(url, index)| (url.clone(), pages[*index].clone())).collect()
}

/// The files that are copied.
fn assets<'s>(
    snapshot: &'s Snapshot,
    layout: &'s Layout,
) -> impl Iterator<Item = (SitePath, Arc<str>, Option<&'s Source>)> {
    let is_file = |path: &str| {
        is_in_content(path, layout) && {
            let inner = layout.in_content(path);
            !is_page(inner)
                && inner != "SUMMARY.md"
                && !(layout.src.is_empty() && history::is_own(inner))
                && rule_path(inner).is_none()
                && !(layout.src.is_empty() && matches!(inner, "book.toml" | ledger::NAME))
        }
    };
    snapshot.files.iter().filter_map(move |(path, entry)| {
        let inner = if is_file(path) {
            layout.in_content(path)
        } else if layout.extra.iter().any(|extra| **extra == **path) {
            path
        } else {
            return None;
        };
        let source = match entry {
            Entry::Text(source) => Some(source),
            Entry::Asset { .. } => None,
            Entry::Unread(_) => return None,
        };
        Some((SitePath::new(inner)?, Arc::clone(path), source))
    })
}

/// Files of which the text is known, with their addresses.
pub(super) fn sheets<'a>(
    snapshot: &'a Snapshot,
    files: &'a BTreeMap<SitePath, Arc<str>>,
) -> impl Iterator<Item = (&'a SitePath, &'a Source)> {
    files.iter().filter_map(|(url, path)| match snapshot.files.get(path) {
        Some(Entry::Text(source)) => Some((url, source)),
        _ => None,
    })
}

/// Files and the page for missing addresses that the settings name and that are not there.
pub(super) fn missing(
    snapshot: &Snapshot,
    settings: &Settings,
    layout: &Layout,
    source: Option<&Source>,
) -> Vec<Diagnostic> {
    let html = &settings.output.html;
    let extra = html.additional_css.iter().chain(&html.additional_js).map(|at| (at, at.value.clone()));
    let slash = if layout.src.is_empty() { "" } else { "/" };
    let not_found = html.input_404.iter().filter(|at| !at.value.is_empty());
    let not_found = not_found.map(|at| (at, format!("{}{slash}{}", layout.src, at.value)));
    // What is outside the project is another finding.
    let is_dead = |path: &str| {
        !path.starts_with('/') && urls::join("", path).is_some_and(|path| !snapshot.files.contains_key(path.as_str()))
    };
    let dead = extra.chain(not_found).filter(|(_, path)| is_dead(path));
    dead.filter_map(|(at, path)| {
        let message = format!("there is no file `{path}`");
        let note = Diagnostic::at(&site::DEAD_FILE, source?.span(at.range.clone()), message);
        Some(note.help("the path is counted from the folder of `book.toml`, that of a page from the content folder"))
    })
    .collect()
}

/// The addresses that are taken, by the form in which two of them would be one on some systems.
#[derive(Default)]
struct Taken(HashMap<String, First>);

/// What took an address first.
struct First {
    url: SitePath,
    /// Its path below the content folder.
    path: Arc<str>,
    /// Its beginning, if it is a text.
    span: Option<Span>,
}

impl Taken {
    fn take(&mut self, url: &SitePath, path: &str, place: &Place, found: &mut Vec<Diagnostic>) -> bool {
        let folded: String = match url.as_str().is_ascii() {
            true => url.as_str().to_ascii_lowercase(),
            false => url.as_str().nfc().collect::<String>().to_lowercase(),
        };
        let Some(first) = self.0.get(&folded) else {
            let span = if let Place::Span(span) = place { Some(*span) } else { None };
            self.0.insert(folded, First { url: url.clone(), path: Arc::from(path), span });
            return true;
        };
        let message = format!("`{path}` and `{}` would both be published at `{url}`", first.path);
        let note = match place {
            Place::Span(span) => Diagnostic::at(&site::DUPLICATE_URL, *span, message),
            Place::File(path) => Diagnostic::in_file(&site::DUPLICATE_URL, path, message),
            Place::Project => Diagnostic::in_project(&site::DUPLICATE_URL, message),
        };
        let note = first.span.into_iter().fold(note, |note, span| note.label(span, "the other one"));
        found.push(note.help(way_out(url, path, first)));
        false
    }
}

fn way_out(url: &SitePath, path: &str, first: &First) -> &'static str {
    if *url != first.url {
        return "rename one of the two: on many systems names that differ only in capital letters are one name";
    }
    if path.ends_with('/') {
        return "what stands below `p/` is led on to the page with that id: move the page or the file";
    }
    match is_page(path) && is_page(&first.path) {
        true => "a folder has one front page, `README.md` or `index.md`: rename or remove one of the two",
        false => "rename one of the two",
    }
}

/// The lines that stand on every page, read as Markdown.
pub(super) fn lines(
    settings: &Settings,
    source: Option<&Source>,
    addresses: &Addresses,
    found: &mut Vec<Diagnostic>,
) -> Lines {
    let mut line = |at: &Option<At<String>>| -> Option<output::Line> {
        let (at, source) = (at.as_ref()?, source?);
        let page = markdown::read_line(&at.value, source.span(at.range.clone())).into(found);
        let key = Fingerprint::of(&(&at.value, "line"));
        let url = SitePath::new("index.html")?;
        let targets = site::resolve(&page, &url, addresses).into(found);
        Some(output::Line { page: Hashed::with(key, Arc::new(page)), targets: Hashed::new(targets) })
    };
    Lines { notice: line(&settings.site.notice), footer: line(&settings.site.footer) }
}
