//! A sentence into clauses, each with the conditions that hold for it.

use crate::promise::class::Class;
use crate::promise::lexicon::Word;
use crate::promise::split::Gap;

/// What a clause is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It says something.
    Main,
    /// It is a condition or a time; `true` if somebody's decision is waited for.
    Condition(bool),
}

/// A clause.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Its words; some at its start may be taken from the clause before, if it left them out.
    pub(super) words: Vec<Word>,
    /// Words after a comma in which its thing may stand.
    pub(super) further: Vec<Word>,
    /// What it is.
    pub(super) role: Role,
    /// A decision is waited for, and that is said before it.
    pub(super) condition_before: bool,
    /// A decision is waited for, and that is said after it.
    pub(super) condition_after: bool,
    /// The clause before asks the reader to do something: `Tell me your size and I send a shirt`.
    pub(super) follows_order: bool,
    /// The clause before, or its own beginning, names something of the reader's: `Your idea, our budget`.
    pub(super) follows_yours: bool,
    /// What a pronoun in it may stand for: who acted, and the last thing, of the clauses before.
    pub(super) before: [Class; 2],
    /// It begins a new thought, which earlier conditions say nothing of.
    is_new: bool,
    /// A word that joins, or a bracket, stands before it.
    is_joined: bool,
}

/// What a finite verb begins with.
const FINITE: Class = Class::WILL.with(Class::CAN).with(Class::SOFT).with(Class::BE).with(Class::HAVE);
/// What may follow `and` in a clause of its own.
const STARTS: Class = FINITE.with(Class::NOT);

/// Splits a sentence.
pub(super) fn split(words: &[Word]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut start = 0;
    for index in 1..=words.len() {
        if index == words.len() || begins(words, start, index) {
            clauses.push(clause(words, start, index));
            start = index;
        }
    }
    let clauses = fill(merge(clauses));
    conditions(clauses)
}

fn begins(words: &[Word], start: usize, index: usize) -> bool {
    let (word, before) = (&words[index], words[index - 1].is);
    let in_condition = words[start].is.any(Class::IF.with(Class::WHEN));
    if word.gap != Gap::None || word.is.any(Class::BUT.with(Class::IF)) {
        return true;
    }
    if word.is.any(Class::SO.with(Class::WHEN)) {
        return !before.any(Class::BE.with(Class::PREPOSITION));
    }
    if in_condition {
        return is_subject(word.is) && index > start + 2 && follows(words, index + 1, Class::WILL, 1);
    }
    word.is.any(Class::AND) && is_clause(words, start, index + 1)
}

fn is_subject(is: Class) -> bool {
    is.any(Class::PERSON.with(Class::RESOURCE).with(Class::PRONOUN))
}

/// Does a clause of its own begin here, rather than another thing of a list?
fn is_clause(words: &[Word], start: usize, index: usize) -> bool {
    let unknown = words[index..].iter().take(2).take_while(|word| word.is.is_empty()).count();
    let index =
        if words.get(index + unknown).is_some_and(|word| is_subject(word.is)) { index + unknown } else { index };
    let skipped = words[index..].iter().take_while(|word| word.is.any(Class::DEFINITE) && !is_subject(word.is)).count();
    let fillers = words[index + skipped..].iter().take_while(|word| is_filler(word.is)).count();
    let index = index + skipped + fillers;
    let Some(word) = words.get(index) else { return false };
    let verb = Class::COMMIT.with(Class::GET);
    if word.is.any(STARTS) || (word.is.any(verb) && word.is.any(Class::BASE) && !word.is.any(Class::RESOURCE)) {
        return true;
    }
    let goes_on = STARTS.with(Class::THIRD);
    // `the budget and the swag are settled` is one thought
    let own = words[start..index].rsplit(|word| word.is.any(Class::HEDGE.with(Class::RELATIVE))).next();
    let is_verb =
        |word: &Word| word.is.any(FINITE.with(Class::COMMIT).with(Class::DECISION)) && !word.is.any(Class::RESOURCE);
    let is_whole = own.is_some_and(|own| own.iter().any(is_verb))
        || words[start].is.any(Class::HEDGE)
        || word.is.any(Class::WE.with(Class::READER));
    is_subject(word.is)
        && is_whole
        && (follows(words, index + 1, goes_on, 3)
            || (word.is.any(Class::WE) && follows(words, index + 1, Class::FORMS, 3)))
}

fn is_filler(is: Class) -> bool {
    is.any(Class::FILLER) && !is.any(STARTS)
}

/// Does such a word follow within so many?
fn follows(words: &[Word], index: usize, is: Class, within: usize) -> bool {
    let near = words[index.min(words.len())..].iter().take_while(|word| word.gap == Gap::None).take(within);
    near.into_iter().any(|word| word.is.any(is))
}

fn clause(words: &[Word], start: usize, end: usize) -> Clause {
    let first = &words[start];
    let own = words[start..end].to_vec();
    let before = start.checked_sub(1).map(|index| words[index].is).unwrap_or_default();
    let role = match () {
        () if first.is.any(Class::IF) => Role::Condition(is_decision(&own) || !asks_the_reader(&own)),
        () if first.is.any(Class::UPON) || is_led_in(&own) => Role::Condition(true),
        () if first.is.any(Class::WHEN) && !first.is.any(Class::SO) => Role::Condition(is_decision(&own)),
        () => Role::Main,
    };
    Clause {
        words: own,
        further: Vec::new(),
        role,
        condition_before: false,
        condition_after: false,
        follows_order: false,
        follows_yours: false,
        before: [Class::default(); 2],
        is_new: first.is.any(Class::BUT) || first.gap == Gap::Semicolon,
        is_joined: before.any(Class::AND.with(Class::BUT).with(Class::SO)),
    }
}

/// `With the approval of the council, …`
fn is_led_in(words: &[Word]) -> bool {
    let has = |of: Class| words.iter().any(|word| word.is.any(of));
    words[0].is.any(Class::PREPOSITION)
        && has(Class::DECISION)
        && !has(FINITE.with(Class::COMMIT.without(Class::GRANT)))
}

fn is_decision(words: &[Word]) -> bool {
    words.iter().any(|word| word.is.any(Class::DECISION))
}

/// `If you file in time, …`: that depends on the reader, so it promises.
fn asks_the_reader(words: &[Word]) -> bool {
    let heads = Class::PERSON.with(Class::RESOURCE).with(Class::NOT).with(Class::PAPER);
    let subject = words.iter().skip(1).find(|word| word.is.any(heads));
    let theirs = Class::READER.with(Class::RECEIVER).with(Class::PAPER);
    // `If something is missing, …`: nobody decides that.
    words[0].is.any(Class::READER.with(Class::YOURS)) || subject.is_none_or(|word| word.is.any(theirs))
}

/// Puts together what something in between had cut: `We will, of course, pay`.
fn merge(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut merged: Vec<Clause> = Vec::new();
    let mut skip = vec![false; clauses.len()];
    for index in 0..clauses.len() {
        if skip[index] {
            continue;
        }
        let mut clause = clauses[index].clone();
        if clause.role == Role::Main && is_unfinished(&clause.words) {
            let next = (index + 1..clauses.len().min(index + 4)).find(|next| goes_on(&clauses[*next]));
            if let Some(next) = next.filter(|next| (index + 1..*next).all(|between| is_aside(&clauses[between]))) {
                clause.words.extend(clauses[next].words.iter().cloned());
                skip[next] = true;
            }
        }
        merged.push(clause);
    }
    merged
}

/// It ends with a word after which a verb has to come, or is only a subject.
fn is_unfinished(words: &[Word]) -> bool {
    let mut ends = words.iter().rev().skip_while(|word| is_filler(word.is));
    let Some(last) = ends.next() else { return false };
    let is_verb = |word: &Word| word.is.any(FINITE.with(Class::FORMS)) && !word.is.any(Class::PERSON);
    last.is.any(FINITE.with(Class::TO)) && !last.is.any(Class::STATE)
        || last.is.any(Class::PERSON.with(Class::RESOURCE)) && !words.iter().any(is_verb)
}

/// It begins with a verb that has no subject.
fn goes_on(clause: &Clause) -> bool {
    let first = clause.words.iter().find(|word| !is_filler(word.is));
    let verb = Class::COMMIT.with(Class::GET).with(Class::STATE).with(FINITE).with(Class::NOT);
    clause.role == Role::Main
        && first.is_some_and(|word| word.is.any(verb) && !word.is.any(Class::PERSON.with(Class::BUT)))
}

fn is_aside(clause: &Clause) -> bool {
    let has = |is: Class| clause.words.iter().any(|word| word.is.any(is));
    clause.role != Role::Main || clause.words.len() <= 7 && !(has(Class::WILL) && has(Class::PERSON))
}

/// Gives clauses that left out their subject that of the clause before, and verbs the words in which their thing may stand.
fn fill(mut clauses: Vec<Clause>) -> Vec<Clause> {
    for index in 0..clauses.len() {
        let further: Vec<Word> = clauses[index + 1..]
            .iter()
            .take_while(|next| next.role == Role::Main && !next.is_new && is_list(&next.words))
            .flat_map(|next| next.words.iter().cloned())
            .collect();
        clauses[index].further = further;
        let earlier = || clauses[..index].iter().rev().flat_map(|clause| clause.words.iter().rev());
        let last = |of: Class| earlier().find(|word| word.is.any(of)).map(|word| word.is).unwrap_or_default();
        let things = Class::RESOURCE.with(Class::PAPER).with(Class::ASK).with(Class::EVERYTHING);
        clauses[index].before = [last(Class::PERSON), last(things)];
        let follows = index.checked_sub(1).is_some_and(|before| {
            clauses[before].role == Role::Main
                && clauses[index].words[0].gap < Gap::Strong
                && is_order(&clauses[before].words)
        });
        clauses[index].follows_order = follows;
        let is_yours = |clause: &Clause| clause.words[0].is.any(Class::YOURS);
        clauses[index].follows_yours =
            is_yours(&clauses[index]) || index.checked_sub(1).is_some_and(|before| is_yours(&clauses[before]));
        if clauses[index].role != Role::Main {
            continue;
        }
        let before = clauses[..index].iter().rev().find(|clause| clause.role == Role::Main && has_head(&clause.words));
        let Some(prefix) = before.and_then(|before| left_out(&before.words, &clauses[index].words)) else { continue };
        let joins = Class::AND.with(Class::BUT).with(Class::SO);
        let joined = clauses[index].words.iter().take_while(|word| word.is.any(joins)).count();
        clauses[index].words.splice(0..joined, prefix);
    }
    clauses
}

/// It has no subject, and speaks of the speaker or of what is the reader's: `Tell me your size`.
fn is_order(words: &[Word]) -> bool {
    let Some(first) = words.iter().find(|word| !is_filler(word.is)) else { return false };
    let subjects = Class::PERSON.with(Class::RESOURCE).with(Class::DEFINITE).with(Class::PRONOUN).with(Class::HEDGE);
    let open = subjects.with(FINITE).with(Class::IF).with(Class::WHEN).with(Class::NOT).with(Class::PREPOSITION);
    let speaks = Class::ASKER.with(Class::YOURS);
    (first.is.is_empty() || first.is.any(Class::BASE))
        && !first.is.any(open)
        && words.iter().any(|word| word.is.any(speaks))
}

/// It can lend its subject to the next.
fn has_head(words: &[Word]) -> bool {
    let heads = Class::PERSON.with(Class::ASK);
    !is_list(words) || words.len() > 1 && words.iter().any(|word| word.is.any(heads))
}

/// Only things, no verb.
fn is_list(words: &[Word]) -> bool {
    !words.iter().any(|word| {
        word.is.any(FINITE.with(Class::WE))
            || word.is.any(Class::BUT.with(Class::SO).with(Class::SURE).with(Class::CALM))
    }) && !words.iter().any(|word| word.is.any(Class::COMMIT) && !word.is.any(Class::RESOURCE.with(Class::PAPER)))
}

/// The words that a clause leaves out: the subject, or the subject with `will`.
fn left_out(before: &[Word], clause: &[Word]) -> Option<Vec<Word>> {
    let joins = Class::AND.with(Class::BUT).with(Class::SO);
    let first = clause.iter().find(|word| !(is_filler(word.is) || word.is.any(joins)))?;
    if first.is.any(Class::PERSON.with(Class::RESOURCE)) {
        return None;
    }
    let is_verb = first.is.any(Class::COMMIT.with(Class::GET)) && first.is.any(Class::BASE);
    // `Host an event and get a box` has no subject to lend.
    let heads = Class::PERSON.with(Class::RESOURCE).with(Class::DEFINITE).with(Class::PRONOUN);
    let is_order = !before.iter().any(|word| word.is.any(Class::WILL.with(Class::CAN))) && !before[0].is.any(heads);
    if first.is.any(Class::GET) && first.is.any(Class::BASE) && is_order {
        return None;
    }
    if first.is.any(STARTS) && !first.is.any(Class::NEUTRAL) {
        let heads = Class::PERSON.with(Class::RESOURCE).with(Class::ASK);
        let head = || before.iter().position(|word| word.is.any(heads)).map(|head| head + 1);
        let end = before.iter().position(|word| word.is.any(STARTS)).or_else(head)?;
        Some(before[..end].to_vec())
    } else if is_verb {
        let end = before.iter().rposition(|word| word.is.any(STARTS) && !word.is.any(Class::PERSON))?;
        Some(before[..=end].to_vec())
    } else {
        None
    }
}

fn conditions(mut clauses: Vec<Clause>) -> Vec<Clause> {
    for index in 0..clauses.len() {
        if clauses[index].role != Role::Condition(true) {
            continue;
        }
        let is_first = index == 0 || clauses[index].is_joined || clauses[index].is_new;
        let (gap, is_sure) = (clauses[index].words[0].gap, clauses[index].words[0].is.any(Class::UPON));
        if is_first || gap >= Gap::Strong {
            let later = clauses[index + 1..].iter_mut().take_while(|clause| !clause.is_new);
            later.for_each(|clause| clause.condition_before = true);
        }
        if !is_first {
            let mut end = index;
            while end > 0 {
                end -= 1;
                // `only after the decision` is said so that nobody overlooks it.
                clauses[end].condition_after |= !is_sure;
                clauses[end].condition_before |= is_sure;
                if clauses[end].is_new {
                    break;
                }
            }
        }
    }
    clauses
}
