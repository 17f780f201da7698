//! English promises whose grammar is not understood: who gives, a verb of giving, a thing and its receiver, and nothing
//! that leaves it open.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::found::Found;
use crate::promise::found::Strength;
use crate::promise::lexicon::Word;
use crate::promise::thing::is_compound;

/// So many words may stand between who gives and the verb, and between the verb and the thing.
const NEAR: usize = 7;
/// What leaves it open, or makes it somebody else's.
const OPEN: Class = Class::NOT
    .with(Class::SOFT)
    .with(Class::HEDGE)
    .with(Class::PASTS)
    .with(Class::OTHER)
    .with(Class::ASK)
    .with(Class::HARMLESS)
    .with(Class::UPON)
    .with(Class::REFUSE)
    .with(Class::HABIT)
    .with(Class::IF)
    .with(Class::PAPER)
    .with(Class::RELATIVE)
    .with(Class::DECISION)
    .with(Class::MINE);

/// The promise of a clause, whether or not it waits for a decision.
pub(super) fn find(clause: &Clause) -> Option<Found> {
    let words = &clause.words;
    let is_open =
        |word: &Word| word.is.any(OPEN) && !word.is.any(Class::RESOURCE.with(Class::DEFINITE).with(Class::WILL));
    if words.iter().any(is_open) {
        return None;
    }
    let (first, last) = given(words).or_else(|| got(words))?;
    Some(Found {
        at: words[first].at.start..words[last].at.end,
        strength: Strength::Promise,
        negated: false,
        conditioned: clause.condition_before || clause.condition_after,
        condition_last: clause.condition_after,
    })
}

/// `The council sees to it that your team is given shirts.`
fn given(words: &[Word]) -> Option<(usize, usize)> {
    let verb =
        (0..words.len()).find(|index| is_verb(words, *index, Class::FUND.with(Class::GIVE).with(Class::GRANT)))?;
    let people = Class::PERSON;
    let who = words[..verb].iter().rposition(|word| word.is.any(people))?;
    let thing = thing(words, verb)?;
    let is_ours = words[who].is.any(Class::WE.with(Class::ROLE)) && !words[who].is.any(Class::READER);
    let theirs = Class::READER.with(Class::YOURS).with(Class::RECEIVER);
    let is_theirs = words[verb + 1..].iter().any(|word| word.is.any(theirs));
    (is_ours && is_theirs && verb <= who + NEAR).then_some((who, thing))
}

/// `Your team surely ends up with a box of shirts.`
fn got(words: &[Word]) -> Option<(usize, usize)> {
    let verb =
        (0..words.len()).find(|index| is_verb(words, *index, Class::GET) && !words[*index].is.any(Class::HAVE))?;
    let who = words[..verb].iter().rposition(|word| word.is.any(Class::PERSON))?;
    let thing = thing(words, verb)?;
    let is_theirs = words[who].is.any(Class::READER);
    (is_theirs && verb <= who + NEAR).then_some((who, thing))
}

/// A verb in the present, or after a word that needs it; `paid` alone may be long ago.
fn is_verb(words: &[Word], index: usize, of: Class) -> bool {
    let is = words[index].is;
    let led = index > 0 && words[index - 1].is.any(Class::PREPOSITION.with(Class::DEFINITE)) && !is.any(Class::ING);
    let is_helped = || words[..index].iter().any(|word| word.is.any(Class::BE.with(Class::HAVE).with(Class::WILL)));
    is.any(of)
        && !is.any(Class::RESOURCE)
        && !led
        && (is.any(Class::BASE.with(Class::THIRD)) || is.any(Class::ING.with(Class::PART)) && is_helped())
}

fn thing(words: &[Word], verb: usize) -> Option<usize> {
    let end = words.len().min(verb + NEAR);
    let thing = (verb + 1..end).find(|index| words[*index].is.any(Class::RESOURCE))?;
    let handed_on = words[thing..].windows(3).any(|words| {
        words[0].is.any(Class::TO)
            && words[1..].iter().any(|word| word.is.any(Class::ROLE) && !word.is.any(Class::READER))
    });
    (!is_compound(words, thing) && !handed_on).then_some(thing)
}
