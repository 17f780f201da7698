//! Reads a theme: the built-in files, under those of the handbook's own theme folder.

use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::theme::builtin;
use crate::theme::codes;
use crate::theme::compile;
use crate::theme::parts::Asset;
use crate::theme::parts::Theme;
use crate::theme::words;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a theme by their names: the built-in ones, replaced by those of the handbook's own theme folder.
struct Files {
    texts: BTreeMap<String, Source>,
    assets: BTreeMap<String, Asset>,
}

/// The fingerprint that [`read`] would give its theme: made from what goes in.
pub fn fingerprint(snapshot: &Snapshot, folder: &str, language: &str) -> Fingerprint {
    let own: Vec<(&str, Fingerprint)> =
        own_files(snapshot, folder).map(|(name, file)| (name, file.fingerprint())).collect();
    Fingerprint::of(&(own, language, env!("CARGO_PKG_VERSION"), builtin::fingerprint()))
}

/// Reads the theme for a language. A broken template of the handbook gives way to the built-in one of its name.
pub fn read(snapshot: &Snapshot, folder: &str, language: &str) -> Noted<Theme> {
    let mut found = Vec::new();
    let files = gather(snapshot, folder, &mut found);
    let templates = compile::compile(&files.texts, &mut found);
    let strings = words::strings(&files.texts, language, &mut found);
    let settings = words::settings(&files.texts, &mut found);
    words::unknown(&files.texts, &settings.callouts, &mut found);
    let callouts = settings.callouts.into_iter().map(|kind| {
        let title = strings.get(&format!("callout-{kind}")).cloned().unwrap_or_else(|| kind.replace('-', " "));
        (kind, title)
    });
    let theme = Theme {
        assets: files.assets,
        callouts: callouts.collect(),
        right_to_left: settings.right_to_left.iter().any(|other| other == words::base(language)),
        strings,
        templates,
        sources: files.texts,
    };
    Noted { value: theme, found }
}

fn gather(snapshot: &Snapshot, folder: &str, found: &mut Vec<Diagnostic>) -> Files {
    let mut files = Files { texts: BTreeMap::new(), assets: BTreeMap::new() };
    for (name, bytes) in builtin::THEME {
        match name.strip_prefix("assets/") {
            Some(name) => files.asset(name, Fingerprint::of_bytes(bytes), Body::Bytes(Arc::from(*bytes))),
            None => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                files.texts.insert(format!("default/{name}"), Source::new(format!("default/{name}"), text));
            }
        }
    }
    for (name, file) in own_files(snapshot, folder) {
        match (name.strip_prefix("assets/"), file) {
            (Some(name), Own::Text(source)) => {
                let bytes = source.text.as_bytes();
                files.asset(name, Fingerprint::of_bytes(bytes), Body::Bytes(Arc::from(bytes)));
            }
            (Some(name), Own::Bytes(path, fingerprint)) => {
                files.asset(name, fingerprint, Body::File { path: Arc::clone(path) });
            }
            (None, Own::Text(source)) if is_known(name) => drop(files.texts.insert(name.to_string(), source.clone())),
            (None, file) => found.push(no_part(name, file)),
        }
    }
    files
}

fn is_known(name: &str) -> bool {
    let is_builtin = builtin::THEME.iter().any(|(known, _)| *known == name);
    is_builtin || name.starts_with("templates/") || name.starts_with("strings/")
}

fn no_part(name: &str, file: Own<'_>) -> Diagnostic {
    let message = format!("`{name}` is not a file of a theme, so it has no effect");
    let note = match file {
        Own::Text(source) => Diagnostic::at(&codes::UNKNOWN_THEME_FILE, source.span(0..0), message),
        Own::Bytes(path, _) => Diagnostic::in_file(&codes::UNKNOWN_THEME_FILE, path, message),
    };
    note.help(
        "a theme has `theme.toml`, `templates/`, `assets/` and `strings/`; \
         mdBook's themes are written for another template language",
    )
}

impl Files {
    /// Adds a file that pages load; its name gets a part of the fingerprint of its bytes.
    fn asset(&mut self, name: &str, fingerprint: Fingerprint, body: Body) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if extension.is_empty() { "" } else { "." };
        let url = SitePath::new(format!("assets/{stem}.{}{dot}{extension}", &fingerprint.hex()[..8]));
        if let Some(url) = url {
            self.assets.insert(name.to_string(), Asset { url, body });
        }
    }
}

/// A file of the handbook's own theme.
#[derive(Clone, Copy)]
enum Own<'a> {
    Text(&'a Source),
    Bytes(&'a Arc<str>, Fingerprint),
}

impl Own<'_> {
    fn fingerprint(self) -> Fingerprint {
        match self {
            Self::Text(source) => source.fingerprint,
            Self::Bytes(_, fingerprint) => fingerprint,
        }
    }
}

fn own_files<'a>(snapshot: &'a Snapshot, folder: &'a str) -> impl Iterator<Item = (&'a str, Own<'a>)> {
    let files = (!folder.is_empty()).then(|| snapshot.below(folder)).into_iter().flatten();
    files.filter_map(move |(path, entry)| {
        let file = match entry {
            Entry::Text(source) => Own::Text(source),
            Entry::Asset { fingerprint, .. } => Own::Bytes(path, *fingerprint),
            Entry::Unread(_) => return None,
        };
        Some((path.strip_prefix(folder)?.trim_start_matches('/'), file))
    })
}
