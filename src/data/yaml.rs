//! YAML into a tree: one document, no anchors, no tags, no key twice.

use crate::data::tree::Entry;
use crate::data::tree::Node;
use crate::data::tree::Problem;
use crate::data::tree::Value;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::Event;
use granit_parser::Parser;
use granit_parser::ScalarStyle;

/// How deep lists and maps may stand in each other.
const DEPTH: usize = 32;

/// Reads one document. `None` for a text that says nothing. The first mistake of the syntax ends the reading, a key that
/// stands twice does not.
pub fn read(text: &str) -> (Option<Node>, Vec<Problem>) {
    let mut reader = Reader { text, parser: Parser::new_from_str(text), problems: Vec::new() };
    match reader.document() {
        Ok(node) => (node, reader.problems),
        Err(problem) => {
            reader.problems.push(problem);
            (None, reader.problems)
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Problem> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let at = |marker: &granit_parser::Marker| marker.byte_offset().unwrap_or(0).min(self.text.len());
                let start = at(&span.start);
                Ok((event, start..at(&span.end).max(start)))
            }
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, self.text.len()..self.text.len())),
        }
    }

    fn syntax(&self, error: &granit_parser::ScanError) -> Problem {
        let marker = error.marker();
        let at = marker.byte_offset().unwrap_or_else(|| byte_at(self.text, marker.line(), marker.col()));
        let at = at.min(self.text.len());
        let problem = Problem::new(at..at, format!("this is not YAML: {}", error.info()));
        match unquoted(self.text, at) {
            Some((key, text)) => problem.help(format!("put the text in quotes: `{key}: \"{text}\"`")),
            None => problem.help("check the indentation (spaces only), the colons and the quotes around here"),
        }
    }

    fn document(&mut self) -> Result<Option<Node>, Problem> {
        let mut root = None;
        loop {
            let (event, range) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(Problem::new(range, "a second document begins here")
                        .help("keep one document a file: remove the line `---`"));
                }
                Event::DocumentStart(..) => {
                    let (event, range) = self.next()?;
                    root = Some(self.node(event, range, DEPTH)?);
                }
                _ => return Ok(root.filter(|node: &Node| node.value != Value::Nothing)),
            }
        }
    }

    fn node(&mut self, event: Event<'a>, range: Range<usize>, depth: usize) -> Result<Node, Problem> {
        if depth == 0 {
            return Err(Problem::new(range, format!("lists and maps stand more than {DEPTH} deep in each other"))
                .help("nothing that is read here goes so deep; look for brackets that are never closed"));
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                plain_only(anchor, tag.is_some(), &range)?;
                Ok(Node { value: scalar(&text, style), range })
            }
            Event::SequenceStart(_, anchor, tag) => {
                plain_only(anchor, tag.is_some(), &range)?;
                self.list(range.start, depth)
            }
            Event::MappingStart(_, anchor, tag) => {
                plain_only(anchor, tag.is_some(), &range)?;
                self.map(range.start, depth)
            }
            Event::Anchor(..) | Event::Alias(..) | Event::UnresolvedAlias(..) => Err(no_anchors(range)),
            _ => Err(Problem::new(range, "a value is missing here").help("write it behind the colon")),
        }
    }

    fn list(&mut self, start: usize, depth: usize) -> Result<Node, Problem> {
        let mut items = Vec::new();
        loop {
            let (event, range) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end =
                    items.last().map_or(range.end, |item: &Node| item.range.end.max(range.end.min(self.text.len())));
                return Ok(Node { value: Value::List(items), range: start..end.max(start) });
            }
            items.push(self.node(event, range, depth - 1)?);
        }
    }

    fn map(&mut self, start: usize, depth: usize) -> Result<Node, Problem> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashMap::new();
        loop {
            let (event, range) = self.next()?;
            let (key, key_range) = match event {
                Event::MappingEnd => {
                    let end = entries.last().map_or(range.end, |entry| entry.value.range.end.max(range.end));
                    return Ok(Node { value: Value::Map(entries), range: start..end.max(start) });
                }
                Event::Scalar(key, _, 0, None) => (key.into_owned(), range),
                _ => {
                    return Err(Problem::new(range, "a key is one word or text; this is something else")
                        .help("if it is meant as a text, put it in quotes"));
                }
            };
            let (event, range) = self.next()?;
            let value = self.node(event, range, depth - 1)?;
            match seen.get(&key) {
                Some(&first) => self.problems.push(twice(&key, key_range, &entries[first])),
                None => {
                    seen.insert(key.clone(), entries.len());
                    entries.push(Entry { key, key_range, value });
                }
            }
        }
    }
}

fn twice(key: &str, range: Range<usize>, first: &Entry) -> Problem {
    let mut problem = Problem::new(range, format!("the key `{key}` stands here a second time"))
        .help("keep one of the two; which one counts would be a guess");
    problem.also = Some((first.key_range.clone(), "first here".into()));
    problem
}

fn plain_only(anchor: usize, tagged: bool, range: &Range<usize>) -> Result<(), Problem> {
    if anchor != 0 {
        return Err(no_anchors(range.clone()));
    }
    if tagged {
        return Err(Problem::new(range.clone(), "tags (`!name`) have no meaning here").help("remove the tag"));
    }
    Ok(())
}

fn no_anchors(range: Range<usize>) -> Problem {
    Problem::new(range, "anchors and aliases (`&name`, `*name`) are not read")
        .help("write the value out; if a text begins with `&` or `*`, put it in quotes")
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let quoted = !matches!(style, ScalarStyle::Plain);
    match text {
        "" | "~" | "null" if !quoted => Value::Nothing,
        _ => Value::Text { text: text.to_string(), quoted },
    }
}

/// The key and the text of the line around a place, where the text has a colon and no quotes: `title: A: b`.
fn unquoted(text: &str, at: usize) -> Option<(&str, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let (key, value) = text[start..].lines().next()?.trim().split_once(": ")?;
    let value = value.trim();
    let is_plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']) && !value.contains(['"', '\\']);
    (is_plain && (value.contains(": ") || value.ends_with(':'))).then_some((key, value))
}

/// The byte at a line (from 1) and a column (from 0, in characters).
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
}
