//! The lexica that come with the program, and what a handbook adds to them.

use crate::data;
use crate::promise::judge::Lexica;
use crate::promise::judgement::Judgement;
use crate::promise::lexicon::Lexicon;
use crate::promise::words::Words;

/// The lexica that come with the program.
const BUILT_IN: &[&str] = &[
    include_str!("lexicon/en.yaml"),
    include_str!("lexicon/de.yaml"),
    include_str!("lexicon/es.yaml"),
    include_str!("lexicon/fr.yaml"),
    include_str!("lexicon/pt-BR.yaml"),
];

/// What promises, in all languages.
#[derive(Debug)]
pub struct Promises {
    lexica: Lexica,
}

impl Promises {
    /// The lexica that come with the program; texts are in `language` if their words do not say otherwise.
    pub fn built_in(language: &str) -> Self {
        let words =
            BUILT_IN.iter().filter_map(|text| data::yaml::read(text).0.and_then(|tree| data::read::<Words>(&tree).0));
        let mut lexica: Vec<Lexicon> = words.map(|words| Lexicon::new(&words)).collect();
        let main = |name: &str| name.split('-').next().map(str::to_ascii_lowercase);
        lexica.sort_by_key(|lexicon| main(&lexicon.language) != main(language));
        Self { lexica: Lexica(lexica) }
    }

    /// What a text promises, in the order of its words.
    pub fn judge(&self, text: &str) -> Vec<Judgement> {
        self.lexica.judge(text)
    }
}
