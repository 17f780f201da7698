//! What can be wrong with `book.toml` and with nothing else.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&MALFORMED_SETTINGS, &IGNORED_SETTING, &NOT_RUN, &SETTING_OUTSIDE];

/// The file is not TOML.
pub static MALFORMED_SETTINGS: Code =
    Code::new("malformed-settings", Severity::Blocking, include_str!("../explain/malformed-settings.md"));

/// A key of mdBook that has no effect.
pub(super) static IGNORED_SETTING: Code =
    Code::new("ignored-setting", Severity::Note, include_str!("../explain/ignored-setting.md"));

/// A program that is not run.
pub(super) static NOT_RUN: Code = Code::new("not-run", Severity::Warning, include_str!("../explain/not-run.md"));

/// A setting that names something outside the project.
pub(super) static SETTING_OUTSIDE: Code =
    Code::new("setting-outside", Severity::Blocking, include_str!("../explain/setting-outside.md"));
