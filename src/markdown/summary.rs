//! `SUMMARY.md`: the order of the pages, in mdBook's form.
//!
//! The heading of level 1 with which the file opens is its own; other headings open parts, list items that are links are
//! numbered chapters and may be nested, links outside of lists are unnumbered ones, a link without a target is a draft,
//! and a rule separates.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::Chapter;
use crate::document::Row;
use crate::document::Summary;
use crate::markdown::codes;
use crate::source::Source;
use crate::source::Span;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark as md;

/// Reads `SUMMARY.md`.
pub fn read(source: &Source) -> Noted<Summary> {
    let mut reader = Reader::new(source);
    for (event, range) in md::Parser::new(&source.text).into_offset_iter() {
        reader.event(event, range);
    }
    Noted { value: reader.summary, found: reader.found }
}

struct Reader<'a> {
    source: &'a Source,
    summary: Summary,
    found: Vec<Diagnostic>,
    seen: HashMap<Arc<str>, Span>,
    /// One count an open list.
    counts: Vec<u32>,
    /// Chapters of the top level, over all lists.
    top: u32,
    heading: Option<String>,
    link: Option<(String, String)>,
    item_has_link: Vec<(Range<usize>, bool)>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            summary: Summary::default(),
            found: Vec::new(),
            seen: HashMap::new(),
            counts: Vec::new(),
            top: 0,
            heading: None,
            link: None,
            item_has_link: Vec::new(),
        }
    }

    fn event(&mut self, event: md::Event<'_>, range: Range<usize>) {
        match event {
            md::Event::Start(md::Tag::Heading { .. }) => self.heading = Some(String::new()),
            md::Event::End(md::TagEnd::Heading(level)) => self.end_heading(level, range),
            md::Event::Start(md::Tag::List(_)) => self.counts.push(0),
            md::Event::End(md::TagEnd::List(_)) => drop(self.counts.pop()),
            md::Event::Start(md::Tag::Item) => {
                self.item_has_link.push((range, false));
            }
            md::Event::End(md::TagEnd::Item) => self.end_item(),
            md::Event::Start(md::Tag::Link { dest_url, .. }) => {
                self.link = Some((dest_url.to_string(), String::new()));
            }
            md::Event::End(md::TagEnd::Link) => self.end_link(range),
            md::Event::Text(text) | md::Event::Code(text) => self.text(&text, range),
            md::Event::SoftBreak => self.text(" ", range),
            md::Event::Rule => self.summary.rows.push(Row::Separator),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, title)) = &mut self.link {
            title.push_str(text);
        } else if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        } else if self.counts.is_empty() && !text.trim().is_empty() {
            let span = self.source.span(range);
            let note = Diagnostic::at(&codes::MALFORMED_SUMMARY, span, "this text is neither a chapter nor a title");
            self.found.push(note.help("a chapter is a link, `- [Title](page.md)`; a title is a heading, `# Part`"));
        }
    }

    fn end_heading(&mut self, level: md::HeadingLevel, range: Range<usize>) {
        let Some(text) = self.heading.take() else { return };
        // A heading of level 1 at the very top names the file, whatever it says: that is mdBook's rule.
        let names_the_file = level == md::HeadingLevel::H1 || text.trim().eq_ignore_ascii_case("summary");
        if !(names_the_file && self.summary.rows.is_empty()) {
            self.summary.rows.push(Row::Part(Arc::from(text.trim()), self.source.span(range)));
        }
    }

    fn end_item(&mut self) {
        let Some((range, has_link)) = self.item_has_link.pop() else { return };
        if !has_link {
            let first_line = self.source.text[range.clone()].lines().next().unwrap_or_default().trim_end().len();
            let span = self.source.span(range.start..range.start + first_line);
            let note = Diagnostic::at(&codes::MALFORMED_SUMMARY, span, "this item names no page");
            self.found.push(note.help("write `[Title](page.md)`, or `[Title]()` for a page still to be written"));
        }
    }

    fn end_link(&mut self, range: Range<usize>) {
        let Some((dest, title)) = self.link.take() else { return };
        let span = self.source.span(range);
        if let Some((_, has_link)) = self.item_has_link.last_mut()
            && std::mem::replace(has_link, true)
        {
            let note = Diagnostic::at(&codes::MALFORMED_SUMMARY, span, "this item names a second page");
            self.found.push(note.help("give each page an item of its own"));
            return;
        }
        let number = self.number();
        let path = match is_elsewhere(&dest) {
            true => {
                let message = format!("`{dest}` is no page of this handbook");
                let note = Diagnostic::at(&codes::MALFORMED_SUMMARY, span, message);
                self.found.push(note.help("a chapter is a page; write one that links there"));
                None
            }
            false => normal(&dest).map(Arc::<str>::from),
        };
        if let Some(path) = &path
            && let Some(first) = self.seen.insert(Arc::clone(path), span)
        {
            let note = Diagnostic::at(&codes::DUPLICATE_CHAPTER, span, format!("`{path}` has a place already"));
            self.found
                .push(note.label(first, "first here").help("a page has one place in the order; remove one of the two"));
            return;
        }
        let depth = self.counts.len().saturating_sub(1);
        let title = Arc::from(title.trim());
        self.summary.rows.push(Row::Chapter(Chapter { title, path, depth, number, span }));
    }

    fn number(&mut self) -> Option<Vec<u32>> {
        if self.counts.len() == 1 {
            self.top += 1;
            self.counts[0] = self.top;
        } else {
            *self.counts.last_mut()? += 1;
        }
        Some(self.counts.clone())
    }
}

/// Does an address lead to another host?
fn is_elsewhere(dest: &str) -> bool {
    dest.starts_with("//") || dest.split_once("://").is_some_and(|(scheme, _)| !scheme.contains('/'))
}

/// The path that a link of `SUMMARY.md` names, percent signs decoded, `./` and `..` resolved, fragment gone. A `#` or `?`
/// that does not follow the ending of a page is part of the name.
fn normal(dest: &str) -> Option<String> {
    let ends = [".md#", ".md?", ".markdown#", ".markdown?"];
    let end = ends.iter().filter_map(|end| dest.find(end).map(|at| at + end.len() - 1)).min();
    let path = &dest[..end.unwrap_or(if dest.starts_with('#') { 0 } else { dest.len() })];
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
