//! Footnotes: marks in the text, and the notes below it, which lead back.

use crate::document::names;
use crate::site::urls;

impl super::Writer<'_> {
    /// The mark of a footnote in the text.
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

    /// ` href="#name"`.
    pub(super) fn jump(&mut self, name: &str) {
        self.html.markup(" href=\"#");
        self.html.url(&urls::encode_fragment(name));
        self.html.markup("\"");
    }

    /// The footnotes, below the text.
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
