//! A heading under another name: its words or its id, its old name, and every link to it.

use crate::artifact::SitePath;
use crate::document::Heading;
use crate::document::Page;
use crate::markdown;
use crate::memo::Hashed;
use crate::moving::edits::Edits;
use crate::moving::links;
use crate::moving::request::Called;
use crate::pipeline::Look;
use crate::site::Target;
use crate::site::urls;
use crate::source::Snapshot;
use crate::source::Source;

use std::ops::Range;

use percent_encoding::percent_decode_str;

/// Everything that must be written for a heading under another name.
pub(super) fn plan(look: &Look, snapshot: &Snapshot, path: &str, id: &str, called: &Called) -> Result<Edits, String> {
    let page = look.pages.iter().find(|(_, page)| *page.path == *path);
    let (url, page) = page.ok_or_else(|| format!("there is no page `{path}`"))?;
    let index = page.outline.iter().position(|heading| *heading.id == *id);
    let index = index.ok_or_else(|| format!("there is no heading `#{id}` in `{path}`"))?;
    let mut edits = Edits::default();
    let headings = Headings { look, snapshot, page };
    match called {
        Called::Id(new) => {
            if page.anchors.contains(new.as_str()) && !page.outline[index].formerly.iter().any(|old| **old == **new) {
                return Err(format!("`{path}` has a place `#{new}` already"));
            }
            headings.attributes(&page.outline[index], Some(new), Some(id), &mut edits)?;
            relink(look, snapshot, (url, page), &[(id.into(), new.clone())], &mut edits);
        }
        Called::Words(words) => {
            headings.words(&page.outline[index], words, &mut edits)?;
            let renamed = headings.renamed(&edits)?;
            for (heading, (old, _)) in renamed.iter().map(|(index, names)| (&page.outline[*index], names)) {
                headings.attributes(heading, None, Some(old), &mut edits)?;
            }
            let names: Vec<_> = renamed.into_iter().map(|(_, names)| names).collect();
            relink(look, snapshot, (url, page), &names, &mut edits);
        }
    }
    Ok(edits)
}

/// Gives a heading an old name.
pub(super) fn old_name(
    look: &Look,
    snapshot: &Snapshot,
    (path, id): (&str, &str),
    old: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    let page = look.pages.iter().find(|(_, page)| *page.path == *path);
    let (_, page) = page.ok_or_else(|| format!("there is no page `{path}`"))?;
    let heading = page.outline.iter().find(|heading| *heading.id == *id);
    let heading = heading.ok_or_else(|| format!("there is no heading `#{id}` in `{path}`"))?;
    Headings { look, snapshot, page }.attributes(heading, None, Some(old), edits)
}

/// Links to places that have other names.
fn relink(
    look: &Look,
    snapshot: &Snapshot,
    (url, page): (&SitePath, &Page),
    names: &[(String, String)],
    edits: &mut Edits,
) {
    for written in links::all(look, snapshot) {
        let is_to_it = match &written.target {
            Target::File { url: to, .. } => to == url,
            Target::Here(_) => *written.base == *page.path,
            _ => false,
        };
        let Some(at) = written.raw.find('#').filter(|_| is_to_it) else { continue };
        let place = percent_decode_str(&written.raw[at + 1..]).decode_utf8_lossy();
        if let Some((_, new)) = names.iter().find(|(old, _)| *old == *place) {
            let range = written.range.start + at + 1..written.range.end;
            edits.put(&written.file, range, urls::encode_fragment(new));
        }
    }
}

struct Headings<'a> {
    look: &'a Look,
    snapshot: &'a Snapshot,
    page: &'a Hashed<Page>,
}

/// The parts of a heading as it is written: its words, and what stands in braces behind them.
struct Parts {
    words: Range<usize>,
    braces: Option<Range<usize>>,
}

impl Headings<'_> {
    fn source(&self, heading: &Heading) -> Result<&Source, String> {
        let source = self.snapshot.texts().find(|source| source.id == heading.span.file);
        source.ok_or_else(|| format!("where `{}` is written cannot be read", heading.text))
    }

    fn parts(&self, heading: &Heading) -> Result<(&Source, Parts), String> {
        let source = self.source(heading)?;
        let start = heading.span.start as usize;
        let whole = source.text.get(start..heading.span.end as usize).unwrap_or_default();
        // Below the words of a heading of the other form stands a line of `=` or `-`.
        let line = whole.split(['\r', '\n']).next().unwrap_or_default().trim_end();
        let marks = line.len() - line.trim_start_matches('#').len();
        let first = marks + (line[marks..].len() - line[marks..].trim_start().len());
        let braces = line.ends_with('}').then(|| line.rfind('{')).flatten().filter(|at| *at >= first);
        let mut end = line[..braces.unwrap_or(line.len())].trim_end().len().max(first);
        if marks > 0 && braces.is_none() {
            let bare = line[..end].trim_end_matches('#');
            if bare.ends_with(' ') {
                end = bare.trim_end().len().max(first);
            }
        }
        let braces = braces.map(|at| start + at..start + line.len());
        Ok((source, Parts { words: start + first..start + end, braces }))
    }

    fn words(&self, heading: &Heading, words: &str, edits: &mut Edits) -> Result<(), String> {
        let (source, parts) = self.parts(heading)?;
        edits.put(&source.path, parts.words, words);
        Ok(())
    }

    /// Gives a heading an id, an old name, or both, in the braces behind its words.
    fn attributes(
        &self,
        heading: &Heading,
        id: Option<&str>,
        old: Option<&str>,
        edits: &mut Edits,
    ) -> Result<(), String> {
        let (source, parts) = self.parts(heading)?;
        let text: &str = &source.text;
        let line_end = heading.span.end as usize;
        let written = parts.braces.as_ref().map(|range| &text[range.start + 1..range.end - 1]).unwrap_or_default();
        // What was its old name and is its name again is no old name any more.
        let again = id.map(|id| format!("formerly={id}"));
        let is_left = |word: &&str| again.as_deref() != Some(*word) && !(id.is_some() && word.starts_with('#'));
        let mut words: Vec<String> = id.iter().map(|id| format!("#{id}")).collect();
        words.extend(written.split_whitespace().filter(is_left).map(str::to_string));
        words.extend(
            old.map(|old| format!("formerly={old}")).filter(|old| !written.split_whitespace().any(|word| word == old)),
        );
        let braces = format!("{{{}}}", words.join(" "));
        match parts.braces {
            Some(range) => edits.put(&source.path, range, braces),
            None => {
                let first_line = text[parts.words.start..line_end].split(['\r', '\n']).next().unwrap_or_default();
                let end = parts.words.start + first_line.trim_end().len();
                edits.put(&source.path, end..end, format!(" {braces}"));
            }
        }
        Ok(())
    }

    /// The headings whose ids are others after these edits, by their number, with the old id and the new one.
    fn renamed(&self, edits: &Edits) -> Result<Vec<(usize, (String, String))>, String> {
        let after = edits.after(self.snapshot, None);
        let path = links::in_project(self.look, &self.page.path);
        let source = after.text(&path).ok_or_else(|| format!("`{path}` cannot be read"))?;
        let page = markdown::read(source, &self.page.path, &self.look.dialect, &after).value;
        if page.outline.len() != self.page.outline.len() {
            return Err("with these words the page would have other headings".into());
        }
        let pairs = self.page.outline.iter().zip(&page.outline).enumerate();
        let other = pairs.filter(|(_, (before, after))| before.id != after.id);
        Ok(other.map(|(index, (before, after))| (index, (before.id.to_string(), after.id.to_string()))).collect())
    }
}
