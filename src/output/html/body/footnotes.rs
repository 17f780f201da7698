//! Footnotes: their marks where they stand, their texts at the end.

use crate::document::names;
use crate::output::html::body::writer::Writer;

impl Writer<'_> {
    /// The mark of a footnote.
    pub(super) fn mark(&mut self, number: u32) {
        let Some(marks) = self.marks.get_mut(number as usize) else { return };
        *marks += 1;
        let Some(label) = self.body.footnotes.get(number as usize) else { return };
        let name = names::mark(label, *marks);
        self.html.markup("<sup class=\"footnote-mark\"><a role=\"doc-noteref\"");
        self.jump(&names::note(label));
        self.html.attribute("id", &name);
        self.html.markup(">");
        self.html.number(number + 1);
        self.html.markup("</a></sup>");
    }

    /// Begins a footnote; it is written apart.
    pub(super) fn open_footnote(&mut self, number: u32) {
        let outer = std::mem::take(&mut self.html);
        self.outer.push((number, outer));
    }

    /// Ends it.
    pub(super) fn close_footnote(&mut self) {
        if let Some((number, outer)) = self.outer.pop() {
            let note = std::mem::replace(&mut self.html, outer);
            self.notes.entry(number).or_insert(note);
        }
    }

    /// All footnotes, at the end of the page.
    pub(super) fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.html.markup("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        for (number, note) in std::mem::take(&mut self.notes) {
            self.html.markup("<li value=\"");
            let label = self.body.footnotes.get(number as usize).map_or("", |label| label);
            self.html.number(number + 1);
            self.html.markup("\"");
            self.html.attribute("id", &names::note(label));
            self.html.markup(">");
            self.html.append(note);
            for mark in 1..=self.marks[number as usize] {
                self.html.markup(" <a role=\"doc-backlink\" class=\"footnote-back\"");
                self.jump(&names::mark(label, mark));
                self.label("footnote-back");
                self.html.markup(">↩\u{FE0E}</a>");
            }
            self.html.markup("</li>\n");
        }
        self.html.markup("</ol>\n</section>\n");
    }
}
