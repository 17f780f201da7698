//! What the rules put into a page, each thing with what it depends on.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::diagnostic::nearest;
use crate::document::Embed;
use crate::document::Embedded;
use crate::document::Page;
use crate::memo::Hashed;
use crate::policy::Dated;
use crate::policy::Guide;
use crate::policy::Policy;
use crate::site::codes;
use crate::site::rules::Rules;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that the rules put into a page.
#[derive(Debug, Clone, Hash)]
pub enum Shown {
    /// A value: its name, what holds on the day, and what holds next.
    Param(Arc<str>, Dated, Option<Dated>),
    /// The card of a guide.
    Guide(Hashed<Guide>),
    /// The card of an outcome.
    Outcome(Hashed<Guide>, usize),
    /// The callout of an outcome, or of a whole guide.
    NoGuarantee(Hashed<Guide>, Option<usize>),
    /// All rules of a guide as a table.
    Table(Hashed<Guide>),
    /// How an ask goes, by its id.
    Journey(Hashed<Policy>, Arc<str>),
}

/// What the rules put into one page.
#[derive(Debug, Clone, Default, Hash)]
pub struct Put {
    /// In the order of its embeds; nothing where the rules do not have it.
    pub embeds: Vec<Option<Shown>>,
    /// What words mean, by the number of the link at which it is said: the first that leads to the word.
    pub meanings: BTreeMap<u32, Arc<str>>,
}

/// What the rules put into a page.
pub fn put(page: &Page, rules: &Rules) -> Noted<Put> {
    let mut found = Vec::new();
    let mut shown = |embed| one(embed, rules, &mut found);
    let embeds = page.body.embeds.iter().map(&mut shown).collect();
    Noted { value: Put { embeds, meanings: meanings(page, rules) }, found }
}

/// Whether the rules put anything into a page; most pages have nothing of it.
pub fn is_plain(page: &Page) -> bool {
    page.body.embeds.is_empty() && !page.links.iter().any(|link| link.dest.starts_with(TERM))
}

const TERM: &str = "term:";

fn meanings(page: &Page, rules: &Rules) -> BTreeMap<u32, Arc<str>> {
    let mut seen = BTreeSet::new();
    let mut meanings = BTreeMap::new();
    for (number, link) in page.links.iter().enumerate() {
        let Some(term) = link.dest.strip_prefix(TERM).and_then(|id| rules.whole.glossary.get(id)) else { continue };
        if seen.insert(&term.id) {
            meanings.insert(number as u32, Arc::clone(&term.means));
        }
    }
    meanings
}

fn one(embed: &Embed, rules: &Rules, found: &mut Vec<Diagnostic>) -> Option<Shown> {
    if embed.what == Embedded::Param {
        let Some((name, param)) = rules.params.get_key_value(&*embed.of) else {
            found.push(dead(embed, "value", &embed.of, rules.params.keys()));
            return None;
        };
        // That a value is missing on the day is another finding.
        let now = param.on(rules.as_of)?;
        return Some(Shown::Param(Arc::clone(name), now.clone(), param.after(rules.as_of).cloned()));
    }
    if embed.what == Embedded::Journey {
        let Some((id, _)) = rules.whole.journeys.get_key_value(&*embed.of) else {
            found.push(dead(embed, "journey", &embed.of, rules.whole.journeys.keys()));
            return None;
        };
        return Some(Shown::Journey(rules.whole.clone(), Arc::clone(id)));
    }
    let (guide, outcome) = match embed.of.split_once('/') {
        Some((guide, outcome)) => (guide, Some(outcome)),
        None => (&*embed.of, None),
    };
    let Some(guide) = rules.guides.get(guide) else {
        // Why a guide could not be read is said where it is written.
        if !rules.whole.unread.contains(guide) {
            found.push(dead(embed, "guide", guide, rules.guides.keys()));
        }
        return None;
    };
    let number = match outcome {
        None => None,
        Some(id) => {
            let number = guide.outcomes.iter().position(|outcome| *outcome.id == *id);
            if number.is_none() {
                let known = guide.outcomes.iter().map(|outcome| &outcome.id);
                found.push(dead(embed, &format!("outcome of `{}`", guide.id), id, known));
            }
            Some(number?)
        }
    };
    shown(embed, guide, number, found)
}

fn shown(embed: &Embed, guide: &Hashed<Guide>, number: Option<usize>, found: &mut Vec<Diagnostic>) -> Option<Shown> {
    let guide = guide.clone();
    match (embed.what, number) {
        (Embedded::Guide, None) => Some(Shown::Guide(guide)),
        (Embedded::Table, None) => Some(Shown::Table(guide)),
        (Embedded::NoGuarantee, number) => {
            let hopeful = guide.outcomes.iter().any(|outcome| outcome.kind.is_favourable());
            let is_hopeful = number.map_or(hopeful, |number| guide.outcomes[number].kind.is_favourable());
            if !is_hopeful {
                let message = format!("`{}` promises nothing that could need this callout", embed.of);
                let note = Diagnostic::at(&codes::DEAD_RULE, embed.span, message);
                found.push(note.help("the callout belongs to outcomes of the kind `may-request`"));
                return None;
            }
            Some(Shown::NoGuarantee(guide, number))
        }
        (Embedded::Outcome, Some(number)) => Some(Shown::Outcome(guide, number)),
        (Embedded::Outcome, None) => {
            let known: Vec<String> =
                guide.outcomes.iter().map(|outcome| format!("`{}/{}`", guide.id, outcome.id)).collect();
            let note = Diagnostic::at(&codes::DEAD_RULE, embed.span, format!("`{}` names no outcome", embed.of));
            found.push(note.help(format!("there is {}", known.join(", "))));
            None
        }
        _ => {
            let note =
                Diagnostic::at(&codes::DEAD_RULE, embed.span, format!("`{}` names an outcome, not a guide", embed.of));
            found.push(note.help(format!("write `{}`", guide.id)));
            None
        }
    }
}

fn dead<'n>(embed: &Embed, what: &str, name: &str, known: impl Iterator<Item = &'n Arc<str>> + Clone) -> Diagnostic {
    let note = Diagnostic::at(&codes::DEAD_RULE, embed.span, format!("there is no {what} `{name}`"));
    let all: Vec<String> = known.clone().map(|name| format!("`{name}`")).take(12).collect();
    match (nearest(name, known.map(|name| &**name)), all.is_empty()) {
        (Some(near), _) => note.help(format!("did you mean `{near}`?")),
        (None, false) => note.help(format!("there is {}", all.join(", "))),
        (None, true) => note.help("guides stand in `policy/guides/`, values in `policy/params.yaml`"),
    }
}
