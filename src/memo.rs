//! What need not be done again: values remembered by the fingerprint of everything they were made from.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The first 128 bits of a BLAKE3 hash. Equal fingerprints mean equal input.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::first_half(&blake3::hash(bytes))
    }

    /// The fingerprint of a value, read through its `Hash`.
    pub fn of<T: std::hash::Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Blake { hasher: None, waiting: Vec::with_capacity(256) };
        value.hash(&mut hasher);
        Self::first_half(&hasher.result())
    }

    /// The fingerprint as 32 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }

    /// Reads what [`Fingerprint::hex`] wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(Self)
    }

    fn first_half(hash: &blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(u128::from_be_bytes(half))
    }
}

/// Lets any `Hash` value be read by BLAKE3, which, unlike the standard hasher, is the same in every process.
struct Blake {
    /// What has been hashed so far; most values are too small to come to that.
    hasher: Option<Box<blake3::Hasher>>,
    /// Bytes not yet hashed: values come in pieces of a few bytes, and BLAKE3 likes larger ones.
    waiting: Vec<u8>,
}

impl Blake {
    /// So many bytes are hashed at once.
    const PORTION: usize = 16 << 10;

    fn result(&self) -> blake3::Hash {
        match &self.hasher {
            Some(hasher) => hasher.clone().update(&self.waiting).finalize(),
            None => blake3::hash(&self.waiting),
        }
    }
}

impl Hasher for Blake {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= Self::PORTION {
            self.hasher.get_or_insert_default().update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(&self) -> u64 {
        let mut eight = [0; 8];
        eight.copy_from_slice(&self.result().as_bytes()[..8]);
        u64::from_be_bytes(eight)
    }
}

/// A shared value that carries its fingerprint, so that it is cheap to hash again.
#[derive(Debug)]
pub struct Hashed<T: ?Sized> {
    /// The fingerprint of the value.
    pub fingerprint: Fingerprint,
    value: Arc<T>,
}

impl<T: std::hash::Hash> Hashed<T> {
    /// Hashes a value once and for all.
    pub fn new(value: T) -> Self {
        Self { fingerprint: Fingerprint::of(&value), value: Arc::new(value) }
    }
}

impl<T: std::hash::Hash + Default> Default for Hashed<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Hashed<T> {
    /// Takes a value whose fingerprint is known from what it was made of.
    pub fn with(fingerprint: Fingerprint, value: Arc<T>) -> Self {
        Self { fingerprint, value }
    }
}

impl<T: ?Sized> Clone for Hashed<T> {
    fn clone(&self) -> Self {
        Self { fingerprint: self.fingerprint, value: Arc::clone(&self.value) }
    }
}

impl<T: ?Sized> std::hash::Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl<T: ?Sized> Deref for Hashed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// Remembers one value a fingerprint, and forgets those that the last build did not ask for.
///
/// A lock is held only to look up and to put in, never while a value is made; two threads that make the same value at
/// the same time make it twice, which is harmless because it comes out the same.
pub struct Memo<V> {
    /// Several maps, so that threads seldom wait for each other.
    shards: Vec<Mutex<Slots<V>>>,
    round: u64,
}

type Slots<V> = HashMap<Fingerprint, Slot<V>, BuildHasherDefault<AsItIs>>;

struct Slot<V> {
    value: Arc<V>,
    last_used: u64,
}

/// A fingerprint is a hash already; a part of it is hash enough for a map.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.0 ^= u64::from_ne_bytes(eight);
        }
    }

    fn write_u128(&mut self, fingerprint: u128) {
        self.0 = fingerprint as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| Mutex::default()).collect(), round: 0 }
    }
}

/// How many maps a memo has.
const SHARDS: usize = 16;

impl<V> Memo<V> {
    /// The remembered value, or the one that `make` gives.
    pub fn get(&self, key: Fingerprint, make: impl FnOnce() -> V) -> Arc<V> {
        let shard = &self.shards[(key.0 >> 120) as usize % SHARDS];
        if let Some(slot) = lock(shard).get_mut(&key) {
            slot.last_used = self.round;
            return Arc::clone(&slot.value);
        }
        let value = Arc::new(make());
        lock(shard).insert(key, Slot { value: Arc::clone(&value), last_used: self.round });
        value
    }

    /// Ends a build: what it did not use is forgotten.
    pub fn end_round(&mut self) {
        let round = self.round;
        for shard in &mut self.shards {
            let slots = shard.get_mut().unwrap_or_else(PoisonError::into_inner);
            slots.retain(|_, slot| slot.last_used == round);
        }
        self.round += 1;
    }
}

fn lock<V>(shard: &Mutex<Slots<V>>) -> MutexGuard<'_, Slots<V>> {
    // A panic while the lock is held leaves a map that is still whole.
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
