//! A lexicon: what each word of a language does in a sentence, found by its first word.

use crate::promise::class::Class;
use crate::promise::inflect;
use crate::promise::split::Gap;
use crate::promise::split::Raw;
use crate::promise::split::folded;
use crate::promise::split::sentences;
use crate::promise::words::Grammar;
use crate::promise::words::Words;

use std::collections::HashMap;
use std::collections::HashSet;
use std::ops::Range;

/// A word, or a phrase that counts as one.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
    /// What it can do.
    pub(super) is: Class,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// The words of a language.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    /// How its sentences are built.
    pub(super) grammar: Grammar,
    /// Its name: `en`, `pt-BR`.
    pub(super) language: String,
    /// By first word: the words that follow, and the class.
    phrases: HashMap<String, Vec<(Vec<String>, Class)>>,
    /// Beginnings of words.
    stems: HashMap<String, Class>,
    /// Words by which the language is known.
    common: HashSet<String>,
    /// The length of the longest beginning of a word.
    longest: usize,
}

impl Lexicon {
    /// Makes a lexicon.
    pub(super) fn new(words: &Words) -> Self {
        let mut lexicon = Self {
            grammar: words.grammar,
            language: words.language.clone(),
            phrases: HashMap::new(),
            stems: HashMap::new(),
            common: words.common.iter().map(|word| folded(word)).collect(),
            longest: 0,
        };
        lexicon.take(words);
        lexicon
    }

    /// Takes further words in.
    pub(super) fn take(&mut self, words: &Words) {
        let is_english = self.grammar == Grammar::Ordered;
        for (class, list) in words.plain() {
            list.iter().for_each(|phrase| self.add(phrase, class));
        }
        for (class, list) in words.nouns() {
            let forms = |noun: &String| if is_english { inflect::noun(noun) } else { vec![noun.clone()] };
            list.iter().flat_map(forms).for_each(|form| self.add(&form, class));
        }
        for (class, list) in words.verbs() {
            let forms =
                |verb: &String| if is_english { inflect::verb(verb) } else { vec![(verb.clone(), Class::BASE)] };
            list.iter().flat_map(forms).for_each(|(form, is)| self.add(&form, class.with(is)));
        }
    }

    fn add(&mut self, phrase: &str, class: Class) {
        if let Some(stem) = phrase.strip_suffix('*') {
            let stem = folded(stem);
            self.longest = self.longest.max(stem.len());
            let known = self.stems.entry(stem).or_default();
            *known = known.with(class);
            return;
        }
        if phrase.starts_with('\'') || phrase == "n't" {
            return self.put(phrase.to_string(), Vec::new(), class);
        }
        let raws = sentences(phrase).into_iter().flat_map(|sentence| sentence.words).collect::<Vec<_>>();
        let mut words = self.apart(&raws).into_iter().map(|raw| raw.word);
        let Some(first) = words.next() else { return };
        let rest = words.collect();
        self.put(first, rest, class);
    }

    fn put(&mut self, first: String, rest: Vec<String>, class: Class) {
        let known = self.phrases.entry(first).or_default();
        match known.iter_mut().find(|(other, _)| *other == rest) {
            Some((_, is)) => *is = is.with(class),
            None => {
                known.push((rest, class));
                known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
        }
    }

    /// How much the words are of this language: common ones count twice.
    pub(super) fn knows(&self, words: &[Raw]) -> usize {
        let knows = |word: &str| {
            let is_known = !self.alone(word).is_empty() || !self.stem(word).is_empty();
            2 * usize::from(self.common.contains(word)) + usize::from(is_known)
        };
        self.apart(words).iter().map(|raw| knows(&raw.word)).sum()
    }

    /// The words with their classes; a phrase is one word.
    pub(super) fn read(&self, words: &[Raw]) -> Vec<Word> {
        let words = self.apart(words);
        let mut read = Vec::with_capacity(words.len());
        let mut index = 0;
        while let Some(first) = words.get(index) {
            let fits = |rest: &[String]| {
                let follow = words.get(index + 1..index + 1 + rest.len());
                follow.is_some_and(|follow| follow.iter().zip(rest).all(|(a, b)| a.word == *b && a.gap < Gap::Strong))
            };
            let found = self.phrases.get(&first.word).and_then(|known| known.iter().find(|(rest, _)| fits(rest)));
            let (len, is) = found.map_or((1, Class::default()), |(rest, is)| (rest.len() + 1, *is));
            let is = if len == 1 { is.with(self.stem(&first.word)).with(number(&first.word)) } else { is };
            // `waiting for you` is still about the reader.
            let parts = &words[index..(index + len).min(words.len())];
            let about = parts.iter().map(|part| self.alone(&part.word)).fold(Class::default(), Class::with);
            let is = is.with(about.common(Class::YOURS));
            let end = words.get(index + len - 1).map_or(first.at.end, |last| last.at.end);
            read.push(Word { at: first.at.start..end, is, gap: first.gap });
            index += len;
        }
        read
    }

    fn alone(&self, word: &str) -> Class {
        let known = self.phrases.get(word).and_then(|known| known.iter().find(|(rest, _)| rest.is_empty()));
        known.map(|(_, is)| *is).unwrap_or_default()
    }

    fn stem(&self, word: &str) -> Class {
        let ends = (3..=word.len().min(self.longest)).filter(|end| word.is_char_boundary(*end));
        ends.filter_map(|end| self.stems.get(&word[..end])).fold(Class::default(), |all, is| all.with(*is))
    }

    /// Words with an apostrophe come apart: `we'll` as `we` and `'ll`, `don't` as `do` and `n't`, `l'argent` as `l'` and
    /// `argent`.
    fn apart(&self, words: &[Raw]) -> Vec<Raw> {
        let mut all = Vec::with_capacity(words.len());
        for raw in words {
            match self.cut(&raw.word) {
                Some(cut) => {
                    let (first, second) = raw.word.split_at(cut);
                    all.push(Raw { word: self.whole(first), ..raw.clone() });
                    all.push(Raw { at: raw.at.clone(), word: second.to_string(), gap: Gap::None });
                }
                None => all.push(raw.clone()),
            }
        }
        all
    }

    fn cut(&self, word: &str) -> Option<usize> {
        let at = word.find('\'')?;
        match self.grammar {
            Grammar::Ordered if word.ends_with("n't") => Some(word.len() - 3),
            Grammar::Ordered => Some(at),
            Grammar::Free => Some(at + 1),
        }
    }

    /// What is left of `can't` and `won't`.
    fn whole(&self, first: &str) -> String {
        match (self.grammar, first) {
            (Grammar::Ordered, "ca") => "can",
            (Grammar::Ordered, "wo") => "will",
            (Grammar::Ordered, "sha") => "shall",
            _ => first,
        }
        .to_string()
    }
}

fn number(word: &str) -> Class {
    if word.starts_with(|sign: char| sign.is_ascii_digit()) { Class::NUMBER } else { Class::default() }
}
