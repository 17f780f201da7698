//! What can be wrong with the words that a handbook adds.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&MALFORMED_PROMISES];

/// `policy/promises.yaml` is not YAML.
pub(super) static MALFORMED_PROMISES: Code =
    Code::new("malformed-promises", Severity::Blocking, include_str!("../explain/malformed-promises.md"));
