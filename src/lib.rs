//! lib
pub mod artifact;
pub mod cli;
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod lint;
pub mod markdown;
pub mod memo;
pub mod output;
pub mod pipeline;
pub mod report;
pub mod site;
pub mod source;
pub mod theme;
pub mod world;

pub use pipeline::all_codes as codes;
pub use pipeline::fragment;
