//! `caveat clean`: remove the site that a build has made, and nothing else.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::pipeline::Pipeline;
use crate::world;
use crate::world::Trouble;

use std::path::PathBuf;

/// Options of `clean`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The folder of the site, instead of `build-dir` in the settings.
    #[arg(short, long, value_name = "DIR", visible_alias = "dest-dir", short_alias = 'd')]
    out: Option<PathBuf>,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, own.out.as_deref())?;
    let layout = project.layout(&Pipeline::default());
    let out = project.out(&layout);
    let removed = world::clean(project.disk(), &out)?;
    print::line(common, &format!("{} removed from {}", count(removed, "file"), out.display()));
    Ok(Exit::Clean)
}
