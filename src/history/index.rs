//! The list of all releases, as it stands in its file.

use crate::data::At;
use crate::history::stamp::Day;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The keys of the file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "The releases of a handbook")]
pub(super) struct Keys {
    /// The form of the files.
    pub(super) format: u32,
    /// The releases, the earliest first.
    pub(super) releases: Vec<At<Read>>,
}

/// A release, as it is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Release")]
pub(super) struct Read {
    /// Its day.
    pub(super) day: At<Day>,
    /// Why the meaning of something changed.
    #[serde(default)]
    pub(super) why: Option<Arc<str>>,
    /// What was new in it, or other than before: `guides/money`.
    #[serde(default)]
    pub(super) stores: Vec<At<String>>,
    /// What was no more.
    #[serde(default)]
    pub(super) ends: Vec<At<String>>,
}

/// The file, as it is written.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    /// The form of the files.
    pub(super) format: u32,
    /// The releases, the earliest first.
    pub(super) releases: Vec<Row>,
}

/// A release, as it is written.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// Its day.
    pub(super) day: Day,
    /// Why the meaning of something changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<Arc<str>>,
    /// What was new in it, or other than before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) stores: Vec<Arc<str>>,
    /// What was no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ends: Vec<Arc<str>>,
}
