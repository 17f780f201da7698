//! Links and pictures: what points somewhere.

use crate::diagnostic::Diagnostic;
use crate::document::LinkKind;
use crate::document::Node;
use crate::markdown::codes;
use crate::markdown::read::reader::Reader;
use crate::source::Span;

use std::ops::Range;

use pulldown_cmark as md;

impl Reader<'_> {
    pub(super) fn link(&mut self, kind: md::LinkType, dest: &str, title: &str, range: &Range<usize>) -> Node {
        let bare = matches!(kind, md::LinkType::Autolink | md::LinkType::Email);
        let span = self.span(range.clone());
        let number = match kind {
            md::LinkType::Email => self.points(LinkKind::Link, &format!("mailto:{dest}"), title, span, bare),
            _ => self.points(LinkKind::Link, dest, title, span, bare),
        };
        Node::Link(number)
    }

    /// Begins a picture. The words of a picture inside it count as its own.
    pub(super) fn picture(&mut self, dest: &str, title: &str, range: &Range<usize>) -> Node {
        let span = self.span(range.clone());
        self.pictures.push((span, false));
        Node::Image(self.points(LinkKind::Embed, dest, title, span, false))
    }

    /// Ends the innermost picture, which should have had words.
    pub(super) fn end_picture(&mut self) {
        match self.pictures.pop() {
            Some((span, false)) => self.missing_alt(span, "say what it shows: `![a map of the venue](map.png)`"),
            Some((_, true)) => {
                if let Some((_, has_words)) = self.pictures.last_mut() {
                    *has_words = true;
                }
            }
            None => {}
        }
    }

    /// Finds a picture without words.
    pub(super) fn missing_alt(&mut self, span: Span, help: &'static str) {
        let note = Diagnostic::at(&codes::MISSING_ALT, span, "this picture has no words for those who cannot see it");
        self.found.push(note.help(help));
    }
}
