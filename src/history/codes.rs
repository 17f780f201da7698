//! What can be wrong with the history, and with rules that have one.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&BAD_HISTORY, &LOST_RELEASE, &CHANGED_IN_PLACE, &REUSED_RULE];

/// A file of the history that cannot be read.
pub(super) static BAD_HISTORY: Code =
    Code::new("bad-history", Severity::Error, include_str!("../explain/bad-history.md"));

/// A release that was there, and a part of it is not.
pub(super) static LOST_RELEASE: Code =
    Code::new("lost-release", Severity::Error, include_str!("../explain/lost-release.md"));

/// Rules or values that mean something else than when they were released, under their old day.
pub(super) static CHANGED_IN_PLACE: Code =
    Code::new("changed-in-place", Severity::Warning, include_str!("../explain/changed-in-place.md"));

/// The name of a rule that stood for another rule before.
pub(super) static REUSED_RULE: Code =
    Code::new("reused-rule", Severity::Error, include_str!("../explain/reused-rule.md"));
