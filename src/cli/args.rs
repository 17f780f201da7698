//! What can be asked for on the command line.

use crate::cli::ask;
use crate::cli::build;
use crate::cli::catch_up;
use crate::cli::check;
use crate::cli::clean;
use crate::cli::completions;
use crate::cli::compose;
use crate::cli::diff;
use crate::cli::explain;
use crate::cli::export;
use crate::cli::id;
use crate::cli::init;
use crate::cli::link;
use crate::cli::man;
use crate::cli::mv;
use crate::cli::options::Common;
use crate::cli::plan;
use crate::cli::release;
use crate::cli::reply;
use crate::cli::schema;
use crate::cli::serve;
use crate::cli::suggest_order;
use crate::cli::test;
use crate::cli::why_not;

use clap::{Parser, Subcommand};

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
  caveat ask money                ask a guide what it says, and why
  caveat test --suggest           run the scenarios of the guides, write missing ones
  caveat diff                     what is other than at the last release
  caveat reply                    list the replies; with a name, fill one in
  caveat plan --event 2026-10-10  the days to keep before and after an event
  caveat link too late            the permanent link of what is found
  caveat explain dead-page        what a finding means and how to mend it";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a small handbook to begin with.
    Init(init::Own),
    /// Make the site.
    Build(build::Own),
    /// Show the handbook in a browser and keep it up to date while files are saved.
    Serve(serve::Own),
    /// Say everything that is wrong with the handbook, and write nothing.
    Check(check::Own),
    /// Ask a guide: its outcome for what somebody says, why, and what would change it.
    ///
    /// Ends with 1 while a question is still open.
    Ask(ask::Own),
    /// Say why a situation does not come to an outcome, and which answers would have to be others.
    WhyNot(why_not::Own),
    /// Say how many questions a guide asks on average, and in which order it would ask fewer. Changes nothing.
    SuggestOrder(suggest_order::Own),
    /// Say which situations end in another way than at a release, on a day or in a git revision.
    ///
    /// Also which values, replies and pages have to be read again. Ends with 1 if the rules are not proved.
    Diff(diff::Own),
    /// Run the scenarios of the guides and say what they leave untried.
    Test(test::Own),
    /// Fill in a reply, ready to be sent; without a name, list the replies.
    ///
    /// Ends with 1 while a blank is left, a value is harmful, or a day is too late.
    Reply(reply::Own),
    /// Compose the one answer to several asks, with a line for each.
    ///
    /// Ends with 1 while an ask has no line or a question is open.
    Compose(compose::Own),
    /// Count the days to keep from the first day of an event.
    Plan(plan::Own),
    /// Give pages without an id one, written into their front matter, so that their short links stay for good.
    Id(id::Own),
    /// Find a page, a section or an answer, and print its permanent link, or the lines for a mail.
    ///
    /// It finds what search finds on the site. Ends with 1 if it finds nothing.
    Link(link::Own),
    /// Move a page, or rename a heading, a guide, a question, an answer or an outcome, and everything that names it.
    ///
    /// Links, `SUMMARY.md`, redirects, rules and scenarios are written anew; the old address leads on. All files are
    /// written or none. Ends with 1, and writes nothing, if something would be wrong afterwards.
    Mv(mv::Own),
    /// Keep what the rules mean today, and record new addresses, so that none of them is ever lost.
    ///
    /// Refuses while the handbook has errors, or while an address that was recorded before answers no more.
    Release(release::Own),
    /// Say what happened since a day: in the plan of record, in the rules and on the pages.
    CatchUp(catch_up::Own),
    /// Remove the site that a build has made, and nothing else.
    Clean(clean::Own),
    /// Say what a finding means, with an example and how to mend it.
    Explain(explain::Own),
    /// Write what the handbook knows for another program: `vale`.
    Export(export::Own),
    /// Print the JSON Schema of a kind of file, for editors.
    Schema(schema::Own),
    /// Print completions for a shell.
    Completions(completions::Own),
    /// Print the manual page, or write one for each command.
    Man(man::Own),
}
