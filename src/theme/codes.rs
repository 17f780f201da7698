//! What can be wrong with a theme.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&TEMPLATE_ERROR, &UNKNOWN_THEME_FILE];

/// A template that cannot be read or rendered.
pub static TEMPLATE_ERROR: Code =
    Code::new("template-error", Severity::Error, include_str!("../explain/template-error.md"));

/// A file in a theme folder that no theme has.
pub(super) static UNKNOWN_THEME_FILE: Code =
    Code::new("unknown-theme-file", Severity::Warning, include_str!("../explain/unknown-theme-file.md"));
