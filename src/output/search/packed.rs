//! Words with their places in one stretch of bytes. A large handbook has millions of them, so none has memory of its own.

/// Words, each with some bytes about it.
#[derive(Debug, Default, Hash)]
pub(super) struct Packed(Vec<u8>);

impl Packed {
    /// Adds a word of less than 256 bytes.
    pub(super) fn push(&mut self, word: &str, about: &[u8]) {
        self.0.push(word.len() as u8);
        self.0.extend(word.as_bytes());
        self.0.extend((about.len() as u32).to_le_bytes());
        self.0.extend(about);
    }

    /// What was added, in that order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            let (len, behind) = rest.split_first()?;
            let (word, behind) = behind.split_at_checked(usize::from(*len))?;
            let (len, behind) = behind.split_first_chunk::<4>()?;
            let (about, behind) = behind.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = behind;
            Some((std::str::from_utf8(word).ok()?, about))
        })
    }

    /// Gives back what room is left over.
    pub(super) fn tight(mut self) -> Self {
        self.0.shrink_to_fit();
        self
    }
}
