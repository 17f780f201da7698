//! The text of a page as HTML.

mod blocks;
mod footnotes;
mod links;
mod writer;

use crate::document::Event;
use crate::document::Node;
use crate::document::Page;
use crate::document::What;
use crate::output::html::hrefs::Hrefs;
use crate::site::Target;

use std::collections::BTreeMap;
use std::sync::Arc;

use writer::Writer;

pub(super) use writer::Writing;

/// Markdown as bare HTML, without anything around it: no template, no ids, links as they are written.
pub fn fragment(page: &Page) -> String {
    let targets: Vec<Target> = page.links.iter().map(|link| Target::Elsewhere(Arc::clone(&link.dest))).collect();
    let hrefs = Hrefs::Rooted(String::new());
    write(&Writing {
        page,
        targets: &targets,
        hrefs: &hrefs,
        theme: None,
        old_names: &BTreeMap::new(),
        embeds: &[],
        meanings: &BTreeMap::new(),
    })
}

/// The whole text as HTML.
pub(super) fn write(writing: &Writing<'_>) -> String {
    let mut writer = Writer::new(writing);
    for event in &writing.page.body.events {
        writer.event(event);
    }
    writer.footnotes();
    writer.html.finish()
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
            What::Embed(number) => {
                if let Some(html) = self.writing.embeds.get(number as usize) {
                    self.html.authored(html);
                }
            }
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
            Node::Footnote(number) => self.open_footnote(number),
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
            Node::TableCell { head, .. } => self.close_cell(head),
            Node::Footnote(_) => self.close_footnote(),
            Node::Terms => self.html.markup("</dl>\n"),
            Node::Term(_) => self.html.markup("</dt>\n"),
            Node::Meaning => self.html.markup("</dd>\n"),
            Node::Emphasis => self.html.markup("</em>"),
            Node::Strong => self.html.markup("</strong>"),
            Node::Strike => self.html.markup("</del>"),
            Node::Superscript => self.html.markup("</sup>"),
            Node::Subscript => self.html.markup("</sub>"),
            Node::Link(link) => self.close_link(link),
            Node::Image(_) => {}
        }
    }
}
