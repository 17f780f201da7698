//! The parts of a site, gathered from what came in: pages with their addresses, files, lines, the order.

use crate::artifact::SitePath;
use crate::config::Layout;
use crate::config::Settings;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Page;
use crate::document::Summary;
use crate::markdown;
use crate::markdown::Dialect;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output;
use crate::output::Lines;
use crate::pipeline::Wishes;
use crate::policy;
use crate::site;
use crate::site::Addresses;
use crate::site::urls;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

/// Pages and files with their addresses.
pub(super) struct Gathered {
    /// The pages, sorted by path.
    pub(super) pages: Vec<(SitePath, Hashed<Page>)>,
    /// Files that are copied: where to, and their path from the project's root.
    pub(super) files: BTreeMap<SitePath, Arc<str>>,
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
    below.filter_map(|source| Some(policy::File { path: rule_path(layout.in_content(&source.path))?, source })).collect()
}

/// The path of a file of rules below the folder `policy`.
fn rule_path(path: &str) -> Option<&str> {
    let is_data = path.ends_with(".yaml") || path.ends_with(".yml");
    path.strip_prefix("policy/").filter(|_| is_data)
}

fn is_in_content(path: &str, layout: &Layout) -> bool {
    let below = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    match layout.src.as_str() {
        "" => !below(&layout.theme),
        src => below(src),
    }
}

fn is_page(path: &str) -> bool {
    (path.ends_with(".md") || path.ends_with(".markdown")) && path != "SUMMARY.md"
}

/// The language of the pages.
pub(super) fn dialect(settings: &Settings) -> Dialect {
    let html = &settings.output.html;
    Dialect {
        smart_punctuation: html.smart_punctuation || html.curly_quotes,
        definition_lists: html.definition_lists.unwrap_or(true),
        callouts: html.admonitions.unwrap_or(true),
        hidden_lines: html.code.hidelines.clone(),
    }
}

/// `SUMMARY.md`, if there is one.
pub(super) fn summary(snapshot: &Snapshot, layout: &Layout) -> Option<Noted<Summary>> {
    let slash = if layout.src.is_empty() { "" } else { "/" };
    snapshot.text(&format!("{}{slash}SUMMARY.md", layout.src)).map(markdown::read_summary)
}

/// The full address of the site with a `/` at its end, if `site-url` gives one.
pub(super) fn base(settings: &Settings) -> Option<String> {
    let url = &settings.output.html.site_url.as_ref()?.value;
    url.contains("://").then(|| format!("{}/", url.trim_end_matches('/')))
}

/// Gives everything its address; of two sources for one address the first stays.
pub(super) fn gather(
    pages: Vec<Hashed<Page>>,
    snapshot: &Snapshot,
    layout: &Layout,
    settings: &Settings,
    wishes: &Wishes,
    found: &mut Vec<Diagnostic>,
) -> Gathered {
    let mut taken = Taken::default();
    let published = pages.into_iter().filter(|page| wishes.drafts || !page.front.draft);
    let mut kept: Vec<(SitePath, Hashed<Page>)> = Vec::new();
    for page in published {
        let Some(url) = urls::of_page(&page.path) else { continue };
        if taken.take(&url, Span::new(page.file, 0..0), &page.path, found) {
            kept.push((url, page));
        }
    }
    let mut files = BTreeMap::new();
    for (url, path, source) in assets(snapshot, layout) {
        if taken.take_file(&url, source, &path, found) {
            files.insert(url, path);
        }
    }
    let mut known: BTreeSet<SitePath> = files.keys().cloned().collect();
    known.extend(output::ADDED.iter().filter_map(|name| SitePath::new(*name)));
    known.extend(site::old_addresses(settings, &kept));
    let site_url = settings.output.html.site_url.as_ref().map(|at| at.value.as_str());
    let addresses = Addresses::new(&kept, known, site_url);
    Gathered { pages: kept, files, addresses }
}

/// The files that are copied.
fn assets<'s>(
    snapshot: &'s Snapshot,
    layout: &'s Layout,
) -> impl Iterator<Item = (SitePath, Arc<str>, Option<&'s Source>)> {
    let is_file = |path: &str| {
        is_in_content(path, layout) && {
            let inner = layout.in_content(path);
            !is_page(inner) && inner != "SUMMARY.md" && rule_path(inner).is_none() && !(layout.src.is_empty() && inner == "book.toml")
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

/// The addresses that are taken, by the form in which two of them would be one on some systems.
#[derive(Default)]
struct Taken(HashMap<String, (Span, Arc<str>)>);

impl Taken {
    fn take(&mut self, url: &SitePath, span: Span, path: &str, found: &mut Vec<Diagnostic>) -> bool {
        let folded: String = match url.as_str().is_ascii() {
            true => url.as_str().to_ascii_lowercase(),
            false => url.as_str().nfc().collect::<String>().to_lowercase(),
        };
        let Some((first, first_path)) = self.0.get(&folded) else {
            self.0.insert(folded, (span, Arc::from(path)));
            return true;
        };
        let message = format!("`{path}` and `{first_path}` would both be published at `{url}`");
        let note = Diagnostic::at(&site::DUPLICATE_URL, span, message).label(*first, "the other one");
        found.push(note.help("rename one of the two; on many systems letters that differ only in case are one name"));
        false
    }

    fn take_file(
        &mut self,
        url: &SitePath,
        source: Option<&Source>,
        path: &Arc<str>,
        found: &mut Vec<Diagnostic>,
    ) -> bool {
        let span = source.map_or_else(|| Span::new(crate::source::FileId::of(path), 0..0), |source| source.span(0..0));
        self.take(url, span, path, found)
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
