//! A published step: the guide and the place in its tree that an address means.

use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::model::Target;

use std::sync::Arc;

/// A place in a guide from which somebody goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The id of the guide.
    pub guide: Arc<str>,
    /// The question or the outcome; nothing for the start of the guide.
    pub at: Option<Target>,
}

/// Reads the address of a published step: `https://host/sub/guides/money/amount/who=rep/`, `/guides/money/outcome/late/`.
pub fn step(policy: &Policy, address: &str) -> Result<Step, String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => path,
    };
    let parts: Vec<String> = path.split('/').map(decoded).filter(|part| !part.is_empty() && part != ".").collect();
    let parts = match parts.split_last() {
        Some((last, rest)) if last == "index.html" => rest,
        _ => &parts[..],
    };
    let names: Vec<usize> = (1..parts.len()).rev().filter(|place| parts[place - 1] == "guides").collect();
    let known = names.iter().find(|place| policy.guides.contains_key(parts[**place].as_str()));
    let Some(place) = known.or(names.first()) else {
        return Err(format!("`{address}` is no step of a guide: a step stands below `/guides/`"));
    };
    let guide = guide(policy, &parts[*place])?;
    let at = inside(guide, &parts[place + 1..])?;
    Ok(Step { guide: Arc::clone(&guide.id), at })
}

fn decoded(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// The guide of a name, or a sentence that says which there are.
pub(super) fn guide<'p>(policy: &'p Policy, name: &str) -> Result<&'p Guide, String> {
    if let Some(guide) = policy.guides.get(name) {
        return Ok(guide);
    }
    let known: Vec<&str> = policy.guides.keys().map(|id| &**id).collect();
    match known.is_empty() {
        true => Err(format!("there is no guide `{name}`, and no other either: guides stand in `policy/guides/`")),
        false => Err(format!("there is no guide `{name}`{}", hint(name, &known))),
    }
}

/// The names there are, the nearest first: `; did you mean …? There is …`.
pub(super) fn hint(name: &str, known: &[&str]) -> String {
    let near = crate::diagnostic::nearest(name, known.iter().copied());
    let near = near.map_or_else(|| ".".to_string(), |near| format!("; did you mean `{near}`?"));
    format!("{near} There is {}", known.join(", "))
}

fn inside(guide: &Guide, rest: &[String]) -> Result<Option<Target>, String> {
    match rest {
        [] => return Ok(None),
        [outcome, id] if outcome == "outcome" => return self::outcome(guide, id).map(|it| Some(Target::End(it))),
        _ => {}
    }
    let name = rest.join("/");
    let nodes = guide.tree.as_ref().map_or(&[][..], |tree| &tree.nodes);
    let known: Vec<&str> = nodes.iter().map(|node| &*node.name).collect();
    match known.iter().position(|known| *known == name) {
        Some(node) => Ok(Some(Target::Ask(node))),
        None => Err(format!("the guide `{}` has no step `{name}`{}", guide.id, hint(&name, &known))),
    }
}

/// The number of an outcome, or a sentence that says which there are.
pub(super) fn outcome(guide: &Guide, id: &str) -> Result<usize, String> {
    let known: Vec<&str> = guide.outcomes.iter().map(|outcome| &*outcome.id).collect();
    let place = known.iter().position(|known| *known == id);
    place.ok_or_else(|| format!("the guide `{}` has no outcome `{id}`{}", guide.id, hint(id, &known)))
}
