//! Speed, as ratios within one run: a cold build beside the least that any generator must do, an edit until a browser has
//! it, and the proof of hard tables of rules. `cargo bench` prints one table; `BENCH_PAGES=1000,10000` sets the sizes,
//! `BENCH_ROUNDS=5` the rounds.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark measures the outside and prints")]

mod browser;
mod corpus;
mod floor;
mod rules;

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--floor") {
        return floor::run(Path::new(&args[at + 1]), Path::new(&args[at + 2]));
    }
    if let Some(at) = args.iter().position(|arg| arg == "--corpus") {
        return corpus::write(Path::new(&args[at + 2]), args[at + 1].parse()?);
    }
    println!(
        "{:>8}  {:22} {:>9} {:>9} {:>7} {:>10} {:>9}",
        "pages", "what", "median", "floor", "ratio", "peak MiB", "site MiB"
    );
    let mut floors = Vec::new();
    for pages in sizes() {
        floors.push((pages, measure(pages)?));
    }
    for (what, mut times) in rules::tables(rounds())? {
        let time = median(&mut times);
        for (pages, floor) in &floors {
            print_row(*pages, what, time, *floor, "");
        }
    }
    Ok(())
}

fn print_row(pages: usize, what: &str, time: Duration, floor: Duration, rest: &str) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("{pages:>8}  {what:22} {:>9} {:>9} {ratio:>7.2} {rest}", ms(time), ms(floor));
}

fn sizes() -> Vec<usize> {
    let named = std::env::var("BENCH_PAGES").unwrap_or_else(|_| "1000,10000".into());
    named.split(',').filter_map(|size| size.trim().parse().ok()).collect()
}

fn rounds() -> usize {
    std::env::var("BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5)
}

/// Measures a handbook of a size, and gives its floor.
fn measure(pages: usize) -> Result<Duration> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    corpus::write(root, pages)?;
    let (mut least, mut cold, mut same) = (Vec::new(), Vec::new(), Vec::new());
    let mut peak = 0;
    // Each round writes into folders of its own: a file system is slow where much has just been deleted.
    for round in 0..rounds() {
        least.push(floor(root, round)?.0);
        let (time, memory) = build(root, round)?;
        cold.push(time);
        peak = peak.max(memory);
        same.push(build(root, round)?.0);
    }
    let (floor, site) = (median(&mut least), size_of(&root.join("site-0"))?);
    let memory = format!("{:>10.1} {:>9.1}", peak as f64 / 1024.0, site as f64 / 1_048_576.0);
    print_row(pages, "cold build", median(&mut cold), floor, &memory);
    print_row(pages, "build, nothing changed", median(&mut same), floor, "");
    for (what, mut times) in browser::edits(root, rounds() * 4)? {
        let time = median(&mut times);
        println!("{pages:>8}  {what:22} {:>9} {:>9} {:>7}", ms(time), "", "");
    }
    Ok(floor)
}

/// The least that any generator must do, as a process of its own.
fn floor(root: &Path, round: usize) -> Result<(Duration, u64)> {
    let out = root.join(format!("floor-{round}"));
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--floor").arg(root.join("content")).arg(&out);
    timed(&mut command)
}

/// A build into the folder of a round: cold the first time.
fn build(root: &Path, round: usize) -> Result<(Duration, u64)> {
    let out = root.join(format!("site-{round}"));
    timed(Command::new(env!("CARGO_BIN_EXE_caveat")).args(["build", "--quiet", "-C"]).arg(root).arg("--out").arg(out))
}

/// How long a command takes, and its peak memory in KiB.
fn timed(command: &mut Command) -> Result<(Duration, u64)> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        peak = peak.max(peak_of(&status));
        std::thread::sleep(Duration::from_millis(1));
    };
    if !ended.success() {
        return Err(format!("{command:?} ended with {ended}").into());
    }
    Ok((start.elapsed(), peak))
}

fn peak_of(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
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
