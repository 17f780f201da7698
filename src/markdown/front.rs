//! The front matter: a block of YAML between two lines `---` at the very top of a page.

use crate::data;
use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::document::FrontMatter;
use crate::markdown::codes;
use crate::source::Source;
use crate::source::Span;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// The keys of the front matter.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Front matter of a page")]
struct Keys {
    /// A permanent name for the page: lower case letters, digits and `-`.
    id: Option<At<String>>,
    /// The title of the page. Without it, the first heading of level 1 is the title.
    title: Option<At<String>>,
    /// One sentence for search results and previews.
    description: Option<At<String>>,
    /// The role that answers for the page. Never a person's name.
    owner: Option<String>,
    /// The day somebody last read the page with care: `2026-11-21`.
    reviewed: Option<At<String>>,
    /// How long a review holds: `180 days` or `26 weeks`.
    review_every: Option<At<String>>,
    /// Addresses at which the page stood before: `old/page.html` or `old/page.md`.
    aliases: Vec<At<String>>,
    /// Not published unless drafts are asked for.
    draft: bool,
    /// Order among its neighbours in a folder: smaller comes first.
    weight: i32,
    /// A template of the theme other than `page.html`.
    template: Option<At<String>>,
}

/// The JSON Schema of the front matter.
pub fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every page and every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(Keys).to_value())
}

/// Reads the front matter; also says at which byte the page itself begins.
pub(super) fn read(source: &Source) -> Noted<(FrontMatter, usize)> {
    let block = match find(&source.text) {
        Block::None => return Noted::clean((FrontMatter::default(), 0)),
        Block::Open(at) => {
            let note =
                Diagnostic::at(&codes::MALFORMED_FRONT_MATTER, source.span(0..at), "the front matter never ends")
                    .help("put a line `---` below its last key; if the first line is meant as a rule, write `***`");
            return Noted { value: (FrontMatter::default(), 0), found: vec![note] };
        }
        Block::Closed { yaml, body } => (yaml, body),
    };
    let (yaml, body) = block;
    let (tree, syntax) = data::yaml::read(&source.text[yaml.clone()]);
    let mut found = data::notes(source.id, yaml.start, &codes::MALFORMED_FRONT_MATTER, syntax);
    let mut front = FrontMatter { span: Some(source.span(yaml.clone())), ..FrontMatter::default() };
    if let Some(mut tree) = tree {
        let hidden = data::without_controls(&mut tree);
        found.extend(data::notes(source.id, yaml.start, &data::WRONG_VALUE, hidden));
        found.extend(data::notes(source.id, yaml.start, &data::UNKNOWN_KEY, data::unknown_keys(&tree, schema())));
        let (keys, wrong) = data::read::<Keys>(&tree);
        found.extend(data::notes(source.id, yaml.start, &data::WRONG_VALUE, wrong));
        let place = |range: Range<usize>| source.span(range.start + yaml.start..range.end + yaml.start);
        fill(&mut front, keys.unwrap_or_default(), place, &mut found);
    }
    Noted { value: (front, body), found }
}

/// The front matter in a text.
pub(super) enum Block {
    /// There is none.
    None,
    /// It never ends; the end of the first line.
    Open(usize),
    /// It stands between two lines.
    Closed {
        /// What is between them.
        yaml: Range<usize>,
        /// Where the page itself begins.
        body: usize,
    },
}

/// Finds the front matter.
pub(super) fn find(text: &str) -> Block {
    let Some(first) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return Block::None;
    };
    // A rule at the top of a page is followed by a text; front matter begins with a key.
    let begins = text[first.len()..].split_inclusive('\n').find(|line| !line.trim().is_empty());
    let adjacent = text[first.len()..].split_inclusive('\n').next();
    let is_comment = |line: &str| line.starts_with('#') && Some(line) == adjacent;
    let is_end = |line: &str| matches!(line.trim_end(), "---" | "...");
    let may_begin = |line: &str| looks_like_a_key(line) || is_comment(line) || (is_end(line) && Some(line) == adjacent);
    if !begins.is_some_and(may_begin) {
        return Block::None;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if is_end(line) {
            return Block::Closed { yaml: first.len()..at, body: at + line.len() };
        }
        at += line.len();
    }
    Block::Open(first.trim_end().len())
}

/// `key:`, `"key" :` or `{`.
fn looks_like_a_key(line: &str) -> bool {
    let is_word = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| is_word(key.trim().trim_matches(['"', '\''])));
    line.trim_start().starts_with('{') || key(line)
}

/// Where the YAML of the front matter stands; nothing if there is none. An error if it never ends.
pub fn block(text: &str) -> Result<Option<Range<usize>>, &'static str> {
    match find(text) {
        Block::None => Ok(None),
        Block::Open(_) => Err("its front matter never ends"),
        Block::Closed { yaml, .. } => Ok(Some(yaml)),
    }
}

fn fill(front: &mut FrontMatter, keys: Keys, place: impl Fn(Range<usize>) -> Span, found: &mut Vec<Diagnostic>) {
    let shared = |text: String| -> Arc<str> { Arc::from(text.trim()) };
    let said = keys.title.iter().chain(&keys.description);
    front.said =
        said.map(|at| (Arc::from(at.value.as_str()), text_place(&at.value, &place(at.range.clone())))).collect();
    front.title = keys.title.map(|at| shared(at.value)).filter(|title| !title.is_empty());
    front.description = keys.description.map(|at| shared(at.value));
    front.owner = keys.owner.map(shared);
    front.draft = keys.draft;
    front.weight = keys.weight;
    let spanned = |at: At<String>| (Arc::from(at.value.as_str()), Some(place(at.range)));
    front.aliases = keys.aliases.into_iter().map(spanned).collect();
    front.template = keys.template.map(spanned);
    let say = |at: &At<String>, wanted: &str| {
        let message = format!("expected {wanted}, found `{}`", at.value);
        Diagnostic::at(&data::WRONG_VALUE, place(at.range.clone()), message)
    };
    if let Some(id) = keys.id {
        match is_id(&id.value) {
            true => front.id = Some((shared(id.value), Some(place(id.range)))),
            false => found.push(
                say(&id, "an id of lower case letters, digits and single `-`")
                    .help("remove the line, and `caveat id` writes one"),
            ),
        }
    }
    if let Some(day) = keys.reviewed {
        front.reviewed = day.value.parse::<Date>().ok().filter(|_| day.value.len() == 10);
        if front.reviewed.is_none() {
            found.push(say(&day, "a day such as `2026-11-21`"));
        }
    }
    if let Some(length) = keys.review_every {
        front.review_every = days(&length.value);
        if front.review_every.is_none() {
            found.push(say(&length, "a length of time such as `180 days` or `26 weeks`"));
        }
    }
}

/// Without the quotes around it, if it stands there letter by letter.
fn text_place(text: &str, place: &Span) -> Span {
    let quotes = (place.end - place.start).checked_sub(text.len() as u32);
    match quotes {
        Some(2) => Span { start: place.start + 1, end: place.end - 1, ..*place },
        _ => *place,
    }
}

fn is_id(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= 80 && text.split('-').all(part)
}

fn days(text: &str) -> Option<u32> {
    let (number, unit) = text.split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|&number| number > 0)?;
    match unit.trim() {
        "day" | "days" => Some(number),
        "week" | "weeks" => number.checked_mul(7),
        _ => None,
    }
}
