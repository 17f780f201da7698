//! In which language a sentence is, and whether it can promise anything: all languages are asked at once, since every
//! sentence of every page has to be.

use crate::promise::class::Class;
use crate::promise::lexicon::Lexicon;
use crate::promise::split::Raw;
use crate::promise::stems::Stems;
use crate::table::Table;

use std::borrow::Cow;

/// So many languages can be told apart: each is a bit.
const MOST: usize = 8;

/// The words of all languages, each with the languages that know it.
#[derive(Debug, Default)]
pub(super) struct Tongues {
    /// Words, with what is known of their beginnings too.
    words: Table<Known>,
    stems: Stems<Known>,
}

/// A bit for each language.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// It is one of the words by which the language is known.
    common: u8,
    /// The language has something to say about it.
    any: u8,
    /// What begins with it may be a part of a promise.
    telling: u8,
}

impl Known {
    fn with(self, other: Self) -> Self {
        let (common, any) = (self.common | other.common, self.any | other.any);
        Self { common, any, telling: self.telling | other.telling }
    }
}

/// What is known of a sentence.
#[derive(Debug, Default)]
pub(super) struct Scores {
    /// How much it is of each language.
    pub(super) of: [usize; MOST],
    telling: u8,
}

impl Scores {
    /// Can it promise anything in a language?
    pub(super) fn is_telling(&self, language: usize) -> bool {
        self.telling >> language & 1 == 1
    }

    fn add(&mut self, known: Known) {
        self.telling |= known.telling;
        let mut left = known.common | known.any;
        while left != 0 {
            let number = left.trailing_zeros() as usize;
            self.of[number] += usize::from(known.common >> number & 1) * 2 + usize::from(known.any >> number & 1);
            left &= left - 1;
        }
    }
}

impl Tongues {
    /// Puts the words of lexica together.
    pub(super) fn new(lexica: &[Cow<'_, Lexicon>]) -> Self {
        let mut tongues = Self::default();
        for (number, lexicon) in lexica.iter().take(MOST).enumerate() {
            let bit = 1 << number;
            let telling = |is: Class| if is.any(Class::TELLING) { bit } else { 0 };
            lexicon.common().for_each(|word| tongues.word(word).common |= bit);
            for (word, alone, begun) in lexicon.words() {
                let known = tongues.word(word);
                known.any |= if alone.is_empty() { 0 } else { bit };
                known.telling |= telling(begun);
            }
            for (stem, is) in lexicon.stems().filter(|(_, is)| !is.is_empty()) {
                if let Some(known) = tongues.stems.entry(stem) {
                    *known = known.with(Known { common: 0, any: bit, telling: telling(is) });
                }
            }
        }
        let Self { words, stems } = &mut tongues;
        words.iter_mut().for_each(|(word, known)| *known = stems.of(word).fold(*known, Known::with));
        tongues
    }

    fn word(&mut self, word: &str) -> &mut Known {
        self.words.entry(word.to_string()).or_default()
    }

    /// How much words are of each language: common ones count twice.
    pub(super) fn scores(&self, words: &[Raw<'_>], lexica: &[Cow<'_, Lexicon>]) -> Scores {
        let mut scores = Scores::default();
        for raw in words {
            if raw.word.contains('\'') {
                // Each language takes it apart in its own way.
                let own = lexica.iter().map(|lexicon| lexicon.knows(raw));
                scores.of.iter_mut().zip(own).for_each(|(score, own)| *score += own);
                scores.telling = u8::MAX;
                continue;
            }
            let known = match self.words.get(&*raw.word) {
                Some(known) => *known,
                None => self.stems.of(&raw.word).fold(Known::default(), Known::with),
            };
            scores.add(known);
        }
        scores
    }
}
