//! Which places of a file a link may name behind a `#`.

use crate::artifact::SitePath;
use crate::memo::Hashed;

use std::collections::BTreeSet;
use std::sync::Arc;

/// Which places of a file a link may name behind a `#`.
#[derive(Debug, Clone, Hash)]
pub enum Places {
    /// Any: it speaks for all that ever stood there, or leads out of the site.
    Any,
    /// Those of the page itself.
    Own(Hashed<BTreeSet<Arc<str>>>),
    /// Those that are listed, and those of the page to which it leads on.
    Listed(Vec<Arc<str>>, Option<SitePath>),
}

impl Places {
    /// No place at all.
    pub fn none() -> Self {
        Self::Listed(Vec::new(), None)
    }
}
