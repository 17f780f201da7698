//! `caveat man`: the manual page.

use crate::cli::exit::Exit;
use crate::cli::print;
use crate::world;
use crate::world::Trouble;

use std::path::PathBuf;

/// Options of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// Write a page for each command into this folder instead.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs it; `command` is the whole command line.
pub(super) fn run(own: &Own, mut command: clap::Command) -> Result<Exit, Trouble> {
    command.build();
    let Some(out) = &own.out else {
        print::result(&page(&command))?;
        return Ok(Exit::Clean);
    };
    world::write_new(&out.join("caveat.1"), page(&command).as_bytes())?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let name = format!("caveat-{}", inner.get_name());
        world::write_new(&out.join(format!("{name}.1")), page(inner).as_bytes())?;
    }
    Ok(Exit::Clean)
}

fn page(command: &clap::Command) -> String {
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}
