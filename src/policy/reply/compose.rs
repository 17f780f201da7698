//! The one answer to several asks: each guide is asked, and each ask gets a line with owner, day and what silence means.

use crate::policy::ask::End;
use crate::policy::ask::Told;
use crate::policy::ask::ask;
use crate::policy::callout::callout_with;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::notice;
use crate::policy::reply::first;
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
    /// What was said, by ask; every ask in it was mentioned. Nothing before anybody has answered a question.
    pub said: Option<&'a Asked>,
    /// The day on which it is sent; nothing for a mail that is only shown, in which blanks may be left.
    pub sent: Option<Date>,
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
    let Composing { sent, event, site, days, words, .. } = *composing;
    let sending = Sending { values: &values, sent, event, site, days, words };
    for name in composing.asks {
        let journey = policy.journeys.get(name.as_str());
        let is_guide = policy.guides.contains_key(name.as_str());
        let made = match (composing.said, journey) {
            (None, _) => first(policy, name, &sending, &mut parts),
            (Some(_), Some(journey)) if !is_guide && journey.guide.is_none() => {
                first(policy, name, &sending, &mut parts)
            }
            (Some(said), journey) => {
                let guide = journey.filter(|_| !is_guide).and_then(|journey| journey.guide.as_deref()).unwrap_or(name);
                one(policy, guide, (name, said), &sending, &mut parts)
            }
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

impl Parts {
    /// Adds the callout of some outcomes. If nothing can be asked for, the first lines say it once for all asks.
    fn callout(
        &mut self,
        policy: &Policy,
        guide: &Guide,
        outcomes: &[usize],
        words: &LetterWords,
        withdrawn: Option<&Withdrawn>,
    ) {
        if !matches!(withdrawn, Some(Withdrawn::Programme(..))) {
            let callout = callout_with(guide, outcomes, &|name| words.param(policy, name));
            self.callouts.extend(callout.map(Block::Callout));
        }
    }
}

/// Asks without a line, and lines without what was said.
fn lineless(composing: &Composing<'_>) -> Vec<Refusal> {
    let Composing { asks, .. } = composing;
    let twice = asks.iter().enumerate().filter(|(index, ask)| asks[..*index].contains(ask));
    let twice = twice.map(|(_, ask)| Refusal(format!("`{ask}` stands twice in --asks")));
    let Some(said) = composing.said else { return twice.collect() };
    let forgotten = said
        .keys()
        .filter(|ask| !asks.contains(ask))
        .map(|ask| Refusal(format!("the organizer asked for `{ask}`, and it has no line: add it to --asks")));
    let silent = asks.iter().filter(|ask| !said.contains_key(*ask)).map(|ask| {
        Refusal(format!("the file of answers says nothing about `{ask}`: add `{ask}: {{…}}`, or take it out of --asks"))
    });
    forgotten.chain(silent).chain(twice).collect()
}

fn nameless(composing: &Composing<'_>) -> Vec<Refusal> {
    let check = |what: &str, value: Option<&str>| {
        let why = value.and_then(|value| values::check(Check::Words, value).err())?;
        Some(Refusal(format!("{what} cannot be used: {why}")))
    };
    let left = Refusal("`[[organizer]]` is left: --organizer \"Ana\"".to_string());
    let left = (composing.sent.is_some() && composing.organizer.is_none()).then_some(left);
    let organizer = check("the name of the organizer", composing.organizer);
    [left, organizer, check("the last line", composing.signed)].into_iter().flatten().collect()
}

fn one(
    policy: &Policy,
    guide: &str,
    (name, said): (&str, &Asked),
    sending: &Sending<'_>,
    parts: &mut Parts,
) -> Result<(), Vec<Refusal>> {
    let said = with_event(policy, guide, said.get(name), sending.event);
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
    parts.callout(policy, told.guide, &[end.outcome], sending.words, end.withdrawn);
    Ok(())
}

/// An ask about which nobody has answered a question yet, or which has no questions.
fn first(policy: &Policy, name: &str, sending: &Sending<'_>, parts: &mut Parts) -> Result<(), Vec<Refusal>> {
    let item = first::item(policy, name, sending).map_err(|refusal| vec![refusal])?;
    parts.items.push(item);
    if let Some(guide) = first::guide(policy, name) {
        let all: Vec<usize> = (0..guide.outcomes.len()).collect();
        parts.callout(policy, guide, &all, sending.words, guide.withdrawn.as_ref());
    }
    Ok(())
}

/// What was said; questions about the time before the event are answered by its day, too, so that an answer which says
/// another thing is found.
fn with_event(
    policy: &Policy,
    guide: &str,
    said: Option<&Vec<(String, String)>>,
    event: Option<Date>,
) -> Vec<(String, String)> {
    let mut said = said.cloned().unwrap_or_default();
    if let (Some(guide), Some(event)) = (policy.guides.get(guide), event) {
        for notice in notice::notices(guide, policy.as_of) {
            said.retain(|(question, answer)| **question != *notice.question || answer != "not-sure");
            said.push((notice.question.to_string(), event.to_string()));
        }
    }
    said
}

fn item(policy: &Policy, told: &Told<'_>, end: &End<'_>, name: &str, sending: &Sending<'_>) -> Item {
    let words = sending.words;
    let outcome = &told.guide.outcomes[end.outcome];
    let plain =
        |text: &str| vec![Inline::Words(words.fill(policy, text).split_whitespace().collect::<Vec<_>>().join(" "))];
    let [answer, owner, by] = step(policy, told, end, sending);
    let mut fields = vec![(words.answer.clone(), plain(&answer))];
    // What the rules say to do stands no more when they are withdrawn.
    if end.withdrawn.is_none() {
        fields.push((words.next.clone(), plain(&outcome.next.act)));
    }
    fields.push((words.owner.clone(), plain(&owner)));
    fields.push((words.by.clone(), plain(&by)));
    let silence = outcome.next.if_nothing.as_ref().unwrap_or(&words.nothing_changes);
    fields.push((words.if_nothing.clone(), plain(silence)));
    let step = Address::Outcome(told.guide.id.clone(), outcome.id.clone());
    fields.extend(first::rules(policy, told.guide, &step, sending));
    Item { ask: letter::ask(policy, name), fields }
}

/// What the answer is, whose step it is and until when. No line is without: where the rules name nobody, it is the
/// reader's, and now.
fn step(policy: &Policy, told: &Told<'_>, end: &End<'_>, sending: &Sending<'_>) -> [String; 3] {
    let outcome = &told.guide.outcomes[end.outcome];
    if let Some(withdrawn) = end.withdrawn {
        return first::withdrawn(told.guide, withdrawn, sending);
    }
    let owner = outcome.next.owner.as_ref().unwrap_or(&sending.words.you).to_string();
    let by = match outcome.next.within {
        Some(within) => first::until(policy, told.guide, within, sending),
        None => sending.today(),
    };
    [outcome.say.to_string(), owner, by]
}

fn assemble(policy: &Policy, composing: &Composing<'_>, parts: Parts) -> Letter {
    let words = composing.words;
    let names: Vec<String> = parts.items.iter().map(|item| item.ask.clone()).collect();
    let count = parts.items.len();
    let state = LetterWords::counted(&words.asked, u32::try_from(count).unwrap_or(u32::MAX));
    let paragraph = |line: Vec<Inline>| Block::Paragraph(vec![line]);
    let plain = |text: &str| Inline::Words(text.to_string());
    let filled = |value: Option<&str>, blank: &Arc<str>| value.map_or_else(|| Inline::Blank(blank.clone()), plain);
    let organizer = filled(composing.organizer, &words.organizer);
    let mut blocks = vec![paragraph(vec![plain(&format!("{} ", words.greeting)), organizer, plain(",")])];
    blocks.extend(closed(policy));
    blocks.push(paragraph(vec![plain(&state)]));
    blocks.extend(parts.callouts);
    blocks.push(Block::Checklist(parts.items));
    if composing.signed.is_some() || composing.sent.is_none() {
        blocks.push(paragraph(vec![filled(composing.signed, &words.sender)]));
    }
    Letter { subject: vec![Inline::Words(format!("{}: {}", words.subject, names.join(", ")))], blocks }
}
