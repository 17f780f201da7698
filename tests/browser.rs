//! Runs the tests of `tests/browser/`: the published site in a real browser, each file a test. A file that cannot run
//! here is reported as ignored, with the command that mends it. That is known only now and not when this was compiled,
//! so these tests have a list of their own; it reads like that of other tests, and takes the same words to choose by.

#![allow(clippy::print_stdout, reason = "a test says what has been tested")]
#![allow(clippy::disallowed_methods, reason = "a test may read files, run programs and look at the clock")]

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

/// Where this is set, a test that cannot run for want of packages or a browser is a failure; `.ci/run` sets it.
const REQUIRED: &str = "CAVEAT_BROWSER_TESTS";
/// Words of the command line that have another word after them.
const WITH_VALUE: [&str; 5] = ["--test-threads", "--color", "--format", "--logfile", "-Z"];

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let wishes = Wishes::read(env::args().skip(1));
    let files: Vec<String> = files(&folder).into_iter().filter(|file| wishes.takes(file)).collect();
    if wishes.list {
        files.iter().for_each(|file| println!("{}: test", name(file)));
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests in a browser", files.len());
    let start = Instant::now();
    let results = run_all(&folder, &files);
    let count = |wanted: &Result| results.iter().filter(|result| *result == wanted).count();
    let failed = count(&Result::Failed);
    println!(
        "\ntest result: {}. {} passed; {failed} failed; {} ignored; finished in {:.0} s\n",
        if failed == 0 { "ok" } else { "FAILED" },
        count(&Result::Passed),
        count(&Result::Ignored),
        start.elapsed().as_secs_f64(),
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What the command line asks for.
#[derive(Default)]
struct Wishes {
    list: bool,
    exact: bool,
    only_ignored: bool,
    names: Vec<String>,
    skipped: Vec<String>,
}

impl Wishes {
    fn read(mut words: impl Iterator<Item = String>) -> Self {
        let mut wishes = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--list" => wishes.list = true,
                "--exact" => wishes.exact = true,
                "--ignored" => wishes.only_ignored = true,
                "--skip" => wishes.skipped.extend(words.next()),
                word if WITH_VALUE.contains(&word) => drop(words.next()),
                word if word.starts_with('-') => {}
                _ => wishes.names.push(word),
            }
        }
        wishes
    }

    fn takes(&self, file: &str) -> bool {
        let name = name(file);
        let fits = |word: &String| if self.exact { name == *word } else { name.contains(word.as_str()) };
        let wanted = self.names.is_empty() || self.names.iter().any(fits);
        wanted && !self.skipped.iter().any(fits) && !self.only_ignored
    }
}

#[derive(PartialEq)]
enum Result {
    Passed,
    Failed,
    Ignored,
}

/// The test files, sorted; none in a package, which is shipped without them.
fn files(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with(".test.js")).collect();
    files.sort();
    files
}

fn name(file: &str) -> String {
    format!("browser::{}", file.trim_end_matches(".test.js"))
}

/// What keeps a file from running here.
struct Missing {
    /// It keeps all files from running.
    all: bool,
    /// The command that mends it.
    mend: String,
}

/// What keeps files from running here, by their names.
fn missing(folder: &Path, files: &[String]) -> BTreeMap<String, Missing> {
    let Ok(output) = Command::new("node").arg(folder.join("lib/missing.js")).output() else {
        let mend = "install Node.js 20 or later and run `npm ci --prefix tests/browser`";
        return files.iter().map(|file| (file.clone(), Missing { all: true, mend: mend.into() })).collect();
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |line: &str| {
        let [file, all, mend] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some((file.to_owned(), Missing { all: all == "all", mend: mend.to_owned() }))
    };
    String::from_utf8_lossy(&output.stdout).lines().filter_map(read).collect()
}

/// Runs them two at a time: a browser has several processes of its own.
fn run_all(folder: &Path, files: &[String]) -> Vec<Result> {
    let missing = missing(folder, files);
    let waiting = Mutex::new(files.iter());
    let next = || waiting.lock().ok()?.next();
    let work = || {
        let files = std::iter::from_fn(next);
        files.map(|file| run(folder.join(file), file, missing.get(file))).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        workers.into_iter().flat_map(|worker| worker.join().expect("no test panics")).collect()
    })
}

fn run(path: PathBuf, file: &str, missing: Option<&Missing>) -> Result {
    if let Some(Missing { all, mend }) = missing {
        let required = *all && env::var_os(REQUIRED).is_some();
        println!("test {} ... {}, {mend}", name(file), if required { "FAILED" } else { "ignored" });
        return if required { Result::Failed } else { Result::Ignored };
    }
    let start = Instant::now();
    let mut command = Command::new("node");
    command.args(["--test-reporter=spec", "--test-reporter-destination=stderr"]).arg(path);
    let output = command.env("CAVEAT", env!("CARGO_BIN_EXE_caveat")).output().expect("node is started");
    print(file, &output, start.elapsed().as_secs_f64());
    if output.status.success() { Result::Passed } else { Result::Failed }
}

/// In one piece, so that two tests do not talk into each other: what a test has to say, and if it fails why.
fn print(file: &str, output: &Output, seconds: f64) {
    let said = String::from_utf8_lossy(&output.stdout);
    let said: String = said.lines().map(|line| format!("    {line}\n")).collect();
    let passed = output.status.success();
    let why = if passed { "".into() } else { String::from_utf8_lossy(&output.stderr) };
    let word = if passed { "ok" } else { "FAILED" };
    print!("test {} ... {word} ({seconds:.0} s)\n{said}{why}", name(file));
}
