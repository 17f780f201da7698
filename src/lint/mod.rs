//! What can be said against a site: one row a check, one file a row.

mod codes;
mod empty_page;
mod overdue;
mod unknown_callout;
mod unknown_template;

use crate::diagnostic::Diagnostic;
use crate::site::Placed;
use crate::theme::Theme;

use jiff::civil::Date;

pub use codes::CODES;

/// A check.
pub struct Lint {
    /// Its name.
    pub name: &'static str,
    /// Looks at one page.
    pub check: fn(&Given<'_>) -> Vec<Diagnostic>,
}

/// What a check is given.
pub struct Given<'a> {
    /// The page.
    pub page: &'a Placed,
    /// The theme.
    pub theme: &'a Theme,
    /// How many days a review holds, for pages that do not say so themselves.
    pub review_every: Option<u32>,
    /// The day for which the site is built.
    pub as_of: Date,
}

/// All checks.
pub const LINTS: &[Lint] = &[
    Lint { name: "empty-page", check: empty_page::check },
    Lint { name: "overdue", check: overdue::check },
    Lint { name: "unknown-callout", check: unknown_callout::check },
    Lint { name: "unknown-template", check: unknown_template::check },
];
