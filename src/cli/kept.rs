//! What a release keeps of the meaning of the rules, and what keeps it from being released.

use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::config::Layout;
use crate::history;
use crate::history::Moment;
use crate::pipeline::Pipeline;
use crate::source::Snapshot;
use crate::world::Rewritten;

use std::collections::BTreeMap;

/// The files that a release writes, by their paths from the project's root; or why there can be none.
pub(super) fn files(
    pipeline: &Pipeline,
    snapshot: &Snapshot,
    layout: &Layout,
    why: Option<&str>,
) -> Result<BTreeMap<String, String>, Vec<String>> {
    let (past, rules) = (pipeline.history(snapshot), pipeline.policy(snapshot, layout));
    let (past, rules) = (&past.value, &rules.value);
    let meaning = history::meaning(rules);
    let files = history::keep(past, &meaning, snapshot.as_of, why);
    let Some(last) = past.releases.last().filter(|_| !files.is_empty()) else { return Ok(files) };
    let day = snapshot.as_of;
    if last.day >= day {
        let last = last.day;
        return Err(vec![format!(
            "the last release was on {last}; one that means something else needs a later day than {day}"
        )]);
    }
    let mut refusals: Vec<String> = history::hold(past, rules, &meaning)
        .into_iter()
        .map(|note| match note.help {
            Some(help) => format!("{}: {help}", note.message),
            None => note.message,
        })
        .collect();
    let (was, now) = (Moment { meaning: &last.meaning, day: last.day }, Moment { meaning: &meaning, day });
    if why.is_none_or(|why| why.trim().is_empty()) && history::compare(was, now).is_major() {
        refusals.push(
            "something means something else, and nobody says why: add --why \"…\"; `caveat diff` shows what".into(),
        );
    }
    if refusals.is_empty() { Ok(files) } else { Err(refusals) }
}

/// Says what is kept, and gives the files to write.
pub(super) fn told(files: &BTreeMap<String, String>, common: &Common, project: &Project) -> Vec<Rewritten> {
    let kept = files.len().saturating_sub(1);
    let words = match kept {
        0 => "no rule, value or reply is different from the last release".to_string(),
        _ => format!("{} kept in `{}/`", count(kept, "file"), history::FOLDER),
    };
    print::line(common, &words);
    let write = |(path, text): (&String, &String)| Rewritten {
        path: project.root.join(path),
        bytes: Some(text.clone().into_bytes()),
    };
    files.iter().map(write).collect()
}
