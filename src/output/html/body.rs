//! The text of a page as HTML.

mod footnotes;

use crate::document::Align;
use crate::document::Body;
use crate::document::Event;
use crate::document::Heading;
use crate::document::Link;
use crate::document::LinkKind;
use crate::document::Node;
use crate::document::Page;
use crate::document::What;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::write::Html;
use crate::site::Target;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What a text needs to become HTML.
pub(super) struct Writing<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// Where its links lead.
    pub(super) targets: &'a [Target],
    /// How it names them.
    pub(super) hrefs: &'a Hrefs,
    /// Titles of callouts and words of the interface; without it the HTML is bare: no ids, no links at headings.
    pub(super) theme: Option<&'a Theme>,
    /// Old names of headings, by the name they have now.
    pub(super) old_names: &'a BTreeMap<Arc<str>, Vec<Arc<str>>>,
}

/// Markdown as bare HTML, without anything around it: no template, no ids, links as they are written.
pub fn fragment(page: &Page) -> String {
    let targets: Vec<Target> = page.links.iter().map(|link| Target::Elsewhere(Arc::clone(&link.dest))).collect();
    let hrefs = Hrefs::Rooted(String::new());
    write(&Writing { page, targets: &targets, hrefs: &hrefs, theme: None, old_names: &BTreeMap::new() })
}

/// The whole text as HTML.
pub(super) fn write(writing: &Writing<'_>) -> String {
    let body = &writing.page.body;
    let mut writer = Writer {
        writing,
        body,
        html: Html::with_capacity(body.text.len() * 3 / 2),
        notes: BTreeMap::new(),
        outer: Vec::new(),
        marks: vec![0; body.footnotes.len()],
        picture: None,
    };
    for event in &body.events {
        writer.event(event);
    }
    writer.footnotes();
    writer.html.finish()
}

struct Writer<'a> {
    writing: &'a Writing<'a>,
    body: &'a Body,
    html: Html,
    /// Footnotes, by number.
    notes: BTreeMap<u32, Html>,
    /// The HTML around the footnote that is being written, with its number.
    outer: Vec<(u32, Html)>,
    /// How often each footnote was marked.
    marks: Vec<u32>,
    /// The words of the outermost open picture, and how many pictures are open in it.
    picture: Option<(String, usize)>,
}

impl Writer<'_> {
    fn event(&mut self, event: &Event) {
        if self.picture.is_some() && self.in_picture(event.what) {
            return;
        }
        match event.what {
            What::Open(node) => self.open(node),
            What::Close(node) => self.close(node),
            What::Text(words) => self.html.text(self.body.str(words)),
            What::Code(words) => {
                self.html.markup("<code>");
                self.html.text(self.body.str(words));
                self.html.markup("</code>");
            }
            What::Raw(html) => self.html.authored(self.body.str(html)),
            What::RawUrl(link) => self.raw_url(link),
            What::SoftBreak => self.html.markup("\n"),
            What::HardBreak => self.html.markup("<br />\n"),
            What::Rule => {
                self.html.fresh_line();
                self.html.markup("<hr />\n");
            }
            What::Check(checked) => {
                self.html.markup("<input disabled=\"\" type=\"checkbox\"");
                self.label("task");
                self.html.markup(if checked { " checked=\"\" /> " } else { " /> " });
            }
            What::FootnoteMark(number) => self.mark(number),
        }
    }

    fn open(&mut self, node: Node) {
        match node {
            Node::Paragraph => {
                self.html.fresh_line();
                self.html.markup("<p>");
            }
            Node::Heading(index) => self.open_heading(index),
            Node::Quote => self.block("<blockquote>\n"),
            Node::Callout(index) => self.open_callout(index),
            Node::Code(index) => self.open_code(index),
            Node::List { start: None } => self.block("<ul>\n"),
            Node::List { start: Some(1) } => self.block("<ol>\n"),
            Node::List { start: Some(start) } => {
                self.block("<ol start=\"");
                self.html.number(start);
                self.html.markup("\">\n");
            }
            Node::Item => self.block("<li>"),
            Node::Table => self.open_table(),
            Node::TableHead => self.html.markup("<thead><tr>"),
            Node::TableRow => self.html.markup("<tr>"),
            Node::TableCell { align, head } => self.open_cell(align, head),
            Node::Footnote(number) => {
                let outer = std::mem::take(&mut self.html);
                self.outer.push((number, outer));
            }
            Node::Terms => self.block("<dl>\n"),
            Node::Term(index) => self.open_term(index),
            Node::Meaning => self.block("<dd>"),
            Node::Emphasis => self.html.markup("<em>"),
            Node::Strong => self.html.markup("<strong>"),
            Node::Strike => self.html.markup("<del>"),
            Node::Superscript => self.html.markup("<sup>"),
            Node::Subscript => self.html.markup("<sub>"),
            Node::Link(link) => self.open_link(link),
            Node::Image(_) => self.picture = Some((String::new(), 0)),
        }
    }

    fn close(&mut self, node: Node) {
        match node {
            Node::Paragraph => self.html.markup("</p>\n"),
            Node::Heading(index) => self.close_heading(index),
            Node::Quote => self.block("</blockquote>\n"),
            Node::Callout(_) => self.block("</aside>\n"),
            Node::Code(index) => self.close_code(index),
            Node::List { start: None } => self.html.markup("</ul>\n"),
            Node::List { start: Some(_) } => self.html.markup("</ol>\n"),
            Node::Item => self.html.markup("</li>\n"),
            Node::Table => self.html.markup(match self.writing.theme {
                Some(_) => "</tbody></table></div>\n",
                None => "</tbody></table>\n",
            }),
            Node::TableHead => self.html.markup("</tr></thead><tbody>\n"),
            Node::TableRow => self.html.markup("</tr>\n"),
            Node::TableCell { head: true, .. } => self.html.markup("</th>"),
            Node::TableCell { head: false, .. } => self.html.markup("</td>"),
            Node::Footnote(_) => {
                if let Some((number, outer)) = self.outer.pop() {
                    let note = std::mem::replace(&mut self.html, outer);
                    self.notes.entry(number).or_insert(note);
                }
            }
            Node::Terms => self.html.markup("</dl>\n"),
            Node::Term(_) => self.html.markup("</dt>\n"),
            Node::Meaning => self.html.markup("</dd>\n"),
            Node::Emphasis => self.html.markup("</em>"),
            Node::Strong => self.html.markup("</strong>"),
            Node::Strike => self.html.markup("</del>"),
            Node::Superscript => self.html.markup("</sup>"),
            Node::Subscript => self.html.markup("</sub>"),
            Node::Link(_) => self.html.markup("</a>"),
            Node::Image(_) => {}
        }
    }

    fn block(&mut self, markup: &'static str) {
        self.html.fresh_line();
        self.html.markup(markup);
    }

    /// A name for a screen reader, from the words of the theme.
    fn label(&mut self, key: &str) {
        if let Some(word) = self.writing.theme.and_then(|theme| theme.strings.get(key)) {
            self.html.attribute("aria-label", word);
        }
    }

    /// A table in a box that scrolls by keyboard.
    fn open_table(&mut self) {
        if self.writing.theme.is_none() {
            return self.block("<table>");
        }
        self.block("<div class=\"table\" role=\"group\"");
        self.label("table");
        self.html.markup(" tabindex=\"0\"><table>");
    }

    fn open_heading(&mut self, index: u32) {
        let Some(heading) = self.writing.page.outline.get(index as usize) else { return };
        self.html.fresh_line();
        let names = self.writing.old_names.get(&heading.id).into_iter().flatten();
        for name in names {
            self.html.markup("<span");
            self.html.attribute("id", name);
            self.html.markup("></span>");
        }
        self.html.markup(level(heading.level, ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"]));
        if self.writing.theme.is_some() {
            self.html.attribute("id", &heading.id);
        }
        if !heading.classes.is_empty() {
            let classes: Vec<&str> = heading.classes.iter().map(|class| &**class).collect();
            self.html.attribute("class", &classes.join(" "));
        }
        self.html.markup(">");
    }

    fn open_term(&mut self, index: u32) {
        self.block("<dt");
        if let (Some(id), true) = (self.body.terms.get(index as usize), self.writing.theme.is_some()) {
            self.html.attribute("id", id);
        }
        self.html.markup(">");
    }

    fn close_heading(&mut self, index: u32) {
        let Some(heading) = self.writing.page.outline.get(index as usize) else { return };
        if self.writing.theme.is_some() && heading.level > 1 {
            self.anchor(heading);
        }
        self.html.markup(level(heading.level, ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"]));
    }

    /// A link to the heading itself. Its name for a screen reader is that of the heading.
    fn anchor(&mut self, heading: &Heading) {
        self.html.markup("<a class=\"anchor\"");
        self.jump(&heading.id);
        self.html.attribute("aria-labelledby", &heading.id);
        self.html.markup("></a>");
    }

    fn open_callout(&mut self, index: u32) {
        let Some(callout) = self.body.callouts.get(index as usize) else { return };
        self.html.fresh_line();
        self.html.markup("<aside role=\"note\" class=\"callout callout-");
        self.html.value(&callout.kind);
        self.html.markup("\">\n<p class=\"callout-title\">");
        let own = callout.title.map(|title| self.body.str(title));
        let kind = self.writing.theme.and_then(|theme| theme.callouts.get(&*callout.kind)).map(String::as_str);
        let kind = kind.unwrap_or(&callout.kind);
        self.html.markup("<span class=\"callout-kind\">");
        self.html.text(kind);
        self.html.markup("</span>");
        if let Some(own) = own {
            self.html.markup(" ");
            self.html.text(own);
        }
        self.html.markup("</p>\n");
    }

    fn open_code(&mut self, index: u32) {
        self.html.fresh_line();
        self.html.markup(if self.writing.theme.is_some() { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        self.code_class(index);
        self.html.markup(">");
    }

    fn code_class(&mut self, index: u32) {
        let language = self.body.code.get(index as usize).map_or("", |code| &code.language);
        if !language.is_empty() {
            self.html.markup(" class=\"language-");
            self.html.value(language);
            self.html.markup("\"");
        }
    }

    /// Ends a block of code; if lines are hidden, the whole of it follows, closed.
    fn close_code(&mut self, index: u32) {
        self.html.markup("</code></pre>\n");
        let whole = self.body.code.get(index as usize).and_then(|code| code.whole);
        let (Some(whole), Some(theme)) = (whole, self.writing.theme) else { return };
        self.html.markup("<details class=\"whole-code\"><summary>");
        self.html.text(theme.strings.get("whole-code").map_or("…", String::as_str));
        self.html.markup("</summary><pre tabindex=\"0\"><code");
        self.code_class(index);
        self.html.markup(">");
        self.html.text(self.body.str(whole));
        self.html.markup("</code></pre></details>\n");
    }

    fn open_cell(&mut self, align: Align, head: bool) {
        self.html.markup(match (head, align) {
            (true, Align::Natural) => "<th>",
            (true, Align::Left) => "<th class=\"left\">",
            (true, Align::Center) => "<th class=\"center\">",
            (true, Align::Right) => "<th class=\"right\">",
            (false, Align::Natural) => "<td>",
            (false, Align::Left) => "<td class=\"left\">",
            (false, Align::Center) => "<td class=\"center\">",
            (false, Align::Right) => "<td class=\"right\">",
        });
    }

    fn open_link(&mut self, index: u32) {
        self.html.markup("<a");
        let Some(link) = self.writing.page.links.get(index as usize) else { return self.html.markup(">") };
        if !matches!(self.writing.targets.get(index as usize), Some(Target::Nowhere)) {
            self.html.markup(" href=\"");
            self.href(index);
            self.html.markup("\"");
        }
        self.title(link);
        self.html.markup(">");
    }

    fn href(&mut self, index: u32) {
        let target = self.writing.targets.get(index as usize);
        if let Some(href) = target.and_then(|target| self.writing.hrefs.target(target)) {
            self.html.url(&href);
        }
    }

    /// The value of an attribute of raw HTML: what the author wrote stays as it is, but for what would end the value.
    fn raw_url(&mut self, index: u32) {
        let target = self.writing.targets.get(index as usize);
        let href = target.and_then(|target| self.writing.hrefs.target(target)).unwrap_or_default();
        self.html.markup("\"");
        self.html.value(&href);
        self.html.markup("\"");
    }

    fn title(&mut self, link: &Link) {
        if !link.title.is_empty() {
            self.html.attribute("title", &link.title);
        }
    }

    /// Inside a picture only words count, and its end writes it.
    fn in_picture(&mut self, what: What) -> bool {
        let Some((words, inner)) = &mut self.picture else { return false };
        match what {
            What::Open(Node::Image(_)) => *inner += 1,
            What::Close(Node::Image(_)) if *inner > 0 => *inner -= 1,
            What::Text(text) | What::Code(text) => words.push_str(self.body.str(text)),
            What::SoftBreak | What::HardBreak => words.push(' '),
            What::Close(Node::Image(index)) => {
                let words = std::mem::take(words);
                self.picture = None;
                self.image(index, &words);
            }
            _ => {}
        }
        true
    }

    fn image(&mut self, index: u32, words: &str) {
        let Some(link) = self.writing.page.links.get(index as usize) else { return };
        debug_assert_eq!(link.kind, LinkKind::Embed);
        self.html.markup("<img src=\"");
        self.href(index);
        self.html.markup("\"");
        self.html.attribute("alt", words);
        self.title(link);
        self.html.markup(" />");
    }
}

fn level(level: u8, tags: [&'static str; 6]) -> &'static str {
    tags[usize::from(level.clamp(1, 6)) - 1]
}
