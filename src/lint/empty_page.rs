//! A page must say something besides its headings.

use crate::diagnostic::Diagnostic;
use crate::document::Node;
use crate::document::Page;
use crate::document::What;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::source::Span;

/// Finds a page without text, picture, code or raw HTML outside of its headings.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let page = &given.page.page;
    if page.incomplete || says_something(page) {
        return Vec::new();
    }
    let message = format!("the page `{}` says nothing", page.path);
    let note = Diagnostic::at(&codes::EMPTY_PAGE, Span::new(page.file, 0..0), message);
    vec![note.help("write a sentence, or keep the page back with `draft: true`")]
}

fn says_something(page: &Page) -> bool {
    let mut in_heading = false;
    page.body.events.iter().any(|event| match event.what {
        What::Open(Node::Heading(_)) => {
            in_heading = true;
            false
        }
        What::Close(Node::Heading(_)) => {
            in_heading = false;
            false
        }
        What::Text(words) | What::Code(words) | What::Raw(words) => {
            !in_heading && !page.body.str(words).trim().is_empty()
        }
        What::Open(Node::Image(_)) | What::RawUrl(_) | What::Embed(_) => true,
        _ => false,
    })
}
