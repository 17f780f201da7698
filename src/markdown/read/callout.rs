//! Callouts: block quotes that open with `[!KIND]`, and a title of their own on the same line if they like.

use crate::document::Callout;
use crate::document::Node;
use crate::document::What;
use crate::markdown::read::reader::Reader;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark as md;

impl Reader<'_> {
    /// The node for a block quote: a callout if it opens like one.
    pub(super) fn quote(&mut self, range: &Range<usize>) -> Node {
        let Some(marker) = self.dialect.callouts.then(|| find(self.text, range)).flatten() else {
            self.open_quotes.push(Node::Quote);
            return Node::Quote;
        };
        self.marker_end = marker.line_end;
        let title = self.text[marker.kind.end + 1..marker.line_end].trim();
        let title = (!title.is_empty()).then(|| self.str(title));
        let kind = Arc::from(self.text[marker.kind.clone()].to_ascii_lowercase());
        let span = self.span(marker.kind.start - 2..marker.kind.end + 1);
        self.page.body.callouts.push(Callout { kind, title, span });
        let node = Node::Callout(self.page.body.callouts.len() as u32 - 1);
        self.open_quotes.push(node);
        node
    }

    /// Ends the innermost block quote.
    pub(super) fn end_quote(&mut self) -> Node {
        self.open_quotes.pop().unwrap_or(Node::Quote)
    }

    /// An event on the line of a marker that is part of the marker or of the callout's own title.
    pub(super) fn is_marker(&self, event: &md::Event<'_>) -> bool {
        let starts = matches!(event, md::Event::Start(md::Tag::BlockQuote(_) | md::Tag::Paragraph));
        let ends = matches!(event, md::Event::End(md::TagEnd::BlockQuote(_) | md::TagEnd::Paragraph));
        !starts && !ends
    }

    /// A paragraph that held nothing but the marker is no paragraph.
    pub(super) fn drop_empty_paragraph(&mut self) -> bool {
        let events = &mut self.page.body.events;
        let empty = matches!(events.last().map(|event| event.what), Some(What::Open(Node::Paragraph)));
        if empty {
            events.pop();
        }
        empty
    }
}

struct Marker {
    /// The letters of the kind.
    kind: Range<usize>,
    /// The end of the line on which it stands, with its line break.
    line_end: usize,
}

fn find(text: &str, quote: &Range<usize>) -> Option<Marker> {
    let inside = text.get(quote.clone())?;
    // One mark only: a second one opens a quote inside this one. Further in than three spaces it is code.
    let after = inside.strip_prefix('>')?;
    let open = 1 + after.find(|c: char| !matches!(c, ' ' | '\t')).filter(|&at| at <= 4)?;
    if !inside[open..].starts_with("[!") {
        return None;
    }
    let start = quote.start + open + 2;
    let len = text[start..].find(|c: char| !(c.is_ascii_alphabetic() || c == '-'))?;
    let behind = text[start + len..].strip_prefix(']')?;
    // Followed by one of these it is a link or the target of one.
    if len == 0 || behind.starts_with(['(', '[', ':']) {
        return None;
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    Some(Marker { kind: start..start + len, line_end })
}
