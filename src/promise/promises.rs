//! The lexica that come with the program, and what a handbook adds to them in `policy/promises.yaml`.

use crate::data;
use crate::data::At;
use crate::data::Keyed;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::promise::codes;
use crate::promise::judge::Lexica;
use crate::promise::judgement::Judgement;
use crate::promise::lexicon::Lexicon;
use crate::promise::plain;
use crate::promise::plain::Hard;
use crate::promise::topics::Topics;
use crate::promise::vale;
use crate::promise::words::Words;
use crate::source::Source;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;

/// The lexica that come with the program.
const BUILT_IN: &[&str] = &[
    include_str!("lexicon/en.yaml"),
    include_str!("lexicon/de.yaml"),
    include_str!("lexicon/es.yaml"),
    include_str!("lexicon/fr.yaml"),
    include_str!("lexicon/pt-BR.yaml"),
];

/// The keys of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Words that promise, besides those that the program knows")]
struct Keys {
    /// Further words, for all languages: the things of this programme, who speaks for it, sayings, phrases to allow.
    add: Words,
    /// By guide, the words of pages that speak of asking for it; they take the place of those that the program knows.
    asks: Keyed<At<Vec<String>>>,
    /// Folders and pages that speak of money or goods to those who run the programme, and need no callout.
    without_callout: Vec<String>,
}

/// What promises, in all languages.
#[derive(Debug)]
pub struct Promises {
    lexica: Lexica,
    /// The words of each language, that of the handbook first, and those that the handbook adds.
    words: (Vec<&'static Words>, Words),
    topics: Topics,
    without_callout: Vec<String>,
}

/// The JSON Schema of `promises.yaml`.
pub fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(Keys).to_value())
}

/// The words that come with the program, one list a language.
fn built_in() -> &'static [(Words, Lexicon)] {
    // Made from the texts above alone, so it is the same for every build.
    static ALL: OnceLock<Vec<(Words, Lexicon)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let words = |text: &&str| data::yaml::read(text).0.and_then(|tree| data::read::<Words>(&tree).0);
        let both = |words: Words| {
            let lexicon = Lexicon::new(&words);
            (words, lexicon)
        };
        BUILT_IN.iter().filter_map(words).map(both).collect()
    })
}

impl Promises {
    /// The words that come with the program; texts are in `language` if their words do not say otherwise.
    pub fn built_in(language: &str) -> Self {
        Self::new(Keys::default(), language)
    }

    /// The words that come with the program, and those of a handbook.
    pub fn read(source: Option<&Source>, language: &str) -> Noted<Self> {
        let mut found = Vec::new();
        let keys = source.and_then(|source| keys(source, &mut found)).unwrap_or_default();
        Noted { value: Self::new(keys, language), found }
    }

    fn new(keys: Keys, language: &str) -> Self {
        let (mut lexica, mut all, mut topics) = (Vec::new(), Vec::new(), Topics::default());
        let is_own = |ask: &str| keys.asks.0.iter().any(|(own, _)| own.value == ask);
        for (words, lexicon) in built_in() {
            let mut lexicon = Cow::Borrowed(lexicon);
            if keys.add != Words::default() {
                lexicon.to_mut().take(&keys.add);
            }
            lexica.push(lexicon);
            all.push(words);
            for (ask, words) in
                [("money", &words.topic_money), ("swag", &words.topic_goods), ("goods", &words.topic_goods)]
            {
                if !is_own(ask) {
                    topics.add(ask, words);
                }
            }
        }
        keys.asks.0.iter().for_each(|(ask, words)| topics.add(&ask.value, &words.value));
        let is_other = |name: &str| main_part(name) != main_part(language);
        all.sort_by_key(|words: &&Words| is_other(&words.language));
        lexica.sort_by_key(|lexicon: &Cow<'_, Lexicon>| is_other(&lexicon.language));
        Self { lexica: Lexica::new(lexica), words: (all, keys.add), topics, without_callout: keys.without_callout }
    }

    /// Does it know words that promise in a language, its own or those of the handbook?
    pub fn knows(&self, language: &str) -> bool {
        let (built_in, added) = &self.words;
        let speaks = |words: &&Words| main_part(&words.language) == main_part(language);
        *added != Words::default() || built_in.iter().copied().any(|words| speaks(&words))
    }

    /// What a text promises, in the order of its words.
    pub fn judge(&self, text: &str) -> Vec<Judgement> {
        self.lexica.judge(text)
    }

    /// What is hard to read in a block; `seen` are the abbreviations of the blocks before.
    pub fn hard_words<'t>(&self, text: &'t str, seen: &mut BTreeSet<&'t str>) -> Vec<Hard> {
        let mut hard = self.lexica.hard(text);
        hard.extend(plain::abbreviations(text, seen));
        hard
    }

    /// The words as files of a style for Vale: paths and texts.
    pub fn vale(&self) -> Vec<(String, String)> {
        let (words, added) = &self.words;
        vale::style(&words.iter().map(|words| words.with(added)).collect::<Vec<_>>())
    }

    /// The asks that a text speaks of, by the id of their guide, each with the words that say so.
    pub fn topics(&self, text: &str) -> Vec<(&str, Range<usize>)> {
        self.topics.of(text)
    }

    /// Does a page need no callout, whatever it speaks of?
    pub fn needs_no_callout(&self, page: &str) -> bool {
        let holds = |folder: &String| {
            let rest = page.strip_prefix(folder.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.without_callout.iter().any(holds)
    }
}

/// What a language is called without a country: `pt` of `pt-BR`.
fn main_part(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn keys(source: &Source, found: &mut Vec<Diagnostic>) -> Option<Keys> {
    let (tree, syntax) = data::yaml::read(&source.text);
    found.extend(data::notes(source.id, 0, &codes::MALFORMED_PROMISES, syntax));
    let mut tree = tree?;
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, data::without_controls(&mut tree)));
    found.extend(data::notes(source.id, 0, &data::UNKNOWN_KEY, data::unknown_keys(&tree, schema())));
    let (keys, wrong) = data::read::<Keys>(&tree);
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, wrong));
    keys
}
