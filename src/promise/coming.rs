//! English promises that a time, a noun or a bill carries: `the parcel leaves today`, `full funding for the camp`, `the
//! invoice goes to us`.

use crate::promise::class::Class;
use crate::promise::clause::Clause;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;
use crate::promise::thing::is_compound;

/// So many words may stand between the parts of such a saying.
const NEAR: usize = 5;
/// What leaves it open, or makes it somebody else's.
const OPEN: Class = Class::NOT
    .with(Class::ASK)
    .with(Class::OTHER)
    .with(Class::UPON)
    .with(Class::REFUSE)
    .with(Class::HABIT)
    .with(Class::IF);

/// Where the saying begins and ends.
pub(super) fn find(clause: &Clause) -> Option<(usize, usize)> {
    let words = &clause.words;
    if let Some(costless) = costless(words) {
        return Some(costless);
    }
    // `They` can be other people, and can be shirts.
    let spared = Class::NEUTRAL.with(Class::RESOURCE).with(Class::RECEIVER);
    if words.iter().any(|word| word.is.any(OPEN) && !word.is.any(spared)) {
        return None;
    }
    leaves(words)
        .or_else(|| waits(words))
        .or_else(|| billed(words))
        .or_else(|| holds(words))
        .or_else(|| full(words))
        .or_else(|| firm(words))
        .or_else(|| is_free(words))
        .or_else(|| has_it(clause))
        .or_else(|| is_done(words))
        .or_else(|| finds(words))
        .or_else(|| granted(clause))
        .or_else(|| slogan(clause))
        .or_else(|| relative(words))
}

/// The first of money and goods, if nothing leads it in and it is no part of a form or an answer.
fn thing(words: &[Word]) -> Option<usize> {
    let thing = words.iter().position(|word| word.is.any(Class::RESOURCE))?;
    let open = Class::PREPOSITION.with(Class::TO).with(Class::PAPER).with(Class::COMMIT).with(Class::MINE);
    let open = open.with(Class::RELATIVE);
    let is_plain = words[..thing].iter().all(|word| !word.is.any(open) || word.is.any(Class::FILLER));
    (is_plain && !is_compound(words, thing)).then_some(thing)
}

/// `The parcel leaves today`, `the money flows`.
fn leaves(words: &[Word]) -> Option<(usize, usize)> {
    let thing = thing(words).filter(|thing| words[*thing].is.any(Class::MONEY.with(Class::GOODS)))?;
    let verbs = Class::MOVE.with(Class::ARRIVE);
    let of_that_form = |index: &usize| {
        let (is, before) = (words[*index].is, words[*index - 1].is);
        let has_left = is.any(Class::PART)
            && before.any(Class::HAVE)
            && words[..thing].iter().any(|word| word.is.any(Class::YOURS));
        let is_leaving = is.any(Class::ING) && before.any(Class::BE.with(Class::FILLER));
        is.any(verbs) && !is.any(Class::RESOURCE) && (is.any(Class::BASE.with(Class::THIRD)) || is_leaving || has_left)
    };
    let verb = (thing + 1..words.len().min(thing + NEAR)).find(of_that_form)?;
    let has_left = words[verb].is.any(Class::PART) && words[verb - 1].is.any(Class::HAVE);
    let rest = &words[verb + 1..];
    let is_soon = rest.iter().any(|word| word.is.any(Class::SOON));
    let is_all = rest.iter().all(|word| word.is.any(Class::SOON.with(Class::FILLER)));
    let is_certain = words[..thing].iter().any(|word| word.is.any(Class::DEFINITE)) || rest.is_empty();
    (is_soon || has_left || is_all && is_certain).then_some((thing, verb))
}

/// `The invoice goes to us`.
fn billed(words: &[Word]) -> Option<(usize, usize)> {
    let bills = Class::CHARGE.with(Class::EVERYTHING).with(Class::RESOURCE);
    let bill = words.iter().position(|word| word.is.any(bills))?;
    let ours = (bill + 1..words.len().min(bill + NEAR)).find(|index| words[*index].is.any(Class::OURS))?;
    Some((bill, ours))
}

/// `The grant includes food and drinks`.
fn holds(words: &[Word]) -> Option<(usize, usize)> {
    let package = words.iter().position(|word| word.is.any(Class::PACKAGE))?;
    let verb = (package + 1..words.len().min(package + NEAR)).find(|index| words[*index].is.any(Class::INCLUDE))?;
    let thing = (verb + 1..words.len()).find(|index| words[*index].is.any(Class::RESOURCE))?;
    (!is_compound(words, thing)).then_some((package, thing))
}

/// `Full funding for the camp`.
fn full(words: &[Word]) -> Option<(usize, usize)> {
    let full = words.iter().position(|word| word.is.any(Class::FULL))?;
    let plain = Class::FILLER.with(Class::DEFINITE).with(Class::YES);
    let open = Class::BE.with(Class::HAVE).with(Class::PAPER).with(Class::WILL).with(Class::CAN);
    let is_bare =
        words[..full].iter().all(|word| word.is.any(plain)) && !words[full + 1..].iter().any(|word| word.is.any(open));
    let is_led = words.get(full + 1).is_some_and(|word| word.is.any(Class::PREPOSITION.with(Class::STATE)));
    (is_bare && is_led).then_some((full, full))
}

/// `The snacks will be on your table`.
fn waits(words: &[Word]) -> Option<(usize, usize)> {
    let thing = thing(words)?;
    let rest = &words[thing + 1..words.len().min(thing + 1 + NEAR + 2)];
    let at = |of: Class| rest.iter().position(|word| word.is.any(of));
    let (will, be, led) = (at(Class::WILL)?, at(Class::BE)?, at(Class::PREPOSITION)?);
    let theirs = at(Class::YOURS.with(Class::READER).with(Class::EACH))?;
    (will < be && be < led && led < theirs).then_some((thing, thing + 1 + theirs))
}

/// `It is a done deal`.
fn firm(words: &[Word]) -> Option<(usize, usize)> {
    let firm = words.iter().position(|word| word.is.any(Class::FIRM))?;
    let be = firm.checked_sub(1).filter(|before| words[*before].is.any(Class::BE))?;
    let before = &words[..be];
    let (subject, before) = before.split_last()?;
    let is_it = (subject.is.any(Class::PRONOUN) || subject.is.any(Class::RECEIVER) && subject.is.any(Class::OTHER))
        && !subject.is.any(Class::EVERYTHING.with(Class::RESOURCE));
    let is_bare = before.iter().all(|word| word.is.any(Class::FILLER.with(Class::AND).with(Class::SO)));
    let is_last = words[firm + 1..].iter().all(|word| word.is.any(Class::FILLER));
    (is_it && is_bare && is_last).then_some((be - 1, firm))
}

/// `Your ticket is free`.
fn is_free(words: &[Word]) -> Option<(usize, usize)> {
    let free = words.len().checked_sub(1).filter(|last| words[*last].is.any(Class::FREE))?;
    let [yours, thing, be] = words.get(free.checked_sub(3)?..free)? else { return None };
    let is_yours = yours.is.any(Class::YOURS) && thing.is.any(Class::RESOURCE) && be.is.any(Class::BE);
    is_yours.then_some((free - 3, free))
}

/// `I authorize you to buy the cables`.
pub(super) fn may_spend(words: &[Word]) -> Option<(usize, usize)> {
    // `You may spend 200 dollars`
    let own = words.iter().position(|word| word.is.any(Class::SPEND));
    if let Some(spend) = own.filter(|spend| words[..*spend].iter().any(|word| word.is.any(Class::READER))) {
        let can = words[..spend].iter().any(|word| word.is.any(Class::SOFT.with(Class::CAN)));
        let number = words[spend..].iter().position(|word| word.is.any(Class::NUMBER)).map(|at| spend + at);
        let sum = number.and_then(|at| words.get(at + 1)).is_some_and(|word| word.is.any(Class::MONEY));
        if let Some(number) = number.filter(|_| can && sum) {
            return Some((spend, number + 1));
        }
    }
    let permit = words.iter().position(|word| word.is.any(Class::PERMIT))?;
    let is_ours = words[..permit].iter().any(|word| word.is.any(Class::WE.with(Class::ROLE)));
    let is_theirs = words.get(permit + 1).is_some_and(|word| word.is.any(Class::READER));
    let spend = (permit + 2..words.len()).find(|index| words[*index].is.any(Class::SPEND))?;
    let is_led = words[spend - 1].is.any(Class::TO);
    let thing = (spend + 1..words.len()).find(|index| words[*index].is.any(Class::RESOURCE.with(Class::NUMBER)))?;
    (is_ours && is_theirs && is_led).then_some((permit, thing))
}

/// `Need stickers? You have them.`
fn has_it(clause: &Clause) -> Option<(usize, usize)> {
    let words = &clause.words;
    let have = words.iter().position(|word| word.is.any(Class::GET.with(Class::HAVE)))?;
    let is_it = words.get(have + 1).is_some_and(|word| word.is.any(Class::PRONOUN));
    let before = |of: Class| words[..have].iter().any(|word| word.is.any(of));
    let is_known = clause.before[1].any(Class::RESOURCE);
    let is_last = have + 2 >= words.len();
    let is_for_you = before(Class::WE) && words[have + 1..].iter().any(|word| word.is.any(Class::READER));
    (is_it && is_known && (is_last && before(Class::READER) || is_for_you)).then_some((have, have + 1))
}

/// `Done, money sent`.
fn is_done(words: &[Word]) -> Option<(usize, usize)> {
    let [thing, done] = words else { return None };
    let follows = thing.gap != Gap::None;
    let is_done = done.is.any(Class::COMMIT) && done.is.any(Class::PART);
    (follows && thing.is.any(Class::MONEY.with(Class::GOODS)) && is_done).then_some((0, 1))
}

/// `You will find the money on your account`.
fn finds(words: &[Word]) -> Option<(usize, usize)> {
    let find = words.iter().position(|word| word.is.any(Class::SECURE))?;
    let before = &words[..find];
    let will = before.iter().position(|word| word.is.any(Class::WILL))?;
    let is_theirs = before[..will].iter().any(|word| word.is.any(Class::READER.with(Class::EACH)));
    let thing = (find + 1..words.len()).find(|index| words[*index].is.any(Class::MONEY.with(Class::GOODS)))?;
    let is_near = words[thing + 1..].iter().any(|word| word.is.any(Class::YOURS.with(Class::STATE)));
    (is_theirs && is_near && !is_compound(words, thing)).then_some((will, thing))
}

/// `Your request, which we have approved`; `small requests: they are simply paid`.
fn granted(clause: &Clause) -> Option<(usize, usize)> {
    let words = &clause.words;
    let known = clause.before[1].any(Class::ASK.with(Class::RESOURCE));
    let grant = words.len().checked_sub(1)?;
    let is_ours = words[0].is.any(Class::RELATIVE.with(Class::SO))
        && (words[0].is.any(Class::SO) || words[..grant].iter().any(|word| word.is.any(Class::WE.with(Class::ROLE))))
        && words[grant].is.any(Class::GRANT);
    let is_they = words[0].is.any(Class::RECEIVER)
        && words[0].is.any(Class::OTHER)
        && words[1..grant.max(1)].iter().any(|word| word.is.any(Class::BE))
        && words[grant].is.any(Class::FUND.with(Class::GRANT));
    (known && (is_ours || is_they) && words[grant].is.any(Class::PART)).then_some((0, grant))
}

/// `No cost remains for you`.
fn costless(words: &[Word]) -> Option<(usize, usize)> {
    let not = words.iter().position(|word| word.is.any(Class::NOT) && !word.is.any(Class::NEUTRAL))?;
    let cost = (not + 1..words.len().min(not + 3)).find(|index| words[*index].is.any(Class::CHARGE))?;
    let stays = (cost + 1..words.len().min(cost + 4)).find(|index| words[*index].is.any(Class::REMAIN))?;
    let theirs = (stays + 1..words.len().min(stays + 4)).find(|index| words[*index].is.any(Class::READER))?;
    let open = Class::ASK.with(Class::IF).with(Class::WE).with(Class::ROLE).with(Class::SOFT);
    (!words.iter().any(|word| word.is.any(open))).then_some((not, theirs))
}

/// `Your idea, our budget`, `money within a week`.
fn slogan(clause: &Clause) -> Option<(usize, usize)> {
    let words = &clause.words;
    let verbs = Class::BE.with(Class::HAVE).with(Class::WILL).with(Class::CAN).with(Class::SOFT);
    let is_verb = |word: &Word| {
        word.is.any(verbs) || word.is.any(Class::FORMS) && !word.is.any(Class::RESOURCE.with(Class::PURSE))
    };
    let others = Class::PAPER.with(Class::READER.without(Class::YOURS)).with(Class::HEDGE).with(Class::PASTS);
    if words.iter().any(|word| is_verb(word) || word.is.any(others)) {
        return None;
    }
    let first = words.first()?;
    let soon = words.iter().position(|word| word.is.any(Class::SOON));
    let quick = soon.filter(|soon| *soon > 0 && first.is.any(Class::MONEY.with(Class::GOODS)) && words.len() <= 6);
    let ends = words.len() - 1;
    let is_joined = first.gap == Gap::Comma || words[..ends].iter().any(|word| word.is.any(Class::YOURS));
    let paid = (words[ends].is.any(Class::PURSE) && is_joined && clause.follows_yours).then_some(ends);
    quick.or(paid).map(|last| (0, last))
}

/// `The shirts that we are sending`.
fn relative(words: &[Word]) -> Option<(usize, usize)> {
    let who = (1..words.len()).find(|index| {
        let is_who = words[*index].is.any(Class::WE.with(Class::READER)) && !words[*index].is.any(Class::RESOURCE);
        let led = words[*index - 1].is;
        let thing = if led.any(Class::RELATIVE) { index.checked_sub(2).map(|at| words[at].is) } else { Some(led) };
        is_who && thing.is_some_and(|is| is.any(Class::MONEY.with(Class::GOODS)))
    })?;
    let deeds = if words[who].is.any(Class::WE) { Class::GIVE.with(Class::FUND) } else { Class::GET };
    let helps = Class::BE.with(Class::WILL);
    let verb = (who + 1..words.len().min(who + NEAR)).find(|index| {
        let is = words[*index].is;
        is.any(deeds)
            && is.any(Class::ING.with(Class::BASE))
            && words[who + 1..*index].iter().any(|word| word.is.any(helps))
    })?;
    Some((who - 1, verb))
}
