//! Tables by word: they are asked for every word of every page, so their hash is made for words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Something known of words.
pub(super) type Table<V> = HashMap<String, V, BuildHasherDefault<Short>>;

/// A hash of a few letters. What is in a table is the author's own, so nobody can fill it with words of one hash.
#[derive(Debug, Clone, Default)]
pub(super) struct Short(u64);

impl Short {
    fn mix(&mut self, letters: u64) {
        self.0 = (self.0.rotate_left(5) ^ letters).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Short {
    fn write(&mut self, letters: &[u8]) {
        let (eights, rest) = letters.as_chunks::<8>();
        eights.iter().for_each(|eight| self.mix(u64::from_le_bytes(*eight)));
        self.mix(rest.iter().fold(letters.len() as u64, |all, letter| all << 8 | u64::from(*letter)));
    }

    /// The mark behind a text: a key is one text, so it needs none.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
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
