//! The one test binary: test documents, the plan of the house, properties, the Markdown specification, the outside.

#![allow(clippy::print_stdout, reason = "a test says how much it has looked at")]
#![allow(clippy::disallowed_methods, reason = "a test may read files and run cargo")]

mod asking;
mod cases;
mod chance;
mod commands;
mod commonmark;
mod crowded;
mod dated;
mod document;
mod expect;
mod explanations;
#[path = "../faults/mod.rs"]
mod faults;
mod floor_plan;
mod fuzzed;
mod guard;
mod guides;
mod handbook;
mod history;
mod last_day;
mod ledger;
mod letters;
mod linking;
mod mutation;
mod needed;
mod past;
mod policy;
mod promises;
mod properties;
mod search;
mod serve;
mod strings;
mod supply;
mod unwritten;
mod volumes;
mod watch;
mod world;
