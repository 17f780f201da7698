//! `caveat export`: what the handbook knows, in the form of another program.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::cli::project::Project;
use crate::pipeline::Pipeline;
use crate::world;
use crate::world::Trouble;

use std::path::PathBuf;

/// Options of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    #[command(subcommand)]
    what: What,
}

/// What can be exported.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// The words that promise, as a style of the prose linter Vale.
    ///
    /// Vale knows words only: it sees neither clauses nor conditions nor callouts. What counts is `caveat check`.
    Vale {
        /// The folder for the files; nothing in it is written over.
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let What::Vale { dir } = &own.what;
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (snapshot, layout) = project.load(&pipeline)?;
    let files = pipeline.promises(&snapshot, &project.wishes, &layout).vale();
    let folder = world::current_folder()?.join(dir);
    let in_the_way = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let Some(path) = in_the_way {
        print::error(&format!(
            "`{}` is there already; choose another folder: `caveat export vale DIR`",
            path.display()
        ));
        return Ok(Exit::Trouble);
    }
    for (name, text) in &files {
        world::write_new(&folder.join(name), text.as_bytes())?;
    }
    print::line(common, &format!("{} in {}", count(files.len(), "file"), dir.display()));
    Ok(Exit::Clean)
}
