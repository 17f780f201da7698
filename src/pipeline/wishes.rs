//! What is wished for on the command line.

use crate::output::Forms;
use crate::output::Offered;

/// What whoever calls wishes for, beside what `book.toml` says.
#[derive(Debug, Clone, Default, Hash)]
pub struct Wishes {
    /// Publish pages that say `draft: true`.
    pub drafts: bool,
    /// The address at which the site is published, instead of `site-url`.
    pub base_url: Option<String>,
    /// The settings file; `book.toml` if nothing is said.
    pub settings_file: Option<String>,
    /// The whole handbook as one file, in these forms.
    pub forms: Forms,
    /// What of that stands in the site.
    pub offered: Vec<Offered>,
    /// Say what makes pages hard to read.
    pub readability: bool,
}
