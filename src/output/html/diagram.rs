//! The diagram of a guide, drawn when the handbook is built: a column that is read from top to bottom, also on a phone.
//!
//! A question stands on a rail, its answers branch off to the right, and what an answer leads to hangs below it. What more
//! than one way leads to hangs below the last of them; the others reach it on lanes beside the column. So no line can
//! run through a box, no label over another, and words have the width of the column.

mod label;
mod lanes;
mod parts;
mod place;
mod plan;
mod sheet;
mod svg;
mod text;

use crate::policy::Guide;

pub(super) use label::Labels;
use sheet::Sheet;

/// A drawing.
pub(super) struct Diagram {
    /// A whole element `<svg …>`.
    pub(super) svg: String,
    /// What it shows.
    pub(super) title: String,
}

/// The diagrams of a guide: one, several parts if it has more boxes than a page can show, none if nothing is asked.
pub(super) fn draw(guide: &Guide, labels: &Labels<'_>, prefix: &str) -> Vec<Diagram> {
    let Some(tree) = guide.tree.as_ref().filter(|tree| !tree.nodes.is_empty()) else { return Vec::new() };
    let parts = parts::split(tree);
    let sheet = Sheet { guide, tree, labels, parts: &parts };
    let one = |number: usize| {
        let steps = plan::plan(&sheet, number);
        let drawing = place::place(&sheet, &steps);
        let title = sheet.title(number);
        let svg = svg::write(&sheet, &drawing, &steps, &title, &format!("{prefix}-{}", number + 1));
        Diagram { svg, title }
    };
    (0..parts.lists.len()).map(one).collect()
}
