//! Raw HTML, put together again from the lines on which it stands.

use crate::document::LinkKind;
use crate::document::What;
use crate::markdown::raw;
use crate::markdown::raw::Find;
use crate::markdown::read::reader::Html;
use crate::markdown::read::reader::Reader;

use std::ops::Range;
use std::sync::Arc;

impl Reader<'_> {
    /// Takes a line of a block, or a tag in running text.
    pub(super) fn html(&mut self, text: &str, range: Range<usize>) {
        let start = self.offset(text).unwrap_or(range.start);
        match &mut self.html {
            Some(block) => block.add(text, start),
            None => {
                let mut tag = Html::new(range);
                tag.add(text, start);
                self.raw(&tag);
            }
        }
    }

    /// Reads a whole stretch: what points somewhere is taken out of it.
    pub(super) fn raw(&mut self, block: &Html) {
        let Html { text: html, range, .. } = block;
        let place = |inner: &Range<usize>| block.place(inner);
        let mut done = 0;
        for find in raw::read(html) {
            match find {
                Find::Anchor(name) => drop(self.anchors.insert(Arc::from(name))),
                Find::NoAlt(inner) => {
                    let help = "say what it shows: `alt=\"a map of the venue\"`, or `alt=\"\"` if it only decorates";
                    self.missing_alt(self.span(place(&inner)), help);
                }
                Find::Points { kind, value, range: inner } => {
                    self.points_from(html, &mut done, (kind, &value), inner, block);
                }
            }
        }
        let rest = self.add(&html[done..]);
        self.push(What::Raw(rest), range.clone());
    }

    fn points_from(
        &mut self,
        html: &str,
        done: &mut usize,
        (kind, value): (LinkKind, &str),
        inner: Range<usize>,
        block: &Html,
    ) {
        let before = self.add(&html[*done..inner.start]);
        self.push(What::Raw(before), block.range.clone());
        let number = self.points(kind, value.trim(), "", self.span(block.place(&inner)), false);
        self.push(What::RawUrl(number), block.range.clone());
        *done = inner.end;
    }
}
