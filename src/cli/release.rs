//! `caveat release`: record what is published for the first time.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::ledger;
use crate::ledger::Ledger;
use crate::pipeline::Build;
use crate::pipeline::Pipeline;
use crate::source::Entry;
use crate::source::Snapshot;
use crate::source::Source;
use crate::world;
use crate::world::Rewritten;
use crate::world::Trouble;

use std::sync::Arc;

/// So many lines are shown unless more is asked for: the first release of a handbook has thousands.
const SHOWN: usize = 40;

/// Options of `release`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// Show what would be recorded, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let mut pipeline = Pipeline::default();
    let progress = Progress::start(common, pipeline.progress());
    let (mut snapshot, _) = project.load(&pipeline)?;
    let before = before(&mut snapshot);
    let build = pipeline.build(&snapshot, &project.wishes);
    progress.end();
    let errors: Vec<Diagnostic> = build.found.iter().filter(|note| note.severity >= Severity::Error).cloned().collect();
    if !errors.is_empty() {
        print::findings(&errors, &snapshot, &project.base, common, Stream::Out);
        print::error(&format!("nothing was recorded: mend {} first", count(errors.len(), "error")));
        return Ok(Exit::Findings);
    }
    let ledger = pipeline.ledger(&snapshot).filter(|_| before);
    let ledger = ledger.as_ref().map(|ledger| &ledger.value);
    if let Some(newest) = ledger.and_then(Ledger::newest).filter(|newest| *newest > snapshot.as_of) {
        let day = snapshot.as_of;
        print::error(&format!(
            "the last release was on {newest}, and this one would be on {day}; a release cannot lie before another"
        ));
        return Ok(Exit::Usage);
    }
    addresses(own, common, &project, (&build, ledger, &snapshot))?;
    Ok(Exit::Clean)
}

/// Is there a ledger? If not, an empty one takes its place, so that the build says what stands where.
fn before(snapshot: &mut Snapshot) -> bool {
    let is_there = snapshot.files.contains_key(ledger::NAME);
    if !is_there {
        snapshot.files.insert(Arc::from(ledger::NAME), Entry::Text(Source::new(ledger::NAME, "")));
    }
    is_there
}

/// Shows the new addresses, and writes them unless that is not wanted.
fn addresses(
    own: &Own,
    common: &Common,
    project: &Project,
    (build, ledger, snapshot): (&Build, Option<&Ledger>, &Snapshot),
) -> Result<(), Trouble> {
    let added = ledger::added(ledger, &build.standing);
    let (recorded, name) = (ledger.map_or(0, |ledger| ledger.records.len()), ledger::NAME);
    if added.is_empty() {
        print::line(common, &format!("nothing is new: `{name}` has all {recorded} addresses"));
        return Ok(());
    }
    let shown = if common.verbose { added.len() } else { SHOWN };
    let lines: String = added.iter().take(shown).map(|address| format!("+ {address} {}\n", snapshot.as_of)).collect();
    print::result(&lines);
    if added.len() > shown {
        print::line(common, &format!("… and {} more; `--verbose` shows all", added.len() - shown));
    }
    let new = format!("{} new beside {recorded} recorded", added.len());
    if own.dry_run {
        print::line(common, &format!("{new}; nothing was written"));
        return Ok(());
    }
    let text = ledger::with(ledger, &added, snapshot.as_of);
    let file = Rewritten { path: project.root.join(name), bytes: Some(text.into_bytes()) };
    world::rewrite(project.disk(), &[file])?;
    print::line(common, &format!("{new}, written to `{name}`; commit it with the pages"));
    Ok(())
}
