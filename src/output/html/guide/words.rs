//! Values, bands, days and kinds in the words of the theme.

use crate::output::html::guide::shared::Shared;
use crate::policy::Answer;
use crate::policy::Band;
use crate::policy::Callout;
use crate::policy::CalloutWords;
use crate::policy::Cut;
use crate::policy::Guide;
use crate::policy::Kind;
use crate::policy::Status;
use crate::policy::Unit;
use crate::policy::Value;
use crate::policy::Withdrawn;
use crate::policy::fill_with;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// The kind that an answer names, if its author gave it no words of their own.
fn own_kind(answer: &Answer) -> Option<Kind> {
    let is_own = |kind: &Kind| *kind.id() == *answer.id && *kind.words() == *answer.label;
    Kind::ALL.into_iter().find(is_own)
}

/// The words of the theme, and the values that can stand between them.
#[derive(Clone, Copy)]
pub(in crate::output) struct Words<'a> {
    /// The strings of the theme.
    pub(in crate::output) strings: &'a BTreeMap<String, String>,
    /// The values.
    pub(in crate::output) shared: &'a Shared,
}

/// The key of the words that say how strong an outcome is.
pub(in crate::output) fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::NotPossible => "kind-not-possible",
        Kind::Information => "kind-information",
        Kind::NeedsAPerson => "kind-needs-a-person",
        Kind::OtherTeam => "kind-other-team",
        Kind::MayRequest => "kind-may-request",
    }
}

/// A day in the words of a theme: `1 July 2026`.
pub(in crate::output) fn day_in(strings: &BTreeMap<String, String>, day: Date) -> String {
    let word = |key: &str| strings.get(key).map_or("", String::as_str);
    let month = word("months").split(' ').nth(day.month() as usize - 1).unwrap_or_default();
    let date = word("date").replace("{day}", &day.day().to_string());
    date.replace("{month}", month).replace("{year}", &day.year().to_string())
}

impl Words<'_> {
    /// A string of the theme.
    pub(in crate::output) fn t(&self, key: &str) -> &str {
        self.strings.get(key).map_or("", String::as_str)
    }

    /// A string of the theme as a shared word.
    fn word(&self, key: &str) -> Arc<str> {
        Arc::from(self.t(key))
    }

    /// A day: `1 July 2026`.
    pub(in crate::output) fn day(&self, day: Date) -> String {
        day_in(self.strings, day)
    }

    /// A number of days.
    pub(in crate::output) fn days(&self, days: u32) -> String {
        self.t(if days == 1 { "unit-day" } else { "unit-days" }).replace("{n}", &days.to_string())
    }

    /// A value with its unit: `21 days`, `500 USD`, `1 July 2026`.
    pub(in crate::output) fn value(&self, value: &Value) -> String {
        let number = value.amount.to_string();
        let counted = |one: &str, many: &str| self.t(if number == "1" { one } else { many }).replace("{n}", &number);
        match &value.unit {
            Unit::Days => counted("unit-day", "unit-days"),
            Unit::Weeks => counted("unit-week", "unit-weeks"),
            Unit::Date => value.to_string().parse().map_or_else(|_| value.to_string(), |day| self.day(day)),
            Unit::Currency(_) | Unit::Count(_) => value.to_string(),
        }
    }

    /// A text of the rules with its values in it.
    pub(in crate::output) fn fill(&self, text: &str) -> String {
        fill_with(text, &|name| self.param(name)).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of a parameter on the day.
    pub(in crate::output) fn param(&self, name: &str) -> Option<String> {
        Some(self.value(&self.shared.params.get(name)?.on(self.shared.as_of)?.value))
    }

    /// What an answer says; for a band, what its cuts are on the day.
    pub(in crate::output) fn answer(&self, answer: &Answer) -> String {
        let band = answer.band.as_ref().and_then(|band| self.band(band));
        let kind = || own_kind(answer).map(|kind| self.kind(kind).to_string());
        band.or_else(kind).unwrap_or_else(|| self.fill(&answer.label))
    }

    fn band(&self, band: &Band) -> Option<String> {
        // A cut without a value on the day is another finding.
        let on = |cut: &Option<Cut>| cut.as_ref().map(|cut| cut.on(self.shared.as_of).cloned());
        let (from, below) = (on(&band.from), on(&band.below));
        let is_known = (from.is_some() || below.is_some()) && from != Some(None) && below != Some(None);
        is_known.then(|| self.stretch(from.flatten().as_ref(), below.flatten().as_ref()))
    }

    /// What lies from a value to before another.
    pub(in crate::output) fn stretch(&self, from: Option<&Value>, below: Option<&Value>) -> String {
        let is_day = from.or(below).is_some_and(|value| value.unit == Unit::Date);
        let key = match (from, below) {
            (None, _) => ["band-below", "band-before"],
            (Some(_), None) => ["band-from", "band-since"],
            (Some(_), Some(_)) => ["band-between", "band-days"],
        };
        let word = |value: Option<&Value>| value.map(|value| self.value(value)).unwrap_or_default();
        let pattern = self.t(key[usize::from(is_day)]);
        pattern.replace("{from}", &word(from)).replace("{below}", &word(below))
    }

    /// The state of the programme.
    pub(in crate::output) fn status(&self, status: Status) -> &str {
        self.t(match status {
            Status::Open => "programme-open",
            Status::Paused => "programme-paused",
            Status::Closed => "programme-closed",
        })
    }

    /// Why something cannot be asked for, or not without a person.
    pub(in crate::output) fn withdrawn(&self, why: &Withdrawn) -> String {
        let dated = |key: &str, day: &Date| self.t(key).replace("{date}", &self.day(*day));
        match why {
            Withdrawn::Programme(_, since, say) => format!("{}: {}", dated("closed-since", since), self.fill(say)),
            Withdrawn::NotYet(from) => dated("not-yet", from),
            Withdrawn::Overdue(due) => dated("overdue-since", due),
        }
    }

    /// How strong an outcome is.
    pub(in crate::output) fn kind(&self, kind: Kind) -> &str {
        self.t(kind_key(kind))
    }

    /// Several answers of a question: `A, B or C`.
    pub(in crate::output) fn answers(&self, guide: &Guide, question: usize, mask: u64) -> String {
        let answers = &guide.questions[question].answers;
        let named: Vec<String> = answers
            .iter()
            .enumerate()
            .filter(|(index, _)| mask >> index & 1 == 1)
            .map(|(_, answer)| self.answer(answer))
            .collect();
        named.join(&format!(" {} ", self.t("or")))
    }

    /// The words of a callout; its day, if it has one, is put into them.
    pub(in crate::output) fn callout(&self, callout: &Callout) -> CalloutWords {
        let day = match &callout.closed {
            Some(Withdrawn::Programme(_, day, _) | Withdrawn::NotYet(day) | Withdrawn::Overdue(day)) => self.day(*day),
            None => String::new(),
        };
        CalloutWords {
            heading: self.word("no-guarantee-first"),
            decided_by: self.word("decided-by"),
            know_by: self.word("know-by"),
            know_by_unknown: self.word("know-by-unknown"),
            until_then: self.word("until-then"),
            until_then_unknown: self.word("until-then-unknown"),
            if_nothing: self.word("if-nothing"),
            if_nothing_unknown: self.word("if-nothing-unknown"),
            closed: Arc::from(self.t("closed-since").replace("{date}", &day)),
            not_yet: Arc::from(self.t("not-yet").replace("{date}", &day)),
            overdue: Arc::from(self.t("overdue-since").replace("{date}", &day)),
        }
    }
}
