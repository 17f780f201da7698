//! A page promises nothing: neither in its text nor in titles, links, pictures and raw HTML.

pub(super) mod blocks;
mod callouts;
mod html;
mod okay;
mod say;

use crate::diagnostic::Diagnostic;
use crate::lint::given::Given;
use crate::promise::Kind;
use crate::promise::Prose;

pub(super) use html::Html;
pub(super) use html::Piece;
pub(super) use okay::Okay;
pub(super) use say::finding;
pub(super) use say::shown;

/// Finds promises, words that sound like one, and pages that speak of an ask without its callout.
pub(super) fn check(given: &Given<'_>) -> Vec<Diagnostic> {
    let read = blocks::read(given.page);
    let mut okays: Vec<Okay> = read.marks.iter().map(|mark| Okay::read(&mark.words, mark.span, given.as_of)).collect();
    let (mut found, mut guarded) = (Vec::new(), None);
    for block in read.blocks.iter().filter(|block| !block.is_example) {
        for judged in given.promises.judge(&block.prose.words) {
            if judged.kind == Kind::Guarded {
                guarded.get_or_insert_with(|| (judged.at.clone(), &block.prose));
            }
            let covers = |index: &usize| read.marks[*index].covers.contains(&block.event);
            let okay = (0..okays.len()).find(|index| covers(index) && okays[*index].holds());
            match (finding(&judged, &block.prose), okay) {
                (Some(_), Some(okay)) => okays[okay].used = true,
                (Some(note), None) => found.push(note),
                (None, _) => {}
            }
        }
    }
    found.extend(titles(given).iter().flat_map(|prose| judge(given, prose)));
    found.extend(callouts::missing(given, &read, guarded));
    found.extend(okays.into_iter().map(Okay::finding));
    found
}

fn judge(given: &Given<'_>, prose: &Prose) -> Vec<Diagnostic> {
    given.promises.judge(&prose.words).iter().filter_map(|judged| finding(judged, prose)).collect()
}

/// What the front matter says to readers, and what shows on hovering.
fn titles(given: &Given<'_>) -> Vec<Prose> {
    let page = &given.page.page;
    let front = page.front.said.iter().map(|(words, span)| (words, *span));
    let hovering = page.links.iter().map(|link| (&link.title, link.span));
    let prose = |(words, span): (&std::sync::Arc<str>, crate::source::Span)| {
        let mut prose = Prose::default();
        prose.add(words, span);
        prose
    };
    front.chain(hovering).filter(|(words, _)| !words.is_empty()).map(prose).collect()
}
