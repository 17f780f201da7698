//! When files last changed, as git says. This is the one place where another program is run for a build: before it, once,
//! whatever the number of files.

use crate::source::Dated;
use crate::world::git;

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::civil::Date;

/// Stands before each day in what git prints.
const MARK: char = '\u{1}';
/// What a surrounding call of git leaves behind, and what would have us asked about another repository.
const SURROUNDINGS: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"];

/// When the files below a folder last changed, as somebody saw it on a day. Nothing is known where there is no repository or
/// no git; a clone that has only a part of the history is told, since it would name the day of that part for all older
/// files.
pub fn dated(root: &Path, as_of: Date) -> Dated {
    let Some(folder) = repository(root) else { return Dated::default() };
    if shared(&folder).join("shallow").is_file() {
        return Dated { is_cut: true, ..Dated::default() };
    }
    Dated { days: log(root).map(|text| read(&text, as_of)).unwrap_or_default(), is_cut: false }
}

/// Where git writes down each commit that the working tree comes to, if there is git here.
pub fn commits_told(root: &Path) -> Option<PathBuf> {
    Some(repository(root)?.join("logs"))
}

/// When git last wrote something down there; it is the same for as long as nothing was committed or brought back.
pub fn last_commit_told(root: &Path) -> Option<(SystemTime, u64)> {
    let told = std::fs::metadata(commits_told(root)?.join("HEAD")).ok()?;
    Some((told.modified().ok()?, told.len()))
}

/// The folder in which git keeps what belongs to the working tree; a further tree only names it.
fn repository(root: &Path) -> Option<PathBuf> {
    let found = root.ancestors().map(|folder| folder.join(".git")).find(|path| path.exists())?;
    if found.is_dir() {
        return Some(found);
    }
    let text = std::fs::read_to_string(&found).ok()?;
    Some(found.parent()?.join(text.strip_prefix("gitdir:")?.trim()))
}

/// The folder in which git keeps the history of all working trees.
fn shared(repository: &Path) -> PathBuf {
    let shared = std::fs::read_to_string(repository.join("commondir"));
    shared.map_or_else(|_| repository.to_path_buf(), |shared| repository.join(shared.trim()))
}

fn log(root: &Path) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("--no-pager").args(git::SETTINGS).args(["log", "-z", "--no-renames", "--name-only", "--relative"]);
    git.args(["--format=format:%x01%cs", "--", "."]).current_dir(root).stdin(Stdio::null()).stderr(Stdio::null());
    for name in SURROUNDINGS {
        git.env_remove(name);
    }
    let output = git.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads what git printed: a day, and behind it the files that changed on it. Of a file, the latest day that is
/// not to come counts.
fn read(text: &str, as_of: Date) -> BTreeMap<Arc<str>, Date> {
    let mut days = BTreeMap::new();
    let mut day: Option<Date> = None;
    for word in text.split(['\0', '\n']).filter(|word| !word.is_empty()) {
        match word.strip_prefix(MARK) {
            Some(written) => day = written.parse().ok(),
            None => {
                let Some(day) = day.filter(|day| *day <= as_of) else { continue };
                let known = days.entry(Arc::from(word)).or_insert(day);
                *known = day.max(*known);
            }
        }
    }
    days
}
