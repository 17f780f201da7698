//! The outside: what comes in from the disk, and what stands in the output folder, whatever happens meanwhile.

mod faults;
mod load;
mod publish;
mod rewrite;

use caveat::artifact::Artifact;
use caveat::artifact::Body;
use caveat::artifact::SitePath;
use caveat::world::Disk;
use caveat::world::Output;
use caveat::world::Published;
use caveat::world::Trouble;
use caveat::world::publish;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A project with some content, in a folder of its own.
fn project() -> TempDir {
    // In memory if possible: publishing waits for the medium, and this suite builds some thousand sites.
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a temporary folder");
    put(folder.path(), "content/index.md", "# Hello\n");
    put(folder.path(), "content/logo.png", "not really a picture");
    put(folder.path(), "book.toml", "");
    folder
}

fn put(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(path, text).expect("a file");
}

fn bytes(path: &str, text: &str) -> Artifact {
    Artifact { path: SitePath::new(path).expect("a site path"), body: Body::Bytes(text.as_bytes().into()) }
}

/// A site of twelve files, all of which but two tell its number.
fn site(number: usize) -> Vec<Artifact> {
    let mut files: Vec<_> = (0..9).map(|n| bytes(&format!("d{}/p{n}.html", n % 3), &format!("{number} {n}"))).collect();
    files.push(bytes("same.css", "always the same"));
    files.push(bytes(&format!("only-{}.html", number % 2), &format!("{number}")));
    let path = SitePath::new("img/logo.png").expect("a site path");
    files.push(Artifact { path, body: Body::File { path: "content/logo.png".into() } });
    files
}

fn build(disk: &Disk, root: &Path, files: &[Artifact]) -> Result<Published, Trouble> {
    let sources = [root.join("content"), root.join("book.toml")];
    publish(disk, &Output { root, sources: &sources, out: &root.join("book"), force: false }, files, None)
}

/// Everything below a folder but the manifest, by path; links and folders by a word.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut to_do = vec![folder.to_path_buf()];
    while let Some(at) = to_do.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            let kind = entry.file_type().expect("a kind");
            let says = if kind.is_dir() {
                to_do.push(path);
                "folder".to_owned()
            } else if kind.is_symlink() {
                format!("link to {}", fs::read_link(&path).expect("a link").display())
            } else {
                String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()
            };
            if name != ".caveat-manifest" {
                all.insert(name, says);
            }
        }
    }
    all
}

/// The tree that a site comes to in an empty place.
fn fresh(files: &[Artifact]) -> BTreeMap<String, String> {
    let project = project();
    build(&Disk::new(), project.path(), files).expect("a site");
    tree(&project.path().join("book"))
}

/// What stands beside the output in the project.
fn beside(root: &Path) -> Vec<String> {
    let names =
        fs::read_dir(root).expect("the project").flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    names.filter(|name| !matches!(name.as_str(), "content" | "book.toml" | "book")).collect()
}

fn why<T: std::fmt::Debug>(done: Result<T, Trouble>) -> String {
    done.expect_err("a trouble").to_string()
}
