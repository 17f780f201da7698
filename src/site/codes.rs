//! What can be wrong between pages.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[
    &DEAD_PAGE,
    &DEAD_RULE,
    &DEAD_HEADING,
    &DEAD_FILE,
    &OUTSIDE_CONTENT,
    &UNSAFE_LINK,
    &THIRD_PARTY,
    &DUPLICATE_URL,
    &ORPHAN_PAGE,
    &MISSING_CHAPTER,
    &MISSING_TITLE,
    &REDIRECT_CONFLICT,
    &REDIRECT_LOOP,
    &DEAD_REDIRECT,
];

/// A link to a page that is not there.
pub(super) static DEAD_PAGE: Code = Code::new("dead-page", Severity::Error, include_str!("../explain/dead-page.md"));

/// A link to a guide, an outcome or a value that the rules do not have, or something of them that is to be put in.
pub(super) static DEAD_RULE: Code = Code::new("dead-rule", Severity::Error, include_str!("../explain/dead-rule.md"));

/// A link to a heading that is not there.
pub(super) static DEAD_HEADING: Code =
    Code::new("dead-heading", Severity::Error, include_str!("../explain/dead-heading.md"));

/// A link to a file that is not there.
pub static DEAD_FILE: Code = Code::new("dead-file", Severity::Error, include_str!("../explain/dead-file.md"));

/// A link that leads out of the content folder, where nothing can be checked.
pub(super) static OUTSIDE_CONTENT: Code =
    Code::new("outside-content", Severity::Warning, include_str!("../explain/outside-content.md"));

/// A link that would run something, or whose kind nobody knows.
pub(super) static UNSAFE_LINK: Code =
    Code::new("unsafe-link", Severity::Error, include_str!("../explain/unsafe-link.md"));

/// A picture, script or style of another host.
pub(super) static THIRD_PARTY: Code =
    Code::new("third-party", Severity::Warning, include_str!("../explain/third-party.md"));

/// Two sources for one address.
pub static DUPLICATE_URL: Code =
    Code::new("duplicate-url", Severity::Blocking, include_str!("../explain/duplicate-url.md"));

/// A page that `SUMMARY.md` does not name.
pub(super) static ORPHAN_PAGE: Code =
    Code::new("orphan-page", Severity::Warning, include_str!("../explain/orphan-page.md"));

/// `SUMMARY.md` names a page that is not there.
pub(super) static MISSING_CHAPTER: Code =
    Code::new("missing-chapter", Severity::Error, include_str!("../explain/missing-chapter.md"));

/// A page without a title.
pub(super) static MISSING_TITLE: Code =
    Code::new("missing-title", Severity::Warning, include_str!("../explain/missing-title.md"));

/// A redirect from an address at which something stands.
pub(super) static REDIRECT_CONFLICT: Code =
    Code::new("redirect-conflict", Severity::Error, include_str!("../explain/redirect-conflict.md"));

/// Redirects that lead back to themselves.
pub(super) static REDIRECT_LOOP: Code =
    Code::new("redirect-loop", Severity::Error, include_str!("../explain/redirect-loop.md"));

/// A redirect to nothing.
pub static DEAD_REDIRECT: Code =
    Code::new("dead-redirect", Severity::Error, include_str!("../explain/dead-redirect.md"));
