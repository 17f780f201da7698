//! What the outside refused: the deed, the path and the reason, in words for a person.

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// A deed that failed, such as "cannot write book/index.html: no space left on device".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// The deed, as a verb: "write", "read", "open", "replace".
    pub doing: &'static str,
    /// What it was done to.
    pub path: PathBuf,
    /// The reason and, where there is one, the way out; lower case, no full stop.
    pub why: String,
}

impl Trouble {
    /// A trouble with a reason of our own.
    pub fn new(doing: &'static str, path: &Path, why: impl Into<String>) -> Self {
        Self { doing, path: path.to_path_buf(), why: why.into() }
    }

    /// A trouble with the system's reason.
    pub fn from_io(doing: &'static str, path: &Path, error: &io::Error) -> Self {
        Self::new(doing, path, words(error))
    }

    /// Turns the system's error into a trouble: `disk.open(path).map_err(Trouble::at("open", path))`.
    pub fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::from_io(doing, path, &error)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.doing, printable(&self.path.to_string_lossy()), self.why)
    }
}

impl std::error::Error for Trouble {}

/// The system's words for an error: lower case, without the error's number.
pub(crate) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// The text with U+FFFD in place of control characters, so that a name cannot write to the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
