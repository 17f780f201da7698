//! `plan.yaml`: the plan of record. One place says for each piece of a large piece of work where it stands, what is next and
//! who waits for whom, so that a person who was away is caught up in minutes.

use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::lower;
use crate::policy::params::listed;
use crate::policy::permission;
use crate::policy::project::Phase;
use crate::policy::project::Project;
use crate::policy::project::Standing;
use crate::policy::questions::Around;
use crate::policy::seen;
use crate::policy::value;
use crate::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// The rhythm of a plan that gives none, in days.
const RHYTHM: u32 = 14;
/// The longest status, in characters: it is one line.
const LONGEST: usize = 200;

/// The keys of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "The plan of record")]
struct Keys {
    /// How often somebody looks at each project, such as `14 days`, which holds if nothing is said.
    rhythm: Option<At<String>>,
    /// An id and the project.
    #[schemars(required)]
    projects: Option<At<Keyed<At<Entry>>>>,
}

/// A piece of the work.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Project")]
struct Entry {
    /// What it is, in a few words.
    #[schemars(required)]
    project: Option<At<String>>,
    /// `open`, `active`, `paused` or `done`.
    #[schemars(required)]
    phase: Option<Phase>,
    /// Where it stands, in one line.
    #[schemars(required)]
    status: Option<At<String>>,
    /// The day since which phase and status hold.
    #[schemars(required)]
    since: Option<At<String>>,
    /// What is done next.
    next: Option<At<String>>,
    /// Who does it: a role, not a person.
    #[schemars(required)]
    owner: Option<At<String>>,
    /// Who decides: a role, not a person.
    #[schemars(required)]
    decision_maker: Option<At<String>>,
    /// Who or what it waits for.
    waiting_on: Option<At<String>>,
    /// Why it waits.
    because: Option<At<String>>,
    /// Where it is talked about: addresses.
    issues: Vec<At<String>>,
    /// The day on which somebody last looked whether all this is still so.
    #[schemars(required)]
    checked: Option<At<String>>,
    /// How often somebody looks at this one.
    rhythm: Option<At<String>>,
    /// How it stood before, the newest first.
    before: Vec<At<Before>>,
}

/// How a project stood once.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Before")]
struct Before {
    /// The first day.
    #[schemars(required)]
    since: Option<At<String>>,
    /// The phase.
    #[schemars(required)]
    phase: Option<Phase>,
    /// Where it stood, in one line.
    #[schemars(required)]
    status: Option<At<String>>,
}

/// The JSON Schema of the file.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

/// Reads the file.
pub(super) fn read(source: &Source, around: &Around<'_>, found: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Project> {
    let mut desk = Desk::new(source);
    let tree = desk.tree();
    if let Some(tree) = &tree {
        lower::check_texts(&mut desk, tree, around);
    }
    let keys = tree.and_then(|tree| desk.read::<Keys>(schema(), &tree)).unwrap_or_default();
    let rhythm = keys.rhythm.as_ref().and_then(|rhythm| length(&mut desk, rhythm)).unwrap_or(RHYTHM);
    let mut projects = BTreeMap::new();
    if let Some(written) = &keys.projects {
        desk.check_twice("projects", written.value.0.iter().map(|(id, _)| id));
        for (id, entry) in &written.value.0 {
            if desk.check_id("a project", id)
                && let Some(project) = project(&mut desk, id, &entry.value, rhythm, around.as_of)
            {
                projects.entry(project.id.clone()).or_insert(project);
            }
        }
    } else if desk.found.is_empty() {
        let top = desk.top();
        desk.say(&codes::MISSING_PART, &top, "the plan has no projects").help =
            Some("`caveat schema plan` lists the parts of a plan".into());
    }
    found.append(&mut desk.found);
    projects
}

fn project(desk: &mut Desk<'_>, id: &At<String>, written: &Entry, rhythm: u32, as_of: Date) -> Option<Project> {
    let missing = missing(written);
    if !missing.is_empty() {
        let note = desk.say(
            &codes::MISSING_PART,
            &id.range,
            format!("the project `{}` has no {}", id.value, listed(&missing)),
        );
        note.help = Some(match missing[..] {
            ["next"] => "say what is done next, or set `phase: done`".into(),
            ["waiting_on" | "because"] | ["waiting_on", "because"] => {
                "a pause is understood only with who or what it waits for, and why".into()
            }
            _ => "`caveat schema plan` lists the parts of a project".to_string(),
        });
        return None;
    }
    let now = standing(desk, written.since.as_ref()?, written.phase?, written.status.as_ref()?);
    let checked_at = written.checked.as_ref()?;
    let checked = day(desk, checked_at);
    let standings = standings(desk, now, &written.before);
    let issues = issues(desk, &written.issues);
    let rhythm = written.rhythm.as_ref().map_or(Some(rhythm), |own| length(desk, own));
    let (standings, checked, rhythm) = (standings?, checked?, rhythm?);
    if checked < standings.first()?.since {
        desk.say(&codes::BAD_VALUE, &checked_at.range, "this day is before the day since which the status holds")
            .help = Some("who changes a status has looked: set `checked` to that day or a later one".into());
    }
    let text = |at: &Option<At<String>>| at.as_ref().map(|at| Arc::from(at.value.trim()));
    let project = Project {
        id: id.value.as_str().into(),
        title: text(&written.project)?,
        standings,
        next: text(&written.next),
        owner: text(&written.owner)?,
        decision_maker: text(&written.decision_maker)?,
        waiting: text(&written.waiting_on).zip(text(&written.because)),
        issues,
        checked,
        rhythm,
        span: desk.span(&id.range),
    };
    if project.is_unchecked(as_of) {
        let message =
            format!("nobody has checked the project `{}` since {checked}; its rhythm is {rhythm} days", id.value);
        desk.say(&codes::UNCHECKED_PROJECT, &checked_at.range, message).help =
            Some("ask its owner where it stands, mend the lines, and set `checked:` to today".into());
    }
    Some(project)
}

/// The parts that are not there. What is done has no next step, and what is paused waits for something.
fn missing(written: &Entry) -> Vec<&'static str> {
    let says = |text: &Option<At<String>>| text.as_ref().is_some_and(|text| seen::says(&text.value));
    let (is_done, is_paused) = (written.phase == Some(Phase::Done), written.phase == Some(Phase::Paused));
    let waits = is_paused || says(&written.waiting_on) || says(&written.because);
    let parts = [
        ("project", says(&written.project)),
        ("phase", written.phase.is_some()),
        ("status", says(&written.status)),
        ("since", says(&written.since)),
        ("next", is_done || says(&written.next)),
        ("owner", says(&written.owner)),
        ("decision_maker", says(&written.decision_maker)),
        ("waiting_on", !waits || says(&written.waiting_on)),
        ("because", !waits || says(&written.because)),
        ("checked", says(&written.checked)),
    ];
    parts.into_iter().filter_map(|(key, there)| (!there).then_some(key)).collect()
}

fn standing(desk: &mut Desk<'_>, since: &At<String>, phase: Phase, status: &At<String>) -> Option<Standing> {
    let text = status.value.trim();
    let length = text.chars().count();
    if length > LONGEST || text.contains('\n') {
        let message = match length > LONGEST {
            true => format!("this status has {length} characters; more than {LONGEST} are not read"),
            false => "this status has more than one line".into(),
        };
        desk.say(&codes::BAD_VALUE, &status.range, message).help =
            Some("say in one line where it stands; the rest belongs where it is talked about".into());
    }
    Some(Standing { since: day(desk, since)?, phase, status: text.into() })
}

/// All standings, the newest first; each must be older than the one before it.
fn standings(desk: &mut Desk<'_>, now: Option<Standing>, before: &[At<Before>]) -> Option<Vec<Standing>> {
    let mut all = vec![now?];
    for at in before {
        let Before { since: Some(since), phase: Some(phase), status: Some(status) } = &at.value else {
            desk.say(&codes::MISSING_PART, &at.range, "this line has no `since`, `phase` or `status`").help =
                Some("write `{since: 2026-03-01, phase: open, status: How it stood}`".into());
            continue;
        };
        let Some(standing) = standing(desk, since, *phase, status) else { continue };
        if all.last().is_some_and(|newer| newer.since <= standing.since) {
            desk.say(&codes::BAD_VALUE, &since.range, "this day is not before the day of the line above it").help =
                Some("the newest line comes first, and each has a day of its own".into());
            continue;
        }
        all.push(standing);
    }
    Some(all)
}

fn issues(desk: &mut Desk<'_>, written: &[At<String>]) -> Vec<Arc<str>> {
    let mut issues = Vec::new();
    for issue in written {
        let address = issue.value.trim();
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        match is_address && !address.contains(|c: char| c.is_whitespace() || c.is_control()) {
            true => issues.push(address.into()),
            false => {
                let message = format!("`{address}` is not an address such as `https://example.org/issues/12`");
                desk.say(&codes::BAD_VALUE, &issue.range, message);
            }
        }
    }
    issues
}

fn day(desk: &mut Desk<'_>, at: &At<String>) -> Option<Date> {
    let day = value::day(at.value.trim());
    if day.is_none() {
        let message = format!("`{}` is not a day such as `2026-03-01`", at.value);
        desk.say(&codes::BAD_VALUE, &at.range, message);
    }
    day
}

fn length(desk: &mut Desk<'_>, at: &At<String>) -> Option<u32> {
    match value::length(&at.value) {
        Ok(days) => Some(days),
        Err(why) => {
            desk.say(&codes::BAD_VALUE, &at.range, why);
            None
        }
    }
}
