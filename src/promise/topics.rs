//! The words by which a page is known to speak of something that can be asked for.

use crate::promise::split::folded;
use crate::promise::split::sentences;

use std::collections::HashMap;
use std::ops::Range;

/// Words for each ask: they are looked up by the first of a phrase.
#[derive(Debug, Default)]
pub(super) struct Topics(HashMap<String, Vec<(Vec<String>, String)>>);

impl Topics {
    /// Takes the words of an ask in.
    pub(super) fn add(&mut self, ask: &str, words: &[String]) {
        for phrase in words {
            let mut parts = phrase.split_whitespace().map(|word| folded(word).into_owned());
            let Some(first) = parts.next() else { continue };
            self.0.entry(first).or_default().push((parts.collect(), ask.to_string()));
        }
    }

    /// The asks that a text speaks of, each with the words that say so.
    pub(super) fn of(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        let mut found = Vec::new();
        for sentence in sentences(text) {
            for (index, first) in sentence.words.iter().enumerate() {
                for (rest, ask) in self.0.get(&*first.word).into_iter().flatten() {
                    let follow = sentence.words.get(index + 1..index + 1 + rest.len()).unwrap_or_default();
                    if follow.len() == rest.len() && follow.iter().zip(rest).all(|(raw, word)| raw.word == *word) {
                        let end = follow.last().map_or(first.at.end, |last| last.at.end);
                        found.push((ask.as_str(), first.at.start..end));
                    }
                }
            }
        }
        found
    }
}
