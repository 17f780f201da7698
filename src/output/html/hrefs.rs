//! How a page names other files of the site.

use crate::artifact::SitePath;
use crate::site::Target;
use crate::site::urls;

/// The addresses as seen from one page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Hrefs {
    /// Relative to the page at this address: the site works in any folder, on any host and from the disk.
    From(SitePath),
    /// From this root (`/` or `/handbook/`): for the page that a host shows at any missing address.
    Rooted(String),
}

impl Hrefs {
    /// The address of a file.
    pub(super) fn to(&self, url: &SitePath) -> String {
        match self {
            Self::From(from) => urls::relative(from.as_str(), url.as_str()),
            Self::Rooted(root) => format!("{root}{}", urls::relative("", url.as_str())),
        }
    }

    /// The way to the root of the site.
    pub(super) fn root(&self) -> String {
        match self {
            Self::From(from) => urls::to_root(from.as_str()),
            Self::Rooted(root) => root.clone(),
        }
    }

    /// The address of a target; `None` for one that must not be followed.
    pub(super) fn target(&self, target: &Target) -> Option<String> {
        match target {
            Target::File { url, rest } => Some(format!("{}{rest}", self.to(url))),
            Target::Here(rest) | Target::Elsewhere(rest) => Some(rest.to_string()),
            Target::Nowhere => None,
        }
    }
}

impl Hrefs {
    /// The addresses as seen from the folder of the page: pages of one folder name other files alike, so they share what
    /// stands around their text.
    pub(super) fn of_folder(&self) -> Self {
        match self {
            Self::From(url) => {
                let folder = urls::folder(url.as_str());
                let any = if folder.is_empty() { "any".to_string() } else { format!("{folder}/any") };
                SitePath::new(any).map_or_else(|| self.clone(), Self::From)
            }
            Self::Rooted(_) => self.clone(),
        }
    }

    /// The same for pages that name all other files alike.
    pub(super) fn root_key(&self) -> String {
        match self {
            Self::From(from) => urls::folder(from.as_str()).to_string(),
            Self::Rooted(root) => format!("//{root}"),
        }
    }
}
