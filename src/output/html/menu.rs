//! The navigation of a page. Pages that stand equally deep and show the same rows share one text, which the template makes
//! once: the addresses are left open in it, and the place for the mark of the current page. A template of the handbook's own
//! may do with addresses what it likes, so it gets them as they are, once a folder.

use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::site::Menu;
use crate::theme::Theme;

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

/// Stands before an open place; no title of a row has it, because control characters are taken out of them.
const OPEN: char = '\u{1}';
/// What is open there, for the row whose number follows up to `;`: its address, or the mark of the current page.
const ADDRESS: char = 'a';
const MARK: char = 'm';

/// The navigation of pages that stand equally deep and show the same rows.
pub(super) struct MenuText {
    menu: Hashed<Menu>,
    /// How the pages name other files, if the addresses are not left open.
    direct: Option<Hrefs>,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
    rendered: OnceLock<Rendered>,
}

struct Rendered {
    pieces: Vec<Piece>,
    found: Vec<Diagnostic>,
}

/// A piece of the text, or what is open between two, for a row.
enum Piece {
    Text(String),
    Address(usize),
    Mark(usize),
}

/// The navigation for the pages of one folder that show the same rows.
pub(super) struct SharedMenu {
    fingerprint: Fingerprint,
    text: Arc<MenuText>,
    /// As seen from one of the pages.
    hrefs: Hrefs,
    /// Each piece of the text up to a mark, with the row whose mark it is; the last has none.
    filled: OnceLock<Vec<(String, Option<usize>)>>,
}

#[derive(Serialize)]
struct Row<'a> {
    title: Cow<'a, str>,
    number: Option<&'a str>,
    href: Option<String>,
    depth: usize,
    separator: bool,
    open: bool,
    /// The next row stands deeper.
    parent: bool,
    /// How many lists the next row closes.
    closes: usize,
    mark: String,
}

impl MenuText {
    /// For pages in this frame; `direct` is how they name other files, if that is not left open.
    pub(super) fn new(
        menu: Hashed<Menu>,
        direct: Option<Hrefs>,
        frame: &Arc<Frame>,
        theme: &Hashed<Theme>,
    ) -> Arc<Self> {
        let (frame, theme) = (Arc::clone(frame), theme.clone());
        Arc::new(Self { menu, direct, frame, theme, rendered: OnceLock::new() })
    }

    /// May the addresses for this page be left open? What they are filled in with is not escaped, and needs not be in the
    /// built-in template: an address within the site is percent-encoded.
    pub(super) fn may_be_open(theme: &Theme, hrefs: &Hrefs) -> bool {
        !theme.has_source("menu.html") && matches!(hrefs, Hrefs::From(_))
    }

    fn rendered(&self) -> &Rendered {
        self.rendered.get_or_init(|| self.render())
    }

    fn render(&self) -> Rendered {
        let rows: Vec<Row<'_>> = self.menu.iter().enumerate().map(|(index, row)| self.row(index, row)).collect();
        let mut context = tera::Context::new();
        let values = self.frame.values();
        context.insert_value("site", values.site.clone());
        context.insert_value("t", values.strings.clone());
        context.insert("rows", &rows);
        let rendered = self.theme.render("menu.html", &context);
        let mut parts = rendered.value.split(OPEN);
        let first = Piece::Text(parts.next().unwrap_or_default().to_owned());
        let pieces = std::iter::once(first).chain(parts.flat_map(|part| self.opened(part))).collect();
        Rendered { pieces, found: rendered.found }
    }

    /// What stands behind the sign of an open place. Whoever wrote the template may have changed it; it is text then.
    fn opened(&self, part: &str) -> [Piece; 2] {
        let open = || {
            let (place, text) = part.split_once(';')?;
            let mut signs = place.chars();
            let kind = signs.next()?;
            let row = signs.as_str().parse().ok().filter(|row| *row < self.menu.len())?;
            match kind {
                ADDRESS => Some([Piece::Address(row), Piece::Text(text.to_owned())]),
                MARK => Some([Piece::Mark(row), Piece::Text(text.to_owned())]),
                _ => None,
            }
        };
        open().unwrap_or_else(|| [Piece::Text(String::new()), Piece::Text(part.to_owned())])
    }

    fn row<'r>(&self, index: usize, row: &'r crate::site::Row) -> Row<'r> {
        let next_depth = self.menu.get(index + 1).map_or(0, |next| next.depth);
        Row {
            title: without_controls(&row.title),
            number: row.number.as_deref(),
            href: row.url.as_ref().map(|url| match &self.direct {
                Some(hrefs) => hrefs.to(url),
                None => format!("{OPEN}{ADDRESS}{index};"),
            }),
            depth: row.depth,
            separator: row.separator,
            open: row.open,
            parent: next_depth > row.depth,
            closes: row.depth.saturating_sub(next_depth),
            mark: format!("{OPEN}{MARK}{index};"),
        }
    }
}

impl SharedMenu {
    /// For pages that name other files as this one does.
    pub(super) fn new(text: &Arc<MenuText>, hrefs: &Hrefs) -> Arc<Self> {
        let fingerprint = Fingerprint::of(&(&text.menu, &hrefs.folder(), &text.frame, &text.theme));
        Arc::new(Self { fingerprint, text: Arc::clone(text), hrefs: hrefs.clone(), filled: OnceLock::new() })
    }

    /// The navigation as the page at `url` shows it.
    pub(super) fn of(&self, url: &SitePath, found: &mut Vec<Diagnostic>) -> String {
        found.extend(self.text.rendered().found.iter().cloned());
        let filled = self.filled.get_or_init(|| self.fill());
        let current = self.text.menu.iter().position(|row| row.url.as_ref() == Some(url) && !row.separator);
        let mut html = String::with_capacity(filled.iter().map(|(text, _)| text.len()).sum::<usize>() + 24);
        for (text, row) in filled {
            html.push_str(text);
            if row.is_some() && *row == current {
                html.push_str(" aria-current=\"page\"");
            }
        }
        html
    }

    fn fill(&self) -> Vec<(String, Option<usize>)> {
        let (mut filled, mut text) = (Vec::new(), String::new());
        for piece in &self.text.rendered().pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Address(row) => text.extend(self.text.menu[*row].url.as_ref().map(|url| self.hrefs.to(url))),
                Piece::Mark(row) => filled.push((std::mem::take(&mut text), Some(*row))),
            }
        }
        filled.push((text, None));
        filled
    }
}

/// A title without control characters.
pub(super) fn without_controls(title: &str) -> Cow<'_, str> {
    match title.contains(char::is_control) {
        true => title.chars().filter(|c| !c.is_control()).collect::<String>().into(),
        false => title.into(),
    }
}

impl Hash for SharedMenu {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}
