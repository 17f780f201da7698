//! `caveat mv`: a page, a heading or a part of the rules under another name, and everything that names it.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::cli::rewriting;
use crate::moving;
use crate::moving::Loss;
use crate::pipeline::Pipeline;
use crate::pipeline::Wishes;
use crate::world;
use crate::world::Trouble;

/// Options of `mv`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// What it is called now: `reps/money.md`, `reps/money.md#old-heading`, `guide:money`, `guide:money#question`,
    /// `guide:money#question=answer` or `outcome:money/too-late`.
    old: String,
    /// What it is to be called: a path or a folder with `/` at its end; for a heading its new words, or `#new-id`; otherwise
    /// the new id.
    new: String,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Runs it. Nothing is written that would leave a mistake behind, or an address that answers no more.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (snapshot, layout) = project.load(&pipeline)?;
    // Links on pages that are kept back are links too.
    let wishes = Wishes { drafts: true, ..project.wishes.clone() };
    let look = pipeline.look(&snapshot, &wishes);
    let planned = moving::request(&own.old, &own.new, &look)
        .and_then(|what| moving::plan(&pipeline, &look, (&snapshot, &wishes), &what));
    let plan = match planned {
        Ok(plan) => plan,
        Err(why) => {
            print::error(&why);
            return Ok(Exit::Usage);
        }
    };
    let inside = |to: &str| to.strip_prefix(&*layout.src).is_some_and(|to| to.split('/').any(world::is_passed_over));
    if let Some((_, to)) = plan.moved.as_ref().filter(|(_, to)| inside(to)) {
        print::error(&format!("no build reads `{to}`: hidden files and backups are passed over"));
        return Ok(Exit::Usage);
    }
    let changes = rewriting::changes(&snapshot, &plan.edits, plan.moved.as_ref());
    rewriting::show(&changes, &snapshot, &plan.edits)?;
    if let Some(loss) = moving::check(&snapshot, plan.after(&snapshot), &project.wishes) {
        return refuse(&loss, common, &project);
    }
    let number = count(changes.len(), "file");
    if own.dry_run {
        print::line(common, &format!("{number} to write; nothing was written"));
        return Ok(Exit::Clean);
    }
    rewriting::write(&project, &snapshot, &plan.edits, &changes)?;
    print::line(common, &format!("{number} written; the old address leads to the new one"));
    Ok(Exit::Clean)
}

fn refuse(loss: &Loss, common: &Common, project: &Project) -> Result<Exit, Trouble> {
    print::findings(&loss.found, &loss.after, &project.base, common, Stream::Out)?;
    for address in &loss.addresses {
        print::aside(&format!("`{address}` would answer no more"));
    }
    print::error("nothing was written, because of what this would leave behind");
    Ok(Exit::Findings)
}
