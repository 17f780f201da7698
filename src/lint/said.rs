//! The words of rules promise nothing either.

use crate::diagnostic::Diagnostic;
use crate::lint::promise::Okay;
use crate::lint::promise::finding;
use crate::promise::Promises;
use crate::promise::Prose;
use crate::source::Span;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// A text of the rules that readers see.
pub struct Said {
    /// Its words, as they are shown.
    pub prose: Prose,
    /// The `promise_ok:` that holds for it: what it says and where.
    pub okay: Option<(String, Span)>,
}

/// Finds promises in texts of the rules; `okays` are all permissions there are, used or not.
pub fn said(texts: &[Said], okays: &[(String, Span)], promises: &Promises, as_of: Date) -> Vec<Diagnostic> {
    let place = |span: &Span| (span.file, span.start);
    let mut read: BTreeMap<_, Okay> =
        okays.iter().map(|(words, span)| (place(span), Okay::read(words, *span, as_of))).collect();
    let mut found = Vec::new();
    for text in texts {
        for judged in promises.judge(&text.prose.words) {
            let Some(note) = finding(&judged, &text.prose) else { continue };
            let okay = text.okay.as_ref().and_then(|(_, span)| read.get_mut(&place(span)));
            match okay.filter(|okay| okay.holds()) {
                Some(okay) => okay.used = true,
                None => found.push(note),
            }
        }
    }
    found.extend(read.into_values().map(Okay::finding));
    found
}
