//! How long before an event something must be asked for: the cuts of the bands of days in a guide.

use crate::policy::kind::Kind;
use crate::policy::model::Guide;
use crate::policy::model::Target;
use crate::policy::value;
use crate::policy::value::Unit;

use std::sync::Arc;

use jiff::civil::Date;

/// A day, counted back from an event, from which the answer of a guide can be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The question.
    pub question: Arc<str>,
    /// The answer that holds up to that day.
    pub answer: Arc<str>,
    /// How many days before the event.
    pub days: u32,
    /// What the band says that ends on that day.
    pub label: Arc<str>,
    /// The outcome that is certain from the day after, if one is.
    pub then: Option<Arc<str>>,
    /// That outcome says that it is not possible any more.
    pub is_last: bool,
}

impl Notice {
    /// The last day on which the band still holds; nothing beyond the calendar.
    pub fn last_day(&self, event: Date) -> Option<Date> {
        before(event, self.days)
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
            let cut = answer.band.as_ref().and_then(|band| band.from.as_ref()).and_then(|cut| cut.on(as_of));
            let Some(cut) = cut.filter(|value| matches!(value.unit, Unit::Days | Unit::Weeks)) else { continue };
            let Ok(days) = value::length(&cut.to_string()) else { continue };
            let then = certain(guide, number, index - 1).map(|outcome| &guide.outcomes[outcome]);
            let is_last = then.is_some_and(|outcome| outcome.kind == Kind::NotPossible);
            let then = then.map(|outcome| outcome.id.clone());
            let (question, answer, label) = (question.id.clone(), answer.id.clone(), answer.label.clone());
            notices.push(Notice { question, answer, days, label, then, is_last });
        }
    }
    notices.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.question.cmp(&b.question)));
    notices
}

/// How many days before an event something must be filed, if the guide has such a day: from the day after it is not
/// possible any more or, if no answer says that, certain to end in another way.
pub(super) fn deadline(guide: &Guide, as_of: Date) -> Option<u32> {
    let all = notices(guide, as_of);
    let last = all.iter().filter(|notice| notice.is_last).map(|notice| notice.days).max();
    last.or_else(|| all.iter().filter(|notice| notice.then.is_some()).map(|notice| notice.days).max())
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
