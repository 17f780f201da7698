//! Two moments held against each other.

use crate::history::change::Diff;
use crate::history::change::GuideChange;
use crate::history::change::ParamChange;
use crate::history::change::ProgrammeChange;
use crate::history::change::ReplyChange;
use crate::history::change::Stale;
use crate::history::change::There;
use crate::history::guides;
use crate::history::model::Dated;
use crate::history::model::Guide;
use crate::history::model::Meaning;
use crate::history::model::Param;
use crate::history::model::Programme;
use crate::history::space::Seen;
use crate::history::stamp::Day;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// What the rules meant, and the day on which somebody looks.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// What they meant.
    pub meaning: &'a Meaning,
    /// The day, by which the values are chosen.
    pub day: Date,
}

impl<'a> Moment<'a> {
    fn seen(self, guide: &'a Guide) -> Seen<'a> {
        Seen { guide, day: self.day, params: &self.meaning.params }
    }
}

/// What is other from one moment to another.
pub fn compare(was: Moment<'_>, now: Moment<'_>) -> Diff {
    let guides: Vec<GuideChange> = ids(&was.meaning.guides, &now.meaning.guides)
        .into_iter()
        .filter_map(|id| guide(was, now, id))
        .filter(|change| !change.is_empty())
        .collect();
    let params = params(was, now);
    let replies = replies(was.meaning, now.meaning);
    let stale = stale(was.meaning, now.meaning, &guides, &params);
    let programme = programme(was, now);
    Diff { from: was.day, to: now.day, programme, guides, params, replies, stale }
}

/// What is other in the values.
pub(super) fn params(was: Moment<'_>, now: Moment<'_>) -> Vec<ParamChange> {
    let of = |moment: Moment<'_>, id: &Arc<str>| moment.meaning.params.get(id).cloned();
    let ids = ids(&was.meaning.params, &now.meaning.params);
    ids.into_iter()
        .filter_map(|id| param(id, (of(was, id).as_ref(), was.day), (of(now, id).as_ref(), now.day)))
        .collect()
}

/// What is other in one guide; nothing if it is in neither.
pub fn guide(was: Moment<'_>, now: Moment<'_>, id: &str) -> Option<GuideChange> {
    Some(match (was.meaning.guides.get(id), now.meaning.guides.get(id)) {
        (Some(old), Some(new)) if old == new && was.day == now.day => {
            GuideChange { guide: Arc::clone(&new.guide), title: Arc::clone(&new.title), ..GuideChange::default() }
        }
        (Some(old), Some(new)) => guides::guide(was.seen(old), now.seen(new)),
        (None, Some(new)) => guides::alone(new, There::New),
        (Some(old), None) => guides::alone(old, There::Gone),
        (None, None) => return None,
    })
}

fn ids<'a, T>(was: &'a BTreeMap<Arc<str>, T>, now: &'a BTreeMap<Arc<str>, T>) -> BTreeSet<&'a Arc<str>> {
    was.keys().chain(now.keys()).collect()
}

fn param(
    id: &Arc<str>,
    (was, was_day): (Option<&Arc<Param>>, Date),
    (now, now_day): (Option<&Arc<Param>>, Date),
) -> Option<ParamChange> {
    let none = BTreeMap::new();
    let values = |param: Option<&'_ Arc<Param>>| param.map(|param| param.values.clone()).unwrap_or_default();
    let (old, new) = (values(was), values(now));
    let on = |values: &BTreeMap<Day, Dated>, day: Date| {
        let dated = values.range(..=Day(day)).next_back().map(|(_, dated)| dated);
        dated.map(|dated| (dated.is.0.clone(), dated.source.clone()))
    };
    let value = |values: &BTreeMap<Day, Dated>, day: &Day| values.get(day).map(|dated| dated.is.0.clone());
    let (before, after) = (on(&old, was_day), on(&new, now_day));
    let known = if was.is_some() { &old } else { &none };
    let later = new
        .range(Day(now_day)..)
        .filter(|(day, dated)| day.0 > now_day && known.get(day).is_none_or(|old| old.is != dated.is));
    let later: Vec<_> = later.map(|(day, dated)| (day.0, dated.is.0.clone(), dated.source.clone())).collect();
    let days: BTreeSet<&Day> = old.keys().chain(new.keys()).filter(|day| day.0 <= was_day).collect();
    let rewritten =
        days.into_iter().filter(|day| was.is_some() && now.is_some() && value(&old, day) != value(&new, day));
    let rewritten: Vec<_> = rewritten.map(|day| (day.0, value(&old, day), value(&new, day))).collect();
    let there = there(was.is_some(), now.is_some());
    let is_other = before.as_ref().map(|(value, _)| value) != after.as_ref().map(|(value, _)| value);
    let is_major = is_other || !later.is_empty() || !rewritten.is_empty() || there != There::Both;
    let what = |param: &Arc<Param>| Arc::clone(&param.what);
    let is_reworded = was.map(what) != now.map(what) || before != after;
    (is_major || is_reworded).then(|| ParamChange {
        param: Arc::clone(id),
        what: now.or(was).map(what).unwrap_or_default(),
        there,
        was: before,
        now: after,
        later,
        rewritten,
        is_wording: !is_major,
    })
}

fn there(was: bool, now: bool) -> There {
    match (was, now) {
        (true, true) => There::Both,
        (false, _) => There::New,
        (true, false) => There::Gone,
    }
}

fn replies(was: &Meaning, now: &Meaning) -> Vec<ReplyChange> {
    let change = |id: &Arc<str>| {
        let (old, new) = (was.replies.get(id), now.replies.get(id));
        let reply = new.or(old)?;
        (old != new).then(|| ReplyChange {
            reply: Arc::clone(id),
            title: Arc::clone(&reply.title),
            there: there(old.is_some(), new.is_some()),
            tells: old.zip(new).is_some_and(|(old, new)| old.tells != new.tells),
        })
    };
    ids(&was.replies, &now.replies).into_iter().filter_map(change).collect()
}

/// The replies that nobody touched although what they rest on is other.
fn stale(was: &Meaning, now: &Meaning, guides: &[GuideChange], params: &[ParamChange]) -> Vec<Stale> {
    let outcomes: BTreeSet<String> = guides
        .iter()
        .flat_map(|change| change.outcomes().into_iter().map(|outcome| format!("{}/{outcome}", change.guide)))
        .collect();
    let gone = guides.iter().filter(|change| change.there == There::Gone).map(|change| &change.guide);
    let gone: Vec<String> = gone.map(|guide| format!("{guide}/")).collect();
    let values: BTreeSet<String> =
        params.iter().filter(|change| change.is_major()).map(|change| format!("param:{}", change.param)).collect();
    let one = |(id, reply): (&Arc<str>, &Arc<crate::history::model::Reply>)| {
        let is_touched = was.replies.get(id).is_some_and(|old| old.text != reply.text || old.tells != reply.tells);
        let tells = reply
            .tells
            .iter()
            .filter(|told| outcomes.contains(&***told) || gone.iter().any(|guide| told.starts_with(guide.as_str())));
        let tells = tells.map(|told| Arc::from(format!("outcome:{told}")));
        let uses = reply.uses.iter().filter(|used| values.contains(&***used)).map(Arc::clone);
        let because: BTreeSet<Arc<str>> = tells.chain(uses).collect();
        let (reply, title) = (Arc::clone(id), Arc::clone(&reply.title));
        (!is_touched && !because.is_empty()).then_some(Stale { reply, title, because })
    };
    let known = |(id, _): &(&Arc<str>, &Arc<crate::history::model::Reply>)| was.replies.contains_key(*id);
    now.replies.iter().filter(known).filter_map(one).collect()
}

fn programme(was: Moment<'_>, now: Moment<'_>) -> Option<ProgrammeChange> {
    let on = |programme: &Option<Arc<Programme>>, day: Date| {
        let (from, state) = programme.as_ref()?.states.range(..=Day(day)).next_back()?;
        Some((state.is, from.0, Arc::clone(&state.say)))
    };
    let (before, after) = (on(&was.meaning.programme, was.day), on(&now.meaning.programme, now.day));
    let state = |held: &Option<(crate::policy::Status, Date, Arc<str>)>| held.as_ref().map(|held| (held.0, held.1));
    (state(&before) != state(&after)).then_some(ProgrammeChange { was: before, now: after })
}
