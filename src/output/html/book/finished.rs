//! Pages as they were made, from which books are bound.

use crate::artifact::SitePath;
use crate::memo::Fingerprint;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A page as it was made. It is told from others by what it was made from.
#[derive(Clone)]
pub struct Finished {
    /// Made from everything that the page was made from.
    pub key: Fingerprint,
    /// The page.
    pub bytes: Arc<[u8]>,
}

impl Finished {
    /// The page as text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        // What is asked first is much faster, and true of every page that a theme made.
        str::from_utf8(&self.bytes).map_or_else(|_| String::from_utf8_lossy(&self.bytes), Cow::Borrowed)
    }
}

impl Hash for Finished {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// All pages as they were made, by their addresses.
pub type Pages = BTreeMap<SitePath, Finished>;
