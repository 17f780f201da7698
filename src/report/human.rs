//! Findings for people, in the look of rustc: the message, the lines it is about, the way out.

use super::excerpt::Excerpt;
use super::excerpt::Mark;
use super::excerpt::excerpts;
use super::findings::Report;
use super::position::Index;
use super::visible::STAND_IN;
use super::visible::visible;
use super::visible::visible_lines;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Place;
use crate::diagnostic::Severity;
use crate::source::FileId;

use annotate_snippets::Annotation;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Element;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Origin;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;

/// Writes the findings, with an empty line between each two.
pub(super) fn write(report: &Report<'_>) -> String {
    let index = report.index();
    let renderer = if report.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.term_width(report.width);
    let mut out = String::new();
    for finding in report.found {
        if !out.is_empty() {
            out.push('\n');
        }
        let title = level(finding.severity).primary_title(visible(&finding.message)).id(finding.code.name);
        let scenes = scenes(report, &index, finding);
        let help = finding.help.as_deref().map(|help| Level::HELP.message(visible_lines(help)));
        let group = title.elements(scenes.iter().map(draw)).elements(help);
        out.push_str(&put_places(renderer.render(&[group]), &scenes));
        out.push('\n');
    }
    out
}

/// The place and the lines of one finding as plain text, without message and help.
pub(super) fn frame(report: &Report<'_>, index: &Index<'_>, finding: &Diagnostic) -> String {
    let scenes = scenes(report, index, finding);
    if scenes.is_empty() {
        return String::new();
    }
    let group = Group::with_level(level(finding.severity)).elements(scenes.iter().map(draw));
    put_places(Renderer::plain().term_width(report.width).render(&[group]), &scenes)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error | Severity::Blocking => Level::ERROR,
    }
}

/// A place, and the lines there if the finding is about a stretch of text.
struct Scene {
    /// `path:line:column`, or a path.
    place: String,
    excerpt: Option<Excerpt>,
}

fn scenes(report: &Report<'_>, index: &Index<'_>, finding: &Diagnostic) -> Vec<Scene> {
    let mut scenes = Vec::new();
    if let Place::File(path) = &finding.place {
        scenes.push(Scene { place: visible(&report.path(path)).into_owned(), excerpt: None });
    }
    for (file, marks) in marks(index, finding) {
        let Some(lines) = index.lines(file) else { continue };
        for excerpt in excerpts(lines, marks) {
            let at = excerpt.position;
            let place = format!("{}:{}:{}", visible(&report.path(lines.path)), at.line, at.column);
            scenes.push(Scene { place, excerpt: Some(excerpt) });
        }
    }
    scenes
}

/// The marks of a finding by file, the file of the finding itself first.
fn marks(index: &Index<'_>, finding: &Diagnostic) -> Vec<(FileId, Vec<Mark>)> {
    let primary = match finding.place {
        Place::Span(span) => Some((span, None, true)),
        _ => None,
    };
    let labels = finding.labels.iter().map(|(span, label)| (*span, Some(visible(label).into_owned()), false));
    let mut files: Vec<(FileId, Vec<Mark>)> = Vec::new();
    for (span, label, primary) in primary.into_iter().chain(labels) {
        let Some(lines) = index.lines(span.file) else { continue };
        let mark = Mark { range: lines.range(span), label, primary };
        match files.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((span.file, vec![mark])),
        }
    }
    files
}

fn draw(scene: &Scene) -> Element<'_> {
    let Some(excerpt) = &scene.excerpt else {
        return Origin::path(scene.place.as_str()).into();
    };
    let annotations = excerpt.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(mark.range.clone()).label(mark.label.as_deref())
    });
    let snippet: Snippet<'_, Annotation<'_>> = Snippet::source(excerpt.text.as_str());
    snippet.line_start(excerpt.first_line).path(STAND_IN.to_string()).annotations(annotations).into()
}

/// Puts the places where the renderer has the stand-in and a position that it counted in the excerpt, which may be cut.
fn put_places(drawn: String, scenes: &[Scene]) -> String {
    let mut parts = drawn.split(STAND_IN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, scene) in parts.zip(scenes.iter().filter(|scene| scene.excerpt.is_some())) {
        out.push_str(&scene.place);
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}
