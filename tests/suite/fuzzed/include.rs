//! Files put into each other: it ends, stays small, and nothing comes in from outside the project.

use super::parts;
use crate::handbook::Handbook;

use caveat::diagnostic::Place;
use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;
use caveat::source::Unread;

/// What no page may ever show.
const SECRET: &str = "nobody-may-read-this";

/// Builds a handbook of these texts.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    let texts: [String; 5] = parts::texts(data);
    let mut book = Handbook::default();
    let paths = ["content/index.md", "content/a.md", "content/b/c.md", "content/d.rs", "examples/e.txt"];
    for (path, text) in paths.into_iter().zip(&texts) {
        book.text(path, text);
    }
    for outside in ["../secret.md", "/etc/passwd", "/secret.md", "secret.md/../../secret.md"] {
        book.text(outside, SECRET);
    }
    book.unread("content/link.md", Unread::LeadsOutside);
    book.complete();
    for wanted in Pipeline::default().wanted(&book.snapshot(), &Wishes::default()) {
        let leaves = wanted.split('/').any(|part| matches!(part, "" | "." | ".."));
        if leaves || wanted.contains('\\') {
            return Err(format!("`{wanted}` is asked for"));
        }
    }
    let built = parts::build(&book)?;
    // The id of a heading has only the letters and digits of its text.
    let is_said = plain(&texts.concat()).contains(&plain(SECRET));
    for (path, content) in &built.site {
        let crate::handbook::Content::Made(bytes) = content else { continue };
        if !is_said && bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()) {
            return Err(format!("{path} shows what is outside"));
        }
    }
    for finding in &built.found {
        let Place::Span(span) = &finding.place else { continue };
        let source = built.snapshot.texts().find(|source| source.id == span.file);
        if source.is_none_or(|source| source.text.get(span.start as usize..span.end as usize).is_none()) {
            return Err(format!("a place that is none: {finding:?}"));
        }
    }
    Ok(())
}

/// The letters and digits of a text, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
