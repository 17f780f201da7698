//! The words that promise, and what the rules say, judged by them.

use crate::config::Layout;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::document::Summary;
use crate::lint;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::Lines;
use crate::pipeline::codes;
use crate::pipeline::gather;
use crate::pipeline::memos::Memos;
use crate::pipeline::reading::shared;
use crate::policy;
use crate::policy::Policy;
use crate::promise::Promises;
use crate::promise::Prose;
use crate::source::Snapshot;
use crate::source::Source;

use std::sync::Arc;

impl Memos {
    /// The words that promise: those of the program and those of `policy/promises.yaml`.
    pub(super) fn promises(
        &self,
        snapshot: &Snapshot,
        settings: &Settings,
        layout: &Layout,
        found: &mut Vec<Diagnostic>,
    ) -> Hashed<Promises> {
        let language = settings.book.language();
        let files = gather::rules(snapshot, layout);
        let source = files.iter().find(|file| file.path == "promises.yaml").map(|file| file.source);
        let key = Fingerprint::of(&(source, language));
        let promises = self.promises.get(key, || shared(Promises::read(source, language)));
        found.extend(promises.found.iter().cloned());
        Hashed::with(key, std::sync::Arc::clone(&promises.value))
    }

    /// Promises in the texts of the rules.
    pub(super) fn said(
        &self,
        snapshot: &Snapshot,
        layout: &Layout,
        policy: &Policy,
        promises: &Hashed<Promises>,
        found: &mut Vec<Diagnostic>,
    ) {
        let files = gather::rules(snapshot, layout);
        let sources: Vec<_> = files.iter().map(|file| (file.path, file.source)).collect();
        let key = Fingerprint::of(&("said", &sources, promises, snapshot.as_of));
        let notes = self.linted.get(key, || {
            let policy::Texts { texts, okays } = policy::texts(&files, policy);
            let said: Vec<lint::Said> = texts.into_iter().map(said).collect();
            lint::said(&said, &okays, promises, snapshot.as_of)
        });
        found.extend(notes.iter().cloned());
    }
}

/// What readers see beside the pages: titles in `SUMMARY.md`, the lines of the settings, the words of drawings.
pub(super) fn beside(
    snapshot: &Snapshot,
    drawings: impl Iterator<Item = Arc<str>>,
    (summary, lines): (Option<&Summary>, &Lines),
    promises: &Promises,
) -> Vec<Diagnostic> {
    let (mut texts, mut okays) = (Vec::new(), Vec::new());
    texts.extend(summary.into_iter().flat_map(lint::titles));
    texts.extend([&lines.notice, &lines.footer].into_iter().flatten().map(|line| lint::line(&line.page)));
    for source in drawings.filter(|path| path.ends_with(".svg")).filter_map(|path| snapshot.text(&path)) {
        let (said, own) = lint::drawing(source);
        texts.extend(said);
        okays.extend(own);
    }
    lint::said(&texts, &okays, promises, snapshot.as_of)
}

/// That nobody looks for promises in the language of a handbook that has rules.
pub(super) fn unjudged(
    settings: &Settings,
    source: Option<&Source>,
    policy: &Policy,
    promises: &Promises,
) -> Option<Diagnostic> {
    let language = settings.book.language.as_ref().filter(|language| !promises.knows(&language.value))?;
    let (name, span) = (&language.value, source?.span(language.range.clone()));
    let message = format!("no words are known that promise something in the language `{name}`, so no promise is found");
    let note = Diagnostic::at(&codes::UNJUDGED_LANGUAGE, span, message);
    (!policy.guides.is_empty()).then(|| note.help("name some below `add:` in `policy/promises.yaml`"))
}

fn said(text: policy::Seen) -> lint::Said {
    let mut prose = Prose::default();
    for (word, span) in &text.words {
        match word.as_str() {
            "\n" => prose.add_sign('\n'),
            word => prose.add(word, *span),
        }
        prose.add_sign(' ');
    }
    lint::Said { prose, okay: text.okay }
}

/// What can be asked for on the day of the build.
pub(super) fn asks(policy: &Policy) -> lint::Asks {
    let is_open = |guide: &&policy::Guide| {
        (0..guide.outcomes.len()).any(|outcome| guide.shown(outcome).0 == policy::Kind::MayRequest)
    };
    let open = policy.guides.values().filter(is_open).map(|guide| guide.id.clone()).collect();
    lint::Asks { has_rules: !policy.guides.is_empty(), open }
}
