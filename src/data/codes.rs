//! What can be wrong with any file of data.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&UNKNOWN_KEY, &WRONG_VALUE];

/// A key that no one knows.
pub static UNKNOWN_KEY: Code = Code::new("unknown-key", Severity::Error, include_str!("../explain/unknown-key.md"));

/// A value that cannot stand there.
pub static WRONG_VALUE: Code = Code::new("wrong-value", Severity::Error, include_str!("../explain/wrong-value.md"));
