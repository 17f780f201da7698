//! What can be said against a site: one row a check, one file a row.

mod beside;
mod codes;
mod empty_page;
mod given;
mod overdue;
mod personal_data;
mod promise;
mod readability;
mod said;
mod typed_value;
mod unknown_callout;
mod unknown_template;

use crate::diagnostic::Diagnostic;

pub use beside::drawing;
pub use beside::line;
pub use beside::titles;
pub use codes::CODES;
pub use given::Asks;
pub use given::Given;
pub use said::Said;
pub use said::said;

/// A check.
pub struct Lint {
    /// Its name.
    pub name: &'static str,
    /// Looks at one page.
    pub check: fn(&Given<'_>) -> Vec<Diagnostic>,
}

/// All checks.
pub const LINTS: &[Lint] = &[
    Lint { name: "empty-page", check: empty_page::check },
    Lint { name: "overdue", check: overdue::check },
    Lint { name: "personal-data", check: personal_data::check },
    Lint { name: "promise", check: promise::check },
    Lint { name: "readability", check: readability::check },
    Lint { name: "typed-value", check: typed_value::check },
    Lint { name: "unknown-callout", check: unknown_callout::check },
    Lint { name: "unknown-template", check: unknown_template::check },
];
