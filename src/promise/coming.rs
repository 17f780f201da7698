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
    if words.iter().any(|word| word.is.any(OPEN) && !word.is.any(Class::NEUTRAL.with(Class::RESOURCE))) {
        return None;
    }
    leaves(words)
        .or_else(|| waits(words))
        .or_else(|| billed(words))
        .or_else(|| holds(words))
        .or_else(|| full(words))
        .or_else(|| firm(words))
        .or_else(|| is_free(words))
        .or_else(|| may_spend(words))
        .or_else(|| has_it(clause))
        .or_else(|| is_done(words))
}

/// The first of money and goods, if nothing leads it in and it is no part of a form or an answer.
fn thing(words: &[Word]) -> Option<usize> {
    let thing = words.iter().position(|word| word.is.any(Class::RESOURCE))?;
    let open = Class::PREPOSITION.with(Class::TO).with(Class::PAPER).with(Class::COMMIT).with(Class::MINE);
    let is_plain = words[..thing].iter().all(|word| !word.is.any(open) || word.is.any(Class::FILLER));
    (is_plain && !is_compound(words, thing)).then_some(thing)
}

/// `The parcel leaves today`, `the money flows`.
fn leaves(words: &[Word]) -> Option<(usize, usize)> {
    let thing = thing(words).filter(|thing| words[*thing].is.any(Class::MONEY.with(Class::GOODS)))?;
    let verbs = Class::MOVE.with(Class::ARRIVE);
    let forms = Class::BASE.with(Class::THIRD).with(Class::ING);
    let verb = (thing + 1..words.len().min(thing + NEAR))
        .find(|index| words[*index].is.any(verbs) && words[*index].is.any(forms))?;
    let rest = &words[verb + 1..];
    let is_soon = rest.iter().any(|word| word.is.any(Class::SOON));
    let is_all = rest.iter().all(|word| word.is.any(Class::SOON.with(Class::FILLER)));
    let is_certain = words[..thing].iter().any(|word| word.is.any(Class::DEFINITE)) || rest.is_empty();
    (is_soon || is_all && is_certain).then_some((thing, verb))
}

/// `The invoice goes to us`.
fn billed(words: &[Word]) -> Option<(usize, usize)> {
    let bill = words.iter().position(|word| word.is.any(Class::CHARGE.with(Class::EVERYTHING).with(Class::COST)))?;
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
    let is_it = subject.is.any(Class::PRONOUN) && !subject.is.any(Class::EVERYTHING.with(Class::RESOURCE));
    let is_bare = before.iter().all(|word| word.is.any(Class::FILLER.with(Class::AND).with(Class::SO)));
    let is_last = words[firm + 1..].iter().all(|word| word.is.any(Class::FILLER));
    (is_it && is_bare && is_last).then_some((be - 1, firm))
}

/// `Your ticket is free`.
fn is_free(words: &[Word]) -> Option<(usize, usize)> {
    let free = words.iter().position(|word| word.is.any(Class::FREE))?;
    let thing = thing(words).filter(|thing| *thing < free)?;
    let is_yours = thing > 0 && words[thing - 1].is.any(Class::YOURS);
    let is = words[thing + 1..free].iter().any(|word| word.is.any(Class::BE));
    (is_yours && is && free + 1 == words.len()).then_some((thing, free))
}

/// `I authorize you to buy the cables`.
fn may_spend(words: &[Word]) -> Option<(usize, usize)> {
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
    let have = words.iter().position(|word| word.is.any(Class::GET))?;
    let is_it = words.get(have + 1).is_some_and(|word| word.is.any(Class::PRONOUN));
    let is_you = have > 0 && words[..have].iter().any(|word| word.is.any(Class::READER));
    let is_known = clause.before[1].any(Class::RESOURCE);
    let is_last = have + 2 >= words.len();
    (is_it && is_you && is_known && is_last).then_some((have, have + 1))
}

/// `Done, money sent`.
fn is_done(words: &[Word]) -> Option<(usize, usize)> {
    let [thing, done] = words else { return None };
    let follows = thing.gap != Gap::None;
    let is_done = done.is.any(Class::COMMIT) && done.is.any(Class::PART);
    (follows && thing.is.any(Class::MONEY.with(Class::GOODS)) && is_done).then_some((0, 1))
}
