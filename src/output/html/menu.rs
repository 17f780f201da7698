//! The navigation of a page. Pages of one folder that show the same rows share one text, rendered once, in which the
//! place for the mark of the current page is left open.

use crate::artifact::SitePath;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::html::frame::Frame;
use crate::output::html::hrefs::Hrefs;
use crate::site::Menu;
use crate::theme::Theme;

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

/// Stands for the open places; no author's text has it, because control characters are taken out of titles.
const OPEN: char = '\u{1}';

/// The navigation for pages of one folder that show the same rows.
pub(super) struct SharedMenu {
    fingerprint: Fingerprint,
    menu: Hashed<Menu>,
    hrefs: Hrefs,
    frame: Arc<Frame>,
    theme: Hashed<Theme>,
    rendered: OnceLock<Rendered>,
}

struct Rendered {
    /// The text between the open places.
    pieces: Vec<String>,
    found: Vec<crate::diagnostic::Diagnostic>,
}

#[derive(Serialize)]
struct Row<'a> {
    title: std::borrow::Cow<'a, str>,
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

impl SharedMenu {
    /// For pages that name other files in this way.
    pub(super) fn new(menu: Hashed<Menu>, hrefs: Hrefs, frame: &Arc<Frame>, theme: &Hashed<Theme>) -> Arc<Self> {
        let fingerprint = Fingerprint::of(&(&menu, &hrefs, frame, theme));
        let (frame, theme) = (Arc::clone(frame), theme.clone());
        Arc::new(Self { fingerprint, menu, hrefs, frame, theme, rendered: OnceLock::new() })
    }

    /// The navigation as the page at `url` shows it.
    pub(super) fn of(&self, url: &SitePath, found: &mut Vec<crate::diagnostic::Diagnostic>) -> String {
        let rendered = self.rendered.get_or_init(|| self.render());
        found.extend(rendered.found.iter().cloned());
        let current = self.menu.iter().position(|row| row.url.as_ref() == Some(url) && !row.separator);
        let mut html = String::with_capacity(rendered.pieces.iter().map(String::len).sum::<usize>() + 24);
        for (index, piece) in rendered.pieces.iter().enumerate() {
            html.push_str(piece);
            if current == Some(index) {
                html.push_str(" aria-current=\"page\"");
            }
        }
        html
    }

    fn render(&self) -> Rendered {
        let rows: Vec<Row<'_>> = self.menu.iter().enumerate().map(|(index, row)| self.row(index, row)).collect();
        let mut context = tera::Context::new();
        let values = self.frame.values();
        context.insert_value("site", values.site.clone());
        context.insert_value("t", values.strings.clone());
        context.insert("rows", &rows);
        let rendered = self.theme.render("menu.html", &context);
        // Rows without a mark still count, so that the n-th open place is that of the n-th row.
        let mut pieces = vec![String::new(); rows.len() + 1];
        let mut at = 0;
        for (index, part) in rendered.value.split(OPEN).enumerate() {
            match part.split_once(';').filter(|_| index > 0) {
                Some((row, text)) => {
                    at = row.parse::<usize>().map_or(at, |row| row + 1);
                    pieces[at.min(rows.len())].push_str(text);
                }
                None => pieces[at].push_str(part),
            }
        }
        Rendered { pieces, found: rendered.found }
    }

    fn row<'r>(&self, index: usize, row: &'r crate::site::Row) -> Row<'r> {
        let next_depth = self.menu.get(index + 1).map_or(0, |next| next.depth);
        Row {
            title: without_controls(&row.title),
            number: row.number.as_deref(),
            href: row.url.as_ref().map(|url| self.hrefs.to(url)),
            depth: row.depth,
            separator: row.separator,
            open: row.open,
            parent: next_depth > row.depth,
            closes: row.depth.saturating_sub(next_depth),
            mark: format!("{OPEN}{index};"),
        }
    }
}

/// A title without control characters.
pub(super) fn without_controls(title: &str) -> std::borrow::Cow<'_, str> {
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
