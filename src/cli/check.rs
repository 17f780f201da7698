//! `caveat check`: say everything that is wrong, write nothing.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::options::Making;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::rewriting;
use crate::diagnostic::Diagnostic;
use crate::ledger;
use crate::moving;
use crate::pipeline::Pipeline;
use crate::report;
use crate::source::Snapshot;
use crate::world::Trouble;

use std::time::Instant;

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// Say also what makes pages hard to read: long sentences, abbreviations, figures of speech.
    #[arg(long)]
    readability: bool,
    /// Mend what can be mended without asking: links of which one page alone can be meant, old addresses of pages and
    /// headings that plainly moved, the order of the ledger. Shows what it writes.
    #[arg(long)]
    fix: bool,
    /// With `--fix`: show what would be written, and write nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
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
    let (mut snapshot, _) = project.load(&pipeline)?;
    let mut build = pipeline.build(&snapshot, &project.wishes);
    progress.end();
    if own.fix && fix(own, common, &project, &pipeline, (&mut snapshot, &build.found))? {
        build = pipeline.build(&snapshot, &project.wishes);
    }
    print::findings(&build.found, &snapshot, &project.base, common, Stream::Out)?;
    let (pages, seconds) = (count(build.pages, "page"), start.elapsed().as_secs_f64());
    print::line(common, &format!("{pages} checked, {seconds:.2} s: {}", report::summary(&build.found)));
    no_ledger(common, &snapshot);
    let exit = print::exit(&build.found, own.making.strict);
    // The process ends here, and the system takes back at once what would go page by page.
    std::mem::forget((pipeline, snapshot, build));
    Ok(exit)
}

/// Without a ledger no address is guarded, which somebody who publishes wants to know.
fn no_ledger(common: &Common, snapshot: &Snapshot) {
    if !snapshot.files.contains_key(ledger::NAME) {
        let note = "no address is guarded yet: `caveat release` records those that are published";
        print::line(common, &format!("{note}, in `{}`", ledger::NAME));
    }
}

/// Shows what can be mended, and writes it unless that is not wanted. Did anything change?
fn fix(
    own: &Own,
    common: &Common,
    project: &Project,
    pipeline: &Pipeline,
    (snapshot, found): (&mut Snapshot, &[Diagnostic]),
) -> Result<bool, Trouble> {
    let edits = moving::fix(&pipeline.look(snapshot, &project.wishes), snapshot, found);
    let changes = rewriting::changes(snapshot, &edits, None);
    rewriting::show(&changes, snapshot, &edits)?;
    let number = count(changes.len(), "file");
    if changes.is_empty() || own.dry_run {
        print::line(common, &format!("{number} to mend; nothing was written"));
        return Ok(false);
    }
    rewriting::write(project, snapshot, &edits, &changes)?;
    print::line(common, &format!("{number} mended"));
    *snapshot = edits.after(snapshot, None);
    Ok(true)
}
