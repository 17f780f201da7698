//! What some tests need and a machine may lack. Without it a test is named as ignored, where nobody can overlook it.

use std::io::Write as _;
use std::process::Command;
use std::process::Stdio;

/// Is a program here? If it is not, the test that asks says so, with the command that brings it.
pub(crate) fn has(program: &str, mend: &str) -> bool {
    let mut asked = Command::new(program);
    let is_here = asked.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !is_here {
        ignored(&format!("`{program}` is not here; {mend}"));
    }
    is_here
}

/// Says that the test that calls it is ignored. What a test prints is kept back if it passes; what stands here is not.
pub(crate) fn ignored(why: &str) {
    let thread = std::thread::current();
    let _ = writeln!(std::io::stderr(), "test {} ... ignored, {why}", thread.name().unwrap_or_default());
}
