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
    making: Box<dyn Making + Send + Sync>,
}

/// An input with the function that makes a file of it.
struct With<I> {
    input: I,
    render: fn(&I) -> Noted<Vec<u8>>,
}

trait Making {
    fn key(&self, path: &SitePath) -> Fingerprint;
    fn run(&self) -> Noted<Vec<u8>>;
}

impl<I: Hash> Making for With<I> {
    fn key(&self, path: &SitePath) -> Fingerprint {
        Fingerprint::of(&(path, std::any::type_name::<I>(), &self.input))
    }

    fn run(&self) -> Noted<Vec<u8>> {
        (self.render)(&self.input)
    }
}

impl Job {
    /// A file at `path`, made from `input` by `render`.
    pub fn new<I>(path: SitePath, input: I, render: fn(&I) -> Noted<Vec<u8>>) -> Self
    where
        I: Hash + Send + Sync + 'static,
    {
        Self { path, making: Box::new(With { input, render }) }
    }

    /// Made from the path and the input. It is made when it is asked for, which many threads can do at once.
    pub fn key(&self) -> Fingerprint {
        self.making.key(&self.path)
    }

    /// Makes the file.
    pub fn run(&self) -> Noted<Vec<u8>> {
        self.making.run()
    }
}
