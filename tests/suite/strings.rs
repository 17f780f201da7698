//! The words of the default theme: each language has all of them, with the same values to be put in.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_language_has_all_words() {
    let english = strings("en");
    for language in ["de", "es", "fr", "pt-BR"] {
        let own = strings(language);
        let names = |strings: &BTreeMap<String, String>| strings.keys().cloned().collect::<BTreeSet<_>>();
        let (missing, unknown) = (&names(&english) - &names(&own), &names(&own) - &names(&english));
        assert!(missing.is_empty() && unknown.is_empty(), "{language}: missing {missing:?}, unknown {unknown:?}");
        for (name, words) in &english {
            assert_eq!(values(words), values(&own[name]), "{language}: the values in `{name}`");
        }
    }
}

fn strings(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings");
    let text = std::fs::read_to_string(folder.join(format!("{language}.toml"))).unwrap();
    toml::from_str(&text).unwrap()
}

/// `{date}`, `{n}`: what is put in.
fn values(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}
