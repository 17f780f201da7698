//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use jiff::civil::Date;

/// Builds handbooks that never over-promise.
///
/// Exit codes: 0 all is well; 1 something was found; 2 wrong usage; 3 something could not be read or written.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

const EXAMPLES: &str = "\
Examples:
  caveat init handbook            make a small handbook to begin with
  caveat serve --open             show the handbook in a browser, live
  caveat check --strict           say everything that is wrong with it
  caveat build --out public       make the site
  caveat explain dead-page        what a finding means and how to mend it";

/// Options of every command.
#[derive(Debug, clap::Args)]
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

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a small handbook to begin with.
    Init(super::init::Own),
    /// Make the site.
    Build(super::build::Own),
    /// Show the handbook in a browser and keep it up to date while files are saved.
    Serve(super::serve::Own),
    /// Say everything that is wrong with the handbook, and write nothing.
    Check(super::check::Own),
    /// Ask a guide: its outcome for what somebody says, why, and what would change it.
    Ask(super::ask::Own),
    /// Run the scenarios of the guides and say what they leave untried.
    Test(super::test::Own),
    /// Remove the site that a build has made, and nothing else.
    Clean(super::clean::Own),
    /// Say what a finding means, with an example and how to mend it.
    Explain(super::explain::Own),
    /// Print the JSON Schema of a kind of file, for editors.
    Schema(super::schema::Own),
    /// Print completions for a shell.
    Completions(super::completions::Own),
    /// Print the manual page, or write one for each command.
    Man(super::man::Own),
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
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write a day as 2026-11-21".to_string())
}

fn formats() -> clap::builder::PossibleValuesParser {
    let name = |format: &crate::report::Format| clap::builder::PossibleValue::new(format.name).help(format.what);
    clap::builder::PossibleValuesParser::new(crate::report::FORMATS.iter().map(name))
}
