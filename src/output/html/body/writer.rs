//! The state of writing, and the small steps that all of its parts take.

use crate::document::Body;
use crate::document::Page;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::write::Html;
use crate::site::Target;
use crate::site::urls;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What a text needs to become HTML.
pub(in crate::output::html) struct Writing<'a> {
    /// The page.
    pub(in crate::output::html) page: &'a Page,
    /// Where its links lead.
    pub(in crate::output::html) targets: &'a [Target],
    /// How it names them.
    pub(in crate::output::html) hrefs: &'a Hrefs,
    /// Titles of callouts and words of the interface; without it the HTML is bare: no ids, no links at headings.
    pub(in crate::output::html) theme: Option<&'a Theme>,
    /// Old names of headings, by the name they have now.
    pub(in crate::output::html) old_names: &'a BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// What the rules put in, as HTML, in the order of the page's embeds.
    pub(in crate::output::html) embeds: &'a [String],
    /// What words mean, by the number of the link behind which it is said.
    pub(in crate::output::html) meanings: &'a BTreeMap<u32, Arc<str>>,
}

/// A text being written.
pub(super) struct Writer<'a> {
    pub(super) writing: &'a Writing<'a>,
    pub(super) body: &'a Body,
    pub(super) html: Html,
    /// Footnotes, by number.
    pub(super) notes: BTreeMap<u32, Html>,
    /// The HTML around the footnote that is being written, with its number.
    pub(super) outer: Vec<(u32, Html)>,
    /// How often each footnote was marked.
    pub(super) marks: Vec<u32>,
    /// The words of the outermost open picture, and how many pictures are open in it.
    pub(super) picture: Option<(String, usize)>,
}

impl<'a> Writer<'a> {
    /// Nothing is written yet.
    pub(super) fn new(writing: &'a Writing<'a>) -> Self {
        let body = &writing.page.body;
        Self {
            writing,
            body,
            html: Html::with_capacity(body.text.len() * 3 / 2),
            notes: BTreeMap::new(),
            outer: Vec::new(),
            marks: vec![0; body.footnotes.len()],
            picture: None,
        }
    }

    /// Markup that begins on a line of its own.
    pub(super) fn block(&mut self, markup: &'static str) {
        self.html.fresh_line();
        self.html.markup(markup);
    }

    /// A name for a screen reader, from the words of the theme.
    pub(super) fn label(&mut self, key: &str) {
        if let Some(word) = self.writing.theme.and_then(|theme| theme.strings.get(key)) {
            self.html.attribute("aria-label", word);
        }
    }

    /// ` href="#name"`.
    pub(super) fn jump(&mut self, name: &str) {
        self.html.markup(" href=\"#");
        self.html.url(&urls::encode_fragment(name));
        self.html.markup("\"");
    }
}
