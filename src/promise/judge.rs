//! The judge: sentences into clauses, clauses into judgements.

use crate::promise::answer;
use crate::promise::class::Class;
use crate::promise::clause;
use crate::promise::found::Found;
use crate::promise::found::Strength;
use crate::promise::free;
use crate::promise::judgement::Judgement;
use crate::promise::judgement::Kind;
use crate::promise::lexicon::Lexicon;
use crate::promise::lexicon::Word;
use crate::promise::ordered;
use crate::promise::plain;
use crate::promise::plain::Hard;
use crate::promise::split::Gap;
use crate::promise::split::Raw;
use crate::promise::split::sentences;
use crate::promise::tongues::Tongues;
use crate::promise::words::Grammar;

use std::borrow::Cow;

/// So many words are looked at together. Nobody writes longer sentences, and in a list without an end the work would grow
/// with the square of its words.
const LONGEST: usize = 400;

/// The lexica of all languages; the first is that of the handbook.
#[derive(Debug)]
pub(super) struct Lexica {
    all: Vec<Cow<'static, Lexicon>>,
    tongues: Tongues,
}

impl Lexica {
    /// Takes the lexica, that of the handbook first.
    pub(super) fn new(all: Vec<Cow<'static, Lexicon>>) -> Self {
        Self { tongues: Tongues::new(&all), all }
    }

    /// Judges a text.
    pub(super) fn judge(&self, text: &str) -> Vec<Judgement> {
        let mut judged = Vec::new();
        let sentences = sentences(text);
        let is_alone = sentences.len() == 1;
        let mut asked = None;
        for sentence in &sentences {
            let Some((lexicon, is_telling)) = self.language(&sentence.words) else { continue };
            if !is_telling && !sentence.is_question && asked.is_none() {
                continue;
            }
            let words = lexicon.read(&sentence.words);
            if words.is_empty() {
                continue;
            }
            let before = judged.len();
            if !sentence.is_question {
                words.chunks(LONGEST).for_each(|words| judge_words(lexicon, words, is_alone, &mut judged));
            }
            let is_silent = judged.len() == before;
            judged.extend(asked.take().filter(|_| is_silent).and_then(|asked| answer::promises(asked, &words)));
            asked = sentence.is_question.then(|| answer::hopes(&words)).flatten();
        }
        judged
    }

    /// What is hard to read in a text.
    pub(super) fn hard(&self, text: &str) -> Vec<Hard> {
        let sentences = sentences(text);
        let lexicon = sentences.first().and_then(|first| self.language(&first.words));
        lexicon.map(|(lexicon, _)| plain::hard(text, &sentences, lexicon)).unwrap_or_default()
    }

    /// The language in which most of the words are common; the handbook's own if no other has more. With it, whether the
    /// words can promise anything in it.
    fn language(&self, words: &[Raw<'_>]) -> Option<(&Lexicon, bool)> {
        let scores = self.tongues.scores(words, &self.all);
        let others = (1..self.all.len().min(scores.of.len())).max_by_key(|number| scores.of[*number]);
        let number = others.filter(|other| scores.of[*other] > scores.of[0]).unwrap_or(0);
        Some((self.all.get(number)?, scores.is_telling(number)))
    }
}

fn judge_words(lexicon: &Lexicon, words: &[Word], is_alone: bool, judged: &mut Vec<Judgement>) {
    let clauses = clause::split(words);
    let before = judged.len();
    for clause in &clauses {
        let found = match lexicon.grammar {
            Grammar::Ordered => ordered::find(clause),
            Grammar::Free => free::find(clause),
        };
        if let Some(found) = found {
            judged.extend(weigh(found));
        }
    }
    if judged.len() == before {
        judged.extend(label(words, is_alone));
    }
}

/// Negations and conditions take the promise out of a clause; what is left still speaks of money or goods.
fn weigh(found: Found) -> Vec<Judgement> {
    let Found { at, strength, negated, conditioned, condition_last } = found;
    let of = |kind: Kind| Judgement { kind, at: at.clone() };
    match strength {
        _ if negated && strength != Strength::Promise => Vec::new(),
        Strength::Promise if condition_last && !negated => vec![of(Kind::Guarded), of(Kind::ConditionLast)],
        Strength::Promise if negated || conditioned => vec![of(Kind::Guarded)],
        Strength::Promise => vec![of(Kind::Promise)],
        _ if conditioned => Vec::new(),
        Strength::Habit => vec![of(Kind::NearPromise)],
        Strength::Status => vec![of(Kind::Status)],
    }
}

/// `Swag: done!`, or `Accepted` alone in a cell.
fn label(words: &[Word], is_alone: bool) -> Option<Judgement> {
    let status = |words: &[Word]| {
        let plain =
            words.iter().all(|word| !word.is.any(Class::NOT.with(Class::BE).with(Class::PERSON).with(Class::IF)));
        let is_short = words.len() <= 3 && plain;
        words.iter().find(|word| word.is.any(Class::STATUS)).filter(|_| is_short).map(|word| word.at.clone())
    };
    let of = |kind: Kind| move |at| Judgement { kind, at };
    let cut = words.iter().skip(1).position(|word| word.gap >= Gap::Strong).map(|at| words.split_at(at + 1));
    let named = cut.and_then(|(name, rest)| {
        let is_name = name.len() <= 4 && name.iter().any(|word| word.is.any(Class::ASK.with(Class::RESOURCE)));
        let is_plain =
            name.iter().all(|word| !word.is.any(Class::NOT.with(Class::BE).with(Class::PREPOSITION).with(Class::WILL)));
        let said = || status(rest).map(of(Kind::Status)).or_else(|| answer::settled(name, rest).map(of(Kind::Promise)));
        (is_name && is_plain).then(said).flatten()
    });
    let alone = || {
        let is_yes = words.len() <= 2 && words[0].is.any(Class::GRANT) && words[0].is.any(Class::PART);
        (is_alone && is_yes).then(|| status(words)).flatten()
    };
    let listed = || cut.and_then(|(name, rest)| answer::listed(name, rest)).map(of(Kind::Promise));
    named.or_else(listed).or_else(|| alone().map(of(Kind::Status)))
}
