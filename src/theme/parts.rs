//! What a theme consists of.

use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::source::Source;

use std::collections::BTreeMap;

/// A theme, ready to use.
pub struct Theme {
    /// Style sheets, scripts and pictures, by name.
    pub assets: BTreeMap<String, Asset>,
    /// The words of the interface, by key.
    pub strings: BTreeMap<String, String>,
    /// The kinds of callouts, with their titles.
    pub callouts: BTreeMap<String, String>,
    /// Right to left.
    pub right_to_left: bool,
    pub(super) templates: tera::Tera,
    pub(super) sources: BTreeMap<String, Source>,
}

/// A file that pages load.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is published: its name carries a part of the fingerprint of its bytes.
    pub url: SitePath,
    /// What it holds.
    pub body: Body,
}
