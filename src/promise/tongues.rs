//! In which language a sentence is: all languages are asked at once, since every sentence of every page has to be.

use crate::promise::lexicon::Lexicon;
use crate::promise::split::Raw;
use crate::promise::table::Stems;
use crate::promise::table::Table;

/// So many languages can be told apart: each is a bit.
const MOST: usize = 8;

/// The words of all languages, each with the languages that know it.
#[derive(Debug, Default)]
pub(super) struct Tongues {
    words: Table<Known>,
    stems: Stems<u8>,
}

/// A bit for each language.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// It is one of the words by which the language is known.
    common: u8,
    /// The language has something to say about it.
    any: u8,
}

impl Tongues {
    /// Puts the words of lexica together.
    pub(super) fn new(lexica: &[Lexicon]) -> Self {
        let mut tongues = Self::default();
        for (number, lexicon) in lexica.iter().take(MOST).enumerate() {
            let bit = 1 << number;
            lexicon.common().for_each(|word| tongues.word(word).common |= bit);
            lexicon.words().for_each(|word| tongues.word(word).any |= bit);
            for stem in lexicon.stems() {
                if let Some(any) = tongues.stems.entry(stem) {
                    *any |= bit;
                }
            }
        }
        tongues
    }

    fn word(&mut self, word: &str) -> &mut Known {
        self.words.entry(word.to_string()).or_default()
    }

    /// How much words are of each language: common ones count twice.
    pub(super) fn scores(&self, words: &[Raw<'_>], lexica: &[Lexicon]) -> [usize; MOST] {
        let mut scores = [0; MOST];
        for raw in words {
            if raw.word.contains('\'') {
                // Each language takes it apart in its own way.
                let own = lexica.iter().map(|lexicon| lexicon.knows(raw));
                scores.iter_mut().zip(own).for_each(|(score, own)| *score += own);
                continue;
            }
            let known = self.words.get(&*raw.word).copied().unwrap_or_default();
            let any = self.stems.of(&raw.word).fold(known.any, |any, more| any | more);
            for (number, score) in scores.iter_mut().enumerate().take(lexica.len()) {
                *score += usize::from(known.common >> number & 1) * 2 + usize::from(any >> number & 1);
            }
        }
        scores
    }
}
