//! The settings as types: one struct a table, one field a key, the key's meaning in its doc comment.

use crate::data::At;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The settings of a handbook.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Settings {
    /// What the handbook is.
    pub book: Book,
    /// Where the site goes.
    pub build: Build,
    /// One table an output.
    pub output: Outputs,
    /// Words for every page.
    pub site: Site,
    /// What each finding does to a run: `error`, `warning`, `note` or `off`, by code.
    pub check: BTreeMap<At<String>, Level>,
    /// mdBook's helper programs. They are not run.
    pub preprocessor: BTreeMap<String, Anything>,
    /// mdBook's settings for Rust code. Nothing is compiled here.
    pub rust: Anything,
}

/// A value that is kept out of sight: mdBook gives it a meaning, we do not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Anything".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}

/// `[book]`: what the handbook is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Book {
    /// The title of the handbook.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The language of the text, such as `en` or `pt-BR`; `en` if nothing is said.
    pub language: Option<At<String>>,
    /// The folder of the pages; `content` if there is one, else `src`.
    pub src: Option<At<String>>,
    /// The direction of the text; from the language if nothing is said.
    pub text_direction: Option<Direction>,
    /// mdBook's; it has no meaning there any more.
    pub multilingual: Anything,
}

impl Book {
    /// The language of the text.
    pub fn language(&self) -> &str {
        self.language.as_ref().map_or("en", |language| &language.value)
    }
}

/// The direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Direction {
    /// From left to right.
    #[serde(rename = "ltr")]
    LeftToRight,
    /// From right to left.
    #[serde(rename = "rtl")]
    RightToLeft,
}

/// `[build]`: where the site goes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Build {
    /// The folder of the site; `book` if nothing is said.
    pub build_dir: Option<At<String>>,
    /// mdBook's: make pages that `SUMMARY.md` names. A build never writes into its sources here.
    pub create_missing: Anything,
    /// mdBook's: use its own preprocessors.
    pub use_default_preprocessors: Anything,
    /// Further folders that `serve` watches.
    pub extra_watch_dirs: Vec<String>,
}

/// `[output]`: one table an output.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Outputs {
    /// The site.
    pub html: Html,
    /// Renderers of other programs. They are not run.
    #[serde(flatten)]
    pub others: BTreeMap<String, Anything>,
}

/// `[output.html]`: the site.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Html {
    /// A folder with templates, assets and strings that stand in for those of the default theme; `theme` if there is one.
    pub theme: Option<At<String>>,
    /// The address at which the site is published, or its path on the host. Used for the sitemap, for canonical links and
    /// on the page for missing addresses; everything else is relative.
    pub site_url: Option<At<String>>,
    /// Where the sources can be seen.
    pub git_repository_url: Option<At<String>>,
    /// The address for editing a page; `{path}` stands for the path of its source.
    pub edit_url_template: Option<At<String>>,
    /// Addresses that have moved: old to new.
    pub redirect: BTreeMap<At<String>, At<String>>,
    /// Style sheets of the project that every page loads.
    pub additional_css: Vec<At<String>>,
    /// Scripts of the project that every page loads.
    pub additional_js: Vec<At<String>>,
    /// Folding of the navigation.
    pub fold: Fold,
    /// The page for missing addresses; `404.md` if there is one.
    pub input_404: Option<At<String>>,
    /// The host name to be written into a file `CNAME`.
    pub cname: Option<String>,
    /// Curly quotes, dashes and ellipses from straight ones; on if nothing is said.
    pub smart_punctuation: Option<bool>,
    /// mdBook's old name for `smart-punctuation`.
    pub curly_quotes: Option<bool>,
    /// Definition lists; on if nothing is said.
    pub definition_lists: Option<bool>,
    /// Callouts such as `> [!NOTE]`; on if nothing is said.
    pub admonitions: Option<bool>,
    /// No numbers before the titles in the navigation.
    pub no_section_label: bool,
    /// Settings for blocks of code.
    pub code: Code,
    /// mdBook's.
    pub default_theme: Anything,
    /// mdBook's.
    pub preferred_dark_theme: Anything,
    /// mdBook's.
    pub mathjax_support: Anything,
    /// mdBook's.
    pub copy_fonts: Anything,
    /// mdBook's.
    pub google_analytics: Anything,
    /// mdBook's.
    pub git_repository_icon: Anything,
    /// mdBook's.
    pub playground: Anything,
    /// mdBook's.
    pub playpen: Anything,
    /// Sections on one page, to be printed.
    pub print: Print,
    /// Search.
    pub search: Search,
    /// mdBook's. Assets always have hashed names here.
    pub hash_files: Anything,
    /// mdBook's.
    pub sidebar_header_nav: Anything,
    /// mdBook's.
    pub live_reload_endpoint: Anything,
}

/// `[output.html.print]`: sections on one page, to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Print {
    /// Whether each section also stands on one page; on if nothing is said.
    pub enable: Option<bool>,
    /// mdBook's. Each page of a section begins on a new sheet here.
    pub page_break: Anything,
}

/// `[output.html.search]`: search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Search {
    /// Whether readers can search; on if nothing is said.
    pub enable: Option<bool>,
    /// How many results are shown at most; 30 if nothing is said.
    pub limit_results: Option<u32>,
    /// Down to which level headings are results of their own: 0 to 6; 3 if nothing is said.
    pub heading_split_level: Option<u8>,
    /// Pages or folders that are not found, by their path from the content folder.
    pub chapter: BTreeMap<String, SearchChapter>,
    /// mdBook's.
    pub teaser_word_count: Anything,
    /// mdBook's.
    pub use_boolean_and: Anything,
    /// mdBook's.
    pub boost_title: Anything,
    /// mdBook's.
    pub boost_hierarchy: Anything,
    /// mdBook's.
    pub boost_paragraph: Anything,
    /// mdBook's.
    pub expand: Anything,
    /// mdBook's.
    pub copy_js: Anything,
}

/// `[output.html.search.chapter."PATH"]`: search for one page or folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SearchChapter {
    /// Whether it can be found; on if nothing is said.
    pub enable: Option<bool>,
}

impl Search {
    /// Can readers search?
    pub fn is_on(&self) -> bool {
        self.enable != Some(false)
    }

    /// Can this page be found? What is said of a page counts more than what is said of its folder.
    pub fn finds(&self, path: &str) -> bool {
        let is_within = |name: &str| {
            let rest = path.strip_prefix(name.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let named = self.chapter.iter().filter(|(name, _)| is_within(name));
        let nearest = named.max_by_key(|(name, _)| name.trim_end_matches('/').len());
        nearest.is_none_or(|(_, chapter)| chapter.enable != Some(false))
    }
}

/// `[output.html.code]`: blocks of code.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Code {
    /// By language, what a hidden line begins with.
    pub hidelines: BTreeMap<String, String>,
}

/// `[output.html.fold]`: folding of the navigation.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Fold {
    /// Parts below `level` are closed until the reader opens them.
    pub enable: bool,
    /// How many levels stand open.
    pub level: u8,
}

/// `[site]`: words for every page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Site {
    /// A line of Markdown that stands on every page, such as the date of the rules.
    pub notice: Option<At<String>>,
    /// A line of Markdown at the foot of every page.
    pub footer: Option<At<String>>,
    /// Say what makes pages hard to read: long sentences, abbreviations, figures of speech.
    pub plain_language: bool,
    /// Whether pages say when they last changed, as git knows; they do if nothing is said.
    pub last_change: Option<bool>,
    /// How many days a review holds, for pages that do not say so themselves.
    pub review_every: Option<u32>,
}

/// What a finding does to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Exit code 1.
    #[default]
    Error,
    /// Shown; exit code 1 with `--strict`.
    Warning,
    /// Informs.
    Note,
    /// Not shown.
    Off,
}
