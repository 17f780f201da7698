//! `caveat release`: record what is published for the first time.

use crate::cli::exit::Exit;
use crate::cli::kept;
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
    /// Why rules or values mean something else, in one sentence for organizers and Reps. Needed if something does.
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let mut pipeline = Pipeline::default();
    let progress = Progress::start(common, pipeline.progress());
    let (mut snapshot, layout) = project.load(&pipeline)?;
    let before = before(&mut snapshot);
    let build = pipeline.build(&snapshot, &project.wishes);
    progress.end();
    let errors: Vec<Diagnostic> = build.found.iter().filter(|note| note.severity >= Severity::Error).cloned().collect();
    if !errors.is_empty() {
        print::findings(&errors, &snapshot, &project.base, common, Stream::Out)?;
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
    let files = match kept::files(&pipeline, &snapshot, &layout, own.why.as_deref()) {
        Ok(files) => files,
        Err(refusals) => {
            refusals.iter().for_each(|refusal| print::error(refusal));
            return Ok(Exit::Findings);
        }
    };
    // The release has a heading on the pages of changes, which is an address too.
    let build = match files.is_empty() {
        true => build,
        false => {
            let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
            let entry = |(path, text)| (Arc::from(path), Entry::Text(Source::new(path, text)));
            snapshot.files.extend(texts.map(entry));
            pipeline.build(&snapshot, &project.wishes)
        }
    };
    let mut writes = kept::told(&files, common, &project);
    writes.extend(addresses(common, &project, (&build, ledger, &snapshot))?);
    if own.dry_run {
        print::line(common, "nothing was written");
    } else if !writes.is_empty() {
        world::rewrite(project.disk(), &project.root, &writes)?;
        print::line(common, "commit what was written with the pages");
    }
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

/// Shows the new addresses, and gives the file that records them.
fn addresses(
    common: &Common,
    project: &Project,
    (build, ledger, snapshot): (&Build, Option<&Ledger>, &Snapshot),
) -> Result<Option<Rewritten>, Trouble> {
    let added = ledger::added(ledger, &build.standing);
    let (recorded, name) = (ledger.map_or(0, |ledger| ledger.records.len()), ledger::NAME);
    if added.is_empty() {
        print::line(common, &format!("nothing is new: `{name}` has all {recorded} addresses"));
        return Ok(None);
    }
    let shown = if common.verbose { added.len() } else { SHOWN };
    let lines: String = added.iter().take(shown).map(|address| format!("+ {address} {}\n", snapshot.as_of)).collect();
    print::result(&lines)?;
    if added.len() > shown {
        print::line(common, &format!("… and {} more; `--verbose` shows all", added.len() - shown));
    }
    print::line(common, &format!("{} new beside {recorded} recorded, for `{name}`", added.len()));
    let text = ledger::with(ledger, &added, snapshot.as_of);
    Ok(Some(Rewritten { path: project.root.join(name), bytes: Some(text.into_bytes()) }))
}
