//! Which language the pages are written in: CommonMark, with or without some extensions.

use std::collections::BTreeMap;

/// What the settings say about the language of the pages.
#[derive(Debug, Clone, Hash)]
pub struct Dialect {
    /// Curly quotes, dashes and ellipses from straight ones.
    pub smart_punctuation: bool,
    /// Definition lists.
    pub definition_lists: bool,
    /// Callouts.
    pub callouts: bool,
    /// By language of code, what a hidden line begins with.
    pub hidden_lines: BTreeMap<String, String>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { smart_punctuation: false, definition_lists: true, callouts: true, hidden_lines: BTreeMap::new() }
    }
}
