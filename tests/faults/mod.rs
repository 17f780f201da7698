//! What must survive and what must not get in: the real program, a real disk, and faults of all kinds. Each test prints
//! how often what it holds was tried.

mod bytes;
mod clients;
mod disk;
mod growth;
mod inert;
mod kills;
mod large;
mod markdown;
mod names;
mod outputs;
mod saves;
mod serving;
mod sources;
mod surroundings;
mod told;
mod ways;
mod yaml;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use tempfile::TempDir;

/// The day for which everything is built.
const DAY: &str = "2026-01-01";
/// How many pages the handbook has.
const PAGES: usize = 24;

/// A handbook on a disk, in a folder of its own.
struct Book {
    folder: TempDir,
}

impl Book {
    /// A handbook whose pages tell a version.
    fn new(version: usize) -> Self {
        // In memory if possible: publishing waits for the medium, and these tests build some thousand sites.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let book = Self { folder: folder.expect("a temporary folder") };
        book.put("book.toml", "[book]\ntitle = \"Handbook\"\nsrc = \"content\"\n");
        book.write(version);
        book
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    /// Writes another version of all pages.
    fn write(&self, version: usize) {
        self.put("content/index.md", format!("# Home\n\nVersion {version}.\n"));
        for page in 0..PAGES {
            let mut text = format!("# Page {page}\n\nVersion {version}.\n");
            for line in 0..40 {
                let _ = write!(text, "\n## Part {line}\n\nSome words of page {page}, version {version}.\n");
            }
            self.put(&format!("content/part-{}/page-{page}.md", page % 5), text);
        }
        self.put("content/picture.png", format!("{version}").repeat(3_000));
    }

    /// The program, in the folder of the project.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
        command.args(args).args(["--as-of", DAY]).current_dir(self.root()).env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The program behind a line of shell, such as a limit.
    fn limited(&self, line: &str, args: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{line} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_caveat")]);
        command.args(args).args(["--as-of", DAY]).current_dir(self.root()).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    fn build(&self) -> Output {
        self.command(&["build"]).output().expect("the program")
    }

    /// The published site.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.root().join("book"))
    }

    /// What stands beside the output and was not there before.
    fn litter(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).expect("the project").flatten();
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| !matches!(name.as_str(), "content" | "book.toml" | "book")).collect()
    }
}

/// The site of a version, built where nothing stood before.
fn fresh(version: usize) -> BTreeMap<String, Vec<u8>> {
    let book = Book::new(version);
    let output = book.build();
    assert!(output.status.success(), "{}", told(&output));
    book.site()
}

/// All files below a folder but the manifest, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        Some((path, fs::read(entry.path()).ok()?))
    };
    walk.filter_map(file).filter(|(path, _)| path != ".caveat-manifest").collect()
}

/// Do some bytes have these among them?
fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|own| own == part)
}

/// What a run said and how it ended.
fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}

/// Ended by itself, with one of its exit codes and without a panic.
fn is_orderly(output: &Output) -> bool {
    output.status.code().is_some_and(|code| code <= 3) && !told(output).contains("panicked")
}

/// Builds a large handbook of each kind. `row` is that of the table that asks for it.
fn made(row: &str, all: &[growth::Many]) {
    for (name, count, book) in all {
        assert!(!book(count * growth::TIMES).build_cold().site.is_empty(), "nothing came of {name}");
    }
    println!("{row}: {} of {} kinds made a site", all.len(), all.len());
}
