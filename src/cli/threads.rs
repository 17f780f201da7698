//! The threads that build.

use rayon::ThreadPoolBuilder;

/// Nobody gains by more; a hundred thousand of them would only wait for each other.
const MOST: usize = 256;

/// Starts them: as many as `RAYON_NUM_THREADS` asks for, or as the machine has cores. Where no thread can be had, this one
/// does all the work.
pub(super) fn start() {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse::<usize>().ok());
    // 0 lets the library count the cores.
    let threads = ThreadPoolBuilder::new().num_threads(asked.unwrap_or(0).min(MOST));
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    // Only the first call can fail because there are threads already, and this is the first.
    let _ = threads.build_global().or_else(|_| alone());
}
