//! What the rules put into a text: `{{#param money-notice}}` between words, `{{#guide money}}` in a paragraph of its own.

use crate::diagnostic::Diagnostic;
use crate::document::Embed;
use crate::document::Embedded;
use crate::document::Node;
use crate::document::What;
use crate::markdown::braces;
use crate::markdown::codes;
use crate::markdown::read::reader::Reader;

use std::ops::Range;
use std::sync::Arc;

/// A directive of the rules in a stretch of words.
struct Found {
    what: Embedded,
    /// The whole directive, on the page.
    range: Range<usize>,
    /// What stands behind its name, on the page.
    of: Range<usize>,
}

/// Is this the name of a directive that the rules answer?
pub(super) fn is_name(name: &str) -> bool {
    Embedded::ALL.iter().any(|(known, _)| *known == name)
}

impl Reader<'_> {
    /// Puts down words and what the rules put between them. `range` is where the words stand, letter by letter.
    pub(super) fn words_and_embeds(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        while let Some(found) = self.next_embed(at..range.end) {
            self.stretch(at..found.range.start);
            at = found.range.end;
            self.embed(&found);
        }
        self.stretch(at..range.end);
    }

    fn stretch(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let text = self.text;
            let piece = self.str(&text[range.clone()]);
            self.push(What::Text(piece), range);
        }
    }

    fn next_embed(&self, range: Range<usize>) -> Option<Found> {
        let words = &self.text[range.clone()];
        words.match_indices("{{#").find_map(|(at, _)| {
            let start = range.start + at;
            let inside = start + 3..start + 3 + braces::close(&self.text[start + 3..range.end], "}}")?;
            let text = &self.text[inside.clone()];
            let (name, of) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let (_, what) = Embedded::ALL.iter().find(|(known, _)| *known == name)?;
            let of_start = inside.start + name.len() + (text.len() - name.len() - of.trim_start().len());
            let is_text = self.escaped.binary_search(&start).is_ok();
            let of = of_start.min(inside.end)..of_start.min(inside.end) + of.trim().len();
            (!is_text).then_some(Found { what: *what, range: start..inside.end + 2, of })
        })
    }

    fn embed(&mut self, found: &Found) {
        let (name, _) =
            Embedded::ALL[Embedded::ALL.iter().position(|(_, what)| *what == found.what).unwrap_or_default()];
        let span = self.span(found.range.clone());
        if self.in_heading || !self.pictures.is_empty() {
            let message = format!("`{{{{#{name}}}}}` cannot stand in {}", self.narrow_place());
            let note = Diagnostic::at(&codes::MISPLACED_DIRECTIVE, span, message);
            self.found.push(
                note.help(
                    "a heading is part of an address, which must not change with a value; say it in the text below",
                ),
            );
            return;
        }
        if found.of.is_empty() {
            let message = format!("`{{{{#{name}}}}}` does not say of what");
            let note = Diagnostic::at(&codes::UNKNOWN_DIRECTIVE, span, message);
            self.found.push(note.help(format!("write the name behind it: {}", example(found.what))));
            return;
        }
        let of = Arc::from(&self.text[found.of.clone()]);
        let number = self.page.body.embeds.len() as u32;
        self.page.body.embeds.push(Embed { what: found.what, of, span: self.span(found.of.clone()) });
        self.push(What::Embed(number), found.range.clone());
    }

    fn narrow_place(&self) -> &'static str {
        if self.in_heading { "a heading" } else { "the words of a picture" }
    }

    /// At the end of a paragraph: takes the paragraph away around something that is a block itself, and says where such a
    /// thing stands between words. Is the paragraph gone?
    pub(super) fn unwrap_embed(&mut self) -> bool {
        let events = &self.page.body.events;
        let Some(open) = events.iter().rposition(|event| event.what == What::Open(Node::Paragraph)) else {
            return false;
        };
        let block = |what: &What| match what {
            What::Embed(number) => !self.page.body.embeds[*number as usize].what.is_inline(),
            _ => false,
        };
        let inside = &events[open + 1..];
        if !inside.iter().any(|event| block(&event.what)) {
            return false;
        }
        if inside.iter().all(|event| block(&event.what) || event.what == What::SoftBreak) {
            let events = &mut self.page.body.events;
            events.remove(open);
            let kept = events.split_off(open);
            events.extend(kept.into_iter().filter(|event| event.what != What::SoftBreak));
            return true;
        }
        let first =
            inside.iter().find(|event| block(&event.what)).map(|event| event.start as usize..event.end as usize);
        if let Some(range) = first {
            let note =
                Diagnostic::at(&codes::MISPLACED_DIRECTIVE, self.span(range), "this directive stands between words");
            self.found.push(note.help("put it on a line of its own, with an empty line before and behind it"));
        }
        let kept = self.page.body.events.split_off(open);
        let embeds = &self.page.body.embeds;
        let is_block = |what: &What| matches!(what, What::Embed(number) if !embeds[*number as usize].what.is_inline());
        self.page.body.events.extend(kept.into_iter().filter(|event| !is_block(&event.what)));
        false
    }
}

fn example(what: Embedded) -> &'static str {
    match what {
        Embedded::Param => "`{{#param money-notice}}`",
        Embedded::Guide => "`{{#guide money}}`",
        Embedded::Outcome => "`{{#outcome money/may-file}}`",
        Embedded::NoGuarantee => "`{{#no-guarantee money}}`",
        Embedded::Journey => "`{{#journey money}}`",
        Embedded::Table => "`{{#eligibility-table money}}`",
    }
}
