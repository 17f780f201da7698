//! One file to make: what it is made from, and how.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Fingerprint;

use std::hash::Hash;

/// One file to make.
///
/// `render` is a plain function: it captures nothing, so it can read nothing but its input, and the input makes the key.
/// A file that depends on a value which it did not declare does not compile; remembering files needs no other care.
pub struct Job {
    /// Where it will stand.
    pub path: SitePath,
    /// Made from the path and the input.
    pub key: Fingerprint,
    run: Box<dyn Fn() -> Noted<Vec<u8>> + Send + Sync>,
}

impl Job {
    /// A file at `path`, made from `input` by `render`.
    pub fn new<I>(path: SitePath, input: I, render: fn(&I) -> Noted<Vec<u8>>) -> Self
    where
        I: Hash + Send + Sync + 'static,
    {
        let key = Fingerprint::of(&(&path, std::any::type_name::<I>(), &input));
        Self { path, key, run: Box::new(move || render(&input)) }
    }

    /// Makes the file.
    pub fn run(&self) -> Noted<Vec<u8>> {
        (self.run)()
    }
}
