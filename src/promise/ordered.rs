//! Promises in languages whose sentences go subject, verb, thing: English.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::clause::Role;
use crate::promise::found::Found;
use crate::promise::found::Strength;
use crate::promise::group::GROUP;
use crate::promise::group::Group;
use crate::promise::group::group;
use crate::promise::group::subject;
use crate::promise::group::subject_class;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;
use crate::promise::thing;
use crate::promise::thing::is_ask;
use crate::promise::thing::is_compound;
use crate::promise::thing::thing;
use crate::promise::turned;

/// When something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    Future,
    Can,
    Now,
    Perfect,
    Past,
}

/// The promise of a clause, whether or not it is negated or waits for a decision.
pub(super) fn find(clause: &Clause) -> Option<Found> {
    let words = &clause.words;
    if clause.role != Role::Main || words.iter().any(|word| word.is.any(Class::ALLOWED)) {
        return None;
    }
    let found = (0..words.len()).filter_map(|index| at(clause, index)).min_by_key(|found| found.strength);
    match found {
        Some(found) if found.strength == Strength::Promise && !found.negated => Some(found),
        other => turned::find(clause).or(other),
    }
}

fn at(clause: &Clause, index: usize) -> Option<Found> {
    let is = clause.words[index].is;
    if is.any(Class::SURE) {
        return Some(found(clause, index, index, index, Strength::Promise));
    }
    let is_done = is.any(Class::STATE.with(Class::STATUS)) || is.any(Class::COMMIT) && is.any(Class::PART);
    if is_done && is_deemed(&clause.words[..index]) {
        return Some(found(clause, 0, index, index, Strength::Promise));
    }
    if is.any(Class::CALM)
        && let Some(thing) = thing(clause, index, Class::CALM)
    {
        return Some(found(clause, index, index, thing, Strength::Promise));
    }
    let verb = Class::COMMIT.with(Class::GET).with(Class::ARRIVE);
    let verbs = is.any(verb) && is.any(Class::FORMS);
    if !verbs && !is.any(Class::STATE.with(Class::STATUS).with(Class::DUE)) {
        return None;
    }
    let group = group(&clause.words, index);
    if is_hedged(&clause.words[..group.start]) {
        return None;
    }
    let active = verbs.then(|| active(clause, index, group)).flatten();
    active.or_else(|| passive(clause, index, group))
}

/// Is it thought, asked or said? `Everyone who comes` only says who.
fn is_hedged(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(index, word)| {
        let before = index.checked_sub(1).map(|before| words[before].is).unwrap_or_default();
        let says_who = word.is.any(Class::RELATIVE) && before.any(Class::PERSON.with(Class::RESOURCE));
        word.is.any(Class::HEDGE) && !says_who
    })
}

/// `Consider your travel paid.`
fn is_deemed(words: &[Word]) -> bool {
    let first = words.iter().find(|word| !word.is.any(Class::FILLER));
    let things = Class::RESOURCE.with(Class::EVERYTHING).with(Class::READER).with(Class::PRONOUN);
    first.is_some_and(|word| word.is.any(Class::DEEM)) && words.last().is_some_and(|word| word.is.any(things))
}

fn tense(is: Class, group: Group) -> Option<Tense> {
    let has = |form: Class| is.any(form);
    match () {
        () if group.soft || group.to => None,
        () if has(Class::ING) && (group.be || group.will) => Some(Tense::Future),
        () if group.will && (has(Class::BASE) || has(Class::PART)) => Some(Tense::Future),
        () if group.can && has(Class::BASE) => Some(Tense::Can),
        () if group.have && has(Class::PART) => Some(Tense::Perfect),
        () if group.be || group.have || group.can || group.will => None,
        () if has(Class::BASE) || has(Class::THIRD) => Some(Tense::Now),
        () if has(Class::PAST) => Some(Tense::Past),
        () => None,
    }
}

fn active(clause: &Clause, index: usize, group: Group) -> Option<Found> {
    let words = &clause.words;
    let is = words[index].is;
    // `with sponsors`
    let is_led = index > 0 && words[index - 1].is.any(Class::PREPOSITION) && !words[index - 1].is.any(GROUP);
    if is_led && is.any(Class::OTHER.with(Class::RESOURCE).with(Class::PAPER)) {
        return None;
    }
    let passive = group.be
        && !is.any(Class::ING)
        && is.any(Class::PART)
        && !(group.will
            && is.any(Class::BASE)
            && !words[..index].iter().rev().take(2).any(|word| word.is.any(Class::BE)));
    if passive {
        return None;
    }
    let tense = tense(is, group)?;
    let who = subject_class(clause, group);
    let comes = |index: usize| words[index].is.any(Class::RESOURCE);
    if is.any(Class::ARRIVE) && (!is.any(Class::COMMIT) || subject(words, group.start).is_some_and(comes)) {
        return arrives(clause, index, group, tense);
    }
    let joins = Class::AND.with(Class::SO).with(Class::FILLER);
    let is_first = words[..index].iter().all(|word| word.is.any(joins));
    let is_offer = !is.any(Class::GIVE.with(Class::HAVE))
        || index > 0
        || words[0].gap == Gap::Comma
        || words.iter().any(|word| word.is.any(Class::FREE));
    if is_first && is.any(Class::GET) && is.any(Class::BASE) && is_offer {
        let thing = thing(clause, index, Class::GET)?;
        return Some(found(clause, index, index, thing, Strength::Promise));
    }
    // `The sponsorship will cover your travel`
    let is_money = who.any(Class::MONEY) && !who.any(Class::CHARGE) && is.any(Class::FUND);
    let who =
        if is_money && (group.will || words.iter().any(|word| word.is.any(Class::YOURS))) { Class::WE } else { who };
    let speaks = who.any(Class::WE.with(Class::ROLE));
    let start = subject(words, group.start).unwrap_or(group.start);
    let causes = is.any(Class::HAVE)
        && words[index + 1..].iter().any(|word| word.is.any(Class::COMMIT) && word.is.any(Class::PART));
    if speaks && (is.any(Class::COMMIT) || causes) && !words.iter().any(|word| word.is.any(Class::HARMLESS)) {
        let verb = if causes { Class::GIVE } else { is };
        let thing = thing(clause, index, verb)?;
        let strength = ours(clause, index, thing, tense, who)?;
        return Some(found(clause, start, index, thing, strength));
    }
    let always_gets = who.any(Class::ROLE) && words.iter().any(|word| word.is.any(Class::ALWAYS.with(Class::FREE)));
    if (who.any(Class::READER.with(Class::RECEIVER)) || always_gets) && is.any(Class::GET) && !is.any(Class::HAVE) {
        let thing = thing(clause, index, Class::GET)?;
        let strength = theirs(clause, tense, (start, thing))?;
        return Some(found(clause, start, index, thing, strength));
    }
    let has_now = |index: usize| {
        let is_sum = words[index].is.any(Class::MONEY) && !words[index].is.any(Class::CHARGE);
        let number = words[..index].iter().any(|word| word.is.any(Class::NUMBER));
        is_sum && number && !words.iter().any(|word| word.is.any(Class::OTHER.with(Class::MINE)))
    };
    let all = words[..index].iter().any(|word| word.is.any(Class::EACH)) && who.any(Class::RECEIVER.with(Class::ROLE));
    if (who.any(Class::READER) || all) && is.any(Class::HAVE) && tense == Tense::Now {
        let thing = thing(clause, index, Class::GET).filter(|thing| has_now(*thing))?;
        return Some(found(clause, start, index, thing, Strength::Promise));
    }
    if who.any(Class::READER) && is.any(Class::HAVE) && matches!(tense, Tense::Future | Tense::Can) {
        let thing = thing(clause, index, Class::GET)?;
        return Some(found(clause, start, index, thing, Strength::Promise));
    }
    None
}

/// `The prizes will come from us.`
fn arrives(clause: &Clause, index: usize, group: Group, tense: Tense) -> Option<Found> {
    let words = &clause.words;
    let thing = subject(words, group.start)?;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let is_thing = words[thing].is.any(Class::RESOURCE) && !is_compound(words, thing);
    let is_yours = thing > 0 && words[thing - 1].is.any(Class::YOURS)
        || words.get(index + 1).is_some_and(|word| word.is.any(Class::READER));
    let is_theirs = is_yours && !has(Class::PASTS.with(Class::HABIT).with(Class::OTHER));
    let comes = tense == Tense::Future || tense != Tense::Can && is_theirs;
    (is_thing && comes).then(|| found(clause, thing, index, index, Strength::Promise))
}

/// How much it promises that we do it.
fn ours(clause: &Clause, index: usize, thing: usize, tense: Tense, who: Class) -> Option<Strength> {
    let is = clause.words[index].is;
    let has = |of: Class| clause.words.iter().any(|word| word.is.any(of));
    let (is_we, yours) = (who.any(Class::WE), has(Class::YOURS));
    let settled = is.any(Class::GRANT) || is.any(Class::STATE) && !is.any(Class::FUND);
    let to_all = clause
        .words
        .windows(3)
        .any(|near| near[0].is.any(Class::EACH) && near[1..].iter().any(|word| word.is.any(Class::RECEIVER)))
        || clause.words.windows(2).any(|two| two[0].is.any(Class::EACH) && two[1].is.any(Class::RECEIVER));
    match tense {
        Tense::Future => Some(Strength::Promise),
        Tense::Can => (is_we && !is.any(Class::GRANT)).then_some(Strength::Promise),
        Tense::Now if is.any(Class::VOW) => Some(Strength::Promise),
        Tense::Now if has(Class::HABIT) => is_we.then_some(Strength::Habit),
        // `We pay`, `we pay for travel`; whom we fund in general is a custom.
        Tense::Now if is_we && (has(Class::ALWAYS.with(Class::FREE)) || to_all) => Some(Strength::Promise),
        Tense::Now if is_we && is.any(Class::FUND.with(Class::PROVIDE)) && is_bill(clause, index, thing) => {
            Some(Strength::Promise)
        }
        Tense::Now if is_we && (yours || clause.follows_order || is_certain(clause, index, thing)) => {
            Some(Strength::Promise)
        }
        Tense::Now if is_we => Some(Strength::Habit),
        Tense::Now if has(Class::ALWAYS) => Some(Strength::Promise),
        Tense::Now => (yours && !is.any(Class::GRANT)).then_some(Strength::Promise),
        Tense::Perfect => {
            ((yours || settled) && !is.any(Class::FUND) && !has(Class::PASTS)).then_some(Strength::Promise)
        }
        Tense::Past if index_is_first(clause) => Some(Strength::Promise),
        Tense::Past => (yours && (settled || is.any(Class::SECURE)) && !has(Class::PASTS)).then_some(Strength::Promise),
    }
}

/// The clause has no subject: `Got you two boxes`.
fn index_is_first(clause: &Clause) -> bool {
    clause.words.first().is_some_and(|word| word.is.any(Class::PAST) && !word.is.any(Class::PERSON))
}

/// Nothing follows, or what costs money.
fn is_bill(clause: &Clause, index: usize, thing: usize) -> bool {
    thing == index || clause.words[thing].is.any(Class::RESOURCE.with(Class::PRONOUN))
}

/// `the invoice`, `all costs`, `300 dollars`.
fn is_certain(clause: &Clause, index: usize, thing: usize) -> bool {
    let words = &clause.words;
    let between = words.get(index + 1..=thing.min(words.len().saturating_sub(1))).unwrap_or_default();
    between.iter().any(|word| {
        let certain = Class::DEFINITE.with(Class::PRONOUN).with(Class::MINE).with(Class::NUMBER);
        word.is.any(certain.with(Class::EVERYTHING).with(Class::FULL))
    })
}

/// How much it promises that they get it.
fn theirs(clause: &Clause, tense: Tense, (subject, thing): (usize, usize)) -> Option<Strength> {
    let has = |of: Class| clause.words.iter().any(|word| word.is.any(of));
    let other = |of: Class| clause.words.iter().enumerate().any(|(index, word)| index != subject && word.is.any(of));
    let is_mine = clause.words.iter().take(thing + 1).any(|word| word.is.any(Class::MINE));
    let is_you = clause.words[subject].is.any(Class::READER);
    match tense {
        Tense::Future if !is_you && other(Class::OTHER) => None,
        Tense::Future => Some(Strength::Promise),
        Tense::Can => is_you.then_some(Strength::Promise),
        Tense::Now if has(Class::HABIT) => None,
        Tense::Now if is_you || has(Class::EACH.with(Class::YOURS)) => Some(Strength::Promise),
        // What they get may be from somebody else.
        Tense::Now if is_mine || other(Class::OTHER.with(Class::PASTS)) => None,
        Tense::Now => Some(Strength::Promise),
        Tense::Perfect | Tense::Past => None,
    }
}

/// `Your budget is approved`, `shirts will be sent`, `you will be reimbursed`.
fn passive(clause: &Clause, index: usize, group: Group) -> Option<Found> {
    let words = &clause.words;
    let is = words[index].is;
    let settled = is.any(Class::STATE);
    let counts = settled || is.any(Class::STATUS.with(Class::DUE)) || (is.any(Class::PART) && is.any(Class::COMMIT));
    let is_passive = group.be || group.have && settled;
    if !counts || group.soft || (group.to && !group.will) || !is_passive || (group.can && !settled) {
        return None;
    }
    let patient = subject(words, group.start)?;
    let who = words[patient].is;
    // `the streaming platform is ready`
    let is_other = patient + 1 < group.start && words[patient + 1].is.is_empty() && words[patient + 1].gap == Gap::None;
    if is_other || words[..patient].iter().rev().take(2).any(|word| word.is.any(Class::MINE)) {
        return None;
    }
    let strength = done(clause, index, patient, group)?;
    let thing = match who.any(Class::READER.with(Class::RECEIVER)) {
        true => index.max(thing::thing(clause, index, Class::GET).unwrap_or(index)),
        false => index,
    };
    Some(found(clause, patient, index, thing, strength))
}

fn done(clause: &Clause, index: usize, patient: usize, group: Group) -> Option<Strength> {
    let words = &clause.words;
    let (is, who) = (words[index].is, words[patient].is);
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let agent = agent(words, index);
    if agent.any(Class::READER.with(Class::RECEIVER).with(Class::OTHER)) {
        return None;
    }
    // `all meetups that were registered`
    let further =
        words[index..].iter().position(|word| word.is.any(Class::RELATIVE)).map_or(words.len(), |at| index + at);
    let is_past = words[..further].iter().any(|word| word.is.any(Class::PASTS));
    let over = is_past && !(has(Class::YOURS) && is.any(Class::STATE));
    let described = !group.will && agent.any(Class::ROLE) && !has(Class::YOURS);
    if over || described {
        return None;
    }
    let is_paper = who.any(Class::PAPER.with(Class::ASK)) || is_compound(words, patient);
    if who.any(Class::RESOURCE.with(Class::EVERYTHING)) && !is_paper {
        return resource_done(clause, is, group);
    }
    if who.any(Class::ASK) || (is_paper && is_ask(words, patient)) {
        let no_case_is_left_out = has(Class::ALWAYS) || words[..patient].iter().any(|word| word.is.any(Class::EACH));
        let is_vowed = words[..patient].iter().any(|word| word.is.any(Class::VOW));
        let no_case_is_left_out = no_case_is_left_out || is_vowed;
        if no_case_is_left_out && !has(Class::HABIT) && is.any(Class::FUND.with(Class::GRANT)) {
            return Some(Strength::Promise);
        }
        let will = group.will && is.any(Class::GRANT.with(Class::STATE));
        return match will {
            true => Some(Strength::Promise),
            false => is.any(Class::STATUS).then_some(Strength::Status),
        };
    }
    if who.any(Class::READER.with(Class::RECEIVER)) {
        return reader_done(clause, index, who, group);
    }
    None
}

fn resource_done(clause: &Clause, is: Class, group: Group) -> Option<Strength> {
    let has = |of: Class| clause.words.iter().any(|word| word.is.any(of));
    let verb = is.any(Class::COMMIT) && is.any(Class::PART);
    match () {
        () if has(Class::HABIT) && !group.will => None,
        () if group.will => (verb || is.any(Class::STATE)).then_some(Strength::Promise),
        () if is.any(Class::STATE) => Some(Strength::Promise),
        () if verb && (!group.have || has(Class::YOURS)) => Some(Strength::Promise),
        () if is.any(Class::STATUS) => Some(Strength::Status),
        () => None,
    }
}

fn reader_done(clause: &Clause, index: usize, who: Class, group: Group) -> Option<Strength> {
    let is = clause.words[index].is;
    let thing = thing(clause, index, Class::GET);
    let is_you = who.any(Class::READER);
    match () {
        () if is.any(Class::FUND) && is.any(Class::PART) => {
            let by = clause.words[index..].iter().position(|word| word.is.any(Class::BY)).map(|by| index + by + 1);
            let is_ours =
                by.and_then(|by| clause.words.get(by)).is_some_and(|word| word.is.any(Class::WE.with(Class::ASKER)));
            let is_each = clause.words[..index].iter().any(|word| word.is.any(Class::EACH.with(Class::ALWAYS)));
            (group.will || is_you || is_each || is_ours).then_some(Strength::Promise)
        }
        () if thing.is_some()
            && (is.any(Class::DUE.with(Class::GIVE).with(Class::GRANT).with(Class::HELP))
                || is_you && is.any(Class::STATE)) =>
        {
            Some(Strength::Promise)
        }
        () if is.any(Class::GRANT) && is_you => Some(Strength::Status),
        () => None,
    }
}

/// Who does it: `by the sponsor`.
fn agent(words: &[Word], index: usize) -> Class {
    let after: Vec<Class> = words[index + 1..].iter().map(|word| word.is).collect();
    let by = after.iter().position(|is| is.any(Class::BY));
    let people = by.map(|by| &after[by + 1..(by + 4).min(after.len())]).unwrap_or_default();
    people.iter().find(|is| is.any(Class::PERSON)).copied().unwrap_or_default()
}

/// What was found, with its negations and conditions.
fn found(clause: &Clause, start: usize, verb: usize, thing: usize, strength: Strength) -> Found {
    let words = &clause.words;
    let (first, last) = (start.min(verb), thing.max(verb));
    let is_not = |word: &Word| word.is.any(Class::NOT) && !word.is.any(Class::NEUTRAL);
    let refused =
        words.iter().any(|word| word.is.any(Class::REFUSE)) && words.iter().any(|word| word.is.any(Class::AND));
    let waits = words.iter().any(|word| word.is.any(Class::UPON)) || is_waiting(words, last);
    Found {
        at: words[first].at.start.min(words[last].at.start)..words[last].at.end.max(words[verb].at.end),
        strength,
        negated: words[..=last].iter().any(is_not) || words.get(last + 1).is_some_and(is_not) || refused,
        conditioned: clause.condition_before || clause.condition_after || waits,
        condition_last: clause.condition_after,
    }
}

/// `the approved budget`: approved stands before the thing.
fn is_waiting(words: &[Word], thing: usize) -> bool {
    words[thing].is.any(Class::RESOURCE)
        && thing > 0
        && words[thing - 1].is.any(Class::DECISION)
        && words[thing - 1].is.any(Class::PART)
}
