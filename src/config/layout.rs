//! Where things stand in a project.

use crate::config::codes;
use crate::config::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::path;
use crate::source::Source;

/// The folders of a project, from its root, `/` between the parts; `""` is the root itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The content.
    pub src: String,
    /// The theme of the handbook; a folder that need not exist.
    pub theme: String,
    /// The site, unless somebody asks for another place.
    pub out: String,
    /// Further files that pages load.
    pub extra: Vec<String>,
    /// Further folders that `serve` watches.
    pub watched: Vec<String>,
}

impl Layout {
    /// Reads it from the settings. `has` says whether a folder has files.
    pub fn new(settings: &Settings, has: impl Fn(&str) -> bool) -> Self {
        let html = &settings.output.html;
        let src = settings.book.src.as_ref().and_then(|at| inside(&at.value));
        let default = || ["content", "src"].into_iter().find(|folder| has(folder)).unwrap_or("content").to_string();
        let extra = html.additional_css.iter().chain(&html.additional_js);
        Self {
            src: src.unwrap_or_else(default),
            theme: html.theme.as_ref().and_then(|at| inside(&at.value)).unwrap_or_else(|| "theme".into()),
            out: settings.build.build_dir.as_ref().map_or_else(|| "book".into(), |at| at.value.clone()),
            watched: settings.build.extra_watch_dirs.iter().filter_map(|dir| inside(dir)).collect(),
            extra: extra.filter_map(|at| inside(&at.value)).collect(),
        }
    }

    /// The path of a file below the content folder.
    pub fn in_content<'p>(&self, path: &'p str) -> &'p str {
        match self.src.as_str() {
            "" => path,
            src => path.strip_prefix(src).map_or(path, |rest| rest.trim_start_matches('/')),
        }
    }

    /// The folders and files that the settings name outside the project.
    pub fn problems(&self, settings: &Settings, source: &Source) -> Vec<Diagnostic> {
        let html = &settings.output.html;
        let named = settings.book.src.iter().chain(&html.theme).chain(&html.additional_css).chain(&html.additional_js);
        let outside = named.filter(|at| inside(&at.value).is_none()).map(|at| {
            let message = format!("`{}` is outside the project", at.value);
            Diagnostic::at(&codes::SETTING_OUTSIDE, source.span(at.range.clone()), message)
                .help("name a folder or file below the folder of `book.toml`; nothing outside of it is read")
        });
        outside.collect()
    }
}

/// A path from the root of the project with `.` and `..` resolved; `None` if it leads outside.
fn inside(path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains('\\') {
        return None;
    }
    path::join("", path)
}
