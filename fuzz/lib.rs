//! What is tried on any bytes. The bodies of the targets are those of the test suite, which replays the corpora.

#![allow(dead_code, reason = "the helpers of the suite can do more than the targets need")]

#[path = "../tests/suite/policy/agree.rs"]
mod agree;
#[path = "../tests/suite/fuzzed/mod.rs"]
mod fuzzed;
#[path = "../tests/suite/handbook.rs"]
mod handbook;
#[path = "../tests/suite/properties/links.rs"]
mod links;
#[path = "../tests/suite/policy/small.rs"]
mod small;

/// As the suite has it.
mod properties {
    pub(crate) use crate::links;
}

/// As the suite has it.
mod policy {
    pub(crate) use crate::agree;
    pub(crate) use crate::small;
}

/// Tries one target on some bytes.
///
/// # Panics
/// If something that must hold does not.
pub fn run(name: &str, data: &[u8]) {
    let target = fuzzed::TARGETS.iter().find(|target| target.0 == name).expect("a target of this name");
    if let Err(why) = target.1(data) {
        panic!("{name}: {why}");
    }
}
