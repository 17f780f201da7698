//! The files of the history, read: every release with all that the rules meant then.

use crate::data;
use crate::data::At;
use crate::data::Problem;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::history::codes;
use crate::history::file;
use crate::history::file::FORMAT;
use crate::history::index::Keys;
use crate::history::index::Read;
use crate::history::model::Guide;
use crate::history::model::History;
use crate::history::model::Meaning;
use crate::history::model::Release;
use crate::history::sound;
use crate::history::stamp::Day;
use crate::source::Source;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

/// Reads the files of the history. Without a list of releases there is none.
pub fn read<'s>(files: impl Iterator<Item = &'s Source>) -> Noted<History> {
    let files: BTreeMap<&str, &Source> = files.map(|source| (&*source.path, source)).collect();
    let mut found = Vec::new();
    let Some(index) = files.get(file::INDEX).copied() else {
        found.extend(files.values().map(|source| stray(source)));
        return Noted { value: History::default(), found };
    };
    let Some(Keys { releases: rows, .. }) = form(index, &mut found) else {
        // What its files belong to is known when the list is mended.
        return Noted { value: History::default(), found };
    };
    let mut reader = Reader { index, files, found, used: BTreeSet::new(), meaning: Meaning::default() };
    let mut history = History::default();
    for row in &rows {
        let last = history.releases.last().map(|release: &Release| release.day);
        let Day(day) = row.value.day.value;
        if last.is_some_and(|last| last >= day) {
            let message = format!("the release of {day} does not come after that of {}", last.unwrap_or_default());
            reader.say(&row.value.day.range, message, "put the releases in the order of their days, each day once");
            continue;
        }
        history.releases.push(reader.release(&row.value, day));
    }
    reader.strays();
    Noted { value: history, found: reader.found }
}

struct Reader<'s> {
    index: &'s Source,
    files: BTreeMap<&'s str, &'s Source>,
    found: Vec<Diagnostic>,
    used: BTreeSet<String>,
    /// What the rules meant at the release that was read last.
    meaning: Meaning,
}

impl Reader<'_> {
    fn say(&mut self, range: &std::ops::Range<usize>, message: String, help: &str) {
        let note = Diagnostic::at(&codes::BAD_HISTORY, self.index.span(range.clone()), message);
        self.found.push(note.help(help));
    }

    fn release(&mut self, row: &Read, day: Date) -> Release {
        for name in &row.ends {
            self.end(name);
        }
        for name in &row.stores {
            self.take(name, day);
        }
        let names = |names: &[At<String>]| names.iter().map(|name| Arc::from(name.value.as_str())).collect();
        let (stores, ends) = (names(&row.stores), names(&row.ends));
        Release { day, why: row.why.clone(), stores, ends, meaning: self.meaning.clone() }
    }

    fn end(&mut self, name: &At<String>) {
        let was_there = match name.value.split_once('/') {
            Some(("guides", id)) => self.meaning.guides.remove(id).is_some(),
            Some(("params", id)) => self.meaning.params.remove(id).is_some(),
            Some(("replies", id)) => self.meaning.replies.remove(id).is_some(),
            _ => name.value == "programme" && self.meaning.programme.take().is_some(),
        };
        if !was_there {
            let message = format!("`{}` ends here and was in no release before", name.value);
            self.say(&name.range, message, "remove the word, or bring back the release that stored it");
        }
    }

    fn take(&mut self, name: &At<String>, day: Date) {
        let path = file::path(&name.value, day);
        if file::parse(&path).is_none() {
            let message = format!("`{}` is no name of something that is kept", name.value);
            let help = "write `guides/NAME`, `params/NAME`, `replies/NAME` or `programme`";
            return self.say(&name.range, message, help);
        }
        let Some(source) = self.files.get(path.as_str()).copied() else {
            let message = format!("`{path}` is gone, and with it what was promised of the release of {day}");
            let note = Diagnostic::at(&codes::LOST_RELEASE, self.index.span(name.range.clone()), message);
            let help = "bring the file back from an earlier commit: a link that was sent leads to this release";
            return self.found.push(note.help(help));
        };
        self.used.insert(path);
        let (found, id) = (&mut self.found, name.value.split_once('/').map_or("", |(_, id)| id));
        let key = || Arc::from(id);
        let meaning = &mut self.meaning;
        match name.value.split('/').next() {
            Some("guides") => {
                if let Some(guide) = form::<Guide>(source, found).filter(|guide| sound::check(guide, source, found)) {
                    meaning.guides.insert(key(), Arc::new(guide));
                }
            }
            Some("params") => meaning.params.extend(form(source, found).map(|one| (key(), Arc::new(one)))),
            Some("replies") => meaning.replies.extend(form(source, found).map(|one| (key(), Arc::new(one)))),
            _ => meaning.programme = form(source, found).map(Arc::new),
        }
    }

    /// Files that no release names.
    fn strays(&mut self) {
        let strays = self.files.iter().filter(|(path, _)| **path != file::INDEX && !self.used.contains(**path));
        let notes: Vec<Diagnostic> = strays.map(|(_, source)| stray(source)).collect();
        self.found.extend(notes);
    }
}

fn stray(source: &Source) -> Diagnostic {
    let message = format!("no release in `{}` stores `{}`", file::INDEX, source.path);
    let note = Diagnostic::at(&codes::LOST_RELEASE, source.span(first_line(source)), message);
    note.help("bring the release back into the list, or remove the file if it was never published")
}

fn first_line(source: &Source) -> std::ops::Range<usize> {
    0..source.text.lines().next().map_or(0, str::len)
}

/// Reads a file whole, or says what is wrong with it.
fn form<T: DeserializeOwned + JsonSchema>(source: &Source, found: &mut Vec<Diagnostic>) -> Option<T> {
    let (tree, mut problems) = data::yaml::read(&source.text);
    let mut value = None;
    match &tree {
        Some(tree) if problems.is_empty() => match format(tree) {
            Some(format) if format > FORMAT => problems.push(
                Problem::new(tree.range.start..tree.range.start + 1, format!("this file has the form {format}"))
                    .help(format!("a newer caveat wrote it; this one reads up to form {FORMAT}: use the newer one")),
            ),
            Some(_) => {
                problems = data::unknown_keys(tree, &schemars::schema_for!(T).to_value());
                let (read, wrong) = data::read::<T>(tree);
                problems.extend(wrong);
                value = read;
            }
            None => problems.push(Problem::new(tree.range.start..tree.range.start + 1, "this file names no form")),
        },
        _ if problems.is_empty() => problems.push(Problem::new(0..0, "this file is empty")),
        _ => {}
    }
    let help = "nobody writes these files by hand: bring the file back from an earlier commit";
    for problem in &mut problems {
        problem.message = problem.message.replace("this is not YAML", "this is not JSON");
        problem.help = Some(problem.help.take().filter(|help| help.contains("newer")).unwrap_or_else(|| help.into()));
    }
    let is_whole = problems.is_empty();
    found.extend(data::notes(source.id, 0, &codes::BAD_HISTORY, problems));
    value.filter(|_| is_whole)
}

fn format(tree: &data::Node) -> Option<u32> {
    match &tree.get("format")?.value {
        data::Value::Text { text, .. } => text.parse().ok(),
        _ => None,
    }
}
