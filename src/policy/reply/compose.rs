//! The one answer to several asks: each guide is asked, and each ask gets a line with owner, day and what silence means.

use crate::policy::ask::End;
use crate::policy::ask::Told;
use crate::policy::ask::ask;
use crate::policy::callout::callout_with;
use crate::policy::journey::model::Journey;
use crate::policy::journey::stage::Stage;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::notice;
use crate::policy::reply::letter;
use crate::policy::reply::letter::Block;
use crate::policy::reply::letter::Inline;
use crate::policy::reply::letter::Item;
use crate::policy::reply::letter::Letter;
use crate::policy::reply::letter::Sending;
use crate::policy::reply::letter::closed;
use crate::policy::reply::model::Address;
use crate::policy::reply::model::Check;
use crate::policy::reply::send::Refusal;
use crate::policy::reply::values;
use crate::policy::reply::words::LetterWords;
use crate::policy::value;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// An ask that somebody mentioned, with what they said to its questions.
pub type Asked = BTreeMap<String, Vec<(String, String)>>;

/// What is known when an answer is composed.
#[derive(Debug, Clone, Copy)]
pub struct Composing<'a> {
    /// The asks to answer, in this order.
    pub asks: &'a [String],
    /// What was said, by ask; every ask in it was mentioned.
    pub said: &'a Asked,
    /// The first day of the event.
    pub event: Option<Date>,
    /// The name of the organizer. Without one the answer is not complete.
    pub organizer: Option<&'a str>,
    /// The last lines: who writes, and who stands in for that person.
    pub signed: Option<&'a str>,
    /// The address of the site.
    pub site: Option<&'a str>,
    /// For each guide the day of the last release that had something new about it.
    pub days: &'a BTreeMap<Arc<str>, Date>,
    /// The words.
    pub words: &'a LetterWords,
}

/// Composes the answer. It is refused while an ask has no line, or while a question is open.
pub fn compose(policy: &Policy, composing: &Composing<'_>) -> Result<Letter, Vec<Refusal>> {
    let mut wrong = lineless(composing);
    wrong.extend(nameless(composing));
    let mut parts = Parts::default();
    let values = BTreeMap::new();
    let Composing { event, site, days, words, .. } = *composing;
    let sending = Sending { values: &values, sent: Some(policy.as_of), event, site, days, words };
    for name in composing.asks {
        let made = match (policy.guides.contains_key(name.as_str()), policy.journeys.get(name.as_str())) {
            (false, Some(journey)) if journey.guide.is_none() => {
                parts.items.push(journey_item(journey, &sending, policy.as_of));
                continue;
            }
            (false, Some(journey)) => {
                one(policy, journey.guide.as_deref().unwrap_or(name), name, composing, &sending, &mut parts)
            }
            _ => one(policy, name, name, composing, &sending, &mut parts),
        };
        wrong.extend(made.err().into_iter().flatten());
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(assemble(policy, composing, parts))
}

#[derive(Default)]
struct Parts {
    items: Vec<Item>,
    callouts: Vec<Block>,
}

/// Asks without a line, and lines without what was said.
fn lineless(composing: &Composing<'_>) -> Vec<Refusal> {
    let Composing { asks, said, .. } = composing;
    let forgotten = said
        .keys()
        .filter(|ask| !asks.contains(ask))
        .map(|ask| Refusal(format!("the organizer asked for `{ask}`, and it has no line: add it to --asks")));
    let silent = asks.iter().filter(|ask| !said.contains_key(*ask)).map(|ask| {
        Refusal(format!("the file of answers says nothing about `{ask}`: add `{ask}: {{…}}`, or take it out of --asks"))
    });
    let twice = asks.iter().enumerate().filter(|(index, ask)| asks[..*index].contains(ask));
    let twice = twice.map(|(_, ask)| Refusal(format!("`{ask}` stands twice in --asks")));
    forgotten.chain(silent).chain(twice).collect()
}

fn nameless(composing: &Composing<'_>) -> Vec<Refusal> {
    let check = |what: &str, value: Option<&str>| {
        let why = value.and_then(|value| values::check(Check::Words, value).err())?;
        Some(Refusal(format!("{what} cannot be used: {why}")))
    };
    let left = Refusal("`[[organizer]]` is left: --organizer \"Ana\"".to_string());
    let left = composing.organizer.is_none().then_some(left);
    let organizer = check("the name of the organizer", composing.organizer);
    [left, organizer, check("the last line", composing.signed)].into_iter().flatten().collect()
}

fn one(
    policy: &Policy,
    guide: &str,
    name: &str,
    composing: &Composing<'_>,
    sending: &Sending<'_>,
    parts: &mut Parts,
) -> Result<(), Vec<Refusal>> {
    let said = with_event(policy, guide, composing.said.get(name), composing.event);
    let refused = |mistakes: Vec<String>| -> Vec<Refusal> {
        mistakes.into_iter().map(|words| Refusal(format!("{name}: {words}"))).collect()
    };
    let told = ask(policy, guide, &said).map_err(refused)?;
    let Some(end) = &told.end else {
        let open = told.needs.map(|question| &told.guide.questions[question]);
        let words = open.map_or_else(String::new, |open| format!("{} ({})", open.id, open.ask));
        return Err(vec![Refusal(format!("{name}: still open: {words}"))]);
    };
    parts.items.push(item(policy, &told, end, name, sending));
    // If nothing can be asked for, the first lines say it once for all asks.
    if !matches!(end.withdrawn, Some(Withdrawn::Programme(..))) {
        parts.callouts.extend(
            callout_with(told.guide, &[end.outcome], &|name| sending.words.param(policy, name)).map(Block::Callout),
        );
    }
    Ok(())
}

/// What was said; questions about the time before the event are answered by its day.
fn with_event(
    policy: &Policy,
    guide: &str,
    said: Option<&Vec<(String, String)>>,
    event: Option<Date>,
) -> Vec<(String, String)> {
    let mut said = said.cloned().unwrap_or_default();
    if let (Some(guide), Some(event)) = (policy.guides.get(guide), event) {
        for notice in notice::notices(guide, policy.as_of) {
            if !said.iter().any(|(question, _)| **question == *notice.question) {
                said.push((notice.question.to_string(), event.to_string()));
            }
        }
    }
    said
}

fn item(policy: &Policy, told: &Told<'_>, end: &End<'_>, name: &str, sending: &Sending<'_>) -> Item {
    let words = sending.words;
    let outcome = &told.guide.outcomes[end.outcome];
    let plain =
        |text: &str| vec![Inline::Words(words.fill(policy, text).split_whitespace().collect::<Vec<_>>().join(" "))];
    let mut fields = vec![(words.answer.clone(), plain(&answer(told, words)))];
    let (owner, by) = step(policy, told, end, sending);
    // What the rules say to do stands no more when they are withdrawn.
    if end.withdrawn.is_none() {
        fields.push((words.next.clone(), plain(&outcome.next.act)));
    }
    fields.push((words.owner.clone(), plain(&owner)));
    fields.push((words.by.clone(), plain(&by)));
    let silence = outcome.next.if_nothing.as_ref().unwrap_or(&words.nothing_changes);
    fields.push((words.if_nothing.clone(), plain(silence)));
    let step = Address::Outcome(told.guide.id.clone(), outcome.id.clone());
    let dated = words.dated.replace("{date}", &told.guide.effective.to_string());
    let dated = dated.replace("{today}", &policy.as_of.to_string());
    fields.push((words.rules.clone(), vec![Inline::Link(sending.address(&step)), Inline::Words(format!(" {dated}"))]));
    fields.extend(sending.changes(&told.guide.id).map(|link| (words.changes.clone(), vec![link])));
    Item { ask: letter::ask(policy, name), fields }
}

/// Whose step it is and until when. No line is without: where the rules name nobody, it is the reader's, and now.
fn step(policy: &Policy, told: &Told<'_>, end: &End<'_>, sending: &Sending<'_>) -> (String, String) {
    let (words, today) = (sending.words, policy.as_of.to_string());
    let next = &told.guide.outcomes[end.outcome].next;
    match end.withdrawn {
        Some(Withdrawn::Programme(..)) => (words.you.to_string(), today),
        Some(Withdrawn::NotYet(_) | Withdrawn::Overdue(_)) => {
            (told.guide.owner.to_string(), words.ask_for_a_day.to_string())
        }
        None => {
            let owner = next.owner.as_ref().unwrap_or(&words.you).to_string();
            (owner, next.within.map_or(today, |within| until(policy, told, within, sending)))
        }
    }
}

fn answer(told: &Told<'_>, words: &LetterWords) -> String {
    let Some(end) = &told.end else { return String::new() };
    match end.withdrawn {
        Some(Withdrawn::Programme(..)) => words.not_possible.to_string(),
        Some(Withdrawn::NotYet(from)) => words.not_yet.replace("{date}", &from.to_string()),
        Some(Withdrawn::Overdue(due)) => words.overdue.replace("{date}", &due.to_string()),
        None => told.guide.outcomes[end.outcome].say.to_string(),
    }
}

/// The day of a line: the time of the step from now, but not after the last day for filing.
fn until(policy: &Policy, told: &Told<'_>, within: u32, sending: &Sending<'_>) -> String {
    let day = value::after(policy.as_of, within);
    let deadline = notice::deadline(told.guide, policy.as_of);
    let Some(last) = deadline.and_then(|days| notice::before(sending.event?, days)) else { return day.to_string() };
    let (day, words) = match last < policy.as_of {
        true => (day, &sending.words.last_day_past),
        false => (day.min(last), &sending.words.last_day),
    };
    format!("{day} ({})", words.replace("{date}", &last.to_string()))
}

/// A line for an ask that has a journey and no rules: asked, and no more than that.
fn journey_item(journey: &Journey, sending: &Sending<'_>, today: Date) -> Item {
    let words = sending.words;
    let plain = |text: &str| vec![Inline::Words(text.split_whitespace().collect::<Vec<_>>().join(" "))];
    let mut fields = vec![(words.stage.clone(), plain(&words.at(Stage::Asked)))];
    if let Some(leg) = journey.legs.first() {
        fields.insert(0, (words.answer.clone(), plain(&leg.does_not_mean)));
        fields.push((words.owner.clone(), plain(&leg.who)));
        let by = match value::length(&leg.at_most) {
            Ok(days) => value::after(today, days).to_string(),
            Err(_) => leg.at_most.to_string(),
        };
        fields.push((words.by.clone(), plain(&by)));
    }
    fields.push((words.if_nothing.clone(), plain(&journey.if_nothing)));
    Item { ask: journey.title.to_string(), fields }
}

fn assemble(policy: &Policy, composing: &Composing<'_>, parts: Parts) -> Letter {
    let words = composing.words;
    let names: Vec<String> = parts.items.iter().map(|item| item.ask.clone()).collect();
    let paragraph = |text: String| Block::Paragraph(vec![vec![Inline::Words(text)]]);
    let count = parts.items.len();
    let state = LetterWords::counted(&words.asked, u32::try_from(count).unwrap_or(u32::MAX));
    let name = composing.organizer.unwrap_or_default();
    let mut blocks = vec![paragraph(format!("{} {name},", words.greeting))];
    blocks.extend(closed(policy));
    blocks.push(paragraph(state));
    blocks.extend(parts.callouts);
    blocks.push(Block::Checklist(parts.items));
    blocks.extend(composing.signed.map(|signed| paragraph(signed.to_string())));
    Letter { subject: vec![Inline::Words(format!("{}: {}", words.subject, names.join(", ")))], blocks }
}
