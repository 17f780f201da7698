//! `caveat explain`: what a finding means.

use crate::cli::exit::Exit;
use crate::cli::print;
use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::pipeline::all_codes;
use crate::world::Trouble;

/// Options of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The name of the finding, such as `dead-page`; without it, all are listed.
    code: Option<String>,
}

/// Runs it.
pub(super) fn run(own: &Own) -> Result<Exit, Trouble> {
    let codes = all_codes();
    let Some(name) = &own.code else {
        let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
        let row = |code: &&crate::diagnostic::Code| {
            let first = code.explain.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("");
            format!("{:width$}  {:8} {first}\n", code.name, effect(code.severity))
        };
        print::result(&codes.iter().map(row).collect::<String>())?;
        return Ok(Exit::Clean);
    };
    if let Some(code) = codes.iter().find(|code| code.name == name) {
        print::result(code.explain)?;
        return Ok(Exit::Clean);
    }
    let near = nearest(name, codes.iter().map(|code| code.name));
    let hint = near.map_or_else(String::new, |near| format!(" did you mean `{near}`?"));
    print::error(&format!("there is no finding `{name}`;{hint} `caveat explain` lists them all"));
    Ok(Exit::Usage)
}

/// What a finding does to a run, in a word. Messages call it an error when it blocks; the list tells the two apart.
fn effect(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocking => "blocks",
        _ => severity.word(),
    }
}
