//! Reads a theme: the built-in files, under those of the handbook's own theme folder.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::theme::builtin;
use crate::theme::codes;
use crate::theme::parts::Asset;
use crate::theme::parts::Theme;
use crate::theme::render;
use crate::theme::words;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a theme by their names: the built-in ones, replaced by those of the handbook's own theme folder.
struct Files {
    texts: BTreeMap<String, Source>,
    assets: BTreeMap<String, Arc<[u8]>>,
    fingerprint: Fingerprint,
}

/// The fingerprint that [`read`] would give its theme: made from what goes in.
pub fn fingerprint(snapshot: &Snapshot, folder: &str, language: &str) -> Fingerprint {
    let own: Vec<&Source> = own_files(snapshot, folder).map(|(_, source)| source).collect();
    Fingerprint::of(&(own, language, env!("CARGO_PKG_VERSION"), builtin::fingerprint()))
}

/// Reads the theme for a language. A broken template of the handbook gives way to the built-in one of its name.
pub fn read(snapshot: &Snapshot, folder: &str, language: &str) -> Noted<Theme> {
    let mut found = Vec::new();
    let files = gather(snapshot, folder, language, &mut found);
    let templates = render::compile(&files.texts, &mut found);
    let strings = words::strings(&files.texts, language, &mut found);
    let settings = words::settings(&files.texts, &mut found);
    let callouts = settings.callouts.into_iter().map(|kind| {
        let title = strings.get(&format!("callout-{kind}")).cloned().unwrap_or_else(|| kind.replace('-', " "));
        (kind, title)
    });
    let theme = Theme {
        fingerprint: files.fingerprint,
        assets: files
            .assets
            .into_iter()
            .filter_map(|(name, bytes)| Some((name.clone(), asset(&name, bytes)?)))
            .collect(),
        callouts: callouts.collect(),
        right_to_left: settings.right_to_left.iter().any(|other| other == words::base(language)),
        strings,
        templates,
        sources: files.texts,
    };
    Noted { value: theme, found }
}

fn gather(snapshot: &Snapshot, folder: &str, language: &str, found: &mut Vec<Diagnostic>) -> Files {
    let mut files =
        Files { texts: BTreeMap::new(), assets: BTreeMap::new(), fingerprint: fingerprint(snapshot, folder, language) };
    for (name, bytes) in builtin::THEME {
        match name.strip_prefix("assets/") {
            Some(name) => drop(files.assets.insert(name.to_string(), Arc::from(*bytes))),
            None => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                files.texts.insert(format!("default/{name}"), Source::new(format!("default/{name}"), text));
            }
        }
    }
    for (name, source) in own_files(snapshot, folder) {
        let is_known = builtin::THEME.iter().any(|(known, _)| *known == name);
        if let Some(name) = name.strip_prefix("assets/") {
            files.assets.insert(name.to_string(), Arc::from(source.text.as_bytes()));
        } else if is_known || name.starts_with("templates/") || name.starts_with("strings/") {
            files.texts.insert(name.to_string(), source.clone());
        } else {
            let message = format!("`{name}` is not a file of a theme, so it has no effect");
            let help = "a theme has `theme.toml`, `templates/`, `assets/` and `strings/`; \
                        mdBook's themes are written for another template language";
            found.push(Diagnostic::at(&codes::UNKNOWN_THEME_FILE, source.span(0..0), message).help(help));
        }
    }
    files
}

fn own_files<'a>(snapshot: &'a Snapshot, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
    let files = (!folder.is_empty()).then(|| snapshot.below(folder)).into_iter().flatten();
    files.filter_map(move |(path, entry)| match entry {
        Entry::Text(source) => Some((path.strip_prefix(folder)?.trim_start_matches('/'), source)),
        _ => None,
    })
}

fn asset(name: &str, bytes: Arc<[u8]>) -> Option<Asset> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let hash = &Fingerprint::of_bytes(&bytes).hex()[..8];
    let url = SitePath::new(format!("assets/{stem}.{hash}.{extension}"))?;
    Some(Asset { url, bytes })
}
