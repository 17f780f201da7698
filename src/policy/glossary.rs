//! `glossary.yaml`: the words that readers may not know, each with a short explanation and the other ways to write it.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::formers;
use crate::policy::params::listed;
use crate::policy::permission;
use crate::policy::role::Term;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// The longest explanation, in characters: it is shown in the middle of a sentence.
const LONGEST: usize = 300;

/// The keys of the file: an id and what the word means.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Words with their meaning")]
struct Keys(Keyed<At<Entry>>);

/// A word.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Term")]
struct Entry {
    /// The word.
    #[schemars(required)]
    term: Option<At<String>>,
    /// Other ways in which it is written.
    also: Vec<At<String>>,
    /// What it means, in a sentence or two.
    #[schemars(required)]
    means: Option<At<String>>,
    /// Where more is said: `page:organizers/words`, `guide:money`, `role:rep`, or an address.
    link: Option<At<String>>,
    /// Ids that the word had before.
    formerly: Vec<At<String>>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file.
pub(super) fn read(source: &Source, found: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Term> {
    let mut desk = Desk::new(source);
    let keys = desk.tree().and_then(|tree| desk.read::<Keys>(schema(), &tree)).unwrap_or_default();
    desk.check_twice("terms", keys.0.0.iter().map(|(id, _)| id));
    written_twice(&mut desk, &keys);
    let mut terms = BTreeMap::new();
    for (id, entry) in &keys.0.0 {
        if desk.check_id("a term", id)
            && let Some(term) = term(&mut desk, id, &entry.value)
        {
            terms.entry(term.id.clone()).or_insert(term);
        }
    }
    found.append(&mut desk.found);
    terms
}

/// One way to write a word cannot stand for two.
fn written_twice(desk: &mut Desk<'_>, keys: &Keys) {
    let mut seen: BTreeMap<String, &At<String>> = BTreeMap::new();
    for written in keys.0.0.iter().flat_map(|(_, entry)| entry.value.term.iter().chain(&entry.value.also)) {
        let folded = written.value.trim().to_lowercase();
        if let Some(first) = seen.get(&folded) {
            let label = desk.span(&first.range);
            let message = format!("`{}` is written here a second time", written.value);
            let note = desk.say(&codes::DUPLICATE_ID, &written.range, message);
            note.labels.push((label, "first here".into()));
            note.help = Some("keep one of the two; a word has one meaning in a handbook".into());
        } else {
            seen.insert(folded, written);
        }
    }
}

fn term(desk: &mut Desk<'_>, id: &At<String>, written: &Entry) -> Option<Term> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| !text.value.trim().is_empty());
    let parts = [("term", says(&written.term)), ("means", says(&written.means))];
    let missing: Vec<&str> = parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    let (Some(term), Some(means)) = (&written.term, written.means.as_ref().filter(|_| missing.is_empty())) else {
        desk.say(&codes::MISSING_PART, &id.range, format!("the term `{}` has no {}", id.value, listed(&missing)));
        return None;
    };
    let length = means.value.trim().chars().count();
    if length > LONGEST {
        let message =
            format!("the explanation of `{}` has {length} characters; more than {LONGEST} are not read", id.value);
        desk.say(&codes::BAD_VALUE, &means.range, message).help =
            Some("say it in a sentence or two, and give the rest a page with `link:`".into());
    }
    // Where it leads is known when all pages are.
    let link = written.link.as_ref().map(|link| (Arc::from(link.value.trim()), desk.span(&link.range)));
    Some(Term {
        id: id.value.as_str().into(),
        term: term.value.trim().into(),
        also: written.also.iter().map(|also| also.value.trim().into()).collect(),
        means: means.value.trim().into(),
        link,
        formerly: formers::old(desk, "a term", &written.formerly),
        span: desk.span(&id.range),
    })
}
