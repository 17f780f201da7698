//! `caveat test`: the scenarios of all guides, what they leave untried, and scenarios that would try it.

use crate::cli::exit::Exit;
use crate::cli::opened::Opened;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::print::count;
use crate::policy;
use crate::policy::Guide;
use crate::policy::Share;
use crate::policy::Trial;
use crate::world::Trouble;

/// Options of `test`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// Only these guides.
    guides: Vec<String>,
    /// Write scenarios for what nothing tries, ready to be pasted in. Read each: it says what the rules do, not what they
    /// should do.
    #[arg(long)]
    suggest: bool,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { project, snapshot, rules: read, .. } = Opened::new(common)?;
    let unknown = own.guides.iter().find(|name| !read.value.guides.contains_key(name.as_str()));
    if let Some(name) = unknown {
        print::error(&format!("there is no guide `{name}`, or it cannot be read"));
        return Ok(Exit::Usage);
    }
    print::findings(&read.found, &snapshot, &project.base, common, Stream::Err)?;
    let mut text = String::new();
    for (guide, trial) in policy::test(&read.value) {
        if own.guides.is_empty() || own.guides.iter().any(|name| **name == *guide.id) {
            text.push_str(&lines(guide, &trial, own.suggest));
        }
    }
    print::result(&text)?;
    Ok(print::exit(&read.found, false))
}

fn lines(guide: &Guide, trial: &Trial, suggest: bool) -> String {
    let of = |share: Share| format!("{} of {}", share.tried, share.all);
    let nodes = guide.tree.as_ref().map_or(0, |tree| tree.nodes.len());
    let combinations = guide.tree.as_ref().map_or(0, |tree| tree.combinations);
    let mut text = format!(
        "{}: {} of {} pass; tried: outcomes {}, rules {}, band edges {}; {combinations} combinations, {}\n",
        guide.id,
        trial.passed,
        count(trial.scenarios, "scenario"),
        of(trial.outcomes),
        of(trial.rules),
        of(trial.edges),
        count(nodes, "question node"),
    );
    trial.untried.iter().for_each(|item| text.push_str(&format!("  untried: {item}\n")));
    if suggest && !trial.suggested.is_empty() {
        text.push_str(&format!("scenarios:  # for {}\n{}\n", guide.id, trial.suggested.join("\n")));
    }
    text
}
