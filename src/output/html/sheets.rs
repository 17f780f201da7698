//! The style sheets that pages can load, read when the first page has a callout to show.

use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::memo::Fingerprint;
use crate::output::html::guard::Style;
use crate::output::html::guard::Styles;
use crate::source::Source;
use crate::theme::Theme;

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// The style sheets of a site.
#[derive(Debug, Default)]
pub struct Sheets {
    /// The name of each in findings, its address, and what it says.
    texts: Vec<(String, String, Arc<[u8]>)>,
    fingerprint: Fingerprint,
    read: OnceLock<Styles>,
}

impl Sheets {
    /// Those of the theme, and further ones with their addresses.
    pub fn new<'a>(theme: &Theme, further: impl IntoIterator<Item = (&'a SitePath, &'a Source)>) -> Arc<Self> {
        let mut texts = Vec::new();
        for (name, asset) in theme.assets.iter().filter(|(name, _)| is_sheet(name)) {
            if let Body::Bytes(bytes) = &asset.body {
                texts.push((format!("assets/{name}"), asset.url.to_string(), Arc::clone(bytes)));
            }
        }
        for (url, source) in further.into_iter().filter(|(url, _)| is_sheet(url.as_str())) {
            texts.push((source.path.to_string(), url.to_string(), Arc::from(source.text.as_bytes())));
        }
        Arc::new(Self { fingerprint: Fingerprint::of(&texts), texts, read: OnceLock::new() })
    }

    /// What those at these addresses say, one after the other.
    pub(super) fn of_page(&self, urls: &[&SitePath]) -> String {
        let text = |url: &&SitePath| self.texts.iter().find(|(_, known, _)| known == url.as_str());
        let texts = urls.iter().filter_map(text).map(|(_, _, bytes)| String::from_utf8_lossy(bytes));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// What they say.
    pub(super) fn styles(&self) -> &Styles {
        self.read.get_or_init(|| {
            let read = |(name, url, bytes): &(String, String, Arc<[u8]>)| {
                Style::read(name, url, &String::from_utf8_lossy(bytes))
            };
            Styles::new(self.texts.iter().map(read))
        })
    }
}

impl Hash for Sheets {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

fn is_sheet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("css"))
}
