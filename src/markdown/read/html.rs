//! Raw HTML, put together again from the lines on which it stands.

use crate::crowded::MOST;
use crate::diagnostic::Diagnostic;
use crate::document::LinkKind;
use crate::document::What;
use crate::markdown::codes;
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
        // What stands in an element whose content is no markup is no markup up to its end.
        let open = self.open_plain.as_ref().map(|(open, _)| raw::end_of(open, html).unwrap_or(html.len()));
        let first = open.unwrap_or(0);
        if raw::runs(&html[..first]) {
            return self.doubtful_whole(block);
        }
        let place = |inner: &Range<usize>| block.place(inner);
        let (mut done, mut end) = (0, html.len());
        for find in raw::read(&html[first..]) {
            match find.behind(first) {
                Find::Anchor(name) => drop(self.anchors.insert(Arc::from(name))),
                Find::NoAlt(inner) => {
                    let help = "say what it shows: `alt=\"a map of the venue\"`, or `alt=\"\"` if it only decorates";
                    self.missing_alt(self.span(place(&inner)), help);
                }
                Find::Opens(name, inner) if self.open_plain.is_none() => {
                    self.open_plain = Some((name, self.span(place(&inner))));
                }
                Find::Closes(name) => drop(self.open_plain.take_if(|(open, _)| *open == name)),
                Find::Doubtful(at) => {
                    self.doubtful(block, at);
                    end = at;
                }
                // In an element without markup only its end is looked for.
                Find::Unfinished(at)
                    if !self.dialect.unfinished_html && (self.open_plain.is_none() || html[at..].starts_with("</")) =>
                {
                    self.unfinished(block, at);
                    end = at;
                }
                Find::Crowded(at) => {
                    self.crowded(block, at);
                    end = at;
                }
                Find::Opens(..) | Find::Unfinished(_) => {}
                Find::Shows(kind, url, inner) => {
                    self.points(kind, url.trim(), "", self.span(place(&inner)), false);
                }
                Find::Points { kind, value, range: inner } => {
                    self.points_from(html, &mut done, (kind, &value), inner, block);
                }
            }
        }
        let rest = self.add(&html[done..end]);
        self.push(What::Raw(rest), range.clone());
        if end < html.len() {
            let words = self.add(&html[end..]);
            self.push(What::Text(words), range.clone());
        }
    }

    /// What never ends is shown as it is written, so that it does not take the rest of the page with it.
    fn unfinished(&mut self, block: &Html, at: usize) {
        let (what, help) = match block.text[at..].starts_with("<!--") {
            true => ("this comment never ends", "end it with `-->`"),
            false => ("this tag never ends", "end it with `>`; write `&lt;` if the sign itself is meant"),
        };
        self.shown_as_written(block, at, what, help);
    }

    fn doubtful(&mut self, block: &Html, at: usize) {
        let what = "some browsers read this as other markup than others do";
        self.shown_as_written(
            block,
            at,
            what,
            "take out the element whose content is no markup, or what is hidden in it",
        );
    }

    fn doubtful_whole(&mut self, block: &Html) {
        self.doubtful(block, 0);
        let words = self.add(&block.text);
        self.push(What::Text(words), block.range.clone());
    }

    fn crowded(&mut self, block: &Html, at: usize) {
        let what = format!("this tag has more than {MOST} values in quotes");
        self.shown_as_written(block, at, &what, "take some out");
    }

    fn shown_as_written(&mut self, block: &Html, at: usize, what: &str, help: &str) {
        let first_line = block.text[at..].lines().next().unwrap_or_default().trim_end();
        let span = self.span(block.place(&(at..at + first_line.len())));
        let message = format!("{what}, so it is shown as it is written");
        self.found.push(Diagnostic::at(&codes::UNFINISHED_HTML, span, message).help(help));
    }

    /// An element whose content is no markup hides all that follows if it is not closed: it is closed at the end.
    pub(super) fn end_plain(&mut self) {
        let Some((name, span)) = self.open_plain.take().filter(|_| !self.dialect.unfinished_html) else { return };
        let message = format!("`<{name}>` is never closed, so it hides the rest of the page");
        let help = format!("close it with `</{name}>`");
        self.found.push(Diagnostic::at(&codes::UNFINISHED_HTML, span, message).help(help));
        let end = self.add(&format!("</{name}>"));
        let at = self.text.len();
        self.push(What::Raw(end), at..at);
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
