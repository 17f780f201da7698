//! Numbers by chance that are the same in every run.

/// Where it goes on.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// The next number, below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
