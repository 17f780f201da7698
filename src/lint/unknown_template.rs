//! A template that front matter names is one of the theme.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::lint::codes;
use crate::lint::given::Given;
use crate::source::Span;

/// Finds a template that is not there; the page is shown with `page.html`.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let page = &given.page.page;
    let Some((name, span)) = &page.front.template else { return Vec::new() };
    let file = if name.ends_with(".html") { name.to_string() } else { format!("{name}.html") };
    // One that is there and broken has been found already.
    if given.theme.has_template(&file) || given.theme.has_source(&file) {
        return Vec::new();
    }
    let span = span.unwrap_or(Span::new(page.file, 0..0));
    let note = Diagnostic::at(&codes::UNKNOWN_TEMPLATE, span, format!("there is no template `{name}`"));
    vec![match nearest(&file, given.theme.template_names()) {
        Some(known) => note.help(format!("did you mean `{}`?", known.trim_end_matches(".html"))),
        None => note.help("put a file of that name into `templates/` of your theme folder"),
    }]
}
