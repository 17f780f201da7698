//! `caveat check`: say everything that is wrong, write nothing.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::pipeline::Pipeline;
use crate::report;
use crate::world::Trouble;

use std::time::Instant;

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// Say also what makes pages hard to read: long sentences, abbreviations, figures of speech.
    #[arg(long)]
    readability: bool,
    #[command(flatten)]
    making: Making,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let start = Instant::now();
    let mut project = Project::find(common, Some(&own.making), None)?;
    project.wishes.readability = own.readability;
    let mut pipeline = Pipeline::default();
    let progress = Progress::start(common, pipeline.progress());
    let (snapshot, _) = project.load(&pipeline)?;
    let build = pipeline.build(&snapshot, &project.wishes);
    progress.end();
    print::findings(&build.found, &snapshot, &project.base, common, Stream::Out);
    let (pages, seconds) = (count(build.pages, "page"), start.elapsed().as_secs_f64());
    print::line(common, &format!("{pages} checked, {seconds:.2} s: {}", report::summary(&build.found)));
    let exit = print::exit(&build.found, own.making.strict);
    // The process ends here, and the system takes back at once what would go page by page.
    std::mem::forget((pipeline, snapshot, build));
    Ok(exit)
}
