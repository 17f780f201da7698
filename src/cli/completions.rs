//! `caveat completions`: completions for a shell.

use crate::cli::exit::Exit;
use crate::cli::print;
use crate::world::Trouble;

/// Options of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The shell.
    shell: clap_complete::Shell,
}

/// Runs it; `command` is the whole command line.
pub(super) fn run(own: &Own, mut command: clap::Command) -> Result<Exit, Trouble> {
    let mut text = Vec::new();
    clap_complete::generate(own.shell, &mut command, "caveat", &mut text);
    print::result(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Clean)
}
