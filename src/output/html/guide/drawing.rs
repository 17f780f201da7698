//! The drawings of a guide for its page.

use crate::output::html::diagram;
use crate::output::html::guide::viewing::Viewing;

use serde::Serialize;

/// A drawing, ready for a template.
#[derive(Serialize)]
pub(super) struct DrawingView {
    title: String,
    svg: tera::Value,
}

/// The drawings of a guide: one, or several parts.
pub(super) fn of(viewing: &Viewing<'_>, right_to_left: bool) -> Vec<DrawingView> {
    let labels = diagram::Labels {
        strings: viewing.words.strings,
        right_to_left,
        said: &|text| viewing.words.fill(text),
        answer: &|answer| viewing.words.answer(answer),
        outcome: &|number| viewing.title(number),
    };
    let drawings = diagram::draw(viewing.guide, &labels, "drawing").into_iter();
    drawings.map(|one| DrawingView { title: one.title, svg: tera::Value::safe_string(&one.svg) }).collect()
}
