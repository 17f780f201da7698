//! What each finding does to a run, as `[check]` in `book.toml` has it.

use crate::config::Level;
use crate::config::Settings;
use crate::data::At;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::pipeline::codes;
use crate::pipeline::codes::all_codes;
use crate::source::Source;
use crate::source::Span;

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

/// Lines of `[check]` that do nothing: codes that do not exist, and codes whose level stays what it is.
pub(super) fn without_effect(settings: &Settings, source: &Source) -> Vec<Diagnostic> {
    let known = all_codes();
    let finding = |name: &At<String>| {
        let span = source.span(name.range.clone());
        match known.iter().find(|code| code.name == name.value) {
            Some(code) if code.severity == Severity::Blocking => Some(fixed(code, span)),
            Some(_) => None,
            None => Some(unknown(&name.value, span, &known)),
        }
    };
    settings.check.keys().filter_map(finding).collect()
}

fn unknown(name: &str, span: Span, known: &[&'static Code]) -> Diagnostic {
    let note = Diagnostic::at(&codes::UNKNOWN_CODE, span, format!("there is no finding `{name}`"));
    match nearest(name, known.iter().map(|code| code.name)) {
        Some(known) => note.help(format!("did you mean `{known}`? `caveat explain` lists them all")),
        None => note.help("`caveat explain` lists them all"),
    }
}

fn fixed(code: &Code, span: Span) -> Diagnostic {
    let message = format!("`{}` keeps the site from being published; its level cannot be set", code.name);
    Diagnostic::at(&codes::FIXED_LEVEL, span, message)
        .help("take the line out; `caveat build --keep-going` publishes the rest even when it is found")
}
