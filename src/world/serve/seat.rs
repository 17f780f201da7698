//! What a connection is doing, in one word that the accept loop may read to decide who has to leave when all is full.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What a connection is doing; the first in this order leaves first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Doing {
    /// Was listened to, and has never sent a whole request.
    Arriving,
    /// Was answered, and has not asked again.
    Resting,
    /// Does not take what it asked for.
    Stalling,
    /// Is being answered.
    Working,
    /// Listens for changes; counted on its own.
    Listening,
}

const EVERY: [Doing; 5] = [Doing::Arriving, Doing::Resting, Doing::Stalling, Doing::Working, Doing::Listening];

/// One connection's state and since when.
#[derive(Debug)]
pub(super) struct Seat {
    opened: Instant,
    /// Milliseconds since `opened`, times eight, plus the state.
    word: AtomicU64,
}

impl Seat {
    /// The seat of a connection that nobody has listened to yet, so that it cannot be blamed for its silence.
    pub(super) fn new() -> Self {
        Self { opened: Instant::now(), word: AtomicU64::new(Doing::Working as u64) }
    }

    /// Says what the connection is doing from now on. A listener stays one.
    pub(super) fn set(&self, doing: Doing) {
        let (now, _) = self.get();
        if now != Doing::Listening && now != doing {
            let since = self.opened.elapsed().as_millis() as u64;
            self.word.store(since << 3 | doing as u64, Ordering::Relaxed);
        }
    }

    /// What the connection is doing, and since when.
    pub(super) fn get(&self) -> (Doing, Instant) {
        let word = self.word.load(Ordering::Relaxed);
        let doing = EVERY[(word & 7) as usize % EVERY.len()];
        (doing, self.opened + std::time::Duration::from_millis(word >> 3))
    }
}
