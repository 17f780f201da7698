//! The days to keep before and after an event: the limits of the guides, and what the journeys add.

use crate::policy::journey::model::Journey;
use crate::policy::journey::model::Turn;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::notice::Notice;
use crate::policy::notice::before;
use crate::policy::notice::notices;
use crate::policy::value;

use std::sync::Arc;

use jiff::civil::Date;

/// A day to keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The day.
    pub day: Date,
    /// The ask it is about.
    pub ask: Arc<str>,
    /// What it is.
    pub what: String,
    /// More about it.
    pub more: String,
    /// What it is called wherever it has to stay the same when its day or its words change.
    pub key: String,
}

/// The calendar of an event, for some asks or for all, the earliest day first. An error names an ask that does not exist.
pub fn plan(policy: &Policy, event: Date, asks: &[String]) -> Result<Vec<Entry>, String> {
    let known = known(policy);
    for ask in asks {
        if !known.iter().any(|(id, ..)| ***id == **ask) {
            let all: Vec<&str> = known.iter().map(|(id, ..)| &***id).collect();
            let near = crate::diagnostic::nearest(ask, all.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("nothing can be planned for `{ask}`{hint} There is {}", all.join(", ")));
        }
    }
    // Where nothing can be asked for, there is no day to keep for it.
    if policy.closed().is_some() {
        return Ok(Vec::new());
    }
    let wanted = known.into_iter().filter(|(id, ..)| asks.is_empty() || asks.iter().any(|ask| **ask == ***id));
    let mut entries: Vec<Entry> =
        wanted.flat_map(|(id, journey, guide)| days(policy, event, id, journey, guide)).collect();
    entries.sort();
    Ok(entries)
}

/// All asks: journeys, and guides without one.
fn known(policy: &Policy) -> Vec<(&Arc<str>, Option<&Journey>, Option<&Guide>)> {
    let journeys = policy.journeys.values().map(|journey| {
        let guide = journey.guide.as_ref().and_then(|guide| policy.guides.get(guide));
        (&journey.id, Some(journey), guide)
    });
    let is_taken = |guide: &Guide| {
        policy.journeys.values().any(|journey| journey.guide.as_ref() == Some(&guide.id) || journey.id == guide.id)
    };
    let guides = policy.guides.values().filter(|guide| !is_taken(guide)).map(|guide| (&guide.id, None, Some(guide)));
    let mut known: Vec<_> = journeys.chain(guides).collect();
    known.sort_by_key(|(id, ..)| (*id).clone());
    known
}

/// What will be other between today and the event, as far as it is known.
fn coming(policy: &Policy, event: Date, notice: &Notice) -> String {
    let is_coming = |from: &Date| *from > policy.as_of && *from <= event;
    let lengths = notice.dated.iter().filter(|(from, _)| is_coming(from));
    let lengths = lengths.map(|(from, days)| (*from, format!(" From {from}: {days} days before the event.")));
    let states =
        policy.programme.iter().flat_map(|programme| &programme.history).filter(|state| is_coming(&state.from));
    let states = states.map(|state| (state.from, format!(" From {}: {}", state.from, state.say)));
    let mut coming: Vec<_> = lengths.chain(states).collect();
    coming.sort();
    coming.into_iter().map(|(_, words)| words).collect()
}

fn days(policy: &Policy, event: Date, id: &Arc<str>, journey: Option<&Journey>, guide: Option<&Guide>) -> Vec<Entry> {
    let title = journey.map(|journey| &journey.title).or(guide.map(|guide| &guide.title)).unwrap_or(id);
    // By rules that nobody can hope by, nothing is filed; the days of the journey stand.
    let asked = guide.filter(|guide| guide.withdrawn.is_none());
    let limits = asked.into_iter().flat_map(|guide| notices(guide, policy.as_of)).filter_map(|notice| {
        let day = notice.last_day(event, policy.open_programme())?;
        let what = if notice.is_last { "Last day to file" } else { "Last day with the full notice" };
        let then = notice.then.as_ref().map(|outcome| format!(" From the next day: {outcome}."));
        let coming = coming(policy, event, &notice);
        let label = match notice.days_on(day) {
            days if days == notice.days => notice.label.to_string(),
            days => format!("{days} days or more"),
        };
        let more = format!("{label} before the event.{}{coming}", then.unwrap_or_default());
        let key = format!("{}/{}", notice.question, notice.answer);
        Some(Entry { day, ask: id.clone(), what: format!("{what}: {title}"), more, key })
    });
    let own = journey.into_iter().flat_map(|journey| &journey.days).filter_map(|day| {
        let (when, side) = match day.turn {
            Turn::Before => (before(event, day.days)?, "before"),
            Turn::After => (value::after(event, day.days), "after"),
        };
        let more = format!("{} days {side} the first day of the event.", day.days);
        Some(Entry {
            day: when,
            ask: id.clone(),
            what: format!("{title}: {}", day.what),
            more,
            key: day.what.to_string(),
        })
    });
    limits.chain(own).collect()
}
