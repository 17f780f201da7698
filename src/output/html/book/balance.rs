//! Writes markup in which every element that begins also ends, whatever it was made from: what is left open on one page
//! must not swallow the next.

use crate::output::html::book::syntax;
use crate::output::html::book::syntax::Syntax;
use crate::output::html::guard::END_PARAGRAPHS;
use crate::output::html::guard::SCOPES;
use crate::output::html::guard::TABLE_PARTS;
use crate::output::html::guard::VOID;

/// The elements that end when another one of the same group begins beside them, and what that does not reach across.
const SIDE_BY_SIDE: &[(&[&str], &[&str])] = &[
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["table"]),
    (&["thead", "tbody", "tfoot"], &["table"]),
    (&["option"], &["select"]),
];

/// Writes it.
pub(super) struct Writer {
    made: String,
    open: Vec<String>,
    syntax: Syntax,
}

impl Writer {
    /// Nothing is written yet.
    pub(super) fn new(syntax: Syntax) -> Self {
        Self { made: String::new(), open: Vec::new(), syntax }
    }

    /// In which language it writes.
    pub(super) fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Begins an element; `closes_itself` counts only in drawings and formulas.
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)], closes_itself: bool) {
        self.end_implied(name);
        let is_drawing = name == "svg" || self.is_in("svg");
        let shown = if is_drawing { syntax::of_drawing(name) } else { name };
        self.made.push('<');
        self.made.push_str(shown);
        self.namespace(name);
        for (name, value) in attributes {
            let name = if is_drawing { syntax::of_drawing(name) } else { name };
            syntax::attribute(name, value, &mut self.made);
        }
        let is_foreign = is_drawing || name == "math" || self.is_in("math");
        match VOID.contains(&name) || (closes_itself && is_foreign) {
            true if is_foreign || self.syntax == Syntax::Xml => self.made.push_str("/>"),
            true => self.made.push('>'),
            false => {
                self.made.push('>');
                self.open.push(shown.to_string());
            }
        }
    }

    /// Ends an element, if it is open, and all in it.
    pub(super) fn end(&mut self, name: &str) {
        let is_it = |open: &String| open.eq_ignore_ascii_case(name);
        let Some(depth) = self.open.iter().rposition(is_it) else { return };
        let is_wall = |open: &String| SCOPES.contains(&open.as_str()) && !TABLE_PARTS.contains(&name);
        if !self.open[depth + 1..].iter().any(is_wall) {
            self.close(depth);
        }
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        syntax::text(text, &mut self.made);
    }

    /// What was written, with everything closed.
    pub(super) fn finish(mut self) -> String {
        self.close(0);
        self.made
    }

    fn namespace(&mut self, name: &str) {
        let namespace = match (name, self.syntax) {
            ("svg", Syntax::Xml) => "http://www.w3.org/2000/svg",
            ("math", Syntax::Xml) => "http://www.w3.org/1998/Math/MathML",
            _ => return,
        };
        syntax::attribute("xmlns", namespace, &mut self.made);
    }

    fn end_implied(&mut self, name: &str) {
        if END_PARAGRAPHS.contains(&name) {
            self.end("p");
        }
        for (group, walls) in SIDE_BY_SIDE.iter().filter(|(group, _)| group.contains(&name)) {
            let open = self.open.iter().rposition(|open| group.contains(&open.as_str()));
            let wall = self.open.iter().rposition(|open| walls.contains(&open.as_str()));
            if let Some(depth) = open.filter(|depth| wall.is_none_or(|wall| wall < *depth)) {
                self.close(depth);
            }
        }
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().rev().take_while(|open| *open != "foreignObject").any(|open| open == name)
    }

    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.made.push_str("</");
                self.made.push_str(&name);
                self.made.push('>');
            }
        }
    }
}
