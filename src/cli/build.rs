//! `caveat build`: make the site.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::pipeline::Pipeline;
use crate::report;
use crate::world;
use crate::world::Output;
use crate::world::Trouble;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

/// Options of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The folder for the site, instead of `build-dir` in the settings.
    #[arg(short, long, value_name = "DIR", visible_alias = "dest-dir", short_alias = 'd')]
    out: Option<PathBuf>,
    /// Write into a folder that has other files; they stay.
    #[arg(long)]
    force: bool,
    /// Publish even when something untrue or unsafe was found.
    #[arg(long)]
    keep_going: bool,
    /// Open the site in a browser when it is made.
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    making: Making,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let start = Instant::now();
    let project = Project::find(common, Some(&own.making), own.out.as_deref())?;
    let mut pipeline = Pipeline::default();
    let progress = Progress::start(common, pipeline.progress());
    let (snapshot, layout) = project.load(&pipeline)?;
    let build = pipeline.build(&snapshot, &project.wishes);
    progress.end();
    print::findings(&build.found, &snapshot, &project.base, common, Stream::Err);
    let exit = print::exit(&build.found, own.making.strict);
    if build.is_blocked() && !own.keep_going {
        print::error(&blocked(&build.found));
        return Ok(Exit::Findings);
    }
    let out = project.out(&layout);
    let sources = project.sources(&layout);
    let output = Output { root: &project.root, sources: &sources, out: &out, force: own.force };
    let published = world::publish(project.disk(), &output, &build.artifacts)?;
    let folder = out
        .strip_prefix(&project.root)
        .map_or_else(|_| out.display().to_string(), |inner| format!("{}{}", project.base, inner.display()));
    print::line(
        common,
        &format!(
            "{} in {}, {:.2} s: {}",
            count(build.pages, "page"),
            folder,
            start.elapsed().as_secs_f64(),
            report::summary(&build.found)
        ),
    );
    if common.verbose {
        let (written, kept, deleted) = (published.written, published.kept, published.deleted);
        print::line(common, &format!("{} written, {kept} unchanged, {deleted} removed", count(written, "file")));
    }
    if own.open {
        world::open_in_browser(&out.join("index.html"))?;
    }
    // The process ends here, and the system takes back at once what would go page by page.
    std::mem::forget((pipeline, snapshot, build));
    Ok(exit)
}

/// Why the old site stays: the names of the findings that block, and how many of them there are.
fn blocked(found: &[Diagnostic]) -> String {
    let blocking = || found.iter().filter(|note| note.severity == Severity::Blocking);
    let names: BTreeSet<&str> = blocking().map(|note| note.code.name).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let (all, because) = (report::summary(found), blocking().count());
    format!(
        "{all}; nothing was published, because of {because} of them: {names} (see `--keep-going`); the old site stays \
         as it was"
    )
}
