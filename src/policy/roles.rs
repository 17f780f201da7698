//! `roles.yaml`: who there is, what each can and cannot do, and on what each decides; and that nobody else is said to decide.

use crate::data::At;
use crate::data::Keyed;
use crate::data::Node;
use crate::data::Value;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::policy::codes;
use crate::policy::contact;
use crate::policy::desk::Desk;
use crate::policy::formers;
use crate::policy::params::listed;
use crate::policy::permission;
use crate::policy::role::Role;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// The keys of the file: an id and who that is.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Roles: who can do what, and who decides")]
struct Keys(Keyed<At<Entry>>);

/// A role.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Role")]
struct Entry {
    /// Its name.
    #[schemars(required)]
    name: Option<String>,
    /// Who that is, in a sentence.
    #[schemars(required)]
    what: Option<String>,
    /// What somebody in this role can do.
    #[schemars(required)]
    can: Option<Vec<String>>,
    /// What somebody in this role cannot do.
    #[schemars(required)]
    cannot: Option<Vec<String>>,
    /// The guides on whose asks the role decides.
    decides: Vec<At<String>>,
    /// Its public e-mail addresses and phone numbers; all others are taken for those of a person.
    contact: Vec<At<String>>,
    /// Where that is written.
    source: Option<String>,
    /// Ids that the role had before.
    formerly: Vec<At<String>>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file. `guides` are the ids of all guides.
pub(super) fn read(source: &Source, guides: &[String], found: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Role> {
    let mut desk = Desk::new(source);
    let keys = desk.tree().and_then(|tree| desk.read::<Keys>(schema(), &tree)).unwrap_or_default();
    desk.check_twice("roles", keys.0.0.iter().map(|(id, _)| id));
    let mut roles = BTreeMap::new();
    for (id, entry) in &keys.0.0 {
        if desk.check_id("a role", id)
            && let Some(role) = role(&mut desk, id, &entry.value, guides)
        {
            roles.entry(role.id.clone()).or_insert(role);
        }
    }
    found.append(&mut desk.found);
    roles
}

fn role(desk: &mut Desk<'_>, id: &At<String>, written: &Entry, guides: &[String]) -> Option<Role> {
    let Entry { name, what, can, cannot, decides, contact, source, formerly } = written;
    let says = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let parts = [("name", says(name)), ("what", says(what)), ("can", can.is_some()), ("cannot", cannot.is_some())];
    let missing: Vec<&str> = parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect();
    if !missing.is_empty() {
        let message = format!("the role `{}` has no {}", id.value, listed(&missing));
        desk.say(&codes::MISSING_PART, &id.range, message).help =
            Some("what a role cannot do is as useful as what it can; an empty list is written `[]`".into());
        return None;
    }
    for guide in decides.iter().filter(|guide| !guides.contains(&guide.value)) {
        desk.unknown("guide", guide, guides.iter().map(String::as_str));
    }
    contact.iter().for_each(|contact| contact::check(desk, contact));
    let list = |list: &Option<Vec<String>>| list.iter().flatten().map(|text| text.trim().into()).collect();
    Some(Role {
        id: id.value.as_str().into(),
        name: name.as_deref()?.trim().into(),
        what: what.as_deref()?.trim().into(),
        can: list(can),
        cannot: list(cannot),
        decides: decides.iter().map(|guide| guide.value.as_str().into()).collect(),
        contact: contact.iter().map(|contact| contact.value.trim().into()).collect(),
        source: source.as_deref().map(Arc::from),
        formerly: formers::old(desk, "a role", formerly),
        span: desk.span(&id.range),
    })
}

/// Holds every `decided_by` and `decider` of a guide against the roles. Without roles nothing is held.
pub(super) fn hold(desk: &mut Desk<'_>, tree: &Node, guide: &str, roles: &BTreeMap<Arc<str>, Role>) {
    let Some(Value::Map(outcomes)) = tree.get("outcomes").map(|node| &node.value) else { return };
    for outcome in outcomes.iter().filter(|_| !roles.is_empty()) {
        let said = outcome.value.get("decider").or(outcome.value.get("decided_by"));
        let Some(Value::Text { text, .. }) = said.map(|node| &node.value) else { continue };
        let at = At { value: text.trim().to_string(), range: said.map_or(0..0, |node| node.range.clone()) };
        let is_id = outcome.value.get("decider").is_some();
        decider(desk, &at, is_id, guide, roles);
    }
}

fn decider(desk: &mut Desk<'_>, at: &At<String>, is_id: bool, guide: &str, roles: &BTreeMap<Arc<str>, Role>) {
    let is_called = |role: &&Role| *role.id == *at.value || (!is_id && role.name.eq_ignore_ascii_case(&at.value));
    let Some(role) = roles.values().find(is_called) else {
        let names = roles.values().flat_map(|role| [Some(&*role.id), Some(&*role.name).filter(|_| !is_id)]).flatten();
        let near = nearest(&at.value, names).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let deciders: Vec<&str> =
            roles.values().filter(|role| !role.decides.is_empty()).map(|role| &*role.id).collect();
        let note = desk.say(&codes::NOT_A_DECIDER, &at.range, format!("`{}` is no role of `roles.yaml`", at.value));
        note.help = Some(format!(
            "{near}`decider:` beside the words takes the id of a role; those that decide are {}",
            listed(&deciders)
        ));
        return;
    };
    if role.decides.iter().any(|decides| **decides == *guide) {
        return;
    }
    let message = format!("the role `{}` does not decide on what the guide `{guide}` is about", role.id);
    let deciders: Vec<&str> = roles
        .values()
        .filter(|role| role.decides.iter().any(|decides| **decides == *guide))
        .map(|role| &*role.id)
        .collect();
    let others = match deciders.is_empty() {
        true => "no role decides on it yet".to_string(),
        false => format!("{} decides on it", listed(&deciders)),
    };
    let label = role.span;
    let note = desk.say(&codes::NOT_A_DECIDER, &at.range, message);
    note.labels.push((label, "the role".into()));
    note.help = Some(format!("{others}; if the role may decide, add `{guide}` to its `decides:`"));
}
