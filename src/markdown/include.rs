//! Text of other files, put in where `{{#include …}}` and its kin stand; every part remembers where it came from.
//!
//! These are mdBook's directives, with mdBook's meaning: `include` (whole, lines `2:10`, or an anchor), `rustdoc_include`
//! (the rest of the file as hidden lines), `playground` (a block of Rust) and `title`. A backslash before the braces
//! leaves them alone. Directives of other names are not text of other files; they are left for the reading of events.

mod part;
mod scan;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::NEIGHBOURS;
use crate::diagnostic::Noted;
use crate::diagnostic::around;
use crate::diagnostic::nearest_path;
use crate::document::Piece;
use crate::markdown::codes;
use crate::memo::Fingerprint;
use crate::path;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::source::Span;
use crate::source::Unread;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use part::Part;
use part::Parts;
use scan::Directive;

/// How deep files may include each other.
const DEPTH: usize = 10;
/// How many bytes a page may take, so that a few small files cannot fill the memory by naming each other.
const LARGEST: usize = 64 << 20;
/// How many files may be put into a page, so that a few that hold nothing but each other's names come to an end.
const MOST: usize = 10_000;

/// A page's text with everything put in.
#[derive(Default)]
pub(super) struct Assembled {
    /// The text.
    pub(super) text: String,
    /// Which part comes from where.
    pub(super) pieces: Vec<Piece>,
    /// What `{{#title …}}` says.
    pub(super) title: Option<Arc<str>>,
    /// Something could not be put in.
    pub(super) incomplete: bool,
    /// Where the text has braces that a backslash protected.
    pub(super) escaped: Vec<usize>,
}

impl Assembled {
    /// How many bytes it takes; where very short parts are put in, it is their places that fill the memory.
    fn size(&self) -> usize {
        self.text.len() + size_of_val(self.pieces.as_slice())
    }

    /// A text that stands, not letter by letter, at a place of another file.
    pub(super) fn line(text: &str, span: Span) -> Self {
        let pieces = vec![Piece { at: 0, from: span, verbatim: false }];
        Self { text: text.to_string(), pieces, ..Self::default() }
    }
}

/// The files that a text names to be put in, as paths from the project's root; those that lead outside are left out.
pub fn names(path: &str, text: &str) -> Vec<Arc<str>> {
    scan::directives(text, 0..text.len())
        .filter(|directive| !directive.escaped && directive.name != "title")
        .filter_map(|directive| beside(path, file_of(directive.arguments)))
        .filter(|path| !path.is_empty())
        .map(Arc::from)
        .collect()
}

/// Where a text names the files that are to be put in, each with its path from the project's root.
pub fn places(path: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let directives = scan::directives(text, 0..text.len()).filter(|one| !one.escaped && one.name != "title");
    let place = |directive: Directive<'_>| {
        let file = file_of(directive.arguments);
        let start = directive.range.start + text[directive.range.clone()].find(directive.arguments)?;
        Some((start..start + file.len(), beside(path, file)?))
    };
    directives.filter_map(place).collect()
}

/// The files that go into a text, directly or through each other, each as it is in the snapshot.
/// `names` gives the files that one text names.
pub(crate) fn closure(
    source: &Source,
    snapshot: &Snapshot,
    names: impl Fn(&Source) -> Arc<Vec<Arc<str>>>,
) -> BTreeMap<Arc<str>, Option<Fingerprint>> {
    let mut seen = BTreeMap::new();
    let mut open = names(source).to_vec();
    while let Some(path) = open.pop() {
        if seen.contains_key(&path) {
            continue;
        }
        let inner = snapshot.text(&path);
        if let Some(inner) = inner {
            open.extend(names(inner).iter().cloned());
        }
        let fingerprint = inner.map(|inner| inner.fingerprint);
        seen.insert(path, fingerprint);
    }
    seen
}

/// Puts everything in, from byte `start` of the page on.
pub(super) fn assemble(source: &Source, start: usize, snapshot: &Snapshot) -> Noted<Assembled> {
    let mut assembler = Assembler {
        snapshot,
        made: Assembled::default(),
        found: Vec::new(),
        stack: Vec::new(),
        opened: 0,
        parts: BTreeMap::new(),
    };
    assembler.made.text.reserve(source.text.len() - start);
    assembler.add(source, start..source.text.len());
    Noted { value: assembler.made, found: assembler.found }
}

struct Assembler<'a> {
    snapshot: &'a Snapshot,
    made: Assembled,
    found: Vec<Diagnostic>,
    stack: Vec<Arc<str>>,
    /// How many files have been put in.
    opened: usize,
    /// The files of which parts have been put in, by their paths.
    parts: BTreeMap<&'a str, Parts<'a>>,
}

impl<'a> Assembler<'a> {
    fn add(&mut self, source: &Source, range: Range<usize>) {
        let mut done = range.start;
        for directive in scan::directives(&source.text, range.clone()) {
            self.verbatim(source, done..directive.range.start);
            done = self.directive(source, &directive);
        }
        self.verbatim(source, done..range.end);
    }

    /// Deals with one directive; says up to which byte of the source that went.
    fn directive(&mut self, source: &Source, directive: &Directive<'_>) -> usize {
        if directive.escaped {
            self.made.escaped.push(self.made.text.len());
            return directive.range.start + 1;
        }
        if !directive.closed {
            let note = Diagnostic::at(
                &codes::UNCLOSED_DIRECTIVE,
                source.span(directive.range.clone()),
                format!("`{{{{#{}` is never closed", directive.name),
            );
            self.found.push(note.help("close it with `}}` on the same line"));
            return directive.range.start;
        }
        let span = source.span(directive.range.clone());
        let found_before = self.found.len();
        match directive.name {
            "title" => self.made.title = Some(Arc::from(directive.arguments)),
            "include" => self.include(source, directive, span),
            "rustdoc_include" => self.rustdoc_include(source, directive, span),
            _ => self.playground(source, directive, span),
        }
        self.made.incomplete |= self.found.len() > found_before;
        directive.range.end
    }

    fn include(&mut self, from: &Source, directive: &Directive<'_>, span: Span) {
        let Some(inner) = self.open(from, directive, span) else { return };
        let part = Part::read(directive.arguments);
        let Some(ranges) = self.select(inner, &part, span) else { return };
        for range in ranges {
            self.add(inner, range);
        }
        self.stack.pop();
    }

    fn rustdoc_include(&mut self, from: &Source, directive: &Directive<'_>, span: Span) {
        let Some(inner) = self.open(from, directive, span) else { return };
        let part = Part::read(directive.arguments);
        let Some(shown) = self.select(inner, &part, span) else { return };
        let mut lines = part::lines_with_visibility(&inner.text, &shown);
        // The line of the directive has its own end.
        if let Some((last, _)) = lines.last_mut() {
            last.end = last.start + inner.text[last.clone()].trim_end_matches(['\n', '\r']).len();
        }
        for (line, visible) in lines {
            if !visible {
                self.made_up(
                    if line.is_empty() || inner.text[line.clone()].trim().is_empty() { "#" } else { "# " },
                    span,
                );
            }
            self.add(inner, line);
        }
        self.stack.pop();
    }

    fn playground(&mut self, from: &Source, directive: &Directive<'_>, span: Span) {
        let Some(inner) = self.open(from, directive, span) else { return };
        let words: Vec<&str> = directive.arguments.split_whitespace().skip(1).collect();
        let comma = if words.is_empty() { "" } else { "," };
        self.made_up(&format!("```rust{comma}{}\n", words.join(",")), span);
        self.add(inner, 0..inner.text.trim_end_matches('\n').len());
        self.made_up("\n```\n", span);
        self.stack.pop();
    }

    /// The file that a directive names; it is put on the stack.
    fn open(&mut self, from: &Source, directive: &Directive<'_>, span: Span) -> Option<&'a Source> {
        let name = file_of(directive.arguments);
        let Some(path) = beside(&from.path, name) else {
            let note = Diagnostic::at(&codes::INCLUDE_OUTSIDE, span, format!("`{name}` is outside the project"));
            self.found.push(note.help("copy the file into the project; nothing outside of it is read"));
            return None;
        };
        if self.stack.len() == DEPTH {
            let message = format!("files are put into each other more than {DEPTH} deep here");
            let note = Diagnostic::at(&codes::INCLUDE_LOOP, span, message);
            self.found.push(note.help("put the text into fewer files"));
            return None;
        }
        if self.stack.iter().any(|open| **open == *path) || from.path.as_ref() == path {
            let chain = self.stack.iter().map(|open| format!("`{open}`")).collect::<Vec<_>>().join(" → ");
            let chain = if chain.is_empty() { String::new() } else { format!(" (by way of {chain})") };
            let message = format!("`{path}` would be put into itself{chain}");
            let note = Diagnostic::at(&codes::INCLUDE_LOOP, span, message);
            self.found.push(note.help("take this line out, or name the file that is meant"));
            return None;
        }
        self.opened += 1;
        if self.made.size() > LARGEST || self.opened > MOST {
            let message = match self.opened > MOST {
                true => format!("more than {MOST} files are put into this page"),
                false => format!("the page comes to more than {} MiB with everything put in", LARGEST >> 20),
            };
            let note = Diagnostic::at(&codes::INCLUDE_LOOP, span, message);
            self.found.push(note.help("put fewer files in, or link to them"));
            return None;
        }
        let snapshot = self.snapshot;
        match snapshot.files.get(path.as_str()) {
            Some(Entry::Text(inner)) => {
                self.stack.push(Arc::clone(&inner.path));
                Some(inner)
            }
            other => {
                self.found.push(dead(&path, other, snapshot, span));
                None
            }
        }
    }

    fn select(&mut self, inner: &'a Source, part: &Part<'_>, span: Span) -> Option<Vec<Range<usize>>> {
        let ranges = self.parts.entry(&inner.path).or_insert_with(|| Parts::of(&inner.text)).select(part);
        if ranges.is_none() {
            let Part::Anchor(name) = part else { return Some(Vec::new()) };
            let message = format!("`{}` has no anchor `{name}`", inner.path);
            let note = Diagnostic::at(&codes::DEAD_INCLUDE, span, message)
                .help(format!("put `ANCHOR: {name}` and `ANCHOR_END: {name}` around the lines that are meant"));
            self.found.push(note);
            self.stack.pop();
        }
        ranges
    }

    fn verbatim(&mut self, source: &Source, range: Range<usize>) {
        if !range.is_empty() {
            let at = self.made.text.len() as u32;
            self.made.pieces.push(Piece { at, from: source.span(range.clone()), verbatim: true });
            self.made.text.push_str(&source.text[range]);
        }
    }

    fn made_up(&mut self, text: &str, span: Span) {
        self.made.pieces.push(Piece { at: self.made.text.len() as u32, from: span, verbatim: false });
        self.made.text.push_str(text);
    }
}

fn dead(path: &str, entry: Option<&Entry>, snapshot: &Snapshot, span: Span) -> Diagnostic {
    match entry {
        None if path.is_empty() => Diagnostic::at(&codes::DEAD_INCLUDE, span, "this is the folder of the project")
            .help("name a file; the path is counted from the folder of the page"),
        Some(Entry::Unread(Unread::LeadsOutside)) => {
            Diagnostic::at(&codes::INCLUDE_OUTSIDE, span, format!("`{path}` is a link to a file outside the project"))
                .help("copy the file into the project; nothing outside of it is read")
        }
        Some(Entry::Unread(Unread::NotUtf8 { shown, at })) => {
            let line = shown.text[..*at as usize].matches('\n').count() + 1;
            Diagnostic::at(&codes::DEAD_INCLUDE, span, format!("`{path}` is not UTF-8 from line {line} on"))
                .help("save the file as UTF-8")
        }
        Some(Entry::Unread(Unread::Refused(words))) => {
            Diagnostic::at(&codes::DEAD_INCLUDE, span, format!("`{path}` cannot be read: {words}"))
                .help("give yourself the right to read it")
        }
        Some(_) => Diagnostic::at(&codes::DEAD_INCLUDE, span, format!("`{path}` is not a text"))
            .help("only text can be put in; link to the file instead"),
        None => {
            let note = Diagnostic::at(&codes::DEAD_INCLUDE, span, format!("there is no file `{path}` to include"));
            let [before, after] = around(path);
            let before = snapshot.files.range::<str, _>(before).rev().take(NEIGHBOURS);
            let after = snapshot.files.range::<str, _>(after).take(NEIGHBOURS);
            match nearest_path(path, before.chain(after).map(|(known, _)| &**known)) {
                Some(name) => note.help(format!("is `{name}` meant? the path is counted from the folder of the page")),
                None => note.help("the path is counted from the folder of the page"),
            }
        }
    }
}

/// The file in the arguments of a directive: the first word, up to its first colon.
fn file_of(arguments: &str) -> &str {
    let word = arguments.split_whitespace().next().unwrap_or_default();
    word.split(':').next().unwrap_or_default()
}

/// The path of `name` as seen from the file at `from`; `None` if it leads out of the project.
fn beside(from: &str, name: &str) -> Option<String> {
    if name.is_empty() || name.starts_with('/') || name.contains('\\') {
        return None;
    }
    path::join(path::folder(from), name)
}
