//! What each finding does to a run, as `[check]` in `book.toml` has it.

use crate::config::Level;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::pipeline::codes;
use crate::pipeline::codes::all_codes;
use crate::source::Source;

use std::collections::BTreeMap;

/// Sets the severities. A blocking error stays one: it keeps something untrue or unsafe from being published.
pub(super) fn apply(found: &mut Vec<Diagnostic>, settings: &Settings) {
    let levels: BTreeMap<&str, Level> =
        settings.check.iter().map(|(name, level)| (name.value.as_str(), *level)).collect();
    found.retain_mut(|note| {
        let Some(level) = levels.get(note.code.name) else { return true };
        if note.severity == Severity::Blocking {
            return true;
        }
        note.severity = match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
            Level::Off => return false,
        };
        true
    });
}

/// Codes in `[check]` that do not exist.
pub(super) fn unknown(settings: &Settings, source: &Source) -> Vec<Diagnostic> {
    let known: Vec<&str> = all_codes().iter().map(|code| code.name).collect();
    let unknown = settings.check.keys().filter(|name| !known.contains(&name.value.as_str()));
    unknown
        .map(|name| {
            let span = source.span(name.range.clone());
            let message = format!("there is no finding `{}`", name.value);
            let note = Diagnostic::at(&codes::UNKNOWN_CODE, span, message);
            match nearest(&name.value, known.iter().copied()) {
                Some(known) => note.help(format!("did you mean `{known}`? `caveat explain` lists them all")),
                None => note.help("`caveat explain` lists them all"),
            }
        })
        .collect()
}
