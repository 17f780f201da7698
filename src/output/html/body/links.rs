//! Links and pictures.

use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Node;
use crate::document::What;
use crate::output::html::body::writer::Writer;
use crate::site::Target;

impl Writer<'_> {
    pub(super) fn open_link(&mut self, index: u32) {
        self.html.markup("<a");
        let Some(link) = self.writing.page.links.get(index as usize) else { return self.html.markup(">") };
        if !matches!(self.writing.targets.get(index as usize), Some(Target::Nowhere)) {
            self.html.markup(" href=\"");
            self.href(index);
            self.html.markup("\"");
        }
        self.title(link);
        self.html.markup(">");
    }

    /// Behind the first link to a word stands what it means: nobody has to leave the page for it.
    pub(super) fn close_link(&mut self, index: u32) {
        self.html.markup("</a>");
        if let Some(means) = self.writing.meanings.get(&index) {
            self.html.markup(" <span class=\"gloss\">(");
            self.html.text(means.trim_end_matches('.'));
            self.html.markup(")</span>");
        }
    }

    fn href(&mut self, index: u32) {
        let target = self.writing.targets.get(index as usize);
        if let Some(href) = target.and_then(|target| self.writing.hrefs.target(target)) {
            self.html.url(&href);
        }
    }

    /// The value of an attribute of raw HTML: what the author wrote stays, but for what would end the value.
    pub(super) fn raw_url(&mut self, index: u32) {
        let target = self.writing.targets.get(index as usize);
        let href = target.and_then(|target| self.writing.hrefs.target(target)).unwrap_or_default();
        self.html.markup("\"");
        self.html.value(&href);
        self.html.markup("\"");
    }

    fn title(&mut self, link: &Link) {
        if !link.title.is_empty() {
            self.html.attribute("title", &link.title);
        }
    }

    /// Inside a picture only words count, and its end writes it.
    pub(super) fn in_picture(&mut self, what: What) -> bool {
        let Some((words, inner)) = &mut self.picture else { return false };
        match what {
            What::Open(Node::Image(_)) => *inner += 1,
            What::Close(Node::Image(_)) if *inner > 0 => *inner -= 1,
            What::Text(text) | What::Code(text) => words.push_str(self.body.str(text)),
            What::SoftBreak | What::HardBreak => words.push(' '),
            What::Close(Node::Image(index)) => {
                let words = std::mem::take(words);
                self.picture = None;
                self.image(index, &words);
            }
            _ => {}
        }
        true
    }

    fn image(&mut self, index: u32, words: &str) {
        let Some(link) = self.writing.page.links.get(index as usize) else { return };
        debug_assert_eq!(link.kind, LinkKind::Embed);
        self.html.markup("<img src=\"");
        self.href(index);
        self.html.markup("\"");
        self.html.attribute("alt", words);
        self.title(link);
        self.html.markup(" />");
    }
}
