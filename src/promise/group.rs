//! The subject of a verb, and the words between the two.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::lexicon::Word;

/// What stands between a subject and its verb.
pub(super) const GROUP: Class = Class::WILL
    .with(Class::CAN)
    .with(Class::SOFT)
    .with(Class::BE)
    .with(Class::HAVE)
    .with(Class::NOT)
    .with(Class::NEUTRAL)
    .with(Class::FILLER)
    .with(Class::HABIT)
    .with(Class::TO);

/// The words before a verb.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) will: bool,
    pub(super) can: bool,
    pub(super) soft: bool,
    pub(super) be: bool,
    pub(super) have: bool,
    pub(super) to: bool,
}

/// Walks left from a verb to its subject.
pub(super) fn group(words: &[Word], index: usize) -> Group {
    let mut group = Group { start: index, ..Group::default() };
    for (at, word) in words[..index].iter().enumerate().rev() {
        let is = word.is;
        let is_turned = is.any(Class::WE.with(Class::READER)) && at + 1 == group.start && at > 0;
        if is_turned && words[at - 1].is.any(Class::WILL) {
            group.will |= !group.soft;
        }
        // `our pleasure to`, `let us`
        group.will |= is.any(Class::WE) && is.any(Class::WILL) && !group.soft;
        if !is.any(GROUP) || is.any(Class::PERSON.with(Class::RESOURCE).with(Class::ASK)) {
            break;
        }
        group.start = at;
        let settled = group.will || group.soft;
        group.will |= is.any(Class::WILL) && !settled;
        group.soft |= is.any(Class::SOFT) && !group.will;
        group.can |= is.any(Class::CAN);
        group.be |= is.any(Class::BE);
        group.have |= is.any(Class::HAVE);
        group.to |= is.any(Class::TO) && !settled;
    }
    group
}

/// The subject: the nearest to the left that no preposition leads in.
pub(super) fn subject(words: &[Word], end: usize) -> Option<usize> {
    let heads = Class::PERSON.with(Class::RESOURCE).with(Class::PAPER).with(Class::ASK).with(Class::EVERYTHING);
    (0..end).rev().filter(|index| words[*index].is.any(heads)).find(|index| {
        let is_pronoun = words[*index].is.any(Class::WE.with(Class::READER));
        let near: Vec<Class> = words[..*index].iter().rev().take(4).map(|word| word.is).collect();
        let plain = Class::DEFINITE.with(Class::YOURS).with(Class::NUMBER).with(Class::EACH).with(Class::FILLER);
        let skipped = near
            .iter()
            .take_while(|is| !is_pronoun && (is.without(plain).is_empty() || is.any(Class::EACH.with(Class::PART))))
            .count();
        let is_led_in = |is: &Class| is.any(Class::PREPOSITION.with(Class::TO)) && !is.any(GROUP.without(Class::TO));
        // `both of your tickets`, `a sum of 300 euros`
        let whole = Class::DEFINITE.with(Class::PRONOUN).with(Class::AMOUNT);
        let is_part = || {
            near.get(skipped).is_some_and(|is| is.any(Class::OF))
                && near.get(skipped + 1).is_some_and(|is| is.any(whole))
                && !near.get(skipped + 2).is_some_and(is_led_in)
        };
        !near.get(skipped).is_some_and(is_led_in) || is_part()
    })
}

/// What the subject is; a clause without one speaks for us, as in `Will send you shirts`.
pub(super) fn subject_class(clause: &Clause, group: Group) -> Class {
    let words = &clause.words;
    let subject = subject(words, group.start).filter(|index| !words[*index].is.any(Class::PRONOUN));
    match subject {
        Some(index) => words[index].is,
        None if words[..group.start].last().is_some_and(|word| word.is.any(Class::PRONOUN)) => clause.before[0],
        None if words[..group.start].iter().all(|word| word.is.any(Class::FILLER.with(Class::AND).with(Class::SO))) => {
            // `Got you two boxes`
            let is_chat = words[group.start..].iter().skip(1).take(1).any(|word| word.is.any(Class::READER));
            if group.will || is_chat && words[group.start].is.any(Class::PAST) { Class::WE } else { Class::default() }
        }
        None => Class::default(),
    }
}
