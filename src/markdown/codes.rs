//! What can be wrong with a page by itself.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[
    &MALFORMED_FRONT_MATTER,
    &DEAD_INCLUDE,
    &INCLUDE_OUTSIDE,
    &INCLUDE_LOOP,
    &UNCLOSED_DIRECTIVE,
    &UNKNOWN_DIRECTIVE,
    &MISPLACED_DIRECTIVE,
    &FOREIGN_TAG,
    &UNFINISHED_HTML,
    &DUPLICATE_HEADING_ID,
    &MISSING_ALT,
    &UNDEFINED_FOOTNOTE,
    &MALFORMED_SUMMARY,
    &DUPLICATE_CHAPTER,
];

/// The front matter is not YAML, or never ends.
pub(super) static MALFORMED_FRONT_MATTER: Code =
    Code::new("malformed-front-matter", Severity::Error, include_str!("../explain/malformed-front-matter.md"));

/// An included file, or the part of it, is not there.
pub(super) static DEAD_INCLUDE: Code =
    Code::new("dead-include", Severity::Error, include_str!("../explain/dead-include.md"));

/// An included file is outside the project.
pub(super) static INCLUDE_OUTSIDE: Code =
    Code::new("include-outside", Severity::Blocking, include_str!("../explain/include-outside.md"));

/// Files that include each other.
pub(super) static INCLUDE_LOOP: Code =
    Code::new("include-loop", Severity::Error, include_str!("../explain/include-loop.md"));

/// `{{#` without `}}`.
pub(super) static UNCLOSED_DIRECTIVE: Code =
    Code::new("unclosed-directive", Severity::Error, include_str!("../explain/unclosed-directive.md"));

/// A directive that no one knows.
pub(super) static UNKNOWN_DIRECTIVE: Code =
    Code::new("unknown-directive", Severity::Error, include_str!("../explain/unknown-directive.md"));

/// A directive where what it puts in cannot stand.
pub(super) static MISPLACED_DIRECTIVE: Code =
    Code::new("misplaced-directive", Severity::Error, include_str!("../explain/misplaced-directive.md"));

/// Raw HTML that would take the rest of the page with it.
pub(super) static UNFINISHED_HTML: Code =
    Code::new("unfinished-html", Severity::Error, include_str!("../explain/unfinished-html.md"));

/// A tag of GitBook, Jekyll or another program.
pub(super) static FOREIGN_TAG: Code =
    Code::new("foreign-tag", Severity::Warning, include_str!("../explain/foreign-tag.md"));

/// Two headings of a page ask for one id.
pub(super) static DUPLICATE_HEADING_ID: Code =
    Code::new("duplicate-heading-id", Severity::Error, include_str!("../explain/duplicate-heading-id.md"));

/// A picture without words.
pub(super) static MISSING_ALT: Code =
    Code::new("missing-alt", Severity::Warning, include_str!("../explain/missing-alt.md"));

/// The mark of a footnote that is not written.
pub(super) static UNDEFINED_FOOTNOTE: Code =
    Code::new("undefined-footnote", Severity::Warning, include_str!("../explain/undefined-footnote.md"));

/// A line of `SUMMARY.md` that says nothing.
pub(super) static MALFORMED_SUMMARY: Code =
    Code::new("malformed-summary", Severity::Error, include_str!("../explain/malformed-summary.md"));

/// `SUMMARY.md` names a page twice.
pub(super) static DUPLICATE_CHAPTER: Code =
    Code::new("duplicate-chapter", Severity::Error, include_str!("../explain/duplicate-chapter.md"));
