//! The files under `policy/`, read in an order in which each finds what it needs, and proved.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::diagnostic::Severity;
use crate::policy::beside;
use crate::policy::beside::Beside;
use crate::policy::codes;
use crate::policy::contact;
use crate::policy::cover;
use crate::policy::depends;
use crate::policy::desk;
use crate::policy::desk::Desk;
use crate::policy::guide::Keys;
use crate::policy::lower;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::model::Status;
use crate::policy::model::Withdrawn;
use crate::policy::params;
use crate::policy::permission;
use crate::policy::programme;
use crate::policy::prove;
use crate::policy::questions::Around;
use crate::policy::retired;
use crate::policy::roles;
use crate::policy::rules;
use crate::policy::scenario;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

/// A file of rules.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// From the folder `policy`, `/` between the parts.
    pub path: &'a str,
    /// The file.
    pub source: &'a Source,
}

/// The JSON Schema of a guide.
pub(super) fn guide_schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads and proves everything, as it is on a day.
pub fn read(files: &[File<'_>], as_of: Date) -> Noted<Policy> {
    let mut found = Vec::new();
    let mut policy = Policy { as_of, ..Policy::default() };
    let mut drafts = Vec::new();
    let mut beside = Beside::default();
    let mut roles = None;
    for file in files {
        match kind(file.path) {
            Kind::Params => policy.params = params::read(file.source, as_of, &mut found),
            Kind::Programme => policy.programme = programme::read(file.source, &mut found),
            Kind::Guide => drafts.push(Draft::read(file.source)),
            Kind::Reply => beside.replies.push(file.source),
            Kind::Journey => beside.journeys.push(file.source),
            Kind::Roles => roles = Some(file.source),
            Kind::Glossary => beside.glossary = Some(file.source),
            Kind::Retired => policy.retired = retired::read(file.source, &mut found),
            Kind::Plan => beside.plan = Some(file.source),
            Kind::Later => {}
            Kind::Unknown => found.push(unknown(file)),
        }
    }
    same_ids(&drafts, &mut found);
    let ids: Vec<String> = drafts.iter().map(Draft::id).collect();
    if let Some(source) = roles {
        policy.roles = roles::read(source, &ids, &mut found);
    }
    guides(&mut policy, &mut drafts, &ids, &mut found);
    drafts.into_iter().for_each(|draft| found.extend(draft.desk.found));
    beside::read(&beside, &mut policy, &ids, &mut found);
    let contacts = contact::contacts(&policy.roles);
    found.extend(files.iter().flat_map(|file| contact::in_file(file.source, &contacts)));
    Noted { value: policy, found }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Params,
    Programme,
    Guide,
    Reply,
    Journey,
    Roles,
    Glossary,
    Retired,
    Plan,
    /// Read by another room.
    Later,
    Unknown,
}

fn kind(path: &str) -> Kind {
    match path {
        "params.yaml" => Kind::Params,
        "programme.yaml" => Kind::Programme,
        "roles.yaml" => Kind::Roles,
        "glossary.yaml" => Kind::Glossary,
        "retired.yaml" => Kind::Retired,
        "plan.yaml" => Kind::Plan,
        "promises.yaml" => Kind::Later,
        _ => match path.split_once('/').filter(|(_, name)| is_name(name)) {
            Some(("guides", _)) => Kind::Guide,
            Some(("replies", _)) => Kind::Reply,
            Some(("journeys", _)) => Kind::Journey,
            _ => Kind::Unknown,
        },
    }
}

/// `NAME.yaml`, in no further folder and in no other language.
fn is_name(name: &str) -> bool {
    name.strip_suffix(".yaml").is_some_and(|stem| !stem.contains(['/', '.']))
}

fn unknown(file: &File<'_>) -> Diagnostic {
    let top = Desk::new(file.source).top();
    let message = format!("nobody reads `policy/{}`", file.path);
    let note = Diagnostic::at(&codes::UNKNOWN_FILE, file.source.span(top), message);
    note.help(
        "`params.yaml`, `programme.yaml`, `roles.yaml`, `glossary.yaml`, `plan.yaml`, `retired.yaml` are read, and `NAME.yaml` in `guides`, `replies` and `journeys`",
    )
}

/// A guide of which only the form is known.
struct Draft<'a> {
    desk: Desk<'a>,
    tree: Option<crate::data::Node>,
    /// Its keys, if its form is right.
    keys: Option<Keys>,
}

impl<'a> Draft<'a> {
    fn read(source: &'a Source) -> Self {
        let mut desk = Desk::new(source);
        let tree = desk.tree();
        let is_yaml = desk.found.is_empty();
        let keys = match &tree {
            Some(tree) => desk.read::<Keys>(guide_schema(), tree),
            None => is_yaml.then(Keys::default),
        };
        let keys = keys.filter(|_| desk.found.is_empty());
        let keys = keys.filter(|keys| lower::is_whole(&mut desk, keys));
        Self { desk, tree, keys }
    }

    /// Its id, also if not all of it could be read.
    fn id(&self) -> String {
        match self.tree.as_ref().and_then(|tree| tree.get("guide")).map(|node| &node.value) {
            Some(crate::data::Value::Text { text, .. }) => text.clone(),
            _ => {
                let mut lines = desk::lines(&self.desk.source.text).filter(|_| self.keys.is_none());
                lines.find(|(key, _)| *key == "guide").map(|(_, id)| id.to_string()).unwrap_or_default()
            }
        }
    }
}

fn same_ids(drafts: &[Draft<'_>], found: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(String, crate::source::Span)> = Vec::new();
    for draft in drafts {
        let Some(id) = draft.keys.as_ref().and_then(|keys| keys.guide.as_ref()) else { continue };
        let (folded, span) = (desk::fold(&id.value), draft.desk.span(&id.range));
        match seen.iter().find(|(other, _)| *other == folded) {
            Some((_, first)) => {
                let message = format!("two guides would stand at `guides/{}/`", id.value);
                let note = Diagnostic::at(&codes::DUPLICATE_ID, span, message).label(*first, "the other one");
                found.push(
                    note.help(
                        "rename one of the two; letters that differ only in case, `-` and `_` do not make two ids",
                    ),
                );
            }
            None => seen.push((folded, span)),
        }
    }
}

fn guides(policy: &mut Policy, drafts: &mut [Draft<'_>], ids: &[String], found: &mut Vec<Diagnostic>) {
    let needs = drafts.iter().map(|draft| (draft.id(), needs(draft))).collect();
    let mut made: BTreeMap<_, Guide> = BTreeMap::new();
    for id in depends::order(&needs, found) {
        for draft in drafts.iter_mut().filter(|draft| draft.id() == id) {
            let around = Around { params: &policy.params, guides: &made, ids, as_of: policy.as_of };
            if let Some(guide) = one(draft, &around, policy) {
                made.entry(guide.id.clone()).or_insert(guide);
            }
        }
    }
    policy.unread = ids.iter().filter(|id| !made.contains_key(id.as_str())).map(|id| Arc::from(id.as_str())).collect();
    policy.guides = made;
}

fn needs(draft: &Draft<'_>) -> Vec<(String, crate::source::Span)> {
    let questions = draft.keys.iter().filter_map(|keys| keys.questions.as_ref()).flat_map(|questions| &questions.0);
    let from = questions.filter_map(|(_, question)| question.value.answer_from.as_ref());
    from.map(|at| (at.value.trim_start_matches("guide:").to_string(), draft.desk.span(&at.range))).collect()
}

fn one(draft: &mut Draft<'_>, around: &Around<'_>, policy: &Policy) -> Option<Guide> {
    let keys = draft.keys.as_ref()?;
    if let Some(tree) = &draft.tree {
        lower::check_texts(&mut draft.desk, tree, around);
        let id = keys.guide.as_ref().map(|id| id.value.as_str()).unwrap_or_default();
        roles::hold(&mut draft.desk, tree, id, &policy.roles);
    }
    let mut guide = lower::lower(&mut draft.desk, keys, around, policy.programme.as_ref())?;
    let found = &mut draft.desk.found;
    prove::prove(&mut guide, found);
    early(&guide, found);
    review(&guide, around.as_of, found);
    // What scenarios say is worth reading only when the rules hold.
    if !found.iter().any(|note| note.severity == Severity::Blocking) {
        let are_all_read = guide.scenarios.len() == keys.scenarios.len();
        scenarios(&guide, around.as_of, are_all_read, found);
    }
    // Findings follow the file; what is published does not.
    rules::sort(&mut guide.routes);
    Some(guide)
}

fn early(guide: &Guide, found: &mut Vec<Diagnostic>) {
    let Some(Withdrawn::NotYet(from)) = guide.withdrawn else { return };
    let message = format!(
        "the rules of the guide `{}` hold only from {from}; until then its favourable outcomes say that a person has to look",
        guide.id
    );
    let help =
        "a number that changes on a day goes into `params.yaml` with `from:`; then the rules of today stay in force";
    found.push(Diagnostic::at(&codes::EARLY_GUIDE, guide.span, message).help(help));
}

fn review(guide: &Guide, as_of: Date, found: &mut Vec<Diagnostic>) {
    let is_closed = matches!(guide.withdrawn, Some(Withdrawn::Programme(Status::Closed, ..)));
    // Nobody reviews the rules of a programme that is closed for good; nothing favourable stands any more.
    if as_of <= guide.review_due || is_closed {
        return;
    }
    let effect = match &guide.withdrawn {
        Some(Withdrawn::Overdue(_)) => "; its favourable outcomes now say that a person has to look",
        _ => "",
    };
    let message = format!("the review of the guide `{}` was due on {}{effect}", guide.id, guide.review_due);
    let note = Diagnostic::at(&codes::OVERDUE_GUIDE, guide.span, message);
    found.push(note.help("hold its rules against their sources, then set `reviewed:` to that day"));
}

fn scenarios(guide: &Guide, as_of: Date, are_all_read: bool, found: &mut Vec<Diagnostic>) {
    let Some(tree) = &guide.tree else { return };
    for one in &guide.scenarios {
        let ran = scenario::run(guide, tree, one);
        found.extend(scenario::finding(guide, tree, one, &ran));
    }
    let is_failing = |note: &Diagnostic| [&codes::FAILING_SCENARIO, &codes::UNFINISHED_SCENARIO].contains(&note.code);
    if !are_all_read || found.iter().any(is_failing) {
        return;
    }
    let Some(trial) = cover::trial(guide, as_of) else { return };
    let count = trial.untried.len();
    if count > 0 {
        let shown: Vec<&str> = trial.untried.iter().take(5).map(String::as_str).collect();
        let more = if count > 5 { format!(" and {} more", count - 5) } else { String::new() };
        let message = format!("no scenario of `{}` tries: {}{more}", guide.id, shown.join(", "));
        let note = Diagnostic::at(&codes::UNTESTED, guide.span, message);
        found.push(note.help("`caveat test --suggest` writes the scenarios; read them before you paste them in"));
    }
}

/// What the scenarios of each guide come to, and lines for what they leave out.
pub fn test(policy: &Policy) -> Vec<(&Guide, cover::Trial)> {
    let trials = policy.guides.values().filter_map(|guide| {
        let mut trial = cover::trial(guide, policy.as_of)?;
        trial.suggested = cover::suggestions(guide, policy.as_of);
        Some((guide, trial))
    });
    trials.collect()
}
