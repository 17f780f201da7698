//! Moments that can be held against each other, by the names that people have for them: releases, days, revisions of git.

use crate::cli::project::Project;
use crate::config::Layout;
use crate::history;
use crate::history::History;
use crate::history::Meaning;
use crate::pipeline::Pipeline;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::world;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What the rules meant, and the day on which somebody looks.
pub(super) struct Held {
    /// What they meant.
    pub(super) meaning: Meaning,
    /// The day.
    pub(super) day: Date,
}

/// Where moments are looked for.
pub(super) struct Around<'a> {
    /// The project.
    pub(super) project: &'a Project,
    /// What reads it.
    pub(super) pipeline: &'a Pipeline,
    /// Its releases.
    pub(super) history: &'a History,
}

/// The last release.
pub(super) fn last(history: &History) -> Result<Held, String> {
    let release = history.releases.last();
    let held = release.map(|release| Held { meaning: release.meaning.clone(), day: release.day });
    held.ok_or_else(|| "there is no release yet: `caveat release` makes the first; or name a git revision".to_string())
}

/// The moment of a name. A day is what the last release before it said of that day; a revision is looked at on the day for
/// which everything is read.
pub(super) fn named(name: &str, around: &Around<'_>) -> Result<Held, String> {
    match name.parse::<Date>() {
        Ok(day) if name.len() == 10 => {
            let release = around.history.on(day);
            let held = release.map(|release| Held { meaning: release.meaning.clone(), day });
            held.ok_or_else(|| match around.history.releases.first() {
                Some(first) => format!("the first release is of {}, after {day}", first.day),
                None => format!("there was no release on or before {day}: there is none yet"),
            })
        }
        _ if is_like_a_day(name) => Err(format!("there is no day `{name}`; write one as 2026-11-21")),
        _ => revision(name, around),
    }
}

/// Four digits, two and two: no revision is called that.
fn is_like_a_day(name: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('-').map(str::len).eq([4, 2, 2]) && name.split('-').all(is_number)
}

fn revision(name: &str, around: &Around<'_>) -> Result<Held, String> {
    let settings = around.project.settings_file().to_string();
    let first = snapshot(name, around, std::slice::from_ref(&settings))?;
    let (read, _) = around.pipeline.settings(&first, &around.project.wishes);
    // Git names no folders that have nothing in them, so both usual ones may be asked for.
    let all = [settings, "content/policy".to_string(), "src/policy".to_string()];
    let named = read.value.book.src.as_ref().map(|src| format!("{}/policy", src.value.trim_end_matches('/')));
    let below: Vec<String> = all.into_iter().chain(named).collect();
    let snapshot = snapshot(name, around, &below)?;
    let layout = Layout::new(&read.value, |folder| snapshot.below(folder).next().is_some());
    let rules = around.pipeline.policy(&snapshot, &layout);
    let unproved = rules.value.guides.values().find(|guide| guide.tree.is_none()).map(|guide| &guide.id);
    match unproved.or_else(|| rules.value.unread.first()) {
        Some(guide) => Err(format!("the guide `{guide}` of the revision `{name}` cannot be read or proved")),
        None => Ok(Held { meaning: history::meaning(&rules.value), day: rules.value.as_of }),
    }
}

fn snapshot(name: &str, around: &Around<'_>, below: &[String]) -> Result<Snapshot, String> {
    let texts = world::revision(&around.project.root, name, below)?;
    let entry = |(path, text): (String, String)| {
        let path: Arc<str> = path.into();
        (Arc::clone(&path), Entry::Text(Source::new(path, text)))
    };
    let files: BTreeMap<Arc<str>, Entry> = texts.into_iter().map(entry).collect();
    Ok(Snapshot::new(files, around.project.nothing().as_of))
}
