//! What stands beside the guides: journeys, replies, the glossary and the plan of record, read in an order in which each finds what it needs.

use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk;
use crate::policy::glossary;
use crate::policy::journey;
use crate::policy::model::Policy;
use crate::policy::projects;
use crate::policy::questions::Around;
use crate::policy::reply;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files.
#[derive(Default)]
pub(super) struct Beside<'a> {
    /// `journeys/*.yaml`
    pub(super) journeys: Vec<&'a Source>,
    /// `replies/*.yaml`
    pub(super) replies: Vec<&'a Source>,
    /// `glossary.yaml`
    pub(super) glossary: Option<&'a Source>,
    /// `plan.yaml`
    pub(super) plan: Option<&'a Source>,
}

/// Reads them, after the guides and the roles. `guides` are the ids of all guides, also of those that could not be read.
pub(super) fn read(files: &Beside<'_>, policy: &mut Policy, guides: &[String], found: &mut Vec<Diagnostic>) {
    let journeys: Vec<_> =
        files.journeys.iter().filter_map(|source| journey::read(source, policy, guides, found)).collect();
    policy.journeys = by_id("journeys", journeys, |journey| (journey.id.clone(), journey.span), found);
    journey::too_many(policy, found);
    let before = found.len();
    let replies: Vec<_> =
        files.replies.iter().filter_map(|source| reply::read(source, policy, guides, found)).collect();
    policy.replies = by_id("replies", replies, |reply| (reply.id.clone(), reply.span), found);
    // A reply with a mistake in it may be the one that tells what seems to be told by none.
    if found.len() == before {
        reply::untold(policy, found);
    }
    if let Some(source) = files.glossary {
        policy.glossary = glossary::read(source, found);
    }
    if let Some(source) = files.plan {
        let around = Around { params: &policy.params, guides: &policy.guides, ids: guides, as_of: policy.as_of };
        policy.plan = projects::read(source, &around, found);
    }
}

fn by_id<T>(
    what: &str,
    all: Vec<T>,
    id: impl Fn(&T) -> (Arc<str>, Span),
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, T> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut by_id = BTreeMap::new();
    for one in all {
        let (id, span) = id(&one);
        if let Some(first) = seen.get(&desk::fold(&id)) {
            let message = format!("two {what} have the id `{id}`");
            let note = Diagnostic::at(&codes::DUPLICATE_ID, span, message).label(*first, "the other one");
            found.push(
                note.help("rename one of the two; letters that differ only in case, `-` and `_` do not make two ids"),
            );
            continue;
        }
        seen.insert(desk::fold(&id), span);
        by_id.insert(id, one);
    }
    by_id
}
