//! Judgements as findings.

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::promise::Judgement;
use crate::promise::Kind;
use crate::promise::Prose;

/// What a judgement of a text means; nothing for one that only speaks of money or goods.
pub(in crate::lint) fn finding(judged: &Judgement, prose: &Prose) -> Option<Diagnostic> {
    let code = match judged.kind {
        Kind::Promise => &codes::PROMISE,
        Kind::NearPromise => &codes::NEAR_PROMISE,
        Kind::Status => &codes::STATUS_WORD,
        Kind::ConditionLast => &codes::IF_AFTER_THEN,
        Kind::Guarded => return None,
    };
    let words = prose.words.get(judged.at.clone()).unwrap_or_default();
    let message = format!("“{}” {}", shown(words), judged.kind.reason());
    Some(Diagnostic::at(code, prose.span(judged.at.clone()), message).help(judged.kind.instead()))
}

/// Words on one line, without signs that nobody sees.
pub(in crate::lint) fn shown(words: &str) -> String {
    let is_hidden = |sign: char| matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    let plain: String = words.chars().filter(|sign| !is_hidden(*sign)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
