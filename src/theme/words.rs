//! The words of the interface, and the settings of the theme.

use crate::data;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::theme::codes;

use std::collections::BTreeMap;

use serde::Deserialize;

/// `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct ThemeToml {
    /// The kinds of callouts.
    pub(super) callouts: Vec<String>,
    /// Languages that are written from right to left.
    pub(super) right_to_left: Vec<String>,
}

/// The settings of the theme: the handbook's own lists are added to the built-in ones.
pub(super) fn settings(texts: &BTreeMap<String, Source>, found: &mut Vec<Diagnostic>) -> ThemeToml {
    let mut settings = ThemeToml::default();
    for name in ["default/theme.toml", "theme.toml"] {
        let Some(source) = texts.get(name) else { continue };
        let part: ThemeToml = read(source, found).unwrap_or_default();
        settings.callouts.extend(part.callouts);
        settings.right_to_left.extend(part.right_to_left);
    }
    settings
}

/// The words for a language: English, under those of the language, under those of the region, under the handbook's own.
pub(super) fn strings(
    texts: &BTreeMap<String, Source>,
    language: &str,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut strings = BTreeMap::new();
    for language in ["en", base(language), language] {
        for folder in ["default/strings", "strings"] {
            let Some(source) = texts.get(&format!("{folder}/{language}.toml")) else { continue };
            let words: BTreeMap<String, String> = read(source, found).unwrap_or_default();
            strings.extend(words);
        }
    }
    strings
}

/// The language without its region: `pt` of `pt-BR`.
pub(super) fn base(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}

fn read<T: serde::de::DeserializeOwned>(source: &Source, found: &mut Vec<Diagnostic>) -> Option<T> {
    let (tree, syntax) = data::toml::read(&source.text);
    found.extend(data::notes(source.id, 0, &codes::TEMPLATE_ERROR, syntax));
    let (value, wrong) = data::read(&tree);
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, wrong));
    value
}
