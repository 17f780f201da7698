//! How a run ends.

use std::process::ExitCode;

/// How a run ends. Wrong usage ends with 2; clap sees to that before anything runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// All is well.
    Clean,
    /// Something was found.
    Findings,
    /// Wrong usage that only the run itself could see.
    Usage,
    /// Something could not be read or written.
    Trouble,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Trouble => 3,
        })
    }
}
