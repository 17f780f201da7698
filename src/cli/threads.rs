//! The threads that build.

use rayon::ThreadPoolBuilder;

/// Nobody gains by more; a hundred thousand of them would only wait for each other.
const MOST: usize = 256;

/// So much room has each, in bytes; it is taken only where it is needed. Templates stand in each other, and whoever reads them
/// goes down one step for each.
const ROOM: usize = 64 << 20;

/// Does some work on as many threads as `RAYON_NUM_THREADS` asks for, or as the machine has cores; on fewer where so many cannot
/// be had, and where none can, on the one that calls.
pub(super) fn work_on<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse::<usize>().ok());
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let count = asked.filter(|count| *count > 0).unwrap_or_else(cores).min(MOST);
    let fewer = std::iter::successors(Some(count), |count| Some(count / 2).filter(|count| *count > 0));
    let mut pools = fewer.filter_map(|count| ThreadPoolBuilder::new().num_threads(count).stack_size(ROOM).build().ok());
    match pools.next() {
        Some(pool) => pool.install(work),
        None => {
            // Only the first call can fail because there are threads already, and this is the first.
            let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
            work()
        }
    }
}
