//! Where a link leads.

use crate::artifact::SitePath;

use std::sync::Arc;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a page or file of the site.
    File {
        /// Where it stands.
        url: SitePath,
        /// `?…` and `#…` as they are to be written.
        rest: Arc<str>,
    },
    /// To a place of the same page: `?…#…` as it is to be written.
    Here(Arc<str>),
    /// To another host, or out of the content: as the author wrote it.
    Elsewhere(Arc<str>),
    /// Nowhere: what the author wrote must not be followed.
    Nowhere,
}
