//! What is known of the beginnings of words.

use crate::table::ByWord;

use std::collections::HashMap;

/// Something known of the beginnings of words, by their first three bytes; a shorter beginning would say nothing.
#[derive(Debug, Clone)]
pub(super) struct Stems<V>(HashMap<[u8; 3], Vec<(String, V)>, ByWord>);

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
