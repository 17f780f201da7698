//! How a page names other files of the site.

use crate::artifact::SitePath;
use crate::site::Target;
use crate::site::urls;

use std::borrow::Cow;

/// The addresses as seen from one page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Hrefs {
    /// Relative to the page at this address: the site works in any folder, on any host and from the disk.
    From(SitePath),
    /// From any page that stands so many folders deep, by way of the root: sometimes longer than need be, and the same for all.
    Deep(usize),
    /// From this root (`/` or `/handbook/`): for the page that a host shows at any missing address.
    Rooted(String),
}

impl Hrefs {
    /// The address of a file.
    pub(super) fn to(&self, url: &SitePath) -> String {
        match self {
            Self::From(from) => urls::relative(from.as_str(), url.as_str()),
            Self::Deep(_) | Self::Rooted(_) => self.root() + &urls::relative("", url.as_str()),
        }
    }

    /// The way to the root of the site.
    pub(super) fn root(&self) -> String {
        match self {
            Self::From(from) => urls::to_root(from.as_str()),
            Self::Deep(depth) => "../".repeat(*depth),
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

    /// The addresses as seen from every page that stands as deep, for what all of them share.
    pub(super) fn of_depth(&self) -> Self {
        match self {
            Self::From(from) => Self::Deep(from.as_str().matches('/').count()),
            Self::Deep(_) | Self::Rooted(_) => self.clone(),
        }
    }

    /// The folder of the page, which names the same for all pages in it; for others the way to the root.
    pub(super) fn folder(&self) -> Cow<'_, str> {
        match self {
            Self::From(from) => urls::folder(from.as_str()).into(),
            Self::Deep(_) => self.root().into(),
            Self::Rooted(root) => format!("//{root}").into(),
        }
    }
}
