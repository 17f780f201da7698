//! What the engine says of a template that cannot be used, and where that stands.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::theme::codes;

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use tera::Error;
use tera::ErrorKind;

/// What is wrong with a template.
pub(super) struct Mistake {
    /// Its name, without the folder `templates/`.
    pub(super) template: String,
    place: Place,
    reason: String,
    /// A template that it names, and that the engine does not have.
    pub(super) needs: Option<String>,
}

/// Where a mistake is.
enum Place {
    Bytes(Range<usize>),
    /// Both counted from 1, the column in characters.
    Line {
        line: usize,
        column: usize,
    },
    /// Where the word stands that the reason has in backticks, if it does.
    Named,
}

/// All that the engine says in one error; what has no template of its own is said of `name`.
pub(super) fn mistakes(error: &Error, name: &str) -> Vec<Mistake> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let template = if report.filename().is_empty() { name } else { report.filename() };
            let place = Place::Bytes(report.span().range.clone());
            vec![Mistake { place, ..Mistake::of(template, first_line(report.message())) }]
        }
        ErrorKind::MissingParent { current, parent } => {
            let reason = format!("there is no template `{parent}`, which it extends");
            vec![Mistake { needs: Some(parent.clone()), ..Mistake::of(current, reason) }]
        }
        ErrorKind::CircularExtend { inheritance_chain: chain, .. } => circle(chain, "extend"),
        ErrorKind::Io(io::ErrorKind::FileTooLarge) => {
            vec![Mistake::of(
                name,
                "what it comes to is too large; does a loop or an `include` in it grow without end?",
            )]
        }
        ErrorKind::CircularInclude { include_chain: chain, .. } => circle(chain, "include"),
        _ => {
            let message = error.to_string();
            let told = reports(&message);
            if told.is_empty() { vec![Mistake::of(name, first_line(&message))] } else { told }
        }
    }
}

/// One mistake for each template of a circle. The chain ends with the name at which the circle closes; that name stands in front,
/// too, or the chain leaves it out there.
fn circle(chain: &[String], verb: &str) -> Vec<Mistake> {
    let Some((last, before)) = chain.split_last() else { return Vec::new() };
    let first = before.iter().rposition(|name| name == last).map_or(0, |at| at + 1);
    let members: Vec<&String> = std::iter::once(last).chain(&before[first..]).collect();
    let next = |at: usize| members[(at + 1) % members.len()];
    let one =
        |(at, name): (usize, &&String)| Mistake::of(name, format!("by way of `{}` it would {verb} itself", next(at)));
    members.iter().enumerate().map(one).collect()
}

/// The reports in an error of many: `error: REASON`, and in the next line `--> TEMPLATE:LINE:COLUMN`.
fn reports(message: &str) -> Vec<Mistake> {
    let pairs = message.lines().zip(message.lines().skip(1));
    let report = |(reason, place): (&str, &str)| {
        let reason = reason.strip_prefix("error: ")?;
        let mut parts = place.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let needs = reason.strip_prefix("Unknown template `").map(|name| name.trim_end_matches('`').to_owned());
        Some(Mistake { place: Place::Line { line, column }, needs, ..Mistake::of(parts.next()?, reason) })
    };
    pairs.filter_map(report).collect()
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default().trim_end_matches('.').trim_start_matches("error: ")
}

impl Mistake {
    /// A mistake whose place is that of the word which the reason has in backticks.
    pub(super) fn of(template: &str, reason: impl Into<String>) -> Self {
        Self { template: template.to_owned(), place: Place::Named, reason: reason.into(), needs: None }
    }

    /// The first that the engine says; what has no template of its own is said of `name`.
    pub(super) fn first(error: &Error, name: &str) -> Self {
        mistakes(error, name).into_iter().next().unwrap_or_else(|| Self::of(name, first_line(&error.to_string())))
    }

    /// What the engine says of `name`: it may have found that another template can no longer be used because of it.
    pub(super) fn about(error: &Error, name: &str) -> Self {
        let first = Self::first(error, name);
        if first.template == name { first } else { Self::of(name, first.reason) }
    }

    /// The finding; `sources` are the files of the theme.
    pub(super) fn told(&self, sources: &BTreeMap<String, Source>) -> Diagnostic {
        let reason = match &self.needs {
            // The engine has no template that is broken.
            Some(name) if sources.contains_key(&format!("templates/{name}")) => {
                &format!("it needs `{name}`, which cannot be used either")
            }
            _ => &self.reason,
        };
        let note = match sources.get(&format!("templates/{}", self.template)) {
            Some(source) => {
                let message = format!("this template cannot be used: {reason}");
                Diagnostic::at(&codes::TEMPLATE_ERROR, source.span(self.range(reason, &source.text)), message)
            }
            None => {
                let message = format!("the template `{}` cannot be used: {reason}", self.template);
                Diagnostic::in_project(&codes::TEMPLATE_ERROR, message)
            }
        };
        note.help("until it is mended, the built-in template of that name is used")
    }

    fn range(&self, reason: &str, text: &str) -> Range<usize> {
        match &self.place {
            Place::Bytes(range) => {
                let end = range.end.min(text.len());
                range.start.min(end)..end
            }
            Place::Line { line, column } => {
                let start = start_of(text, *line, *column);
                let word = quoted(reason).and_then(|word| text[start..].find(word).map(|at| (start + at, word)));
                word.map_or(start..start, |(at, word)| at..at + word.len())
            }
            Place::Named => {
                let word = quoted(reason).and_then(|word| text.find(word).map(|at| (at, word)));
                word.map_or(0..0, |(at, word)| at..at + word.len())
            }
        }
    }
}

/// The byte at which a character of a line begins.
fn start_of(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let within = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    start + within
}

/// The word that a reason has in backticks.
fn quoted(reason: &str) -> Option<&str> {
    reason.split('`').nth(1).filter(|word| !word.is_empty())
}
