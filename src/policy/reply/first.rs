//! The line of an ask about which nothing was said yet: who has it first, until when, and where its questions stand.

use crate::diagnostic::nearest;
use crate::policy::journey::model::Journey;
use crate::policy::journey::model::Leg;
use crate::policy::journey::stage::Stage;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::notice;
use crate::policy::reply::letter;
use crate::policy::reply::letter::Inline;
use crate::policy::reply::letter::Item;
use crate::policy::reply::letter::Sending;
use crate::policy::reply::model::Address;
use crate::policy::reply::send::Refusal;
use crate::policy::reply::words::LetterWords;
use crate::policy::value;

use std::sync::Arc;

use jiff::civil::Date;

/// A field of a line.
type Field = (Arc<str>, Vec<Inline>);

/// The guide of an ask, if it has one that could be read.
pub(super) fn guide<'p>(policy: &'p Policy, ask: &str) -> Option<&'p Guide> {
    policy.guides.get(journey(policy, ask)?.guide.as_deref()?)
}

/// The journey of an ask, which is named by its own id or by that of its guide.
fn journey<'p>(policy: &'p Policy, ask: &str) -> Option<&'p Journey> {
    let of_guide = || policy.journeys.values().find(|journey| journey.guide.as_deref() == Some(ask));
    policy.journeys.get(ask).or_else(of_guide)
}

/// The line.
pub(super) fn item(policy: &Policy, ask: &str, sending: &Sending<'_>) -> Result<Item, Refusal> {
    let journey = journey(policy, ask).ok_or_else(|| unknown(policy, ask))?;
    let guide = guide(policy, ask);
    let words = sending.words;
    let plain = |text: &str| vec![Inline::Words(text.split_whitespace().collect::<Vec<_>>().join(" "))];
    let mut fields = Vec::new();
    let [answer, owner, by] = match guide.and_then(|guide| Some((guide, guide.withdrawn.as_ref()?))) {
        Some((guide, why)) => withdrawn(guide, why, sending),
        None => {
            let leg = journey.legs.first();
            let asked = leg.map_or("", |leg| &leg.does_not_mean);
            let stage = words.at(Stage::Asked);
            // An ask with rules has an answer that only they can give.
            let (answer, stage) = match guide {
                Some(_) => (words.not_decided.to_string(), format!("{stage}. {asked}")),
                None => (asked.to_string(), stage),
            };
            fields.push((words.stage.clone(), plain(&stage)));
            fields.extend(guide.map(|_| (words.next.clone(), plain(&words.questions))));
            let who = leg.map_or_else(String::new, |leg| leg.who.to_string());
            [answer, who, leg.map_or_else(String::new, |leg| at_most(policy, leg, guide, sending))]
        }
    };
    fields.insert(0, (words.answer.clone(), plain(&answer)));
    fields.push((words.owner.clone(), plain(&owner)));
    fields.push((words.by.clone(), plain(&by)));
    fields.push((words.if_nothing.clone(), plain(&journey.if_nothing)));
    if let Some(guide) = guide {
        fields.extend(rules(policy, guide, &Address::Guide(guide.id.clone()), sending));
    }
    Ok(Item { ask: letter::ask(policy, &journey.id), fields })
}

fn unknown(policy: &Policy, ask: &str) -> Refusal {
    let why = match policy.guides.contains_key(ask) {
        true => format!("`{ask}` has no journey, so nobody knows who has it first: add --answers with what was said"),
        false => format!("there is no ask `{ask}`"),
    };
    let near = nearest(ask, policy.journeys.keys().map(|id| &**id));
    Refusal(near.map_or_else(|| why.clone(), |near| format!("{why}; did you mean `{near}`?")))
}

/// The answer, whose step it is and until when, if the rules do not stand as they are written.
pub(super) fn withdrawn(guide: &Guide, why: &Withdrawn, sending: &Sending<'_>) -> [String; 3] {
    let words = sending.words;
    match why {
        Withdrawn::Programme(..) => [words.not_possible.to_string(), words.you.to_string(), sending.today()],
        Withdrawn::NotYet(day) | Withdrawn::Overdue(day) => {
            let answer = if matches!(why, Withdrawn::NotYet(_)) { &words.not_yet } else { &words.overdue };
            let answer = answer.replace("{date}", &day.to_string());
            [answer, guide.owner.to_string(), words.ask_for_a_day.to_string()]
        }
    }
}

/// Until when somebody has it; if nobody knows, that is said as it is written, with the last day for filing.
fn at_most(policy: &Policy, leg: &Leg, guide: Option<&Guide>, sending: &Sending<'_>) -> String {
    match (value::length(&leg.at_most), guide) {
        (Ok(days), Some(guide)) => until(policy, guide, days, sending),
        (Ok(days), None) => sending.after(days),
        (Err(_), _) => {
            let last = guide.and_then(|guide| last(policy, guide, sending));
            last.map_or_else(|| leg.at_most.to_string(), |(_, words)| format!("{} ({words})", leg.at_most))
        }
    }
}

/// The day of a line: the time of the step from now, but not after the last day for filing.
pub(super) fn until(policy: &Policy, guide: &Guide, within: u32, sending: &Sending<'_>) -> String {
    let Some((day, words)) = last(policy, guide, sending) else { return sending.after(within) };
    let sooner = sending.sent.zip(day).filter(|(sent, last)| last >= sent).map(|(_, last)| last);
    let day = sending.sent.map(|sent| value::after(sent, within)).zip(sooner).map(|(day, last)| day.min(last));
    format!("{} ({words})", day.map_or_else(|| sending.after(within), |day| day.to_string()))
}

/// The last day for filing, in words; the day itself if it is known.
fn last(policy: &Policy, guide: &Guide, sending: &Sending<'_>) -> Option<(Option<Date>, String)> {
    let words = sending.words;
    let deadline = notice::deadline(guide, policy.as_of)?;
    let Some(event) = sending.event else {
        let before = LetterWords::counted(&words.before_event, deadline.days());
        return Some((None, words.last_day.replace("{date}", &before)));
    };
    let day = deadline.last_day(event, policy.open_programme())?;
    let phrase = if day < policy.as_of { &words.last_day_past } else { &words.last_day };
    Some((Some(day), phrase.replace("{date}", &day.to_string())))
}

/// The address of the rules with their day, and that of what is different since.
pub(super) fn rules(policy: &Policy, guide: &Guide, step: &Address, sending: &Sending<'_>) -> Vec<Field> {
    let words = sending.words;
    let dated = words.dated.replace("{date}", &guide.effective.to_string());
    let dated = dated.replace("{today}", &policy.as_of.to_string());
    let link = vec![Inline::Link(sending.address(step)), Inline::Words(format!(" {dated}"))];
    let changes = sending.changes(&guide.id).map(|link| (words.changes.clone(), vec![link]));
    [(words.rules.clone(), link)].into_iter().chain(changes).collect()
}
