//! Tables by word: they are asked for every word of every page, so their hash is made for words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Something known of words.
pub(super) type Table<V> = HashMap<String, V, BuildHasherDefault<Short>>;

/// A hash of a word: of its length, its first and its last letters. What is in a table is the author's own, so nobody can
/// fill it with words of one hash.
#[derive(Debug, Clone, Default)]
pub(super) struct Short(u64);

impl Hasher for Short {
    fn write(&mut self, letters: &[u8]) {
        let ends = match (letters.first_chunk(), letters.last_chunk()) {
            (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29),
            _ => match (letters.first_chunk(), letters.last_chunk()) {
                (Some(first), Some(last)) => {
                    u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
                }
                _ => letters.iter().fold(0, |all, letter| all << 8 | u64::from(*letter)),
            },
        };
        self.0 = (ends ^ letters.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The mark behind a text: a key is one text, so it needs none.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The best bits of a product are its upper ones, and a map begins with the lower ones.
        self.0.rotate_left(26)
    }
}

/// Something known of the beginnings of words, by their first three bytes; a shorter beginning would say nothing.
#[derive(Debug, Clone)]
pub(super) struct Stems<V>(HashMap<[u8; 3], Vec<(String, V)>, BuildHasherDefault<Short>>);

impl<V> Default for Stems<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Copy + Default> Stems<V> {
    /// What is known of a beginning, to be added to.
    pub(super) fn entry(&mut self, stem: &str) -> Option<&mut V> {
        let stems = self.0.entry(*stem.as_bytes().first_chunk()?).or_default();
        let known = stems.iter().position(|(other, _)| other == stem);
        let at = known.unwrap_or_else(|| {
            stems.push((stem.to_string(), V::default()));
            stems.len() - 1
        });
        stems.get_mut(at).map(|(_, value)| value)
    }

    /// What is known of all beginnings of a word.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = V> {
        let stems = word.as_bytes().first_chunk().and_then(|first| self.0.get(first));
        let begins = move |(stem, _): &&(String, V)| word.starts_with(stem.as_str());
        stems.into_iter().flatten().filter(begins).map(|(_, value)| *value)
    }

    /// All beginnings.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, V)> {
        self.0.values().flatten().map(|(stem, value)| (stem.as_str(), *value))
    }
}
