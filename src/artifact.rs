//! What goes out: one file of the published site, as a value.

use std::fmt;
use std::sync::Arc;

/// Where a file stands in the site: relative, `/` between the parts, no empty part, no `.` and no `..`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Takes a path that keeps the rules above; `None` for one that does not.
    pub fn new(path: impl Into<Arc<str>>) -> Option<Self> {
        let path = path.into();
        let clean = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        path.split('/').all(clean).then_some(Self(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a published file holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// Bytes made by the build.
    Bytes(Arc<[u8]>),
    /// The bytes of a file of the project, copied when the site is written and never held in memory.
    File {
        /// The path from the project's root, `/` between the parts.
        path: Arc<str>,
    },
}

/// One file of the site.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Where it stands in the site.
    pub path: SitePath,
    /// What it holds.
    pub body: Body,
}

/// A part of a file that is put together when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// A file of the project as an address that holds it: `data:image/png;base64,…`.
    Data {
        /// Its path from the project's root.
        path: Arc<str>,
        /// What it is, such as `image/png`.
        kind: &'static str,
    },
}
