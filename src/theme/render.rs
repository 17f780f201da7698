//! Templates: rendered often, their mistakes shown where they stand.

use crate::diagnostic::Noted;
use crate::theme::bounded::Bounded;
use crate::theme::mistake::Mistake;
use crate::theme::parts::Theme;

use tera::Context;

/// How many bytes a template may come to: many times what the largest handbook needs, and less than would end the program.
const MOST: usize = 1 << 29;

impl Theme {
    /// Renders a template. When one of the handbook fails, the built-in one of its name is used instead.
    pub fn render(&self, name: &str, context: &Context) -> Noted<String> {
        match self.written(name, context) {
            Ok(text) => Noted::clean(text),
            Err(error) => {
                let found = vec![Mistake::first(&error, name).told(&self.sources)];
                let builtin = format!("default/{}", name.trim_start_matches("default/"));
                // A template that only the handbook has is one of a page.
                let is_own = !self.templates.contains_template(&builtin);
                let builtin = if is_own { "default/page.html" } else { &builtin };
                Noted { value: self.written(builtin, context).unwrap_or_default(), found }
            }
        }
    }

    fn written(&self, name: &str, context: &Context) -> Result<String, tera::Error> {
        let mut text = Bounded::new(MOST);
        self.templates.render_to(name, context, &mut text)?;
        Ok(text.into_text())
    }

    /// A text of the theme that is no template, such as `epub.css`.
    pub fn text(&self, name: &str) -> &str {
        let built_in = || self.sources.get(&format!("default/{name}"));
        self.sources.get(name).or_else(built_in).map_or("", |source| &source.text)
    }

    /// Is there a page template of this name?
    pub fn has_template(&self, name: &str) -> bool {
        self.is_page_template(name) && self.templates.contains_template(name)
    }

    /// Has the handbook a template of this name, be it broken?
    pub fn has_source(&self, name: &str) -> bool {
        self.sources.contains_key(&format!("templates/{name}"))
    }

    /// The built-in templates other than that of a page are no pages by themselves.
    fn is_page_template(&self, name: &str) -> bool {
        let is_builtin = self.sources.contains_key(&format!("default/templates/{name}"));
        !name.starts_with("default/") && (name == "page.html" || !is_builtin)
    }

    /// The names of the page templates that front matter may choose.
    pub fn template_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.templates.get_template_names().filter(|name| self.is_page_template(name)).collect();
        names.sort_unstable();
        names
    }
}
