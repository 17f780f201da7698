//! Pages in plain language: short sentences, no riddles.

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::lint::promise::blocks;
use crate::lint::promise::shown;

use std::collections::BTreeSet;

/// Finds long sentences, abbreviations, idioms and runs of passive sentences, if that is wished for.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    if !given.plain_language {
        return Vec::new();
    }
    let read = blocks::read(given.page);
    let mut seen = BTreeSet::new();
    let blocks = read.blocks.iter().filter(|block| !block.is_example);
    let notes = blocks.flat_map(|block| {
        let prose = &block.prose;
        let hard = given.promises.hard_words(&prose.words, &mut seen);
        hard.into_iter().map(|hard| {
            let words = shown(prose.words.get(hard.at.clone()).unwrap_or_default());
            let message = format!("“{}” {}", beginning(&words), hard.what);
            Diagnostic::at(&codes::HARD_TO_READ, prose.span(hard.at), message).help(hard.help)
        })
    });
    notes.collect()
}

/// The first words of a long text.
fn beginning(words: &str) -> String {
    let mut first: Vec<&str> = words.split(' ').take(7).collect();
    if first.len() == 7 {
        first[6] = "…";
    }
    first.join(" ")
}
