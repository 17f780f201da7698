//! Speed, as ratios within one run: builds beside the least that any generator must do and beside others that are on the
//! path, an edit until a browser has it, and the proof of hard tables of rules.
//!
//! `cargo bench --bench build` prints one table in Markdown, to be pasted into `docs/speed.md`. `BENCH_PAGES=1000,10000,100000` sets the
//! sizes, `BENCH_ROUNDS=5` the rounds; `cargo bench --bench build -- --corpus 1000 FOLDER` only writes the handbook that is measured.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark measures the outside and prints")]

mod browser;
mod corpus;
mod floor;
mod peers;
mod rules;
mod run;

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use run::timed;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--floor") {
        return floor::run(Path::new(&args[at + 1]), Path::new(&args[at + 2]));
    }
    if let Some(at) = args.iter().position(|arg| arg == "--corpus") {
        return corpus::write(Path::new(&args[at + 2]), args[at + 1].parse()?);
    }
    println!("| pages | what | time | floor | times the floor | peak memory | site |");
    println!("|--:|---|--:|--:|--:|--:|--:|");
    for pages in sizes() {
        measure(pages)?;
    }
    let (mut times, peak, site) = handbook()?;
    Row { what: "the shipped handbook, cold", time: median(&mut times), floor: None, peak, site }.print(57);
    for (what, mut times) in rules::tables(rounds(0))? {
        Row { what, time: median(&mut times), floor: None, peak: 0, site: 0 }.print(0);
    }
    for peer in peers::PEERS {
        println!("\n{}: {}", peer.name, peer.version().unwrap_or_else(|| "not on the path".into()));
    }
    Ok(())
}

/// A row of the table; what is 0 was not measured.
struct Row<'a> {
    what: &'a str,
    time: Duration,
    floor: Option<Duration>,
    /// In KiB.
    peak: u64,
    /// In bytes.
    site: u64,
}

impl Row<'_> {
    fn print(&self, pages: usize) {
        let pages = if pages == 0 { String::new() } else { pages.to_string() };
        let (floor, ratio) = self.floor.map_or_else(Default::default, |floor| {
            (ms(floor), format!("{:.2}", self.time.as_secs_f64() / floor.as_secs_f64()))
        });
        let size =
            |bytes: u64| if bytes == 0 { String::new() } else { format!("{:.1} MiB", bytes as f64 / 1_048_576.0) };
        let (peak, site) = (size(self.peak * 1024), size(self.site));
        println!("| {pages} | {} | {} | {floor} | {ratio} | {peak} | {site} |", self.what, ms(self.time));
    }
}

fn sizes() -> Vec<usize> {
    let named = std::env::var("BENCH_PAGES").unwrap_or_else(|_| "1000,10000".into());
    named.split(',').filter_map(|size| size.trim().parse().ok()).collect()
}

/// How often something is measured; what takes minutes, only once.
fn rounds(pages: usize) -> usize {
    let named = std::env::var("BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    named.unwrap_or(if pages > 50_000 { 1 } else { 5 })
}

/// Prints the rows of a handbook of a size.
fn measure(pages: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    corpus::write(root, pages)?;
    let [mut least, mut cold, mut same, mut check, mut unsearched] = [const { Vec::new() }; 5];
    let mut peak = 0;
    // Each round writes into folders of its own: a file system is slow where much has just been deleted.
    for round in 0..rounds(pages) {
        let out = root.join(format!("site-{round}"));
        least.push(floor(root, round)?);
        let (time, memory) = timed(build(root).arg("--out").arg(&out))?;
        cold.push(time);
        peak = peak.max(memory);
        same.push(timed(build(root).arg("--out").arg(&out))?.0);
        check.push(timed(caveat("check", root).stdout(std::process::Stdio::null()))?.0);
        unsearched.push(without_search(root, round)?);
    }
    let (floor, site) = (Some(median(&mut least)), size_of(&root.join("site-0"))?);
    let cold = median(&mut cold);
    let index = cold.saturating_sub(median(&mut unsearched));
    Row { what: "cold build, all on", time: cold, floor, peak, site }.print(pages);
    Row { what: "build, nothing changed", time: median(&mut same), floor, peak: 0, site: 0 }.print(pages);
    Row { what: "check", time: median(&mut check), floor, peak: 0, site: 0 }.print(pages);
    Row { what: "search index, as a part of the cold build", time: index, floor, peak: 0, site: 0 }.print(pages);
    for (what, mut times) in browser::edits(root, rounds(pages) * 4)? {
        Row { what, time: median(&mut times), floor: None, peak: 0, site: 0 }.print(pages);
    }
    for peer in peers::PEERS.iter().filter(|peer| peer.version().is_some()) {
        let (mut times, peak) = peer.builds(pages, rounds(pages))?;
        let what = format!("{}, cold build", peer.name);
        Row { what: &what, time: median(&mut times), floor, peak, site: 0 }.print(pages);
    }
    Ok(())
}

/// The least that any generator must do, as a process of its own.
fn floor(root: &Path, round: usize) -> Result<Duration> {
    let out = root.join(format!("floor-{round}"));
    let mut command = Command::new(std::env::current_exe()?);
    Ok(timed(command.arg("--floor").arg(root.join("content")).arg(&out))?.0)
}

/// A cold build that makes no index.
fn without_search(root: &Path, round: usize) -> Result<Duration> {
    let settings = std::fs::read_to_string(root.join("book.toml"))?;
    std::fs::write(root.join("off.toml"), settings + "\n[output.html.search]\nenable = false\n")?;
    let out = root.join(format!("unsearched-{round}"));
    Ok(timed(build(root).args(["--config", "off.toml", "--out"]).arg(out))?.0)
}

/// The handbook of this repository, from nothing: times, peak memory and size of the site.
fn handbook() -> Result<(Vec<Duration>, u64, u64)> {
    let folder = tempfile::tempdir()?;
    let (mut times, mut peak) = (Vec::new(), 0);
    for round in 0..rounds(0) {
        let out = folder.path().join(format!("site-{round}"));
        let (time, memory) = timed(build(Path::new(env!("CARGO_MANIFEST_DIR"))).arg("--out").arg(out))?;
        times.push(time);
        peak = peak.max(memory);
    }
    Ok((times, peak, size_of(&folder.path().join("site-0"))?))
}

fn build(root: &Path) -> Command {
    caveat("build", root)
}

fn caveat(what: &str, root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caveat"));
    command.args([what, "--quiet", "-C"]).arg(root);
    command
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        size += if entry.file_type()?.is_dir() { size_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(size)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
