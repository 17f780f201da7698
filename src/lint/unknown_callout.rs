//! A callout is of a kind that the theme knows.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::lint::codes;
use crate::lint::given::Given;

/// Finds callouts of other kinds.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let known = &given.theme.callouts;
    let unknown = given.page.page.body.callouts.iter().filter(|callout| !known.contains_key(&*callout.kind));
    unknown
        .map(|callout| {
            let message = format!("there is no callout `[!{}]`", callout.kind.to_uppercase());
            let note = Diagnostic::at(&codes::UNKNOWN_CALLOUT, callout.span, message);
            let kinds: Vec<String> = known.keys().map(|kind| format!("`[!{}]`", kind.to_uppercase())).collect();
            note.help(match nearest(&callout.kind, known.keys().map(String::as_str)) {
                Some(kind) => format!("did you mean `[!{}]`?", kind.to_uppercase()),
                None => format!("the kinds are {}", kinds.join(", ")),
            })
        })
        .collect()
}
