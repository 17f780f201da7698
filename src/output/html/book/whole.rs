//! The whole handbook in reading order: what the single file and the EPUB are made from.

use crate::artifact::SitePath;
use crate::output::given::Given;
use crate::output::html::book::finished::Finished;
use crate::output::html::book::finished::Pages;
use crate::output::html::book::inside::Leaf;
use crate::output::html::book::inside::Leaves;
use crate::output::html::book::syntax;
use crate::output::html::book::told::Told;
use crate::output::html::frame::Frame;
use crate::output::html::guide::shared::Shared;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::site::Step;

use std::sync::Arc;

/// The whole handbook.
pub(super) struct Whole<'a> {
    /// What every output is made from.
    pub(super) given: &'a Given<'a>,
    /// The chapters, in reading order.
    pub(super) chapters: Vec<Chapter>,
    /// The pages of the chapters.
    pub(super) leaves: Vec<Leaf>,
    /// What must be told in it.
    pub(super) told: Told,
    /// The words and lines of the site, as a page at its root has them.
    pub(super) frame: Arc<Frame>,
    /// A page at the root of the site.
    pub(super) root: SitePath,
    /// How a page at the root of the site names others.
    pub(super) hrefs: Hrefs,
}

/// A title of the order, with its page if it has one.
pub(super) struct Chapter {
    /// The title, with its number before it.
    pub(super) title: String,
    /// How deep it stands.
    pub(super) depth: usize,
    /// Its page: the number of its leaf, and the page as it was made.
    pub(super) page: Option<(usize, Finished)>,
}

impl<'a> Whole<'a> {
    /// Of a site; `None` for one without an address at its root.
    pub(super) fn new(given: &'a Given<'a>, pages: &Pages) -> Option<Self> {
        let root = SitePath::new("index.html")?;
        let hrefs = Hrefs::From(root.clone());
        let known = Leaves::new(given);
        let (mut chapters, mut leaves) = (Vec::new(), Vec::new());
        for row in given.site.arranged.nav.rows.iter().filter(|row| !row.separator) {
            let title = row.number.as_ref().map_or_else(|| row.title.to_string(), |n| format!("{n} {}", row.title));
            let leaf = known.of(&Step { title: Arc::clone(&row.title), url: row.url.clone() });
            let page = leaf.and_then(|leaf| {
                let page = pages.get(&leaf.page)?.clone();
                leaves.push(leaf);
                Some((leaves.len() - 1, page))
            });
            chapters.push(Chapter { title, depth: row.depth, page });
        }
        let finished = chapters.iter().filter_map(|chapter| chapter.page.as_ref().map(|(_, page)| page));
        let told = Told::new(finished, given, &Shared::new(given));
        Some(Self { told, frame: Shells::new(given).frame(&hrefs), given, chapters, leaves, root, hrefs })
    }

    /// The leaf of a chapter, with its page as text.
    pub(super) fn text(&self, chapter: &Chapter) -> Option<(&Leaf, String)> {
        let (leaf, page) = chapter.page.as_ref()?;
        Some((&self.leaves[*leaf], page.text().into_owned()))
    }

    /// The lines that date the handbook: the state of the programme, and the notice of the site. They are made ready by
    /// `ready`, as the text of a page is.
    pub(super) fn notices(&self, ready: impl Fn(&str) -> String) -> Vec<String> {
        let parts = self.frame.parts();
        let notice = parts.notice_html(&self.hrefs).map(|html| ready(&format!("<main><p>{html}</p></main>")));
        let banner = parts.banner_words().map(|(word, say)| {
            let mut html = String::from("<p><strong>");
            syntax::text(word, &mut html);
            html.push_str("</strong> ");
            syntax::text(say, &mut html);
            html + "</p>"
        });
        banner.into_iter().chain(notice).collect()
    }
}
