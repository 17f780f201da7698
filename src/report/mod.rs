//! Findings as text: one row a format, each a function from the findings of a run to what is printed.

mod diff;
mod excerpt;
mod findings;
mod github;
mod human;
mod json;
mod position;
mod sarif;
mod short;
mod visible;

pub use diff::diff;
pub use findings::Report;
pub use findings::summary;
pub use json::overlay;

/// One way of printing findings.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub what: &'static str,
    /// Writes the findings; the text ends with a line break unless it is empty.
    pub write: fn(&Report<'_>) -> String,
}

/// All formats; the first is the usual one.
pub const FORMATS: &[Format] = &[
    Format { name: "human", what: "for people: each finding with the lines it is about", write: human::write },
    Format { name: "short", what: "one line a finding, for editors and grep", write: short::write },
    Format { name: "json", what: "for programs: one object, its shape is stable", write: json::write },
    Format { name: "sarif", what: "SARIF 2.1.0, for code scanning services", write: sarif::write },
    Format { name: "github", what: "annotations in a GitHub workflow", write: github::write },
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
