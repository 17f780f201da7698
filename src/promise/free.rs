//! Promises in languages whose words may stand in many orders: who, what is done and what it is about stand in one clause.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::clause::Role;
use crate::promise::found::Found;
use crate::promise::found::Strength;
use crate::promise::lexicon::Word;

/// The promise of a clause, whether or not it is negated or waits for a decision.
pub(super) fn find(clause: &Clause) -> Option<Found> {
    let words = &clause.words;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    if clause.role != Role::Main
        || has(Class::ALLOWED.with(Class::HEDGE).with(Class::RELATIVE.without(Class::DEFINITE)))
    {
        return None;
    }
    let (verb, thing, strength) = sure(clause)
        .or_else(|| given(clause))
        .or_else(|| got(clause))
        .or_else(|| done(clause))
        .or_else(|| comes(clause))?;
    let (first, last) = (verb.min(thing), verb.max(thing));
    let is_not = |word: &Word| word.is.any(Class::NOT) && !word.is.any(Class::NEUTRAL);
    let refused = has(Class::REFUSE) && has(Class::AND);
    Some(Found {
        at: words[first].at.start..words[last].at.end.max(words[first].at.end),
        strength,
        negated: words.iter().any(is_not) || refused,
        conditioned: clause.condition_before || clause.condition_after || has(Class::UPON),
        condition_last: clause.condition_after,
    })
}

type Hit = (usize, usize, Strength);

fn sure(clause: &Clause) -> Option<Hit> {
    let at = |of: Class| clause.words.iter().position(|word| word.is.any(of));
    if let Some(sure) = at(Class::SURE) {
        return Some((sure, sure, Strength::Promise));
    }
    Some((at(Class::CALM)?, resource(clause)?, Strength::Promise))
}

/// We do something.
fn given(clause: &Clause) -> Option<Hit> {
    let words = &clause.words;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let speaks = Class::WE.with(Class::WE_VERB);
    let is_role = has(Class::ROLE) && !has(speaks);
    if !(has(speaks) || is_role) || has(Class::SOFT) && !has(Class::CAN.with(Class::WILL)) || has(Class::PASTS) {
        return None;
    }
    // A verb that names its subject counts by itself; another one only if its subject is we.
    let is_ours = |word: &Word| {
        word.is.any(Class::WE_VERB) || has(Class::WE.with(Class::ROLE).with(Class::WILL).with(Class::CAN))
    };
    let verbs = Class::FUND.with(Class::GIVE).with(Class::GRANT);
    let verb = words.iter().position(|word| word.is.any(verbs) && is_ours(word))?;
    let is_we_verb = words[verb].is.any(Class::WE_VERB);
    let describes = is_role && words[verb].is.any(Class::GRANT) && !has(Class::WILL);
    if describes || has(Class::OTHER) && !is_we_verb {
        return None;
    }
    let is = words[verb].is;
    let target = Class::READER.with(Class::EVERYTHING).with(Class::RECEIVER);
    let funded = is.any(Class::FUND).then(|| words.iter().position(|word| word.is.any(target))).flatten();
    let asked = is.any(Class::GRANT).then(|| words.iter().position(|word| word.is.any(Class::ASK))).flatten();
    // `Send the bill, I pay it.`
    let named = clause.before[1].any(Class::RESOURCE) && is.any(Class::FUND) && !has(Class::READER.with(Class::PAPER));
    let thing = resource(clause).or(funded).or(asked).or(named.then_some(verb))?;
    let strength = if has(Class::HABIT) { Strength::Habit } else { Strength::Promise };
    Some((verb, thing, strength))
}

/// They get something.
fn got(clause: &Clause) -> Option<Hit> {
    let words = &clause.words;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let verb = words.iter().position(|word| word.is.any(Class::GET))?;
    let is_theirs = has(Class::READER.with(Class::RECEIVER)) || words[verb].is.any(Class::YOURS);
    if !is_theirs || has(Class::SOFT.with(Class::HABIT).with(Class::PASTS)) {
        return None;
    }
    Some((verb, resource(clause)?, Strength::Promise))
}

/// Something is done, or settled.
fn done(clause: &Clause) -> Option<Hit> {
    let words = &clause.words;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let at = |of: Class| words.iter().position(|word| word.is.any(of));
    if has(Class::SOFT.with(Class::HABIT)) || !has(Class::BE.with(Class::WILL)) || has(Class::OTHER) {
        return None;
    }
    if let Some(ask) = at(Class::ASK) {
        let status = at(Class::STATUS.with(Class::STATE))?;
        return Some((ask, status, if has(Class::WILL) { Strength::Promise } else { Strength::Status }));
    }
    let state = at(Class::STATE).filter(|_| !has(Class::PASTS))?;
    let thing = resource(clause).or_else(|| at(Class::EVERYTHING)).or_else(|| {
        let funded = words[state].is.any(Class::FUND);
        funded.then(|| at(Class::READER)).flatten()
    })?;
    Some((state, thing, Strength::Promise))
}

/// The goods come.
fn comes(clause: &Clause) -> Option<Hit> {
    let words = &clause.words;
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let open = Class::SOFT.with(Class::HABIT).with(Class::PASTS).with(Class::OTHER).with(Class::PAPER).with(Class::ASK);
    let verb = words.iter().position(|word| word.is.any(Class::ARRIVE))?;
    let thing =
        words.iter().position(|word| word.is.any(Class::MONEY.with(Class::GOODS)) && !word.is.any(Class::CHARGE))?;
    (!has(open)).then_some((verb, thing, Strength::Promise))
}

/// The first of money, goods or costs; none if a form or an answer stands before it.
fn resource(clause: &Clause) -> Option<usize> {
    let words = &clause.words;
    let at = words.iter().position(|word| word.is.any(Class::RESOURCE))?;
    let is_paper = words[..at].iter().any(|word| word.is.any(Class::PAPER) && !word.is.any(Class::RESOURCE));
    (!is_paper).then_some(at)
}
