//! Every address that is written somewhere in a handbook, with what it means, ready to be written anew.

use crate::artifact::SitePath;
use crate::data;
use crate::data::At;
use crate::data::Node;
use crate::data::Value;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Page;
use crate::markdown;
use crate::pipeline::Look;
use crate::site;
use crate::site::Target;
use crate::source::FileId;
use crate::source::Snapshot;
use crate::source::Source;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// An address as it is written somewhere.
pub(super) struct Written {
    /// The file, from the project's root.
    pub(super) file: Arc<str>,
    /// Where it stands in the file.
    pub(super) range: Range<usize>,
    /// The address, letter by letter.
    pub(super) raw: String,
    /// The source path, from the content folder, of the page from which it is seen.
    pub(super) base: Arc<str>,
    /// Where it leads.
    pub(super) target: Target,
    /// It is the value of an attribute of raw HTML.
    pub(super) in_html: bool,
    /// It is seen from the root: it stands in the settings, which know nothing of the sources of pages.
    pub(super) of_settings: bool,
}

/// All addresses in pages, in what they put in, in `SUMMARY.md`, in the rules and in the settings.
pub(super) fn all(look: &Look, snapshot: &Snapshot) -> Vec<Written> {
    let mut all = Vec::new();
    let by_id: BTreeMap<FileId, &Source> = snapshot.texts().map(|source| (source.id, source)).collect();
    let mut seen = BTreeSet::new();
    for (url, page) in &look.pages {
        let parts: BTreeSet<FileId> = page.body.pieces.iter().map(|piece| piece.from.file).chain([page.file]).collect();
        for source in parts.iter().filter_map(|id| by_id.get(id)) {
            if seen.insert(Arc::clone(&source.path)) {
                of_markdown(source, page, url, look, &mut all);
            }
        }
    }
    let root = Page { path: Arc::from("index.md"), ..Page::default() };
    if let (Some(url), Some(summary)) = (SitePath::new("index.html"), snapshot.text(&in_project(look, "SUMMARY.md"))) {
        of_markdown(summary, &root, &url, look, &mut all);
    }
    for source in rules(look, snapshot) {
        if let Some(tree) = data::yaml::read(&source.text).0 {
            let mut found = Vec::new();
            of_node(&tree, &source.text, &mut found);
            resolve(source, found, &root, look, &mut all);
        }
    }
    of_settings(look, snapshot, &mut all);
    all
}

/// The path of a file of the content from the project's root.
pub(super) fn in_project(look: &Look, path: &str) -> String {
    match look.layout.src.as_str() {
        "" => path.to_string(),
        src => format!("{src}/{path}"),
    }
}

/// The files of rules.
pub(super) fn rules<'s>(look: &Look, snapshot: &'s Snapshot) -> Vec<&'s Source> {
    let folder = format!("{}/", in_project(look, "policy"));
    let is_rule = |source: &&Source| source.path.starts_with(&folder) && source.path.ends_with(".yaml");
    snapshot.texts().filter(is_rule).collect()
}

fn of_markdown(source: &Source, page: &Page, url: &SitePath, look: &Look, all: &mut Vec<Written>) {
    let dests = markdown::dests(source, &look.dialect);
    let links = dests.iter().map(|dest| dest.link.clone()).collect();
    let seen_from = Page { path: Arc::clone(&page.path), links, anchors: page.anchors.clone(), ..Page::default() };
    let targets = site::resolve(&seen_from, url, look.addresses()).value;
    for (dest, target) in dests.into_iter().zip(targets) {
        let range = dest.link.span.start as usize..dest.link.span.end as usize;
        all.push(Written {
            file: Arc::clone(&source.path),
            raw: source.text.get(range.clone()).unwrap_or_default().to_string(),
            range,
            base: Arc::clone(&page.path),
            target,
            in_html: dest.in_html,
            of_settings: false,
        });
    }
}

/// The values of `link` and `instead`.
fn of_node(node: &Node, text: &str, found: &mut Vec<(Range<usize>, String)>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                match &entry.value.value {
                    Value::Text { text: value, .. } if matches!(entry.key.as_str(), "link" | "instead") => {
                        found.extend(inside(text, &entry.value.range, value).map(|range| (range, value.clone())));
                    }
                    _ => of_node(&entry.value, text, found),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| of_node(item, text, found)),
        Value::Nothing | Value::Bare(_) | Value::Text { .. } => {}
    }
}

/// Where a value stands letter by letter, without its quotes.
pub(super) fn inside(text: &str, range: &Range<usize>, value: &str) -> Option<Range<usize>> {
    let at = range.start + text.get(range.clone())?.find(value)?;
    Some(at..at + value.len())
}

fn resolve(source: &Source, found: Vec<(Range<usize>, String)>, base: &Page, look: &Look, all: &mut Vec<Written>) {
    let link = |(range, dest): &(Range<usize>, String)| Link {
        kind: LinkKind::Link,
        dest: Arc::from(dest.as_str()),
        title: Arc::from(""),
        span: source.span(range.clone()),
        bare: false,
    };
    let Some(url) = SitePath::new("index.html") else { return };
    let page = Page { path: Arc::clone(&base.path), links: found.iter().map(link).collect(), ..Page::default() };
    let targets = site::resolve(&page, &url, look.addresses()).value;
    let written = |((range, raw), target)| Written {
        file: Arc::clone(&source.path),
        range,
        raw,
        base: Arc::clone(&base.path),
        target,
        in_html: false,
        of_settings: false,
    };
    all.extend(found.into_iter().zip(targets).map(written));
}

/// Where the redirects of the settings lead.
fn of_settings(look: &Look, snapshot: &Snapshot, all: &mut Vec<Written>) {
    let redirects = &look.settings.value.output.html.redirect;
    let Some(source) = snapshot.text(&look.settings_file) else { return };
    for (from, to) in redirects {
        let Some(range) = inside(&source.text, &to.range, &to.value) else { continue };
        let url = from.value.split('#').next().unwrap_or_default().trim_start_matches('/');
        let Some(url) = SitePath::new(url.to_string()) else { continue };
        all.extend(of_redirect(source, range, to, &url, look));
    }
}

fn of_redirect(source: &Source, range: Range<usize>, to: &At<String>, url: &SitePath, look: &Look) -> Option<Written> {
    let link = Link {
        kind: LinkKind::Link,
        dest: Arc::from(to.value.as_str()),
        title: Arc::from(""),
        span: source.span(range.clone()),
        bare: false,
    };
    let page = Page { path: Arc::from(url.as_str()), links: vec![link], ..Page::default() };
    let target = site::resolve(&page, url, look.addresses()).value.pop()?;
    Some(Written {
        file: Arc::clone(&source.path),
        range,
        raw: to.value.clone(),
        base: Arc::from(url.as_str()),
        target,
        in_html: false,
        of_settings: true,
    })
}

/// An address as it is to be written where this one stands.
pub(super) fn fit(written: &Written, new: &str) -> String {
    if written.in_html { new.replace('\'', "%27") } else { new.to_string() }
}
