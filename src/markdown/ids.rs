//! The ids of headings and of terms that are defined. They are public: links in mails point at them, so the rules below never change.
//!
//! 1. An id given as `{#id}` is taken as it stands.
//! 2. Otherwise the letters, digits, `_` and `-` of the text, in lower case, each white space as `-`.
//! 3. If an earlier heading of the page has that id, the id of the heading above it in the outline is put before, so
//!    that a heading put in elsewhere does not rename it; and if that is taken too, a number is put behind.
//! 4. A heading of which nothing is left is called `section`.
//!
//! The term of a definition list counts as a heading of the lowest level.

use std::collections::HashMap;
use std::collections::HashSet;

/// Gives the headings of one page their ids, in order.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// By id, how many headings asked for it after the first; the next number to try.
    asked: HashMap<String, usize>,
    /// The ids of the headings above, with their levels.
    above: Vec<(u8, String)>,
}

impl Ids {
    /// The id of the next heading. Ids that other headings of the page are given in braces must be reserved before.
    pub(super) fn of(&mut self, level: u8, text: &str) -> String {
        self.rise_to(level);
        let plain = slug(text);
        let id = if self.taken.contains(&plain) { self.another(&plain) } else { plain };
        self.take(level, id.clone());
        id
    }

    /// Takes an id given in braces.
    pub(super) fn given(&mut self, level: u8, id: &str) {
        self.rise_to(level);
        self.take(level, id.to_string());
    }

    /// Keeps an id free for the heading that is given it in braces.
    pub(super) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_string());
    }

    fn rise_to(&mut self, level: u8) {
        while self.above.last().is_some_and(|(above, _)| *above >= level) {
            self.above.pop();
        }
    }

    fn take(&mut self, level: u8, id: String) {
        self.taken.insert(id.clone());
        self.above.push((level, id));
    }

    fn another(&mut self, plain: &str) -> String {
        let under = self.above.last().map(|(_, parent)| format!("{parent}-{plain}"));
        match under {
            Some(id) if !self.taken.contains(&id) => id,
            under => self.numbered(&under.unwrap_or_else(|| plain.to_string())),
        }
    }

    fn numbered(&mut self, base: &str) -> String {
        let next = self.asked.entry(base.to_string()).or_insert(1);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }
}

/// A text as an id, by rule 2.
fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    // The whole text is put in lower case first: a sigma at the end of a word is another letter than one inside.
    for c in text.trim().to_lowercase().chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '-') {
            id.push(c);
        } else if c.is_whitespace() {
            id.push('-');
        }
    }
    if id.is_empty() { "section".into() } else { id }
}
