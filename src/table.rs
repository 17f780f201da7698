//! Tables by word: they are asked for every word of every page, so their hash is made for words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Something known of words.
pub type Table<V> = HashMap<String, V, ByWord>;

/// How a map finds words.
pub type ByWord = BuildHasherDefault<Short>;

/// A hash of a word: of its length, its first and its last letters. What is in a table is the author's own, so nobody else
/// can fill it with words of one hash.
#[derive(Debug, Clone, Default)]
pub struct Short(u64);

impl Hasher for Short {
    fn write(&mut self, letters: &[u8]) {
        let ends = match (letters.first_chunk(), letters.last_chunk()) {
            (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29),
            _ => match (letters.first_chunk(), letters.last_chunk()) {
                (Some(first), Some(last)) => {
                    u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
                }
                _ => letters.iter().fold(0, |all, letter| all << 8 | u64::from(*letter)),
            },
        };
        self.0 = (ends ^ letters.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// The mark behind a text: a key is one text, so it needs none.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The best bits of a product are its upper ones, and a map begins with the lower ones.
        self.0.rotate_left(26)
    }
}
