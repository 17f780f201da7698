//! English promises that no verb of giving carries: `nobody leaves without a shirt`, `leave the bill to us`.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::coming;
use crate::promise::found::Found;
use crate::promise::found::Strength;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;

/// So many words may stand between the parts of such a saying.
const NEAR: usize = 6;

/// The promise of a clause, whether or not it waits for a decision.
pub(super) fn find(clause: &Clause) -> Option<Found> {
    let words = &clause.words;
    let never = never_denied(words)
        .or_else(|| never_without(words))
        .or_else(|| never_left(words))
        .or_else(|| never_pays(words))
        .or_else(|| coming::may_spend(words));
    // `We would never` promises as much as `we will never`.
    let open = if never.is_some() { Class::HEDGE } else { Class::HEDGE.with(Class::SOFT) };
    let (first, last) = never
        .or_else(|| paid_by_us(clause))
        .or_else(|| entrusted(words))
        .or_else(|| free(words))
        .or_else(|| for_all(words))
        .or_else(|| there_is(words))
        .or_else(|| gift(clause))
        .or_else(|| is_yes(words))
        .or_else(|| bare(words))
        .or_else(|| made_to_be_paid(words))
        .or_else(|| coming::find(clause))?;
    let is_open =
        |word: &Word| word.is.any(open.with(Class::PASTS)) && !(never.is_some() && word.is.any(Class::RELATIVE));
    if words[..=last].iter().any(is_open) {
        return None;
    }
    let waits = words.iter().any(|word| word.is.any(Class::UPON));
    Some(Found {
        at: words[first].at.start..words[last].at.end,
        strength: Strength::Promise,
        negated: false,
        conditioned: clause.condition_before || clause.condition_after || waits,
        condition_last: clause.condition_after,
    })
}

type Hit = Option<(usize, usize)>;

/// The first of these at or after a place.
fn next(words: &[Word], from: usize, of: Class) -> Option<usize> {
    words.get(from..)?.iter().position(|word| word.is.any(of)).map(|index| from + index)
}

/// `We never turn down a request.` `No request is refused.`
fn never_denied(words: &[Word]) -> Hit {
    let is_never = |index: &usize| {
        let after_will = *index > 0 && words[*index - 1].is.any(Class::WILL) && words[*index].is.any(Class::NOT);
        words[*index].is.any(Class::NEVER) || after_will
    };
    let never = (0..words.len()).find(is_never)?;
    let deny = next(words, never + 1, Class::DENY).filter(|deny| *deny <= never + NEAR)?;
    let hoped = Class::ASK.with(Class::RESOURCE).with(Class::READER).with(Class::YOURS);
    let has = |words: &[Word], of: Class| words.iter().any(|word| word.is.any(of));
    let is_ever = never > 0 && words[never - 1].is.any(Class::HAVE);
    let is_all = words[never].is.any(Class::NEVER) && words[deny].is.any(Class::PART);
    let is_whole = (has(words, hoped) || is_all)
        && !has(&words[deny + 1..], Class::NOT)
        && (is_ever || !(has(words, Class::HAVE) && has(words, Class::BE)));
    is_whole.then_some((never.min(deny), deny))
}

/// `Nobody goes home without a shirt.`
fn never_without(words: &[Word]) -> Hit {
    let not = next(words, 0, Class::NOT.with(Class::NEVER))?;
    let left = next(words, not + 1, Class::LEFT).filter(|left| *left <= not + NEAR)?;
    let without = next(words, left + 1, Class::NOT).filter(|without| *without <= left + NEAR)?;
    let thing = next(words, without, Class::RESOURCE.with(Class::EVERYTHING))?;
    Some((not, thing))
}

/// `You will not be left with the bill.`
fn never_left(words: &[Word]) -> Hit {
    let not = next(words, 0, Class::NOT.with(Class::NEVER))?;
    let left = next(words, not + 1, Class::LEFT).filter(|left| *left <= not + NEAR)?;
    let is_bill = |index: &usize| {
        let is = words[*index].is;
        is.any(Class::CHARGE)
            || is.any(Class::FUND) && words[*index - 1].is.any(Class::TO.with(Class::PERSON)) && !is.any(Class::OTHER)
    };
    let bill = (left + 1..words.len().min(left + NEAR)).find(is_bill)?;
    Some((not, bill))
}

/// `Swag for 100 guests, paid by us`.
fn paid_by_us(clause: &Clause) -> Hit {
    let words = &clause.words;
    let paid = words.iter().position(|word| word.is.any(Class::FUND) && word.is.any(Class::PART))?;
    words.get(paid + 1).filter(|word| word.is.any(Class::BY))?;
    let us = next(words, paid + 2, Class::WE.with(Class::ASKER))
        .filter(|us| words[paid + 2..*us].iter().all(|word| word.is.any(Class::DEFINITE)))?;
    let is_thing = words[..paid].iter().any(|word| word.is.any(Class::RESOURCE))
        || paid == 0 && clause.before[1].any(Class::RESOURCE);
    let is_open = words.iter().any(|word| word.is.any(Class::NOT.with(Class::ASK).with(Class::BE).with(Class::HAVE)));
    (is_thing && !is_open).then_some((paid, us))
}

/// `Leave the printing costs to us.`
fn entrusted(words: &[Word]) -> Hit {
    let first = words.iter().position(|word| !word.is.any(Class::FILLER.with(Class::SO).with(Class::AND)))?;
    let is_first = words[first].is.any(Class::ENTRUST);
    let thing = next(words, first + 1, Class::RESOURCE.with(Class::EVERYTHING)).filter(|_| is_first)?;
    let us = next(words, thing + 1, Class::WE.with(Class::ASKER))?;
    let is_led = words[us - 1].is.any(Class::TO);
    is_led.then_some((first, us))
}

/// `Free shirts for every attendee`.
fn free(words: &[Word]) -> Hit {
    let plain = Class::NUMBER.with(Class::DEFINITE).with(Class::FILLER).with(Class::AND).with(Class::RESOURCE);
    let free = next(words, 0, Class::FREE).filter(|free| words[..*free].iter().all(|word| word.is.any(plain)))?;
    let thing = next(words, free + 1, Class::RESOURCE).filter(|thing| *thing <= free + 3)?;
    let receiver = next(words, thing + 1, Class::READER.with(Class::RECEIVER).with(Class::YOURS).with(Class::EACH))?;
    let is_open = words.iter().any(|word| word.is.any(Class::NOT.with(Class::OTHER).with(Class::PAPER)));
    let is_led = words[thing + 1..receiver].iter().any(|word| word.is.any(Class::PREPOSITION));
    (is_led && !is_open).then_some((free, receiver))
}

/// `Swag for everyone`.
fn for_all(words: &[Word]) -> Hit {
    let thing = words.iter().position(|word| word.is.any(Class::GOODS.with(Class::COST)))?;
    let is_open =
        words.iter().any(|word| word.is.any(Class::NOT.with(Class::OTHER).with(Class::PAPER).with(Class::BE)));
    let is_for = words.get(thing + 1).is_some_and(|word| word.is.any(Class::PREPOSITION) && !word.is.any(Class::OF));
    let all = words.get(thing + 2).is_some_and(|word| word.is.any(Class::EACH));
    let plain = Class::NUMBER.with(Class::DEFINITE).with(Class::FILLER).with(Class::FREE).with(Class::RESOURCE);
    let others = words[..thing].iter().filter(|word| !word.is.any(plain)).map(|word| word.is).collect::<Vec<_>>();
    let is_bare = others.is_empty() || others.len() == 1 && others[0].is_empty();
    (is_for && all && !is_open && is_bare).then_some((thing, thing + 2))
}

/// `There is a shirt with your name on it`.
fn there_is(words: &[Word]) -> Hit {
    let has = |of: Class| words.iter().position(|word| word.is.any(of));
    let (there, be) = match has(Class::THERE) {
        Some(there) => (there, Class::BE),
        None => (has(Class::WE)?, Class::HAVE),
    };
    let is = (there + 1..words.len().min(there + 4)).find(|index| words[*index].is.any(be))?;
    let thing = next(words, is + 1, Class::MONEY.with(Class::GOODS)).filter(|thing| *thing <= is + NEAR)?;
    let open = Class::NOT.with(Class::OTHER).with(Class::PAPER).with(Class::ASK).with(Class::CHARGE).with(Class::CAN);
    let theirs = Class::READER.with(Class::YOURS).with(Class::EACH);
    let led = words.get(thing + 1).is_some_and(|word| word.is.any(Class::PREPOSITION.with(Class::TO)));
    let rest = &words[thing + 1..];
    let is_ready = words.get(thing + 1).is_some_and(|word| word.is.any(Class::STATE) && word.gap == Gap::None);
    let is_theirs = led && rest.iter().take(NEAR).any(|word| word.is.any(theirs)) || be == Class::HAVE && is_ready;
    let is_open = words[..=thing].iter().any(|word| word.is.any(open));
    (is_theirs && !is_open).then_some((there, thing))
}

/// `You will never pay for swag`, `no organizer pays for the hall`.
fn never_pays(words: &[Word]) -> Hit {
    let pays = words.iter().position(|word| {
        word.is.any(Class::FUND) && word.is.any(Class::BASE.with(Class::THIRD)) && !word.is.any(Class::GIVE)
    })?;
    let before = &words[..pays];
    let not = before.iter().position(|word| word.is.any(Class::NOT) && !word.is.any(Class::NEUTRAL))?;
    let is_theirs = before.iter().any(|word| word.is.any(Class::READER.with(Class::RECEIVER)))
        && before.iter().any(|word| word.is.any(Class::WILL.with(Class::NEVER)) || not == 0);
    // `Never pay for shirts again`; `no team pays` says the contrary.
    let is_order = not == 0 && words[not].is.any(Class::NEVER) && !words[pays].is.any(Class::THIRD);
    let hoped = Class::RESOURCE.with(Class::EVERYTHING).with(Class::MINE).with(Class::NOT).with(Class::CALM);
    let rest = &words[pays + 1..];
    // `No team pays` leaves open for what, and can be anybody's team.
    let is_said = match rest.is_empty() {
        true => before.iter().any(|word| word.is.any(Class::READER)),
        false => rest.iter().any(|word| word.is.any(hoped)),
    };
    if !is_said {
        return None;
    }
    let open = Class::ROLE.with(Class::WE).with(Class::OTHER).with(Class::CAN).with(Class::PASTS);
    let is_open = words[not..pays].iter().any(|word| word.is.any(open));
    ((is_theirs || is_order) && !is_open).then_some((not, pays))
}

/// `The answer to your request is yes.`
fn is_yes(words: &[Word]) -> Hit {
    let yes = words
        .len()
        .checked_sub(1)
        .filter(|last| words[*last].is.any(Class::YES) && words[*last].is.any(Class::DECISION))?;
    let is = yes.checked_sub(1).filter(|before| words[*before].is.any(Class::BE))?;
    let has = |of: Class| words[..is].iter().any(|word| word.is.any(of));
    let is_ours = has(Class::ASK.with(Class::YOURS));
    (is_ours && !has(Class::NOT.with(Class::OTHER))).then_some((0, yes))
}

/// `Sponsorship guaranteed!`
fn bare(words: &[Word]) -> Hit {
    let (last, before) = words.split_last()?;
    let (first, between) = before.split_first()?;
    let is_settled = last.is.any(Class::STATE) && !last.is.any(Class::STATUS.with(Class::NUMBER));
    let is_bare = between.iter().all(|word| word.is.any(Class::FILLER.with(Class::RESOURCE).with(Class::AND)));
    let is_near = last.gap == Gap::None;
    (first.is.any(Class::RESOURCE) && is_settled && is_bare && is_near).then_some((0, words.len() - 1))
}

/// `Our gift to your attendees`, `our contribution: 300 dollars`.
fn gift(clause: &Clause) -> Hit {
    let words = &clause.words;
    let gift = next(words, 0, Class::GIFT)?;
    let is_open = words.iter().any(|word| word.is.any(Class::NOT.with(Class::ASK)));
    let is_theirs = next(words, gift + 1, Class::READER.with(Class::RECEIVER).with(Class::YOURS)).is_some();
    let is_named = clause.further.iter().any(|word| word.is.any(Class::RESOURCE));
    ((is_theirs || is_named) && !is_open).then_some((gift, gift))
}

/// `Get your event funded`, `you will have your travel paid`.
fn made_to_be_paid(words: &[Word]) -> Hit {
    let get = words.iter().position(|word| word.is.any(Class::GET) && word.is.any(Class::BASE))?;
    let led = get.checked_sub(1).map(|before| words[before].is).unwrap_or_default();
    let subject = words[..get].iter().find(|word| word.is.any(Class::PERSON)).map(|word| word.is).unwrap_or_default();
    let is_each = words[..get].iter().any(|word| word.is.any(Class::EACH.with(Class::ALWAYS)));
    let can = subject.any(Class::ROLE) && is_each
        || subject.is_empty() && (get == 0 || led.any(Class::TO.with(Class::AND)))
        || subject.any(Class::READER.with(Class::RECEIVER));
    let theirs = Class::READER.with(Class::RESOURCE).with(Class::YOURS);
    let thing = next(words, get + 1, theirs).filter(|thing| can && *thing <= get + 3)?;
    let paid = (thing + 1..words.len().min(thing + NEAR))
        .find(|index| words[*index].is.any(Class::FUND) && words[*index].is.any(Class::PART))?;
    let is_open = words.iter().any(|word| word.is.any(Class::NOT));
    (!is_open).then_some((get, paid))
}
