//! The lines of Markdown that stand on every page.

use crate::document::Page;
use crate::memo::Hashed;
use crate::output::html::body::Writing;
use crate::output::html::body::write;
use crate::output::html::hrefs::Hrefs;
use crate::site::Target;

use std::collections::BTreeMap;

/// The lines that stand on every page.
#[derive(Debug, Clone, Default, Hash)]
pub struct Lines {
    /// On top.
    pub notice: Option<Line>,
    /// At the foot.
    pub footer: Option<Line>,
}

/// A line of Markdown, with its links resolved.
#[derive(Debug, Clone, Hash)]
pub struct Line {
    /// The line.
    pub page: Hashed<Page>,
    /// Where its links lead.
    pub targets: Hashed<Vec<Target>>,
}

/// The line as HTML, without the paragraph around it.
pub(super) fn render(line: &Line, hrefs: &Hrefs) -> String {
    let writing = Writing {
        page: &line.page,
        targets: &line.targets,
        hrefs,
        theme: None,
        old_names: &BTreeMap::new(),
        embeds: &[],
        meanings: &BTreeMap::new(),
    };
    let html = write(&writing);
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_string()
}
