//! Something of a guide under another id: where it is written, what it was called before, and every name of it elsewhere.

use crate::data;
use crate::data::Entry;
use crate::data::Node;
use crate::data::Value;
use crate::moving::edits::Edits;
use crate::moving::links;
use crate::moving::lists;
use crate::moving::name;
use crate::moving::request::Part;
use crate::pipeline::Look;
use crate::source::Snapshot;
use crate::source::Source;

/// Everything that must be written for something of the rules under another id.
pub(super) fn plan(look: &Look, snapshot: &Snapshot, part: &Part, new: &str) -> Result<Edits, String> {
    let id = match part {
        Part::Guide(guide) | Part::Question(guide, _) | Part::Answer(guide, ..) | Part::Outcome(guide, _) => guide,
    };
    let guide = look.rules.guides.get(id.as_str()).ok_or_else(|| format!("there is no guide `{id}`"))?;
    let source = snapshot.text(&guide.file).ok_or_else(|| format!("`{}` cannot be read", guide.file))?;
    let tree = data::yaml::read(&source.text).0.ok_or_else(|| format!("`{}` cannot be read", guide.file))?;
    let mut edits = Edits::default();
    let mut own = Own { source, tree: &tree, new, edits: &mut edits };
    let done = match part {
        Part::Guide(old) => own.guide(old),
        Part::Question(_, old) => own.question(old),
        Part::Answer(_, question, old) => own.answer(question, old),
        Part::Outcome(_, old) => own.outcome(old),
    };
    done.ok_or_else(|| format!("where it stands in `{}` cannot be told", guide.file))?;
    elsewhere(look, snapshot, (part, new), &mut edits);
    Ok(edits)
}

/// The file in which a guide is written.
struct Own<'a> {
    source: &'a Source,
    tree: &'a Node,
    new: &'a str,
    edits: &'a mut Edits,
}

impl Own<'_> {
    fn guide(&mut self, old: &str) -> Option<()> {
        let entry = entry(self.tree, "guide")?;
        self.value(&entry.value, old);
        let text = &self.source.text;
        let edit = match self.tree.get("formerly") {
            Some(_) => lists::with(text, self.tree, "formerly", old, self.new)?,
            None => {
                let end = entry.value.range.end;
                let line = end + text[end..].find(['\r', '\n']).unwrap_or(text.len() - end);
                (line..line, format!("{}formerly: [{old}]", lists::line_end(text)))
            }
        };
        self.edits.put(&self.source.path, edit.0, edit.1);
        Some(())
    }

    fn question(&mut self, old: &str) -> Option<()> {
        let tree = self.tree;
        let place = tree.get("questions").or(tree.get("steps"))?;
        self.defined(entry(place, old)?, old)?;
        for step in tree.get("steps").into_iter().flat_map(entries) {
            self.ways(&step.value, old);
        }
        for when in conditions(tree) {
            entries(when).filter(|asked| asked.key == old).for_each(|asked| self.key(asked));
        }
        for given in scenarios(tree).filter_map(|scenario| scenario.get("given")) {
            entries(given).filter(|said| said.key == old).for_each(|said| self.key(said));
        }
        Some(())
    }

    fn outcome(&mut self, old: &str) -> Option<()> {
        let tree = self.tree;
        self.defined(entry(tree.get("outcomes")?, old)?, old)?;
        for rule in rules(tree) {
            rule.get("then").into_iter().for_each(|then| self.value(then, old));
        }
        for question in questions(tree) {
            let go = question.value.get("not_sure").and_then(|not_sure| not_sure.get("go"));
            go.into_iter().for_each(|go| self.value(go, old));
            self.ways(&question.value, old);
        }
        for scenario in scenarios(tree) {
            scenario.get("expect").into_iter().for_each(|expect| self.value(expect, old));
        }
        Some(())
    }

    fn answer(&mut self, question: &str, old: &str) -> Option<()> {
        let tree = self.tree;
        let place = tree.get("questions").or(tree.get("steps"))?;
        let asked = &entry(place, question)?.value;
        let bands = asked.get("bands").into_iter().flat_map(items).flat_map(entries);
        let options = ["options", "answers"].into_iter().filter_map(|key| asked.get(key)).flat_map(entries);
        let answer = options.chain(bands).find(|answer| answer.key == old)?;
        self.key(answer);
        let treat_as = asked.get("not_sure").and_then(|not_sure| not_sure.get("treat_as"));
        treat_as.into_iter().for_each(|answer| self.value(answer, old));
        let said = conditions(tree).flat_map(entries);
        let given = scenarios(tree).filter_map(|scenario| scenario.get("given")).flat_map(entries);
        for entry in said.chain(given).filter(|entry| entry.key == question) {
            self.values(&entry.value, old);
        }
        // The answers of steps that are written by hand are part of no address.
        if tree.get("steps").is_none() {
            self.answer_before(asked, old)?;
        }
        Some(())
    }

    /// Says what an answer was called before.
    fn answer_before(&mut self, asked: &Node, old: &str) -> Option<()> {
        const KEY: &str = "answers_formerly";
        let before = asked.get(KEY);
        for entry in before.into_iter().flat_map(entries) {
            self.value(&entry.value, old);
        }
        let text = &self.source.text;
        let again = before.into_iter().flat_map(entries).find(|entry| entry.key == self.new);
        let first = before.and_then(|table| entries(table).next());
        let edit = match (again, first) {
            // It had this name before: the two change their places.
            (Some(again), _) => {
                self.edits.put(&self.source.path, again.key_range.clone(), old);
                self.value_now(&again.value);
                return Some(());
            }
            (None, Some(first)) => {
                let table = before?;
                let mark = if text[table.range.clone()].starts_with('{') {
                    ", ".to_string()
                } else {
                    lists::line_of(text, first.key_range.start)
                };
                (first.key_range.start, format!("{old}: {}{mark}", self.new))
            }
            (None, None) => {
                let first = entries(asked).next()?.key_range.start;
                let mark = if text[asked.range.clone()].starts_with('{') {
                    ", ".to_string()
                } else {
                    lists::line_of(text, first)
                };
                (first, format!("{KEY}: {{{old}: {}}}{mark}", self.new))
            }
        };
        self.edits.put(&self.source.path, edit.0..edit.0, edit.1);
        Some(())
    }

    /// The place at which something is defined: its key, and what it was called before.
    fn defined(&mut self, entry: &Entry, old: &str) -> Option<()> {
        self.key(entry);
        let (range, text) = lists::with(&self.source.text, &entry.value, "formerly", old, self.new)?;
        self.edits.put(&self.source.path, range, text);
        Some(())
    }

    /// Where the answers of a step lead.
    fn ways(&mut self, step: &Node, old: &str) {
        let answers = step.get("answers").into_iter().flat_map(entries);
        for to in answers.filter_map(|answer| answer.value.get("to")) {
            self.value(to, old);
        }
    }

    fn key(&mut self, entry: &Entry) {
        self.edits.put(&self.source.path, entry.key_range.clone(), self.new);
    }

    /// One answer, a list of them, or `{not: [...]}`.
    fn values(&mut self, node: &Node, old: &str) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.values(item, old)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.values(&entry.value, old)),
            _ => self.value(node, old),
        }
    }

    /// A value that is the old id.
    fn value(&mut self, node: &Node, old: &str) {
        if matches!(&node.value, Value::Text { text, .. } if text.trim() == old) {
            self.value_now(node);
        }
    }

    fn value_now(&mut self, node: &Node) {
        let Value::Text { text, .. } = &node.value else { return };
        if let Some(range) = links::inside(&self.source.text, &node.range, text.trim()) {
            self.edits.put(&self.source.path, range, self.new);
        }
    }
}

fn entries(node: &Node) -> impl Iterator<Item = &Entry> {
    let entries: &[Entry] = if let Value::Map(entries) = &node.value { entries } else { &[] };
    entries.iter()
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    let items: &[Node] = if let Value::List(items) = &node.value { items } else { &[] };
    items.iter()
}

fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    entries(node).find(|entry| entry.key == key)
}

fn questions(tree: &Node) -> impl Iterator<Item = &Entry> {
    ["questions", "steps"].into_iter().filter_map(|key| tree.get(key)).flat_map(entries)
}

fn rules(tree: &Node) -> impl Iterator<Item = &Node> {
    ["stops", "routes"].into_iter().filter_map(|key| tree.get(key)).flat_map(items)
}

fn scenarios(tree: &Node) -> impl Iterator<Item = &Node> {
    tree.get("scenarios").into_iter().flat_map(items)
}

/// The tables of questions of all rules.
fn conditions(tree: &Node) -> impl Iterator<Item = &Node> {
    let when = rules(tree).filter_map(|rule| rule.get("when"));
    when.flat_map(|when| items(when).chain(std::iter::once(when)).filter(|node| matches!(node.value, Value::Map(_))))
}

/// Every name of it in other places: links, directives, texts of rules, and keys that name guides.
fn elsewhere(look: &Look, snapshot: &Snapshot, (part, new): (&Part, &str), edits: &mut Edits) {
    for written in links::all(look, snapshot) {
        if let Some(now) = name::reference(part, new, &written.raw) {
            edits.put(&written.file, written.range.clone(), links::fit(&written, &now));
        }
    }
    let paths: std::collections::BTreeMap<_, _> = snapshot.texts().map(|source| (source.id, source)).collect();
    for embed in look.pages.iter().flat_map(|(_, page)| &page.body.embeds) {
        let Some(source) = paths.get(&embed.span.file) else { continue };
        if let Some(now) = name::bare(part, new, &embed.of) {
            edits.put(&source.path, embed.span.start as usize..embed.span.end as usize, now);
        }
    }
    for source in links::rules(look, snapshot) {
        if let Some(tree) = data::yaml::read(&source.text).0 {
            let inner = links::in_project(look, "policy/");
            let kind = source.path.strip_prefix(&inner).unwrap_or(&source.path);
            In { source, kind, part, new, edits }.node(&tree, "");
        }
    }
}

/// A file of rules that may name it.
struct In<'a> {
    source: &'a Source,
    /// Its path below the folder of rules.
    kind: &'a str,
    part: &'a Part,
    new: &'a str,
    edits: &'a mut Edits,
}

impl In<'_> {
    fn node(&mut self, node: &Node, key: &str) {
        match &node.value {
            Value::Nothing | Value::Bare(_) => {}
            Value::Text { text, .. } => self.text(node, text, key),
            Value::List(items) => items.iter().for_each(|item| self.node(item, key)),
            Value::Map(entries) => {
                for entry in entries {
                    // A reply tells outcomes; words that speak of an ask are listed under its guide.
                    if key == "for" || (key == "asks" && self.kind == "promises.yaml") {
                        self.bare(&entry.key, &entry.key_range);
                    }
                    self.node(&entry.value, &entry.key);
                }
            }
        }
    }

    fn text(&mut self, node: &Node, text: &str, key: &str) {
        let is_name = match key {
            "decides" => self.kind == "roles.yaml",
            "guide" => self.kind.starts_with("journeys/"),
            "ask" | "for" => self.kind.starts_with("replies/"),
            "answer_from" => true,
            _ => false,
        };
        if is_name {
            self.bare(text, &node.range);
        }
        let written = self.source.text.get(node.range.clone()).unwrap_or_default();
        for (range, now) in name::in_text(self.part, self.new, written) {
            self.edits.put(&self.source.path, node.range.start + range.start..node.range.start + range.end, now);
        }
    }

    fn bare(&mut self, text: &str, range: &std::ops::Range<usize>) {
        let Some(now) = name::bare(self.part, self.new, text.trim()) else { return };
        if let Some(range) = links::inside(&self.source.text, range, text.trim()) {
            self.edits.put(&self.source.path, range, now);
        }
    }
}
