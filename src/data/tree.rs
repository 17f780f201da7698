//! The tree: values, keys, their places, and what is wrong with them.

use std::ops::Range;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it says.
    pub value: Value,
    /// Where it stands, in bytes of the file.
    pub range: Range<usize>,
}

/// What a value says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing (`key:` or `~`).
    Nothing,
    /// A word or a text; `quoted` says whether it stood in quotes.
    Text {
        /// As written, quotes and escapes undone.
        text: String,
        /// It stood in quotes, so it cannot be meant as a number or a truth value.
        quoted: bool,
    },
    /// What TOML tells from a text by itself: a number or a truth value.
    Bare(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_range: Range<usize>,
    /// Its value.
    pub value: Node,
}

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// In one sentence without a full stop.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// The way out.
    pub help: Option<String>,
    /// Another place that belongs to it.
    pub also: Option<(Range<usize>, String)>,
}

impl Problem {
    /// A problem at one place.
    pub fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), range, help: None, also: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Node {
    /// The value under `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value),
            _ => None,
        }
    }

    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Nothing => "nothing",
            Value::Text { .. } => "a text",
            Value::Bare(_) => "a number or a truth value",
            Value::List(_) => "a list",
            Value::Map(_) => "a table of keys",
        }
    }
}
