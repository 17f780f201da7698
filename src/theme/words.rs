//! The words of the interface, and the settings of the theme.

use crate::data;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::source::Source;
use crate::theme::codes;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

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

/// Names in the handbook's own words that nothing shows: no built-in words, no callout and no template has them.
pub(super) fn unknown(texts: &BTreeMap<String, Source>, callouts: &[String], found: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<String> = callouts.iter().map(|kind| format!("callout-{kind}")).collect();
    if let Some(source) = texts.get("default/strings/en.toml") {
        known.extend(keys(source).into_iter().map(|(key, _)| key));
    }
    let templates = || texts.iter().filter(|(name, _)| name.starts_with("templates/"));
    for source in texts.iter().filter(|(name, _)| name.starts_with("strings/")).map(|(_, source)| source) {
        for (key, range) in keys(source) {
            if known.contains(&key) || templates().any(|(_, template)| template.text.contains(&*key)) {
                continue;
            }
            let message = format!("no template shows the words `{key}`");
            let note = Diagnostic::at(&data::UNKNOWN_KEY, source.span(range), message);
            found.push(match nearest(&key, known.iter().map(String::as_str)) {
                Some(near) => note.help(format!("did you mean `{near}`?")),
                None => note.help("take the line out, or show the words in a template of yours"),
            });
        }
    }
}

/// The names in a file of words, with their places.
fn keys(source: &Source) -> Vec<(String, Range<usize>)> {
    match data::toml::read(&source.text).0.value {
        data::Value::Map(entries) => entries.into_iter().map(|entry| (entry.key, entry.key_range)).collect(),
        _ => Vec::new(),
    }
}

/// The language without its region: `pt` of `pt-BR`.
pub(super) fn base(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}

fn read<T: serde::de::DeserializeOwned>(source: &Source, found: &mut Vec<Diagnostic>) -> Option<T> {
    let (mut tree, syntax) = data::toml::read(&source.text);
    found.extend(data::notes(source.id, 0, &codes::TEMPLATE_ERROR, syntax));
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, data::without_controls(&mut tree)));
    let (value, wrong) = data::read(&tree);
    found.extend(data::notes(source.id, 0, &data::WRONG_VALUE, wrong));
    value
}
