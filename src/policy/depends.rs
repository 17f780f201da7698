//! Guides that need the answers of others: in which order they are read, and where they go round in circles.

use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::source::Span;

use std::collections::BTreeMap;

/// For each guide the guides whose answers it needs, with the place that says so.
pub(super) type Needs = BTreeMap<String, Vec<(String, Span)>>;

/// The guides in an order in which each comes after those it needs; those in or behind a circle are left out.
pub(super) fn order(needs: &Needs, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    loop {
        let ready = |name: &String| {
            !order.contains(name)
                && needs[name].iter().all(|(other, _)| order.contains(other) || !needs.contains_key(other))
        };
        let next: Vec<String> = needs.keys().filter(|name| ready(name)).cloned().collect();
        if next.is_empty() {
            break;
        }
        order.extend(next);
    }
    let left: Vec<&String> = needs.keys().filter(|name| !order.contains(name)).collect();
    let mut told: Vec<String> = Vec::new();
    for start in left {
        let Some(circle) = circle(start, needs) else { continue };
        if told.iter().any(|name| circle.iter().any(|(other, _)| other == name)) {
            continue;
        }
        told.extend(circle.iter().map(|(name, _)| name.clone()));
        found.push(finding(&circle));
    }
    order
}

/// The way from a guide back to itself: each guide with the place that names the next.
fn circle(start: &str, needs: &Needs) -> Option<Vec<(String, Span)>> {
    let mut way: Vec<(String, Span)> = Vec::new();
    let mut at = start.to_string();
    loop {
        if let Some(begin) = way.iter().position(|(name, _)| *name == at) {
            return (way[begin].0 == start).then(|| way.split_off(begin));
        }
        let waits = |name: &str| needs.get(name).is_some_and(|list| !list.is_empty());
        let (next, span) = needs.get(&at)?.iter().find(|(name, _)| waits(name))?;
        way.push((std::mem::replace(&mut at, next.clone()), *span));
    }
}

fn finding(circle: &[(String, Span)]) -> Diagnostic {
    let names: Vec<&str> = circle.iter().map(|(name, _)| name.as_str()).collect();
    let path = [&names[..], &names[..1]].concat().join("` → `");
    let note = Diagnostic::at(&codes::GUIDE_CYCLE, circle[0].1, format!("guides need each other's answers: `{path}`"));
    let labelled =
        circle[1..].iter().fold(note, |note, (name, span)| note.label(*span, format!("`{name}` needs the next")));
    labelled.help("ask one of the questions in the guide itself instead of `answer_from`")
}
