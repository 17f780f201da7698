//! What can be wrong with the finished pages.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&HIDDEN_CALLOUT, &MISSING_CALLOUT];

/// The callout of an outcome stands on its page and cannot be seen.
pub(super) static HIDDEN_CALLOUT: Code =
    Code::new("hidden-callout", Severity::Blocking, include_str!("../explain/hidden-callout.md"));

/// The callout of an outcome, or a sentence of it, is not on its page.
pub(super) static MISSING_CALLOUT: Code =
    Code::new("missing-callout", Severity::Blocking, include_str!("../explain/missing-callout.md"));
