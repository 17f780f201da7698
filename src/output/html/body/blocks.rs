//! Headings, terms, callouts, blocks of code and tables.

use crate::document::Align;
use crate::document::Heading;
use crate::output::html::body::writer::Writer;

impl Writer<'_> {
    /// A table in a box that scrolls by keyboard.
    pub(super) fn open_table(&mut self) {
        if self.writing.theme.is_none() {
            return self.block("<table>");
        }
        self.block("<div class=\"table\" role=\"group\"");
        self.label("table");
        self.html.markup(" tabindex=\"0\"><table>");
    }

    pub(super) fn open_heading(&mut self, index: u32) {
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

    pub(super) fn open_term(&mut self, index: u32) {
        self.block("<dt");
        if let (Some(id), true) = (self.body.terms.get(index as usize), self.writing.theme.is_some()) {
            self.html.attribute("id", id);
        }
        self.html.markup(">");
    }

    pub(super) fn close_heading(&mut self, index: u32) {
        let Some(heading) = self.writing.page.outline.get(index as usize) else { return };
        if self.writing.theme.is_some() && heading.level > 1 {
            self.anchor(heading);
        }
        self.html.markup(level(heading.level, ["</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"]));
    }

    /// A link to the heading itself. Its name for a screen reader is that of the heading.
    pub(super) fn anchor(&mut self, heading: &Heading) {
        self.html.markup("<a class=\"anchor\"");
        self.jump(&heading.id);
        self.html.attribute("aria-labelledby", &heading.id);
        self.html.markup("></a>");
    }

    pub(super) fn open_callout(&mut self, index: u32) {
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

    pub(super) fn open_code(&mut self, index: u32) {
        self.html.fresh_line();
        self.html.markup(if self.writing.theme.is_some() { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        self.code_class(index);
        self.html.markup(">");
    }

    pub(super) fn code_class(&mut self, index: u32) {
        let language = self.body.code.get(index as usize).map_or("", |code| &code.language);
        if !language.is_empty() {
            self.html.markup(" class=\"language-");
            self.html.value(language);
            self.html.markup("\"");
        }
    }

    /// Ends a block of code; if lines are hidden, the whole of it follows, closed.
    pub(super) fn close_code(&mut self, index: u32) {
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

    pub(super) fn open_cell(&mut self, align: Align, head: bool) {
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

    /// Ends a cell. One in the head that says nothing heads nothing, so it is a cell like others.
    pub(super) fn close_cell(&mut self, head: bool) {
        let is_heading = head && (self.writing.theme.is_none() || !self.html.retag("<th", "<td"));
        self.html.markup(if is_heading { "</th>" } else { "</td>" });
    }
}

fn level(level: u8, tags: [&'static str; 6]) -> &'static str {
    tags[usize::from(level.clamp(1, 6)) - 1]
}
