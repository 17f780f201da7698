//! Options that several commands have.

use std::path::PathBuf;

use jiff::civil::Date;

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Common {
    /// The folder of the handbook; it and the folders above it are searched for `book.toml`.
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// The settings file, from the folder of the handbook.
    #[arg(long, global = true, value_name = "FILE", default_value = "book.toml")]
    pub(super) config: String,
    /// The day for which the site is built; today, or the day of `SOURCE_DATE_EPOCH`, if nothing is said.
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// How findings are written.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    pub(super) format: String,
    /// Colours: `auto`, `always` or `never`. NO_COLOR and CLICOLOR are heeded.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Only errors, no summary.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// More about what was done.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Sets it for everything that is printed from now on.
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Options of the commands that make a site.
#[derive(Debug, clap::Args)]
pub(super) struct Making {
    /// Count warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Take pages in that say `draft: true`.
    #[arg(long)]
    pub(super) drafts: bool,
    /// The address at which the site is published, instead of `site-url` in the settings.
    #[arg(long, value_name = "URL", value_parser = site_url)]
    pub(super) base_url: Option<String>,
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day as 2026-11-21".to_string())
}

/// Reads the address of a site.
pub(super) fn site_url(text: &str) -> Result<String, String> {
    let is_site = crate::config::is_site(text);
    is_site.then(|| text.to_owned()).ok_or_else(|| format!("write {}", crate::config::SITE))
}

fn formats() -> clap::builder::PossibleValuesParser {
    let name = |format: &crate::report::Format| clap::builder::PossibleValue::new(format.name).help(format.what);
    clap::builder::PossibleValuesParser::new(crate::report::FORMATS.iter().map(name))
}
