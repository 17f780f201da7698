//! A lexicon: what each word of a language does in a sentence, found by its first word.

use crate::promise::class::Class;
use crate::promise::inflect;
use crate::promise::split::Gap;
use crate::promise::split::Raw;
use crate::promise::split::folded;
use crate::promise::split::sentences;
use crate::promise::stems::Stems;
use crate::promise::words::Grammar;
use crate::promise::words::Words;
use crate::table::Table;

use std::borrow::Cow;
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
    /// By first word: the words that follow, and the class; the longest first.
    phrases: Table<Vec<(Vec<String>, Class)>>,
    /// Beginnings of words.
    stems: Stems<Class>,
    /// Words by which the language is known.
    common: Table<()>,
}

impl Lexicon {
    /// Makes a lexicon.
    pub(super) fn new(words: &Words) -> Self {
        let mut lexicon = Self {
            grammar: words.grammar,
            language: words.language.clone(),
            phrases: Table::default(),
            stems: Stems::default(),
            common: words.common.iter().map(|word| (folded(word).into_owned(), ())).collect(),
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

    /// Takes a phrase in as it is written, and as it is said.
    fn add(&mut self, phrase: &str, class: Class) {
        self.add_one(phrase, class);
        if self.grammar == Grammar::Ordered && phrase.contains(' ') {
            CONTRACTED
                .iter()
                .filter_map(|(long, short)| said(phrase, long, short))
                .for_each(|said| self.add_one(&said, class));
        }
    }

    fn add_one(&mut self, phrase: &str, class: Class) {
        if let Some(stem) = phrase.strip_suffix('*') {
            if let Some(known) = self.stems.entry(&folded(stem)) {
                *known = known.with(class);
            }
            return;
        }
        if phrase.starts_with('\'') || phrase == "n't" {
            return self.put(phrase.to_string(), Vec::new(), class);
        }
        if phrase.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
            // Most phrases are in their one form already.
            return self.put_all(phrase.split_ascii_whitespace().map(str::to_string), class);
        }
        let raws = sentences(phrase).into_iter().flat_map(|sentence| sentence.words).collect::<Vec<_>>();
        let raws = self.apart(&raws);
        self.put_all(raws.iter().map(|raw| raw.word.to_string()), class);
    }

    fn put_all(&mut self, mut words: impl Iterator<Item = String>, class: Class) {
        let Some(first) = words.next() else { return };
        self.put(first, words.collect(), class);
    }

    fn put(&mut self, first: String, rest: Vec<String>, class: Class) {
        let known = self.phrases.entry(first).or_default();
        match known.iter_mut().find(|(other, _)| *other == rest) {
            Some((_, is)) => *is = is.with(class),
            None => {
                let at = known.partition_point(|(other, _)| other.len() >= rest.len());
                known.insert(at, (rest, class));
            }
        }
    }

    /// How much a word is of this language: a common one counts twice.
    pub(super) fn knows(&self, raw: &Raw<'_>) -> usize {
        let knows = |word: &str| {
            let is_known = !self.alone(word).is_empty() || !self.stem(word).is_empty();
            2 * usize::from(self.common.contains_key(word)) + usize::from(is_known)
        };
        self.apart(std::slice::from_ref(raw)).iter().map(|raw| knows(&raw.word)).sum()
    }

    /// Words by which the language is known.
    pub(super) fn common(&self) -> impl Iterator<Item = &str> {
        self.common.keys().map(String::as_str)
    }

    /// Words with what they mean by themselves, and what all phrases mean that begin with them.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, Class, Class)> {
        let begun =
            |known: &[(Vec<String>, Class)]| known.iter().map(|(_, is)| *is).fold(Class::default(), Class::with);
        self.phrases.iter().map(move |(word, known)| (word.as_str(), alone(known), begun(known)))
    }

    /// Beginnings of words with what they mean.
    pub(super) fn stems(&self) -> impl Iterator<Item = (&str, Class)> {
        self.stems.iter()
    }

    /// The words with their classes; a phrase is one word.
    pub(super) fn read(&self, words: &[Raw<'_>]) -> Vec<Word> {
        let words = self.apart(words);
        let mut read = Vec::with_capacity(words.len());
        let mut index = 0;
        while let Some(first) = words.get(index) {
            let fits = |rest: &[String]| {
                let follow = words.get(index + 1..index + 1 + rest.len());
                follow.is_some_and(|follow| follow.iter().zip(rest).all(|(a, b)| a.word == *b && a.gap < Gap::Strong))
            };
            let found = self.phrases.get(&*first.word).and_then(|known| known.iter().find(|(rest, _)| fits(rest)));
            let (len, is) = found.map_or((1, Class::default()), |(rest, is)| (rest.len() + 1, *is));
            let parts = &words[index..(index + len).min(words.len())];
            let is = match len {
                1 => is.with(self.stem(&first.word)).with(number(&first.word)),
                // `waiting for you` is still about the reader.
                _ => parts.iter().map(|part| self.alone(&part.word).common(Class::YOURS)).fold(is, Class::with),
            };
            let end = words.get(index + len - 1).map_or(first.at.end, |last| last.at.end);
            read.push(Word { at: first.at.start..end, is, gap: first.gap });
            index += len;
        }
        read
    }

    fn alone(&self, word: &str) -> Class {
        self.phrases.get(word).map(|known| alone(known)).unwrap_or_default()
    }

    fn stem(&self, word: &str) -> Class {
        self.stems.of(word).fold(Class::default(), Class::with)
    }

    /// Words with an apostrophe come apart: `we'll` as `we` and `'ll`, `don't` as `do` and `n't`, `l'argent` as `l'` and
    /// `argent`.
    fn apart<'w, 't>(&self, words: &'w [Raw<'t>]) -> Cow<'w, [Raw<'t>]> {
        if !words.iter().any(|raw| raw.word.contains('\'')) {
            return Cow::Borrowed(words);
        }
        let mut all = Vec::with_capacity(words.len() + 1);
        for raw in words {
            match self.cut(&raw.word) {
                Some(cut) => {
                    let (first, second) = raw.word.split_at(cut);
                    all.push(Raw { word: Cow::Owned(self.whole(first)), ..raw.clone() });
                    all.push(Raw { at: raw.at.clone(), word: Cow::Owned(second.to_string()), gap: Gap::None });
                }
                None => all.push(raw.clone()),
            }
        }
        Cow::Owned(all)
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

/// Words that are often joined to the one before them.
const CONTRACTED: [(&str, &str); 6] =
    [("are", "'re"), ("have", "'ve"), ("will", "'ll"), ("is", "'s"), ("am", "'m"), ("not", "n't")];

/// A phrase with its first such word joined, or taken apart.
fn said(phrase: &str, long: &str, short: &str) -> Option<String> {
    // Most phrases have neither.
    if !phrase.contains(long) && !phrase.contains('\'') {
        return None;
    }
    let (long, joined) = (format!(" {long} "), format!("{short} "));
    match phrase.contains(&joined) {
        true if short == "n't" => Some(
            phrase.replacen("won't ", "will not ", 1).replacen("can't ", "can not ", 1).replacen(&joined, " not ", 1),
        ),
        true => Some(phrase.replacen(&joined, &long, 1)),
        false => phrase.contains(&long).then(|| phrase.replacen(&long, &joined, 1)),
    }
}

/// What is known of a first word that nothing follows: it stands last.
fn alone(known: &[(Vec<String>, Class)]) -> Class {
    known.last().filter(|(rest, _)| rest.is_empty()).map(|(_, is)| *is).unwrap_or_default()
}

fn number(word: &str) -> Class {
    if word.starts_with(|sign: char| sign.is_ascii_digit()) { Class::NUMBER } else { Class::default() }
}
