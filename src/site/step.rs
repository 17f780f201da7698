//! A page as another one names it.

use crate::artifact::SitePath;

use std::sync::Arc;

/// A page as another one names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// Its title.
    pub title: Arc<str>,
    /// Where it is published; `None` for a title without a page.
    pub url: Option<SitePath>,
}
