//! Blocks of code, of which some lines may be hidden at first.

use crate::document::Node;
use crate::document::What;
use crate::markdown::code;
use crate::markdown::read::reader::Reader;

use std::ops::Range;

use pulldown_cmark as md;

impl Reader<'_> {
    /// Begins a block of code.
    pub(super) fn code(&mut self, kind: &md::CodeBlockKind<'_>, range: Range<usize>) {
        let info = match kind {
            md::CodeBlockKind::Fenced(info) => code::info(info),
            md::CodeBlockKind::Indented => code::info(""),
        };
        self.page.body.code.push(info);
        let node = Node::Code(self.page.body.code.len() as u32 - 1);
        self.push(What::Open(node), range.clone());
        self.open_code = Some((self.page.body.events.len(), range));
    }

    /// At the end of a block of code: leaves only the lines that show at first.
    pub(super) fn hide_lines(&mut self) {
        let Some((first, range)) = self.open_code.take() else { return };
        let texts = &self.page.body.events[first..];
        let code: String = texts.iter().map(|event| self.words_of(event)).collect();
        let Some(block) = self.page.body.code.last() else { return };
        let Some((visible, whole)) = code::hidden(block, &code, self.dialect) else { return };
        self.page.body.events.truncate(first);
        let visible = self.add(&visible);
        self.push(What::Text(visible), range);
        if whole.len() != visible.len as usize {
            let whole = self.add(&whole);
            if let Some(block) = self.page.body.code.last_mut() {
                block.whole = Some(whole);
            }
        }
    }
}
