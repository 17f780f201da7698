//! The situations of two guides as one space: the questions of both, each with answers so fine that each of them is within
//! one answer of either guide.

use crate::history::change::Condition;
use crate::history::change::Said;
use crate::history::model::Answer;
use crate::history::model::Guide;
use crate::history::model::Param;
use crate::history::model::Question;
use crate::policy::Region;
use crate::policy::Value;
use crate::policy::fill_with;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// A guide on a day.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// The guide.
    pub(super) guide: &'a Guide,
    /// The day.
    pub(super) day: Date,
    /// The values that its texts name.
    pub(super) params: &'a BTreeMap<Arc<str>, Arc<Param>>,
}

impl Seen<'_> {
    /// A text with the values of the day.
    pub(super) fn fill(&self, text: &str) -> Arc<str> {
        fill_with(text, &|name| Some(self.params.get(name)?.on(self.day)?.is.0.to_string())).into()
    }
}

/// The common space.
pub(super) struct Space<'a> {
    /// The questions of both.
    pub(super) questions: Vec<Common<'a>>,
}

/// A question of one guide or of both.
pub(super) struct Common<'a> {
    /// As it was and as it is.
    pub(super) sides: [Option<&'a Question>; 2],
    /// The finest answers.
    pub(super) atoms: Vec<Atom>,
}

/// An answer that no answer of either guide divides.
pub(super) struct Atom {
    said: Said,
    /// The answer of each guide that it is within, by number.
    within: [Option<usize>; 2],
}

/// As many answers a question has room for.
const MOST: usize = 64;

impl<'a> Space<'a> {
    /// The space of two guides; nothing if a question would have too many answers.
    pub(super) fn new(was: Seen<'a>, now: Seen<'a>) -> Option<Self> {
        let mut questions: Vec<Common<'a>> = Vec::new();
        let partner = |question: &Question| partner(was.guide, now.guide, question);
        for question in &now.guide.questions {
            match partner(question) {
                Some(old) if is_banded(old) == is_banded(question) => {
                    questions.push(Common::new([Some(old), Some(question)], [was.day, now.day]));
                }
                _ => questions.push(Common::new([None, Some(question)], [was.day, now.day])),
            }
        }
        let is_new = |old: &&Question| {
            !questions.iter().any(|common| common.sides[0].is_some_and(|other| std::ptr::eq(other, *old)))
        };
        let gone: Vec<&Question> = was.guide.questions.iter().filter(is_new).collect();
        questions.extend(gone.into_iter().map(|old| Common::new([Some(old), None], [was.day, now.day])));
        questions.iter().all(|common| common.atoms.len() <= MOST).then_some(Self { questions })
    }

    /// All situations.
    pub(super) fn full(&self) -> Region {
        self.questions.iter().map(|common| all(common.atoms.len())).collect()
    }

    /// The answers that one of the guides does not know, to questions that it asks.
    pub(super) fn missing(&self, side: usize) -> Region {
        let of = |common: &Common<'_>| match common.sides[side] {
            Some(question) => all(common.atoms.len()) & !common.mask(side, &ids(question)),
            None => 0,
        };
        self.questions.iter().map(of).collect()
    }

    /// What the situations of a region have in common.
    pub(super) fn conditions(&self, region: &Region, fill: &dyn Fn(&str) -> Arc<str>) -> Vec<Condition> {
        let said = self.questions.iter().zip(region).filter(|(common, mask)| **mask != all(common.atoms.len()));
        said.map(|(common, mask)| common.condition(*mask, fill)).collect()
    }
}

fn ids(question: &Question) -> Vec<Arc<str>> {
    question.answers.iter().map(|answer| Arc::clone(&answer.id)).collect()
}

/// As many bits.
fn all(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

/// The old question that a new one goes on: that of the same id, or one whose id is gone and that asks the same.
pub(super) fn partner<'a>(was: &'a Guide, now: &Guide, question: &Question) -> Option<&'a Question> {
    let by_id = was.questions.iter().find(|old| old.id == question.id);
    by_id.or_else(|| {
        let is_gone = |old: &&Question| !now.questions.iter().any(|new| new.id == old.id);
        was.questions.iter().filter(is_gone).find(|old| old.ask == question.ask)
    })
}

fn is_banded(question: &Question) -> bool {
    question.answers.iter().any(|answer| answer.says.is_none())
}

impl<'a> Common<'a> {
    fn new(sides: [Option<&'a Question>; 2], days: [Date; 2]) -> Self {
        let atoms = match sides.iter().flatten().any(|question| is_banded(question)) {
            true => stretches(sides, days),
            false => options(sides),
        };
        Self { sides, atoms }
    }

    /// The finest answers that are within one of these answers of a guide.
    pub(super) fn mask(&self, side: usize, answers: &[Arc<str>]) -> u64 {
        let Some(question) = self.sides[side] else { return 0 };
        let named =
            |atom: &Atom| atom.within[side].is_some_and(|number| answers.contains(&question.answers[number].id));
        self.atoms.iter().enumerate().filter(|(_, atom)| named(atom)).fold(0, |mask, (bit, _)| mask | 1 << bit)
    }

    fn condition(&self, mask: u64, fill: &dyn Fn(&str) -> Arc<str>) -> Condition {
        // The newer words are the ones that readers know.
        let question = self.sides[1].or(self.sides[0]);
        let (id, ask) = question.map_or_else(Default::default, |one| (Arc::clone(&one.id), fill(&one.ask)));
        let part = |mask: u64| {
            let named = self.atoms.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
            joined(named.map(|(_, atom)| match &atom.said {
                Said::Answer(id, says) => Said::Answer(Arc::clone(id), fill(says)),
                stretch => stretch.clone(),
            }))
        };
        let others = all(self.atoms.len()) & !mask;
        Condition { question: id, ask, answers: part(mask), others: part(others) }
    }
}

/// Stretches that follow each other become one.
fn joined(atoms: impl Iterator<Item = Said>) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for said in atoms {
        match (all.last_mut(), said) {
            (Some(Said::Stretch(_, end)), Said::Stretch(from, below)) if end.is_some() && *end == from => *end = below,
            (_, said) => all.push(said),
        }
    }
    all
}

/// The answers of both sides. One whose id is gone and one that is new are the same answer if they say the same.
fn options(sides: [Option<&Question>; 2]) -> Vec<Atom> {
    let answers = |side: usize| sides[side].map_or(&[][..], |question| &question.answers[..]);
    let (was, now) = (answers(0), answers(1));
    let has = |answers: &[Answer], id: &str| answers.iter().any(|answer| *answer.id == *id);
    let mut atoms: Vec<Atom> = Vec::new();
    for (number, answer) in now.iter().enumerate() {
        let by_id = was.iter().position(|old| old.id == answer.id);
        let same = || was.iter().position(|old| old.says == answer.says && !has(now, &old.id));
        atoms.push(atom(answer, [by_id.or_else(same), Some(number)]));
    }
    for (number, answer) in was.iter().enumerate() {
        if !atoms.iter().any(|atom| atom.within[0] == Some(number)) {
            atoms.push(atom(answer, [Some(number), None]));
        }
    }
    atoms
}

fn atom(answer: &Answer, within: [Option<usize>; 2]) -> Atom {
    Atom { said: Said::Answer(Arc::clone(&answer.id), answer.says.clone().unwrap_or_default()), within }
}

/// The bands of both sides, cut wherever one of them is cut. Values that do not compare stand beside each other.
fn stretches(sides: [Option<&Question>; 2], days: [Date; 2]) -> Vec<Atom> {
    let bands = |side: usize| -> Vec<[Option<Value>; 2]> {
        let value = |cut: &Option<crate::history::model::Cut>| cut.as_ref().and_then(|cut| cut.on(days[side]).cloned());
        let answers = sides[side].map_or(&[][..], |question| &question.answers[..]);
        answers.iter().map(|answer| [value(&answer.from), value(&answer.below)]).collect()
    };
    let (was, now) = (bands(0), bands(1));
    let mut cuts: Vec<Value> = was.iter().chain(&now).flatten().flatten().cloned().collect();
    let compares = cuts.windows(2).all(|pair| pair[0].unit.compares(&pair[1].unit));
    if !compares {
        return apart(&was, &now);
    }
    cuts.sort_by_key(Value::base);
    cuts.dedup_by_key(|value| value.base());
    let starts = std::iter::once(None).chain(cuts.iter().cloned().map(Some));
    let ends = cuts.iter().cloned().map(Some).chain([None]);
    let stretch = |(from, below): (Option<Value>, Option<Value>)| {
        let within =
            |bands: &[[Option<Value>; 2]]| bands.iter().position(|band| holds(band, from.as_ref(), below.as_ref()));
        let within = [within(&was), within(&now)];
        Atom { said: Said::Stretch(from, below), within }
    };
    // Below a floor and above a ceiling there is no answer on either side.
    starts.zip(ends).map(stretch).filter(|atom| atom.within != [None, None]).collect()
}

/// Is the stretch within the band?
fn holds(band: &[Option<Value>; 2], from: Option<&Value>, below: Option<&Value>) -> bool {
    let starts = band[0].as_ref().is_none_or(|start| from.is_some_and(|from| from.base() >= start.base()));
    let ends = band[1].as_ref().is_none_or(|end| below.is_some_and(|below| below.base() <= end.base()));
    starts && ends
}

fn apart(was: &[[Option<Value>; 2]], now: &[[Option<Value>; 2]]) -> Vec<Atom> {
    let side = |bands: &[[Option<Value>; 2]], side: usize| -> Vec<Atom> {
        let atom = |(number, [from, below]): (usize, &[Option<Value>; 2])| Atom {
            said: Said::Stretch(from.clone(), below.clone()),
            within: if side == 0 { [Some(number), None] } else { [None, Some(number)] },
        };
        bands.iter().enumerate().map(atom).collect()
    };
    side(was, 0).into_iter().chain(side(now, 1)).collect()
}
