//! What can be seen wrong while a text is read.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::document::Embedded;
use crate::markdown::braces;
use crate::markdown::codes;
use crate::markdown::read::embeds;
use crate::markdown::read::reader::Reader;

use std::ops::Range;

/// The directives of the language.
const DIRECTIVES: &[&str] = &["include", "playground", "rustdoc_include", "title"];

/// No footnote's label is longer, in bytes; looking further would make a long line of `[^` take the square of its time.
const LONGEST_LABEL: usize = 1_000;

impl Reader<'_> {
    /// `{{#name …}}` in running text that nobody took out before: no such directive, or no end.
    pub(super) fn check_directives(&mut self, words: &str, range: &Range<usize>) {
        for (at, _) in words.match_indices("{{#") {
            let start = range.start + at;
            let is_braces = self.text.get(start..start + 3) == Some("{{#");
            if !is_braces || self.escaped.binary_search(&start).is_ok() {
                continue;
            }
            let after = &self.text[start + 3..];
            let name_len =
                after.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(after.len());
            let name = &after[..name_len];
            if DIRECTIVES.contains(&name) && !closed(after) {
                continue;
            }
            if embeds::is_name(name) && closed(after) {
                continue;
            }
            let span = self.span(start..start + 3 + name_len);
            if DIRECTIVES.contains(&name) {
                let message = format!("`{{{{#{name}}}}}` says nothing of what to put in");
                let help = match name {
                    "title" => "write the title behind it: `{{#title The rules}}`".to_string(),
                    _ => format!("write the file behind it: `{{{{#{name} file.txt}}}}`"),
                };
                self.found.push(Diagnostic::at(&codes::DEAD_INCLUDE, span, message).help(help));
                continue;
            }
            self.found.push(match closed(after) {
                true => unknown(
                    Diagnostic::at(&codes::UNKNOWN_DIRECTIVE, span, format!("there is no directive `{{{{#{name}}}}}`")),
                    name,
                ),
                false => Diagnostic::at(&codes::UNCLOSED_DIRECTIVE, span, format!("`{{{{#{name}` is never closed"))
                    .help("close it with `}}` on the same line, or write `\\{{#` if the braces are meant as text"),
            });
        }
    }

    /// `{% tag … %}` in running text: GitBook, Jekyll and others know such tags.
    pub(super) fn check_tags(&mut self, words: &str, range: &Range<usize>) {
        for (at, _) in words.match_indices("{%") {
            let start = range.start + at;
            let is_tag = self.text.get(start..start + 2) == Some("{%");
            if !is_tag || (start > 0 && self.text.as_bytes()[start - 1] == b'\\') {
                continue;
            }
            let Some(end) = braces::close(&self.text[start..], "%}") else { continue };
            let inside = self.text[start..start + end].trim_start_matches("{%").trim();
            let name = inside.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).next();
            let name = name.unwrap_or_default();
            if name.is_empty() || name.starts_with("end") {
                continue;
            }
            let span = self.span(start..start + end + 2);
            let message = format!("`{{% {name} %}}` is a tag of another program; readers see it as it stands");
            self.found.push(Diagnostic::at(&codes::FOREIGN_TAG, span, message).help(instead_of(name)));
        }
    }

    /// `[^label]` that stayed text, because no footnote of that label is written.
    pub(super) fn check_footnote(&mut self, words: &str, range: &Range<usize>) {
        if !words.ends_with('[') || !self.text[range.end..].starts_with('^') {
            return;
        }
        let after = &self.text[range.end + 1..];
        let end = after.bytes().take(LONGEST_LABEL).position(|byte| matches!(byte, b']' | b'\n' | b' '));
        let Some(len) = end.filter(|&len| len > 0 && after[len..].starts_with(']')) else {
            return;
        };
        let label = &after[..len];
        let span = self.span(range.end - 1..range.end + len + 2);
        let note = Diagnostic::at(&codes::UNDEFINED_FOOTNOTE, span, format!("there is no footnote `{label}`"))
            .help(format!("write it on a line of its own: `[^{label}]: …`"));
        self.found.push(note);
    }
}

/// What stands here for a tag of another program.
fn instead_of(tag: &str) -> &'static str {
    match tag {
        "hint" | "callout" | "admonition" => {
            "write a callout: `> [!NOTE]` instead of the tag, `> ` before each line, and no end tag"
        }
        "content-ref" | "page-ref" | "embed" | "file" | "swagger" => {
            "write a link instead of the tag: `[What it shows](address)`, and no end tag"
        }
        "include" => "write `{{#include file.md}}` instead",
        "tabs" | "tab" | "stepper" | "step" => "write a heading for each part instead of the tags",
        _ => "say it in Markdown, or write `\\{%` if the braces are meant as text",
    }
}

fn closed(after: &str) -> bool {
    braces::close(after, "}}").is_some()
}

fn unknown(note: Diagnostic, name: &str) -> Diagnostic {
    let known = DIRECTIVES.iter().copied().chain(Embedded::ALL.iter().map(|(name, _)| *name));
    match nearest(name, known) {
        Some(known) => note.help(format!("did you mean `{{{{#{known}}}}}`? `\\{{{{#` leaves the braces alone")),
        None => note.help("`\\{{#` leaves the braces alone"),
    }
}
