//! What the checks find.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[
    &EMPTY_PAGE,
    &REVIEW_OVERDUE,
    &TYPED_VALUE,
    &UNKNOWN_CALLOUT,
    &UNKNOWN_TEMPLATE,
    &PROMISE,
    &NEAR_PROMISE,
    &STATUS_WORD,
    &IF_AFTER_THEN,
    &NEEDS_CALLOUT,
    &HAND_WRITTEN_CALLOUT,
    &PROMISE_OK,
    &STANDING_PROMISE,
    &HARD_TO_READ,
];

/// A page that says nothing.
pub(super) static EMPTY_PAGE: Code =
    Code::new("empty-page", Severity::Warning, include_str!("../explain/empty-page.md"));

/// A page whose review has lapsed.
pub(super) static REVIEW_OVERDUE: Code =
    Code::new("review-overdue", Severity::Warning, include_str!("../explain/review-overdue.md"));

/// A number of the rules that was typed on a page.
pub(super) static TYPED_VALUE: Code =
    Code::new("typed-value", Severity::Warning, include_str!("../explain/typed-value.md"));

/// A callout of a kind that the theme does not have.
pub(super) static UNKNOWN_CALLOUT: Code =
    Code::new("unknown-callout", Severity::Error, include_str!("../explain/unknown-callout.md"));

/// Front matter names a template that the theme does not have.
pub(super) static UNKNOWN_TEMPLATE: Code =
    Code::new("unknown-template", Severity::Error, include_str!("../explain/unknown-template.md"));

/// Words that promise money or goods.
pub(super) static PROMISE: Code = Code::new("promise", Severity::Blocking, include_str!("../explain/promise.md"));

/// Words that sound like a promise.
pub(super) static NEAR_PROMISE: Code =
    Code::new("near-promise", Severity::Warning, include_str!("../explain/near-promise.md"));

/// A state of a request that sounds like a yes.
pub(super) static STATUS_WORD: Code =
    Code::new("status-word", Severity::Error, include_str!("../explain/status-word.md"));

/// A condition after what depends on it.
pub(super) static IF_AFTER_THEN: Code =
    Code::new("if-after-then", Severity::Warning, include_str!("../explain/if-after-then.md"));

/// A page that speaks of an ask without its callout.
pub(super) static NEEDS_CALLOUT: Code =
    Code::new("needs-callout", Severity::Error, include_str!("../explain/needs-callout.md"));

/// A callout "no guarantee" that no guide wrote.
pub(super) static HAND_WRITTEN_CALLOUT: Code =
    Code::new("hand-written-callout", Severity::Error, include_str!("../explain/hand-written-callout.md"));

/// A permission without reason, date or use.
pub(super) static PROMISE_OK: Code = Code::new("promise-ok", Severity::Error, include_str!("../explain/promise-ok.md"));

/// Wording that promises and that somebody lets stand.
pub(super) static STANDING_PROMISE: Code =
    Code::new("standing-promise", Severity::Note, include_str!("../explain/standing-promise.md"));

/// A long sentence, an abbreviation, an idiom, a run of passive sentences.
pub(super) static HARD_TO_READ: Code =
    Code::new("hard-to-read", Severity::Note, include_str!("../explain/hard-to-read.md"));
