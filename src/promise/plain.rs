//! What makes a text hard to read: long sentences, abbreviations that nobody explains, idioms, one passive after another.

use crate::promise::class::Class;
use crate::promise::lexicon::Lexicon;
use crate::promise::lexicon::Word;
use crate::promise::split::Raws;

use std::collections::BTreeSet;
use std::ops::Range;

/// More words than these make a sentence long.
const LONG: usize = 28;
/// So many passive sentences in a row tire the reader.
const RUN: usize = 3;
/// Abbreviations that are words by now.
const KNOWN: &[&str] = &[
    "API", "BRL", "CSS", "CSV", "EU", "EUR", "FAQ", "GB", "GBP", "GMT", "HTML", "HTTP", "HTTPS", "ID", "II", "III",
    "INR", "JSON", "MB", "OK", "PC", "PDF", "PNG", "SVG", "TOML", "TV", "UK", "UN", "URL", "US", "USA", "USD", "UTC",
    "UTF", "XML", "YAML",
];

/// Something that is hard to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hard {
    /// What it is, after the words in question.
    pub what: String,
    /// What to do.
    pub help: &'static str,
    /// The words, in bytes of the text.
    pub at: Range<usize>,
}

/// What is hard in the sentences of a block.
pub(super) fn hard(text: &str, sentences: &[Raws<'_>], lexicon: &Lexicon) -> Vec<Hard> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for sentence in sentences {
        let (Some(first), Some(last)) = (sentence.words.first(), sentence.words.last()) else { continue };
        let at = first.at.start..last.at.end;
        if sentence.words.len() > LONG {
            let what = format!("has {} words", sentence.words.len());
            found.push(Hard { what, help: "make two sentences of it; twenty words are plenty", at: at.clone() });
        }
        let words = lexicon.read(&sentence.words);
        let idioms = words.iter().filter(|word| word.is.any(Class::IDIOM));
        found.extend(idioms.map(|word| Hard {
            what: "is a figure of speech, which not everybody knows".into(),
            help: "say what is meant",
            at: word.at.clone(),
        }));
        match is_passive(text, &words) {
            true => run.push(at),
            false => found.extend(tiring(&std::mem::take(&mut run))),
        }
    }
    found.extend(tiring(&run));
    found
}

fn tiring(run: &[Range<usize>]) -> Option<Hard> {
    let (first, last) = (run.first()?, run.last()?);
    (run.len() >= RUN).then(|| Hard {
        what: format!("are {} passive sentences in a row", run.len()),
        help: "say who does it",
        at: first.start..last.end,
    })
}

/// A form of `be` with a participle after it.
fn is_passive(text: &str, words: &[Word]) -> bool {
    let is_done = |word: &Word| {
        let written = text.get(word.at.clone()).unwrap_or_default();
        word.is.any(Class::PART.with(Class::STATE)) || written.len() > 4 && written.ends_with("ed")
    };
    words.iter().enumerate().any(|(index, word)| {
        let after = words[index + 1..].iter().find(|word| !word.is.any(Class::FILLER.with(Class::NOT)));
        word.is.any(Class::BE) && after.is_some_and(is_done)
    })
}

/// The abbreviations of a text with the places of their first use; those that it explains in brackets are left out.
pub(super) fn abbreviations<'t>(text: &'t str, seen: &mut BTreeSet<&'t str>) -> Vec<Hard> {
    let mut found = Vec::new();
    for word in text.split(|sign: char| !sign.is_alphanumeric()) {
        let is_capital = word.len() > 1 && word.len() < 7 && word.chars().all(|sign| sign.is_uppercase());
        if !is_capital || KNOWN.contains(&word) || !seen.insert(word) {
            continue;
        }
        // The word is a part of the text, so the difference of their places is where it stands.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let at = start..start + word.len();
        let is_explained = text[..at.start].trim_end().ends_with('(') || text[at.end..].trim_start().starts_with('(');
        if !is_explained {
            let help = "write it out where it stands first: “standard operating procedure (SOP)”";
            found.push(Hard { what: "is explained nowhere before".into(), help, at });
        }
    }
    found
}
