//! Pages as they were made, from which books are bound.

use crate::artifact::SitePath;
use crate::memo::Fingerprint;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use memchr::memchr;
use memchr::memmem;

/// What marks a callout in a page.
const MARK: &str = "data-callout=\"";

/// What a callout is about: a guide, and an outcome of it.
pub(super) type Ask = (String, Option<String>);

/// A page as it was made. It is told from others by what it was made from.
#[derive(Clone)]
pub struct Finished {
    /// Made from everything that the page was made from.
    pub key: Fingerprint,
    /// The page.
    pub bytes: Arc<[u8]>,
    /// What its callouts are about.
    pub(super) asks: Arc<[Ask]>,
}

impl Finished {
    /// A page that was made just now.
    pub fn new(key: Fingerprint, bytes: Vec<u8>) -> Self {
        Self { key, asks: asks(&bytes).collect(), bytes: Arc::from(bytes) }
    }

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

/// What the callouts of a page are about.
pub(super) fn asks(html: &[u8]) -> impl Iterator<Item = Ask> {
    let value = |at: usize| {
        let rest = &html[at + MARK.len()..];
        Some(String::from_utf8_lossy(&rest[..memchr(b'"', rest)?]).into_owned())
    };
    let ask = |value: String| match value.split_once('/') {
        Some((guide, outcome)) => (guide.to_string(), Some(outcome.to_string())),
        None => (value, None),
    };
    memmem::find_iter(html, MARK).filter_map(value).map(ask)
}

/// All pages as they were made, by their addresses.
pub type Pages = BTreeMap<SitePath, Finished>;
