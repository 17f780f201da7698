//! Where a file of rules lies while it is read: its text, and what was found in it so far.

use crate::data;
use crate::data::At;
use crate::data::Node;
use crate::data::Problem;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::policy::codes;
use crate::policy::seen;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

/// A file with its findings.
pub(super) struct Desk<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// What was found.
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Desk<'a> {
    /// A file of which nothing is known yet.
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, found: Vec::new() }
    }

    /// Puts a finding down; more can be added to it.
    pub(super) fn say(
        &mut self,
        code: &'static Code,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.put(Diagnostic::at(code, self.span(range), message))
    }

    /// Puts a finding down.
    pub(super) fn put(&mut self, note: Diagnostic) -> &mut Diagnostic {
        let last = self.found.len();
        self.found.push(note);
        &mut self.found[last]
    }

    /// A place in this file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.source.span(range.clone())
    }

    /// The whole file, as a place: its first line.
    pub(super) fn top(&self) -> Range<usize> {
        0..self.source.text.lines().next().map_or(0, str::len)
    }

    /// Reads the file. What is wrong with its form keeps the rules from being proved, so it blocks.
    pub(super) fn read<T: DeserializeOwned>(&mut self, schema: &serde_json::Value, tree: &Node) -> Option<T> {
        self.form(&data::UNKNOWN_KEY, data::unknown_keys(tree, schema));
        let (value, wrong) = data::read::<T>(tree);
        self.form(&data::WRONG_VALUE, wrong);
        value
    }

    /// The file as a tree; nothing if it is empty or is not YAML.
    pub(super) fn tree(&mut self) -> Option<Node> {
        if let Some(at) = self.source.text.find('\0') {
            let note = self.say(&codes::MALFORMED_POLICY, &(at..at + 1), "there is a NUL byte in this file");
            note.help = Some("save it as plain text".into());
            return None;
        }
        let (mut tree, mut problems) = data::yaml::read(&self.source.text);
        let syntax = problems.first_mut().filter(|_| tree.is_none());
        if let (Some(problem), Some(at)) = (syntax, tab(&self.source.text)) {
            *problem = Problem::new(at..at + 1, "there is a tab in the indentation").help("indent with spaces only");
        }
        self.form(&codes::MALFORMED_POLICY, problems);
        let hidden = tree.as_mut().map(data::without_controls).unwrap_or_default();
        self.form(&codes::BAD_VALUE, hidden);
        self.form(&codes::BAD_VALUE, tree.as_ref().map(seen::turned).unwrap_or_default());
        tree
    }

    fn form(&mut self, code: &'static Code, problems: Vec<Problem>) {
        let notes = data::notes(self.source.id, 0, code, problems);
        self.found.extend(notes.into_iter().map(|note| Diagnostic { severity: Severity::Blocking, ..note }));
    }

    /// Says that a name does not exist, with the nearest that does.
    pub(super) fn unknown<'n>(
        &mut self,
        what: &str,
        name: &At<String>,
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> &mut Diagnostic {
        let near = nearest(&name.value, known.clone());
        let all: Vec<String> = known.map(|name| format!("`{name}`")).collect();
        let note = self.say(&codes::UNKNOWN_NAME, &name.range, format!("there is no {what} `{}`", name.value));
        note.help = match (near, all.is_empty()) {
            (Some(near), _) => Some(format!("did you mean `{near}`? There is {}", all.join(", "))),
            (None, false) => Some(format!("there is {}", all.join(", "))),
            (None, true) => None,
        };
        note
    }

    /// Says whether an id can be part of an address, and why not.
    pub(super) fn check_id(&mut self, what: &str, id: &At<String>) -> bool {
        let Err(why) = id_problem(what, &id.value) else { return true };
        let note =
            self.say(&codes::BAD_ID, &id.range, format!("`{}` cannot be the id of {what}: {why}", shown(&id.value)));
        note.help = Some("an id is a word that begins with a letter, as in `resource-rep`: letters of a to z, digits, single `-` or `_`; what readers see is the label".into());
        false
    }

    /// Says which of these ids is there twice; ids that differ only in case, `-` and `_` are one.
    pub(super) fn check_twice<'n>(&mut self, what: &str, ids: impl Iterator<Item = &'n At<String>>) {
        let mut seen: BTreeMap<String, &At<String>> = BTreeMap::new();
        for id in ids {
            let folded = fold(&id.value);
            match seen.get(&folded) {
                Some(first) => {
                    let label = self.span(&first.range);
                    let message = match id.value == first.value {
                        true => format!("two {what} have the id `{}`", id.value),
                        false => format!("`{}` and `{}` are one id for {what}", id.value, first.value),
                    };
                    let note = self.say(&codes::DUPLICATE_ID, &id.range, message);
                    note.labels.push((label, "the other one".into()));
                    note.help = Some(
                        "rename one of the two; letters that differ only in case, `-` and `_` do not make two ids"
                            .into(),
                    );
                }
                None => drop(seen.insert(folded, id)),
            }
        }
    }
}

/// Where the first tab before the first word of a line stands.
fn tab(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(at) = line[..indent].find('\t') {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// The form of an id in which two that would share an address are the same.
pub(super) fn fold(id: &str) -> String {
    id.to_ascii_lowercase().replace('_', "-")
}

/// Names that systems or this language need for themselves.
const RESERVED: &[&str] = &["not-sure", "not", "outcome", "changes", "null", "con", "prn", "aux", "nul", "index"];
/// Parts of addresses beside the names of guides and questions.
const PLACES: &[&str] = &["all", "print", "steps"];

fn id_problem(what: &str, id: &str) -> Result<(), &'static str> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if id.is_empty() {
        return Err("it is empty");
    }
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err("it does not begin with a letter");
    }
    if !id.split(['-', '_']).all(plain) {
        return Err("it has something else than letters, digits and single `-` or `_`");
    }
    let folded = fold(id);
    let device = folded.strip_prefix("com").or(folded.strip_prefix("lpt"));
    let is_place = matches!(what, "a guide" | "a question") && PLACES.contains(&folded.as_str());
    if RESERVED.contains(&folded.as_str())
        || is_place
        || device.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    {
        return Err("the word is taken");
    }
    if id.len() > 60 {
        return Err("it is longer than 60 letters");
    }
    Ok(())
}

fn shown(id: &str) -> String {
    match id.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &id[..at]),
        None => id.to_string(),
    }
}

/// The lines of a file that begin with a key, each with what stands behind it: all that can be told of a file that is no YAML.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let keyed =
        text.lines().filter(|line| line.starts_with(char::is_alphabetic)).filter_map(|line| line.split_once(':'));
    keyed.map(|(key, rest)| (key.trim(), rest.trim()))
}
