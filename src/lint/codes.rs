//! What the checks find.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&EMPTY_PAGE, &REVIEW_OVERDUE, &TYPED_VALUE, &UNKNOWN_CALLOUT, &UNKNOWN_TEMPLATE];

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
