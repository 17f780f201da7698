//! The words of the interface that a diagram needs.

use crate::policy::Answer;
use crate::policy::Kind;

use std::collections::BTreeMap;

/// What a diagram is labelled with, besides what the guide says.
pub(in crate::output::html) struct Labels<'a> {
    /// The words of the theme.
    pub(in crate::output::html) strings: &'a BTreeMap<String, String>,
    /// Is it read from right to left?
    pub(in crate::output::html) right_to_left: bool,
    /// A text of the guide's author with the values of the day in it.
    pub(in crate::output::html) said: &'a dyn Fn(&str) -> String,
    /// What an answer says.
    pub(in crate::output::html) answer: &'a dyn Fn(&Answer) -> String,
    /// The title of an outcome, by its number.
    pub(in crate::output::html) outcome: &'a dyn Fn(usize) -> String,
}

impl Labels<'_> {
    /// Words of the theme.
    pub(super) fn word(&self, key: &str) -> &str {
        self.strings.get(key).map_or("", String::as_str)
    }

    /// Words of the theme in which values stand: `Continues in part {part}`.
    pub(super) fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.word(key).to_owned(), |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    }

    /// How strong an outcome is.
    pub(super) fn kind(&self, kind: Kind) -> &str {
        self.word(match kind {
            Kind::NotPossible => "kind-not-possible",
            Kind::Information => "kind-information",
            Kind::NeedsAPerson => "kind-needs-a-person",
            Kind::OtherTeam => "kind-other-team",
            Kind::MayRequest => "kind-may-request",
        })
    }
}
