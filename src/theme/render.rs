//! Templates: compiled once, rendered often, their mistakes shown where they stand.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Noted;
use crate::source::Source;
use crate::theme::codes;
use crate::theme::parts::Theme;

use std::collections::BTreeMap;

use tera::Context;
use tera::ErrorKind;
use tera::Tera;

/// Compiles all templates. If one of the handbook is broken, they are tried one after the other, so that the rest is used.
pub(super) fn compile(texts: &BTreeMap<String, Source>, found: &mut Vec<Diagnostic>) -> Tera {
    let mut templates: Vec<(String, String)> = Vec::new();
    for (name, source) in texts.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml")) {
        let Some(short) = name.strip_prefix("default/templates/") else { continue };
        templates.push((format!("default/{short}"), source.text.to_string()));
        templates.push((short.to_string(), source.text.to_string()));
    }
    let own = || texts.iter().filter_map(|(name, source)| Some((name.strip_prefix("templates/")?, source)));
    if let Ok(all) = engine(&own().fold(templates.clone(), |all, (short, source)| with(&all, short, source))) {
        return all;
    }
    let mut good = engine(&templates).unwrap_or_default();
    for (short, source) in own() {
        let attempt = with(&templates, short, source);
        match engine(&attempt) {
            Ok(tera) => (good, templates) = (tera, attempt),
            Err(error) => found.push(finding(&error, short, texts)),
        }
    }
    good
}

/// The templates, with one of the handbook in the place of that which has its name.
fn with(templates: &[(String, String)], short: &str, source: &Source) -> Vec<(String, String)> {
    let others = templates.iter().filter(|(name, _)| name != short).cloned();
    others.chain([(short.to_string(), source.text.to_string())]).collect()
}

fn engine(templates: &[(String, String)]) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(tera)
}

impl Theme {
    /// Renders a template. When one of the handbook fails, the built-in one of its name is used instead.
    pub fn render(&self, name: &str, context: &Context) -> Noted<String> {
        match self.templates.render(name, context) {
            Ok(text) => Noted::clean(text),
            Err(error) => {
                let found = vec![finding(&error, name, &self.sources)];
                let builtin = format!("default/{}", name.trim_start_matches("default/"));
                // A template that only the handbook has is one of a page.
                let is_own = !self.templates.contains_template(&builtin);
                let builtin = if is_own { "default/page.html" } else { &builtin };
                Noted { value: self.templates.render(builtin, context).unwrap_or_default(), found }
            }
        }
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

fn finding(error: &tera::Error, name: &str, sources: &BTreeMap<String, Source>) -> Diagnostic {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let file = report.map(|report| report.filename()).filter(|file| !file.is_empty()).unwrap_or(name);
    let source = sources.get(&format!("templates/{file}"));
    let message = report.map_or_else(|| error.to_string(), |report| report.message().to_string());
    let reason = message.lines().next().unwrap_or_default().trim_end_matches('.').trim_start_matches("error: ");
    let message = format!("this template cannot be used: {reason}");
    let note = match source {
        Some(source) => {
            let range = report.map_or_else(|| named(reason, &source.text), |report| report.span().range.clone());
            let end = range.end.min(source.text.len());
            Diagnostic::at(&codes::TEMPLATE_ERROR, source.span(range.start.min(end)..end), message)
        }
        None => {
            Diagnostic::in_project(&codes::TEMPLATE_ERROR, format!("the template `{file}` cannot be used: {reason}"))
        }
    };
    note.help("until it is mended, the built-in template of that name is used")
}

/// Where the word stands that a reason without a place names in backticks.
fn named(reason: &str, text: &str) -> std::ops::Range<usize> {
    let word = reason.split('`').nth(1).filter(|word| !word.is_empty());
    word.and_then(|word| text.find(word).map(|at| at..at + word.len())).unwrap_or(0..0)
}
