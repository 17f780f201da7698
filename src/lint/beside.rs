//! What readers see beside the pages promises nothing either: titles of the order, lines of the settings, drawings.

use crate::document::Event;
use crate::document::Page;
use crate::document::Row;
use crate::document::Summary;
use crate::document::What;
use crate::lint::promise::Html;
use crate::lint::promise::Piece;
use crate::lint::said::Said;
use crate::promise::Prose;
use crate::source::Source;
use crate::source::Span;

/// The titles of chapters and parts in `SUMMARY.md`.
pub fn titles(summary: &Summary) -> Vec<Said> {
    let row = |row: &Row| match row {
        Row::Part(title, span) => Some(plain(title, *span)),
        Row::Chapter(chapter) => Some(plain(&chapter.title, chapter.span)),
        Row::Separator => None,
    };
    summary.rows.iter().filter_map(row).collect()
}

fn plain(words: &str, span: Span) -> Said {
    let mut prose = Prose::default();
    prose.add(words, span);
    Said { prose, okay: None }
}

/// A line of Markdown that stands on every page.
pub fn line(page: &Page) -> Said {
    let mut prose = Prose::default();
    for event in &page.body.events {
        word(page, event, &mut prose);
    }
    Said { prose, okay: None }
}

fn word(page: &Page, event: &Event, prose: &mut Prose) {
    match event.what {
        What::Text(words) | What::Code(words) => {
            prose.add(page.body.str(words), page.body.span(event.start as usize..event.end as usize));
        }
        What::SoftBreak => prose.add_sign(' '),
        What::HardBreak | What::Close(_) => prose.add_sign('\n'),
        _ => {}
    }
}

/// The words of a drawing, and the permissions in its comments, which hold for all of it.
pub fn drawing(source: &Source) -> (Vec<Said>, Vec<(String, Span)>) {
    let (mut proses, mut okays) = (vec![Prose::default()], Vec::new());
    for (piece, range) in Html::default().read(&source.text) {
        let span = source.span(range);
        match piece {
            Piece::Words(words) => proses.last_mut().into_iter().for_each(|prose| prose.add(&words, span)),
            Piece::Break => proses.push(Prose::default()),
            Piece::Attribute(words) => {
                let mut prose = Prose::default();
                prose.add(&words, span);
                proses.push(prose);
            }
            Piece::Mark(words) => okays.push((words, span)),
        }
    }
    let okay = okays.first().cloned();
    let said = proses.into_iter().filter(|prose| !prose.words.trim().is_empty());
    (said.map(|prose| Said { prose, okay: okay.clone() }).collect(), okays)
}
