//! A bar on a terminal, once a build takes longer than a second.

use crate::cli::options::Common;

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a build may take in silence.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many characters the bar has.
const WIDTH: usize = 30;

/// Shows how far a build has come, until it is told to end.
pub(super) struct Progress {
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to look at the counts: how many files are to be made, and how many have been.
    pub(super) fn start(common: &Common, counts: Arc<[AtomicUsize; 2]>) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let is_wanted = !common.quiet && std::io::stderr().is_terminal();
        let ended = Arc::clone(&done);
        let show = move || show(&counts, &ended);
        // Where no thread can be had, nothing is shown.
        let thread = is_wanted.then(|| std::thread::Builder::new().spawn(show).ok()).flatten();
        Self { done, thread }
    }

    /// Takes the bar away.
    pub(super) fn end(mut self) {
        self.done.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            drop(thread.join());
        }
    }
}

fn show(counts: &[AtomicUsize; 2], ended: &AtomicBool) {
    let start = Instant::now();
    let mut shown = false;
    while !ended.load(Ordering::Relaxed) {
        std::thread::park_timeout(Duration::from_millis(100));
        if start.elapsed() < PATIENCE || ended.load(Ordering::Relaxed) {
            continue;
        }
        let [total, made] = counts;
        let bar = bar(made.load(Ordering::Relaxed), total.load(Ordering::Relaxed));
        let _ = write!(std::io::stderr(), "\r{bar}\x1b[K");
        shown = true;
    }
    if shown {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
}

fn bar(made: usize, total: usize) -> String {
    if total == 0 {
        return "reading …".into();
    }
    let full = (made * WIDTH / total).min(WIDTH);
    format!("[{}{}] {made} of {total} files", "=".repeat(full), " ".repeat(WIDTH - full))
}
