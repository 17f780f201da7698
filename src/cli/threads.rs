//! The threads that build.

use rayon::ThreadPoolBuilder;

/// Nobody gains by more; a hundred thousand of them would only wait for each other.
const MOST: usize = 256;

/// So much room has each, in bytes; it is taken only where it is needed. Templates stand in each other, and whoever reads them
/// goes down one step for each.
const ROOM: usize = 64 << 20;

/// Does some work in a thread with as much room. Where no thread can be had, this one does it.
pub(super) fn roomy<T: Send>(work: impl Fn() -> T + Sync) -> T {
    std::thread::scope(|scope| match std::thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, &work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        Err(_) => work(),
    })
}

/// Starts them: as many as `RAYON_NUM_THREADS` asks for, or as the machine has cores. Where no thread can be had, this one
/// does all the work.
pub(super) fn start() {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse::<usize>().ok());
    // 0 lets the library count the cores.
    let threads = ThreadPoolBuilder::new().num_threads(asked.unwrap_or(0).min(MOST)).stack_size(ROOM);
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    // Only the first call can fail because there are threads already, and this is the first.
    let _ = threads.build_global().or_else(|_| alone());
}
