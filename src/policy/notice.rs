//! How long before an event something must be asked for: the cuts of the bands of days in a guide.

use crate::policy::kind::Kind;
use crate::policy::model::Guide;
use crate::policy::model::Programme;
use crate::policy::model::Status;
use crate::policy::model::Target;
use crate::policy::value;
use crate::policy::value::Unit;
use crate::policy::value::Value;

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use jiff::civil::Date;

/// A day, counted back from an event, from which the answer of a guide can be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The question.
    pub question: Arc<str>,
    /// The answer that holds up to that day.
    pub answer: Arc<str>,
    /// How many days before the event, on the day of the build.
    pub days: u32,
    /// How many it is from which day on, the earliest first.
    pub dated: Vec<(Date, u32)>,
    /// What the band says that ends on that day.
    pub label: Arc<str>,
    /// The outcome that is certain from the day after, if one is.
    pub then: Option<Arc<str>>,
    /// That outcome says that it is not possible any more.
    pub is_last: bool,
}

impl Notice {
    /// How many days before the event on a day. What was before the first value is taken to be as that.
    pub(super) fn days_on(&self, day: Date) -> u32 {
        let dated = self.dated.iter().rev().find(|(from, _)| *from <= day).or(self.dated.first());
        dated.map_or(self.days, |(_, days)| *days)
    }

    /// The last day that is so many days before an event as that very day asks for, and on which the programme is open; nothing if
    /// there is none.
    pub fn last_day(&self, event: Date, programme: Option<&Programme>) -> Option<Date> {
        let states = programme.iter().flat_map(|programme| &programme.history).map(|state| state.from);
        let turns: BTreeSet<Date> = states.chain(self.dated.iter().map(|(from, _)| *from)).chain([Date::MIN]).collect();
        let last = |from: Date| {
            let days = self.days_on(from);
            let is_open =
                programme.and_then(|programme| programme.on(from)).is_none_or(|state| state.is == Status::Open);
            let next = turns.range((Bound::Excluded(from), Bound::Unbounded)).next();
            let end = next.map_or(Some(Date::MAX), |next| next.yesterday().ok())?;
            Some(before(event, days)?.min(end)).filter(|last| is_open && *last >= from)
        };
        turns.iter().filter_map(|from| last(*from)).max()
    }
}

/// The limits of a guide after which nothing can be filed.
pub(super) struct Deadline(Vec<Notice>);

impl Deadline {
    /// How many days before an event it is, on the day of the build.
    pub(super) fn days(&self) -> u32 {
        self.0.iter().map(|notice| notice.days).max().unwrap_or_default()
    }

    /// The last day for an event; nothing if there is none.
    pub(super) fn last_day(&self, event: Date, programme: Option<&Programme>) -> Option<Date> {
        let days = self.0.iter().map(|notice| notice.last_day(event, programme));
        days.collect::<Option<Vec<_>>>()?.into_iter().min()
    }
}

/// The day that lies so many days before another.
pub(super) fn before(day: Date, days: u32) -> Option<Date> {
    day.checked_sub(jiff::Span::new().days(i64::from(days))).ok()
}

/// All such days of a guide, the earliest first.
pub fn notices(guide: &Guide, as_of: Date) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (number, question) in guide.questions.iter().enumerate() {
        for (index, answer) in question.answers.iter().enumerate().skip(1) {
            let Some(cut) = answer.band.as_ref().and_then(|band| band.from.as_ref()) else { continue };
            let Some(days) = cut.on(as_of).and_then(length) else { continue };
            let dated = cut.values.iter().filter_map(|(from, value)| Some((*from, length(value)?))).collect();
            let then = certain(guide, number, index - 1).map(|outcome| &guide.outcomes[outcome]);
            let is_last = then.is_some_and(|outcome| outcome.kind == Kind::NotPossible);
            let then = then.map(|outcome| outcome.id.clone());
            let (question, answer, label) = (question.id.clone(), answer.id.clone(), answer.label.clone());
            notices.push(Notice { question, answer, days, dated, label, then, is_last });
        }
    }
    notices.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.question.cmp(&b.question)));
    notices
}

fn length(value: &Value) -> Option<u32> {
    let is_time = matches!(value.unit, Unit::Days | Unit::Weeks);
    value::length(&value.to_string()).ok().filter(|_| is_time)
}

/// Until when something must be filed before an event, if the guide has such a day: from the day after it is not possible any more
/// or, if no answer says that, certain to end in another way.
pub(super) fn deadline(guide: &Guide, as_of: Date) -> Option<Deadline> {
    let (last, others): (Vec<_>, Vec<_>) = notices(guide, as_of).into_iter().partition(|notice| notice.is_last);
    let others = others.into_iter().filter(|notice| notice.then.is_some()).collect();
    Some(Deadline(if last.is_empty() { others } else { last })).filter(|deadline| !deadline.0.is_empty())
}

/// The outcome of an answer, if it is the same wherever the question is asked.
fn certain(guide: &Guide, question: usize, answer: usize) -> Option<usize> {
    let nodes = guide.tree.as_ref()?.nodes.iter().filter(|node| node.question == question);
    let mut ends: Vec<Target> = nodes.map(|node| node.answers[answer]).collect();
    ends.dedup();
    match ends[..] {
        [Target::End(outcome)] => Some(outcome),
        _ => None,
    }
}
