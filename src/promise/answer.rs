//! Promises that need the words before them: `Stickers? Sure.`, `Travel: paid by us`.

use crate::promise::class::Class;
use crate::promise::judgement::Judgement;
use crate::promise::judgement::Kind;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;

/// More words than these are no bare thing: `And the travel?`
const BARE: usize = 4;
/// What takes the promise out of an answer.
const OPEN: Class = Class::NOT
    .with(Class::IF)
    .with(Class::WHEN)
    .with(Class::UPON)
    .with(Class::SOFT)
    .with(Class::ASK)
    .with(Class::PASTS)
    .with(Class::BUT)
    .with(Class::REFUSE)
    .with(Class::PAPER);

/// What a question hopes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hope {
    /// It only names the thing.
    Thing,
    /// Somebody would give or get it.
    Deed,
    /// It asks who would.
    Payer,
}

/// What a question hopes for: that we give something, or that the one who asks gets it.
pub(super) fn hopes(words: &[Word]) -> Option<Hope> {
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    let open = Class::SOFT.with(Class::HEDGE).with(Class::ASK).with(Class::PAPER).with(Class::NOT).with(Class::OTHER);
    let is_who =
        words[0].is.any(Class::HEDGE) && words.get(1).is_some_and(|word| word.is.any(Class::COMMIT.with(Class::WILL)));
    if is_who && has(Class::FUND.with(Class::GIVE)) && !has(Class::ASK.with(Class::DECISION)) {
        return Some(Hope::Payer);
    }
    if !has(Class::RESOURCE) || has(open) {
        return None;
    }
    let is_deed = |word: &Word| word.is.any(Class::COMMIT.with(Class::GET)) && !word.is.any(Class::RESOURCE);
    let gets = words.iter().any(|word| word.is.any(Class::GET) && !word.is.any(Class::FUND.with(Class::RESOURCE)));
    let is_passive = has(Class::BE) && words.iter().any(|word| word.is.any(Class::PART));
    match words.iter().any(is_deed) {
        true => (gets || is_passive || !has(Class::ASKER)).then_some(Hope::Deed),
        false => (words.len() <= BARE).then_some(Hope::Thing),
    }
}

/// The yes after such a question.
pub(super) fn promises(hope: Hope, words: &[Word]) -> Option<Judgement> {
    let first = words.first().filter(|_| !words.iter().any(|word| word.is.any(OPEN)))?;
    let own = 1 + words[1..].iter().take_while(|word| word.gap == Gap::None).count();
    let is_yes =
        hope != Hope::Payer && first.is.any(Class::YES) && !words[..own].iter().any(|word| word.is.any(Class::HEDGE));
    let is_settled = hope == Hope::Thing && own <= BARE && words[..own].iter().any(is_settling);
    let is_paid = |word: &Word| word.is.any(Class::FUND.with(Class::GIVE)) && word.is.any(Class::FORMS);
    let is_payer = hope == Hope::Payer && words.len() <= BARE;
    // `Your ticket? Already bought.`
    let is_done = |word: &Word| word.is.any(Class::COMMIT) && word.is.any(Class::PART);
    let is_settled = is_settled
        || hope == Hope::Thing
            && own <= BARE
            && words[..own].iter().all(|word| is_done(word) || word.is.any(Class::FILLER));
    // `Need stickers? You have them.`
    let has_them =
        words[0].is.any(Class::READER) && words.len() <= BARE && words[words.len() - 1].is.any(Class::PRONOUN);
    let is_settled = is_settled || has_them && words.iter().any(|word| word.is.any(Class::GET.with(Class::HAVE)));
    let is_ours = words[0].is.any(Class::WE) && (is_payer || hope == Hope::Thing && words.iter().any(is_paid));
    (is_yes || is_settled || is_ours).then(|| Judgement { kind: Kind::Promise, at: first.at.clone() })
}

/// `Travel: paid by us`.
pub(super) fn settled(name: &[Word], words: &[Word]) -> Option<std::ops::Range<usize>> {
    let others = Class::OTHER.with(Class::READER).with(Class::RECEIVER).with(Class::NUMBER);
    let is_open = words.iter().any(|word| word.is.any(OPEN.with(others)));
    let is_thing = name.iter().any(|word| word.is.any(Class::RESOURCE))
        && !name.iter().any(|word| word.is.any(Class::PAPER.with(Class::ASK)) && !word.is.any(Class::RESOURCE));
    let is_yes = |word: &Word| words.len() == 1 && word.is.any(Class::YES) && word.is.any(Class::DECISION);
    let word = words.iter().find(|word| is_settling(word) || is_yes(word))?;
    (is_thing && !is_open && words.len() <= BARE).then(|| word.at.clone())
}

/// `What you get: shirts and stickers`.
pub(super) fn listed(name: &[Word], words: &[Word]) -> Option<std::ops::Range<usize>> {
    let open = Class::NOT.with(Class::SOFT).with(Class::ASK).with(Class::PAPER).with(Class::IF).with(Class::PASTS);
    let has = |of: Class| name.iter().any(|word| word.is.any(of));
    let verb = |of: Class| name.iter().any(|word| word.is.any(of) && !word.is.any(Class::RESOURCE));
    let gives = has(Class::WE) && verb(Class::COMMIT) || has(Class::READER.with(Class::RECEIVER)) && verb(Class::GET);
    let is_open =
        name.iter().chain(words).any(|word| word.is.any(open)) || words.iter().any(|word| word.is.any(Class::HEDGE));
    let is_what = name[0].is.any(Class::HEDGE);
    let thing = words.iter().find(|word| word.is.any(Class::RESOURCE))?;
    (is_what && gives && !is_open).then(|| name[0].at.start..thing.at.end)
}

fn is_settling(word: &Word) -> bool {
    word.is.any(Class::STATE) || word.is.any(Class::FUND) && word.is.any(Class::PART)
}
