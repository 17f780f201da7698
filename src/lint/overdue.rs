//! A page is to be read again by the day its front matter gives.

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::source::Span;

/// Finds a page whose review has lapsed on the day of the build.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let front = &given.page.page.front;
    let Some(day) = front.review_by(given.review_every).filter(|day| *day < given.as_of) else { return Vec::new() };
    let owner = front.owner.as_deref().map_or("nobody in particular", |owner| owner);
    let message = format!("the review of `{}` lapsed on {day}; it is owned by {owner}", given.page.page.path);
    let span = front.span.unwrap_or(Span::new(given.page.page.file, 0..0));
    vec![
        Diagnostic::at(&codes::REVIEW_OVERDUE, span, message)
            .help("read the page; when it is still right, set `reviewed:` to today"),
    ]
}
