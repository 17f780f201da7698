//! `caveat init`: a small handbook to begin with.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::world;
use crate::world::Trouble;

use std::path::PathBuf;

include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The folder for the handbook.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Runs it. A file that is there already is never written over.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let here = world::current_folder()?;
    let folder = common.root.as_ref().map_or_else(|| here.clone(), |root| here.join(root)).join(&own.dir);
    let files: Vec<(PathBuf, &[u8])> =
        STARTER.iter().map(|(name, bytes)| (folder.join(real_name(name)), *bytes)).collect();
    let in_the_way: Vec<String> =
        files.iter().filter(|(path, _)| path.exists()).map(|(path, _)| format!("`{}`", path.display())).collect();
    if !in_the_way.is_empty() {
        print::error(&format!("{} is there already; choose an empty folder: `caveat init DIR`", in_the_way.join(", ")));
        return Ok(Exit::Trouble);
    }
    for (path, bytes) in &files {
        world::write_new(path, bytes)?;
    }
    let dir = own.dir.display();
    print::line(
        common,
        &format!("{} in {dir}; look at it with `caveat serve --open -C {dir}`", count(files.len(), "file")),
    );
    Ok(Exit::Clean)
}

/// `gitignore` stands for a name that would have its meaning in this project too.
fn real_name(name: &str) -> &str {
    if name == "gitignore" { ".gitignore" } else { name }
}
