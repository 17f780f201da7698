//! Files as they were in a revision of git. Nothing in a build comes here; somebody has to name a revision.

use crate::world::trouble::words;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// The texts below some files and folders, as they were in a revision, by their paths from `root`. Fails with a sentence.
pub fn revision(root: &Path, name: &str, below: &[String]) -> Result<BTreeMap<String, String>, String> {
    let commit = format!("{name}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|why| if why.is_empty() { format!("git knows no revision `{name}`") } else { why })?;
    let commit = String::from_utf8_lossy(&found).trim().to_string();
    let mut list = vec!["ls-tree", "-r", "-z", "--name-only", &commit, "--"];
    list.extend(below.iter().map(String::as_str));
    let names = git(root, &list)?;
    let mut files = BTreeMap::new();
    for path in String::from_utf8_lossy(&names).split('\0').filter(|path| !path.is_empty() && is_text(path)) {
        let text = git(root, &["cat-file", "blob", &format!("{commit}:./{path}")])?;
        files.insert(path.to_string(), String::from_utf8_lossy(&text).into_owned());
    }
    Ok(files)
}

/// What rules and settings are written in.
fn is_text(path: &str) -> bool {
    [".yaml", ".yml", ".toml", ".json"].iter().any(|ending| path.ends_with(ending))
}

/// Runs git and gives what it printed, or why it did not: its first line, or nothing.
pub(super) fn git(root: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    run(command(root, args))
}

/// The same with another index than that of the repository.
pub(super) fn git_with_index(root: &Path, index: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = command(root, args);
    command.env("GIT_INDEX_FILE", index);
    run(command)
}

/// What somebody has set for themselves must not change what is read.
pub(super) const SETTINGS: [&str; 14] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.follow=false",
    "-c",
    "log.showRoot=true",
    "-c",
    "log.showSignature=false",
    "-c",
    "i18n.logOutputEncoding=UTF-8",
    "-c",
    "diff.orderFile=/dev/null",
    "-c",
    "log.diffMerges=off",
];

fn command(root: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["--no-pager", "--no-optional-locks"]).args(SETTINGS).args(args);
    command
}

fn run(mut command: Command) -> Result<Vec<u8>, String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(said.lines().next().map_or_else(String::new, |line| format!("git says: {line}")))
        }
        Err(error) => Err(format!("git cannot be run: {}", words(&error))),
    }
}
