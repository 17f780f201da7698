//! The thing that a verb is about.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::group::GROUP;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;

/// Is this word the first of two that are one thing: `budget form`?
pub(super) fn is_compound(words: &[Word], index: usize) -> bool {
    let next = words.get(index + 1).filter(|next| next.gap == Gap::None);
    next.is_some_and(|next| {
        next.is.any(Class::PAPER.with(Class::ASK)) && !next.is.any(Class::RESOURCE.with(Class::STATE).with(GROUP))
    })
}

pub(super) fn is_ask(words: &[Word], index: usize) -> bool {
    words.get(index + 1).is_some_and(|next| next.is.any(Class::ASK))
}

/// The thing that a verb is about: the first of money, goods or costs that is no part of a form or an answer.
pub(super) fn thing(clause: &Clause, index: usize, verb: Class) -> Option<usize> {
    if verb.any(Class::WHOLE) {
        return Some(index);
    }
    let own = clause.words.len();
    let all: Vec<&Word> = clause.words.iter().chain(&clause.further).collect();
    let needs_with = verb.any(Class::HELP) && !verb.any(Class::GIVE.with(Class::FUND));
    let (mut blocked, mut with) = (false, !needs_with);
    for (at, word) in all.iter().enumerate().skip(index + 1) {
        let is = word.is;
        let next = all.get(at + 1).map_or((Class::default(), Gap::Strong), |next| (next.is, next.gap));
        let led = at == index + 1;
        if verb.any(Class::FUND)
            && !verb.any(Class::GIVE)
            && at <= index + 3
            && !blocked
            && (is_funded(is, next) || at >= own)
        {
            return Some(at.min(own - 1));
        }
        if at <= index + 2
            && is_pronoun(is, next)
            && clause.before[1].any(Class::RESOURCE.with(Class::EVERYTHING))
            && !is_handed_on(&all, at)
        {
            return Some(at.min(own - 1));
        }
        let is_all = verb.any(Class::GIVE.with(Class::GRANT)) || verb.any(Class::GET) && !is.any(Class::AMOUNT);
        if is_all && is.any(Class::EVERYTHING) && !blocked && led {
            return Some(at.min(own - 1));
        }
        if is.any(Class::AND) || word.gap >= Gap::Comma {
            blocked = false;
        }
        if is.any(Class::HARMLESS) {
            return None;
        }
        let is_paper =
            is.any(Class::PAPER) && !is.any(Class::RESOURCE) || is.any(Class::RESOURCE) && is_head_of_paper(next);
        let is_own = all[at - 1].is.any(Class::OWN) && !verb.any(Class::FUND);
        if is.any(Class::RESOURCE) && !is_paper && !is_own && !blocked && with && !is_handed_on(&all, at) {
            return Some(at.min(own - 1));
        }
        // `the 300`
        let is_bare = is.any(Class::NUMBER)
            && all[at - 1].is.any(Class::DEFINITE)
            && (at + 1 == all.len() || next.1 != Gap::None || next.0.any(Class::SOON.with(Class::FILLER)));
        if is_bare && !blocked && with && at < own {
            return Some(at);
        }
        if verb.any(Class::GRANT) && is.any(Class::ASK) && !blocked {
            return Some(at.min(own - 1));
        }
        with |= needs_with && is.any(Class::PREPOSITION) && !is.any(Class::OF.with(Class::TO));
        let is_ours = is.any(Class::BY) && next.0.any(Class::WE.with(Class::ASKER));
        let leads = !is_ours
            && is.any(Class::PREPOSITION.with(Class::TO))
            && !is.any(Class::FILLER)
            && !leads_on(word, led, &all, at);
        let ends = is.any(Class::HEDGE.with(Class::RELATIVE)) && !is.any(Class::DEFINITE.with(Class::FILLER)) && !led;
        blocked |= (is_paper || leads || ends) && !(with && needs_with && is.any(Class::PREPOSITION));
    }
    let is_last = index + 1 >= all.len();
    (verb.any(Class::FUND) && !verb.any(Class::GIVE) && is_last).then_some(index)
}

/// `fund your event`, `pay for it`.
fn is_funded(is: Class, next: (Class, Gap)) -> bool {
    let is_whole = is.any(Class::READER.with(Class::RECEIVER).with(Class::EVERYTHING)) && !is_head_of_paper(next);
    is_whole || is_pronoun(is, next) || is.any(Class::YOURS) && !next.0.any(Class::PAPER.with(Class::ASK))
}

/// `it`, or `this` with nothing after it.
fn is_pronoun(is: Class, next: (Class, Gap)) -> bool {
    let ends = next.1 != Gap::None || next.0.any(Class::PREPOSITION.with(Class::FILLER).with(Class::AND));
    is.any(Class::PRONOUN) && (!is.any(Class::DEFINITE) || ends)
}

fn is_head_of_paper(next: (Class, Gap)) -> bool {
    let (is, gap) = next;
    gap == Gap::None
        && is.any(Class::PAPER.with(Class::ASK))
        && !is.any(Class::RESOURCE.with(Class::STATE).with(Class::PREPOSITION))
}

/// A preposition after which the thing may still come: `pay for`, `provide you with`, `a box of`, `give to your team`.
fn leads_on(word: &Word, led: bool, all: &[&Word], at: usize) -> bool {
    let next = all.get(at + 1).map(|next| next.is).unwrap_or_default();
    let before = all[at - 1].is;
    let is_to = word.is.any(Class::TO);
    match () {
        () if led => !is_to || next.any(Class::READER),
        () if is_to => next.any(Class::READER.with(Class::RECEIVER)),
        () => before.any(Class::READER.with(Class::RECEIVER)) || is_amount(word, before) || next.any(Class::READER),
    }
}

/// `half of`, `a box of`: what it is of comes after.
fn is_amount(word: &Word, before: Class) -> bool {
    word.is.any(Class::OF) && !before.any(Class::PAPER)
}

/// `give the budget to the Review Team`: it is handed on, not given.
fn is_handed_on(all: &[&Word], at: usize) -> bool {
    let after = &all[at + 1..(at + 5).min(all.len())];
    let Some(to) = after.iter().position(|word| word.is.any(Class::TO)) else { return false };
    let receiver = after[to + 1..].iter().find(|word| word.is.any(Class::PERSON));
    receiver.is_some_and(|word| word.is.any(Class::ROLE) && !word.is.any(Class::READER))
}
