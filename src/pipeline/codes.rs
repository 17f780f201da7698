//! What can be wrong with the project as a whole, and the list of everything that can be wrong.

use crate::config;
use crate::data;
use crate::diagnostic::Code;
use crate::diagnostic::Severity;
use crate::history;
use crate::ledger;
use crate::lint;
use crate::markdown;
use crate::output;
use crate::policy;
use crate::promise;
use crate::site;
use crate::theme;

/// The codes of this room.
const CODES: &[&Code] = &[
    &UNREADABLE_FILE,
    &NOT_UTF8,
    &SYMLINK_OUTSIDE,
    &NOT_A_FILE,
    &BAD_NAME,
    &NO_PAGES,
    &UNKNOWN_CODE,
    &FIXED_LEVEL,
    &ODD_CLOCK,
    &UNJUDGED_LANGUAGE,
];

/// A file that the system does not let us read.
pub(super) static UNREADABLE_FILE: Code =
    Code::new("unreadable-file", Severity::Blocking, include_str!("../explain/unreadable-file.md"));

/// A page or data file that is not UTF-8.
pub(super) static NOT_UTF8: Code = Code::new("not-utf8", Severity::Blocking, include_str!("../explain/not-utf8.md"));

/// A symbolic link out of the project, to nothing, or to itself.
pub(super) static SYMLINK_OUTSIDE: Code =
    Code::new("symlink-outside", Severity::Blocking, include_str!("../explain/symlink-outside.md"));

/// A pipe, a socket or a device.
pub(super) static NOT_A_FILE: Code =
    Code::new("not-a-file", Severity::Warning, include_str!("../explain/not-a-file.md"));

/// A name that cannot be part of an address.
pub(super) static BAD_NAME: Code = Code::new("bad-name", Severity::Error, include_str!("../explain/bad-name.md"));

/// A project without a page.
pub(super) static NO_PAGES: Code = Code::new("no-pages", Severity::Blocking, include_str!("../explain/no-pages.md"));

/// `[check]` names a code that does not exist.
pub(super) static UNKNOWN_CODE: Code =
    Code::new("unknown-code", Severity::Error, include_str!("../explain/unknown-code.md"));

/// `[check]` gives a level to a finding that keeps the site from being published.
pub(super) static FIXED_LEVEL: Code =
    Code::new("fixed-level", Severity::Warning, include_str!("../explain/fixed-level.md"));

/// The clock of this machine names a day that cannot be.
pub(super) static ODD_CLOCK: Code = Code::new("odd-clock", Severity::Warning, include_str!("../explain/odd-clock.md"));

/// A handbook with rules in a language of which no words are known that promise.
pub(super) static UNJUDGED_LANGUAGE: Code =
    Code::new("unjudged-language", Severity::Error, include_str!("../explain/unjudged-language.md"));

/// Everything that can be found, by name.
pub fn all_codes() -> Vec<&'static Code> {
    let rooms = [
        CODES,
        config::CODES,
        data::CODES,
        ledger::CODES,
        history::CODES,
        lint::CODES,
        markdown::CODES,
        output::CODES,
        policy::CODES,
        promise::CODES,
        site::CODES,
        theme::CODES,
    ];
    let mut codes: Vec<&'static Code> = rooms.into_iter().flatten().copied().collect();
    codes.sort_by_key(|code| code.name);
    codes
}
