//! The project as git has it, in a folder of its own. The repository, its index and its working tree stay as they are.

use crate::world::git::git;
use crate::world::git::git_with_index;
use crate::world::trouble::Trouble;

use std::path::Path;
use std::path::PathBuf;

use jiff::civil::Date;
use tempfile::TempDir;

/// The files of a revision. The folder goes away with this.
pub struct Past {
    _folder: TempDir,
    /// The project in that folder.
    pub root: PathBuf,
    /// The commit, in full.
    pub commit: String,
}

/// The project at `root` as it was in a revision, or after the last commit that was made on a day or before it.
pub fn past(root: &Path, revision: Option<&str>, day: Date) -> Result<Past, Trouble> {
    let refused = |why: String| Trouble::new("read", root, why);
    let commit = match revision {
        Some(name) => named(root, name),
        None => last(root, day),
    };
    let commit = commit.map_err(refused)?;
    let folder = tempfile::Builder::new().prefix("caveat-").tempdir().map_err(Trouble::at("create", root))?;
    let files = check_out(root, &commit, folder.path()).map_err(refused)?;
    Ok(Past { root: files, _folder: folder, commit })
}

fn named(root: &Path, name: &str) -> Result<String, String> {
    let commit = format!("{name}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    found.map(line).map_err(|why| if why.is_empty() { format!("git knows no revision `{name}`") } else { why })
}

fn last(root: &Path, day: Date) -> Result<String, String> {
    let before = format!("--before={day}T23:59:59+00:00");
    let commit = line(git(root, &["rev-list", "--max-count=1", &before, "HEAD"])?);
    if commit.is_empty() { Err(format!("nothing was committed on or before {day}")) } else { Ok(commit) }
}

/// Writes the files of the project, and nothing else of the repository; gives the folder in which they are.
fn check_out(root: &Path, commit: &str, folder: &Path) -> Result<PathBuf, String> {
    let top = line(git(root, &["rev-parse", "--show-toplevel"])?);
    let inner = line(git(root, &["rev-parse", "--show-prefix"])?);
    let (top, index, files) = (Path::new(&top), folder.join("index"), folder.join("files"));
    let tree = format!("{commit}:{}", inner.trim_end_matches('/'));
    git_with_index(top, &index, &["read-tree", &tree])?;
    let to = format!("--prefix={}/", files.display());
    git_with_index(top, &index, &["checkout-index", "--all", "--quiet", &to])?;
    Ok(files)
}

fn line(printed: Vec<u8>) -> String {
    String::from_utf8_lossy(&printed).trim_end_matches(['\r', '\n']).to_string()
}
