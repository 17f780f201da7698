//! A page at another path: links to it, links on it, what it puts in, its place in the order, and its old address.

use crate::artifact::SitePath;
use crate::data;
use crate::markdown;
use crate::moving::edits::Edits;
use crate::moving::links;
use crate::moving::links::Written;
use crate::moving::lists;
use crate::pipeline::Look;
use crate::site::Target;
use crate::site::urls;
use crate::source::Snapshot;
use crate::source::Source;

use std::sync::Arc;

/// Where a page was and where it will be, as paths from the content folder and as addresses.
struct Way<'a> {
    from: &'a str,
    to: &'a str,
    old: SitePath,
    new: SitePath,
}

/// Everything that must be written for a page at another path.
pub(super) fn plan(look: &Look, snapshot: &Snapshot, from: &str, to: &str) -> Result<Edits, String> {
    let address = |path: &str| urls::of_page(path).ok_or_else(|| format!("`{path}` has no address"));
    let way = Way { from, to, old: address(from)?, new: address(to)? };
    let mut edits = Edits::default();
    for written in links::all(look, snapshot) {
        if let Some(new) = anew(&written, &way, look).filter(|new| *new != written.raw) {
            edits.put(&written.file, written.range.clone(), links::fit(&written, &new));
        }
    }
    put_in(look, snapshot, &way, &mut edits);
    if way.old != way.new {
        let path = links::in_project(look, from);
        let source = snapshot.text(&path).ok_or_else(|| format!("`{path}` cannot be read"))?;
        let (range, text) = alias(source, way.old.as_str(), way.new.as_str())?;
        edits.put(&path, range, text);
    }
    Ok(edits)
}

/// An address as it is written after the move; nothing if it stays.
fn anew(written: &Written, way: &Way<'_>, look: &Look) -> Option<String> {
    let Target::File { url, .. } = &written.target else { return None };
    let is_to_it = *url == way.old;
    let is_on_it = *written.base == *way.from && !written.of_settings;
    let (path, rest) = written.raw.split_at(written.raw.find(['#', '?']).unwrap_or(written.raw.len()));
    if let Some(name) = path.strip_prefix("page:") {
        // A permanent id stays what it is.
        let is_path = name.contains('/') || urls::without_ending(way.from) == Some(name);
        let stem = urls::without_ending(way.to).unwrap_or(way.to);
        let ending = if name.ends_with(".md") { ".md" } else { "" };
        return (is_to_it && is_path).then(|| format!("page:{stem}{ending}{rest}"));
    }
    if path.contains(':') || path.starts_with("//") || path.is_empty() || (!is_to_it && !is_on_it) {
        return None;
    }
    let goal = goal(path, url, way, look);
    if written.of_settings {
        return Some(format!("/{}{rest}", if is_to_it { way.new.as_str() } else { url.as_str() }));
    }
    if let Some(inner) = path.strip_prefix('/') {
        // In front of it may stand the folder in which the whole site is published.
        let before = look.addresses().without_prefix(path).len();
        let prefix = &path[..path.len() - before];
        return is_to_it
            .then(|| format!("{prefix}/{}{rest}", goal.trim_start_matches('/')))
            .filter(|_| !inner.is_empty());
    }
    let base = if is_on_it { way.to } else { &written.base };
    Some(format!("{}{rest}", urls::written(base, &goal)))
}

/// What an address names, in the way in which it is named: as a source, as a page of the site, or as a folder.
fn goal(path: &str, url: &SitePath, way: &Way<'_>, look: &Look) -> String {
    let is_to_it = *url == way.old;
    let address = if is_to_it { &way.new } else { url };
    let folder = || address.as_str().strip_suffix("index.html");
    if urls::without_ending(path).is_some() {
        let source = look.pages.iter().find(|(known, _)| known == url).map(|(_, page)| page.path.to_string());
        return match source {
            Some(_) if is_to_it => way.to.to_string(),
            Some(source) => source,
            None => address.to_string(),
        };
    }
    match folder() {
        Some(folder) if path.ends_with('/') && !folder.is_empty() => folder.to_string(),
        Some(folder) if !path.ends_with(".html") && !folder.is_empty() => folder.trim_end_matches('/').to_string(),
        _ => address.to_string(),
    }
}

/// What the page puts in, and those that put it in.
fn put_in(look: &Look, snapshot: &Snapshot, way: &Way<'_>, edits: &mut Edits) {
    let (old, new) = (links::in_project(look, way.from), links::in_project(look, way.to));
    for source in snapshot.texts().filter(|source| urls::without_ending(&source.path).is_some()) {
        let is_it = *source.path == *old;
        for (range, file) in markdown::places(&source.path, &source.text) {
            let (from, file) = match (is_it, file == old) {
                (false, false) => continue,
                (is_it, is_to_it) => {
                    (if is_it { new.as_str() } else { &source.path }, if is_to_it { new.clone() } else { file })
                }
            };
            edits.put(&source.path, range, urls::relative(from, &file));
        }
    }
}

/// The old address as one of the page's own, in its front matter.
pub(super) fn alias(source: &Source, old: &str, new: &str) -> Result<(std::ops::Range<usize>, String), String> {
    let why = |why: &str| format!("`{}` cannot be moved: {why}", source.path);
    let text: &str = &source.text;
    let end = lists::line_end(text);
    let Some(yaml) = markdown::front_matter(text).map_err(why)? else {
        return Ok((0..0, format!("---{end}aliases: [{old}]{end}---{end}{end}")));
    };
    let block = &text[yaml.clone()];
    let Some(tree) = data::yaml::read(block).0 else {
        return Ok((yaml.start..yaml.start, format!("aliases: [{old}]{end}")));
    };
    let edit = match tree.get("aliases") {
        Some(_) => lists::with(block, &tree, "aliases", old, new),
        None if block.starts_with('{') => None,
        None => Some((block.len()..block.len(), format!("aliases: [{old}]{end}"))),
    };
    let (range, text) = edit.ok_or_else(|| why("its front matter has no room for a line `aliases`"))?;
    Ok((yaml.start + range.start..yaml.start + range.end, text))
}

/// The path of a page from the project's root before and after.
pub(super) fn moved(look: &Look, from: &str, to: &str) -> (Arc<str>, Arc<str>) {
    (links::in_project(look, from).into(), links::in_project(look, to).into())
}
