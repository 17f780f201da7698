//! The whole handbook as one file: what goes into it, for whoever writes it to the disk.

use crate::artifact::Artifact;
use crate::artifact::Part;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;

/// The forms of the handbook as one file that are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Forms {
    /// One page that stands for itself.
    pub single_file: bool,
    /// EPUB.
    pub epub: bool,
}

/// The handbook as one file that is published with the site, so that its pages can link to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Offered {
    /// Where it stands.
    pub path: SitePath,
    /// The key of its name among the words of the theme.
    pub key: &'static str,
    /// How many bytes it has.
    pub bytes: usize,
}

/// The handbook in the forms that were asked for.
#[derive(Debug, Default)]
pub struct Volumes {
    /// The parts of the one page, one after the other.
    pub single_file: Option<Vec<Part>>,
    /// The files of the EPUB; the first stands uncompressed.
    pub epub: Option<Vec<Artifact>>,
    /// What was found while they were made.
    pub found: Vec<Diagnostic>,
}
