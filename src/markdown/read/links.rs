//! Links, pictures and raw HTML: everything that points somewhere.

use crate::diagnostic::Diagnostic;
use crate::document::LinkKind;
use crate::document::Node;
use crate::document::What;
use crate::markdown::codes;
use crate::markdown::raw;
use crate::markdown::raw::Find;
use crate::markdown::read::reader::Reader;
use crate::source::Span;

use std::ops::Range;
use std::sync::Arc;

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

    pub(super) fn raw(&mut self, html: &str, range: Range<usize>) {
        let contiguous = self.text.get(range.clone()).is_some_and(|text| text.trim_end() == html.trim_end());
        let place = |inner: &Range<usize>| match contiguous {
            true => range.start + inner.start..range.start + inner.end,
            false => range.clone(),
        };
        let mut done = 0;
        for find in raw::read(html) {
            match find {
                Find::Anchor(name) => drop(self.anchors.insert(Arc::from(name))),
                Find::NoAlt(inner) => self.missing_alt(self.span(place(&inner))),
                Find::Points { kind, value, range: inner } => {
                    let before = self.add(&html[done..inner.start]);
                    self.push(What::Raw(before), range.clone());
                    let number = self.points(kind, value.trim(), "", self.span(place(&inner)), false);
                    self.push(What::RawUrl(number), range.clone());
                    done = inner.end;
                }
            }
        }
        let rest = self.add(&html[done..]);
        self.push(What::Raw(rest), range);
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
            Some((span, false)) => self.missing_alt(span),
            Some((_, true)) => {
                if let Some((_, has_words)) = self.pictures.last_mut() {
                    *has_words = true;
                }
            }
            None => {}
        }
    }

    fn missing_alt(&mut self, span: Span) {
        let note = Diagnostic::at(&codes::MISSING_ALT, span, "this picture has no words for those who cannot see it");
        self.found.push(note.help("say what it shows: `![a map of the venue](map.png)`"));
    }
}
