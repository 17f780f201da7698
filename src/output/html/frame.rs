//! What is the same on every page that stands equally deep: the site's words, and the way to its assets.

use crate::artifact::SitePath;
use crate::config::Settings;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::notice::Line;
use crate::output::html::notice::render;
use crate::output::volume::Offered;
use crate::policy::State;
use crate::policy::Status;
use crate::site::Step;
use crate::site::urls;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

/// The frame of pages that stand equally deep. Its values for the templates are made when the first page asks for them.
pub(super) struct Frame {
    fingerprint: Fingerprint,
    hrefs: Hrefs,
    parts: Arc<Parts>,
    values: OnceLock<Values>,
}

/// What frames are made from, the same for all of them.
pub(super) struct Parts {
    /// The theme.
    pub(super) theme: Hashed<Theme>,
    /// How many days a review holds, for pages that do not say so themselves.
    pub(super) review_every: Option<u32>,
    words: Words,
    /// The address for editing a page, with `{path}`, and the folder of the content.
    edit: Option<(String, String)>,
    base: Option<String>,
    styles: Vec<SitePath>,
    scripts: Vec<SitePath>,
    banner: Option<State>,
    notice: Option<Line>,
    footer: Option<Line>,
    home: Option<SitePath>,
    contents: Option<SitePath>,
    search: Option<SitePath>,
    changes: Option<SitePath>,
    feed: Option<SitePath>,
    offered: Vec<Offered>,
    fingerprint: Fingerprint,
}

/// The words about the site.
#[derive(Hash, Serialize, Clone)]
pub(super) struct Words {
    /// Its title.
    pub(super) title: String,
    /// A sentence about it.
    pub(super) description: Option<String>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// Its language.
    pub(super) language: String,
    /// `ltr` or `rtl`.
    pub(super) direction: &'static str,
}

/// The values for the templates.
pub(super) struct Values {
    /// `site`
    pub(super) site: tera::Value,
    /// `assets`
    pub(super) assets: tera::Value,
    /// `t`
    pub(super) strings: tera::Value,
}

#[derive(Serialize)]
struct Site<'a> {
    #[serde(flatten)]
    words: &'a Words,
    root: String,
    home: Option<String>,
    contents: Option<String>,
    search: Option<String>,
    changes: Option<String>,
    feed: Option<String>,
    styles: Vec<String>,
    scripts: Vec<String>,
    banner: Option<Banner<'a>>,
    offered: Vec<Download>,
}

/// The handbook as one file.
#[derive(Serialize)]
struct Download {
    /// The key of its name among the strings of the theme.
    key: &'static str,
    href: String,
    kilobytes: usize,
}

impl Parts {
    /// Gathers the parts.
    pub(super) fn new(given: &Given<'_>) -> Arc<Self> {
        let settings = given.settings;
        let paths = |list: &[crate::data::At<String>]| -> Vec<SitePath> {
            list.iter().filter_map(|at| SitePath::new(urls::join("", &at.value)?)).collect()
        };
        let home = given.site.pages.iter().find(|page| page.place.in_order);
        let home = given.site.pages.iter().find(|page| page.place.url.as_str() == "index.html").or(home);
        let mut parts = Self {
            theme: given.theme.clone(),
            review_every: settings.site.review_every,
            edit: settings.output.html.edit_url_template.as_ref().map(|at| (at.value.clone(), given.src.to_string())),
            base: given.base.map(str::to_string),
            words: words(settings, given.theme, home.map(|page| &*page.place.title)),
            styles: paths(&settings.output.html.additional_css),
            scripts: paths(&settings.output.html.additional_js),
            banner: given.site.rules.banner.clone(),
            notice: given.lines.notice.clone(),
            footer: given.lines.footer.clone(),
            home: home.map(|page| page.place.url.clone()),
            contents: SitePath::new("contents.html"),
            search: given.search_page(),
            changes: given.changes_page(),
            feed: given.feed(),
            offered: given.offered.to_vec(),
            fingerprint: Fingerprint::default(),
        };
        let lines = (&parts.banner, &parts.notice, &parts.footer);
        let changes = (&parts.changes, &parts.feed, &parts.offered);
        let places = (&parts.home, &parts.contents, &parts.search, &parts.base, changes);
        let rest = (&parts.styles, &parts.scripts, places, &parts.edit, parts.review_every);
        parts.fingerprint = Fingerprint::of(&(&parts.theme, &parts.words, lines, rest));
        Arc::new(parts)
    }

    /// The address for editing the page whose source is at `path`.
    pub(super) fn edit(&self, path: &str) -> Option<String> {
        let (template, src) = self.edit.as_ref()?;
        let source = if src.is_empty() { path.to_string() } else { format!("{src}/{path}") };
        let mut encoded = String::new();
        for (index, part) in source.split('/').enumerate() {
            if index > 0 {
                encoded.push('/');
            }
            urls::encode(part, &mut encoded);
        }
        Some(template.replace("{path}", &encoded))
    }

    /// The full address of a page.
    pub(super) fn canonical(&self, url: &SitePath) -> Option<String> {
        self.full(&urls::relative("", url.as_str()))
    }

    /// The full address of what stands at an address from the root of the site.
    pub(super) fn full(&self, address: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{address}"))
    }

    /// Does the site begin at this page?
    pub(super) fn is_home(&self, url: &SitePath) -> bool {
        self.home.as_ref() == Some(url)
    }

    /// Is the site read from right to left?
    pub(super) fn is_right_to_left(&self) -> bool {
        self.words.direction == "rtl"
    }

    /// The line that stands on top of every page, as HTML.
    pub(super) fn notice_html(&self, hrefs: &Hrefs) -> Option<String> {
        self.notice.as_ref().map(|line| render(line, hrefs))
    }

    /// What holds for the programme as a whole: the word for it, and the sentence.
    pub(super) fn banner_words(&self) -> Option<(&str, &str)> {
        let banner = self.banner.as_ref().map(Banner::new)?;
        let word = self.theme.strings.get(banner.key).map_or("", String::as_str);
        Some((word, banner.say))
    }

    /// The words about the site that templates get as `site`: title, sentence, authors, language and direction.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The style sheets that every page loads.
    pub(super) fn sheets(&self) -> Vec<&SitePath> {
        let own = self.theme.assets.get("style.css").map(|asset| &asset.url);
        own.into_iter().chain(&self.styles).collect()
    }

    /// The name of the site.
    pub(super) fn title(&self) -> &str {
        &self.words.title
    }
}

fn words(settings: &Settings, theme: &Theme, home: Option<&str>) -> Words {
    use crate::config::Direction;
    let right_to_left = match settings.book.text_direction {
        Some(direction) => direction == Direction::RightToLeft,
        None => theme.right_to_left,
    };
    Words {
        title: settings.book.title.as_deref().or(home).unwrap_or_default().to_string(),
        description: settings.book.description.clone(),
        authors: settings.book.authors.clone(),
        language: settings.book.language().to_string(),
        direction: if right_to_left { "rtl" } else { "ltr" },
    }
}

impl Frame {
    /// The frame of pages that name other files in this way.
    pub(super) fn new(parts: &Arc<Parts>, hrefs: Hrefs) -> Arc<Self> {
        let fingerprint = Fingerprint::of(&(parts.fingerprint, &hrefs));
        Arc::new(Self { fingerprint, hrefs, parts: Arc::clone(parts), values: OnceLock::new() })
    }

    /// The full address of a page, for one that has no place of its own.
    pub(super) fn canonical(&self, hrefs: &Hrefs) -> Option<String> {
        match hrefs {
            Hrefs::From(url) => self.parts.canonical(url),
            Hrefs::Deep(_) | Hrefs::Rooted(_) => None,
        }
    }

    /// What it is made from.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The values for the templates.
    pub(super) fn values(&self) -> &Values {
        self.values.get_or_init(|| self.make())
    }

    fn make(&self) -> Values {
        let (parts, hrefs) = (&self.parts, &self.hrefs);
        let all = |urls: &[SitePath]| urls.iter().map(|url| hrefs.to(url)).collect();
        let site = Site {
            words: &parts.words,
            root: hrefs.root(),
            home: parts.home.as_ref().map(|url| hrefs.to(url)),
            contents: parts.contents.as_ref().map(|url| hrefs.to(url)),
            search: parts.search.as_ref().map(|url| hrefs.to(url)),
            changes: parts.changes.as_ref().map(|url| hrefs.to(url)),
            feed: parts.feed.as_ref().map(|url| hrefs.to(url)),
            styles: all(&parts.styles),
            scripts: all(&parts.scripts),
            banner: parts.banner.as_ref().map(Banner::new),
            offered: parts.offered.iter().map(|one| Download::new(one, hrefs)).collect(),
        };
        let mut site = tera::Value::from_serializable(&site).into_map().unwrap_or_default();
        for (name, line) in [("notice", &parts.notice), ("footer", &parts.footer)] {
            let html = line.as_ref().map(|line| tera::Value::safe_string(&render(line, hrefs)));
            site.insert(name.into(), html.unwrap_or_else(tera::Value::none));
        }
        let assets: BTreeMap<&str, String> =
            parts.theme.assets.iter().map(|(name, asset)| (name.as_str(), hrefs.to(&asset.url))).collect();
        Values {
            site: site.into(),
            assets: tera::Value::from_serializable(&assets),
            strings: tera::Value::from_serializable(&parts.theme.strings),
        }
    }
}

impl Hash for Frame {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// A step with its address as seen from a page.
#[derive(Serialize)]
pub(super) struct StepValue<'a> {
    title: &'a str,
    href: Option<String>,
}

impl<'a> StepValue<'a> {
    /// For the templates.
    pub(super) fn new(step: &'a Step, hrefs: &Hrefs) -> Self {
        Self { title: &step.title, href: step.url.as_ref().map(|url| hrefs.to(url)) }
    }
}

impl Download {
    fn new(one: &Offered, hrefs: &Hrefs) -> Self {
        Self { key: one.key, href: hrefs.to(&one.path), kilobytes: one.bytes.div_ceil(1000) }
    }
}

/// What holds for the programme as a whole.
#[derive(Serialize)]
struct Banner<'a> {
    /// The key of its first word among the strings of the theme.
    key: &'static str,
    say: &'a str,
}

impl<'a> Banner<'a> {
    fn new(state: &'a State) -> Self {
        let key = if state.is == Status::Paused { "programme-paused" } else { "programme-closed" };
        Self { key, say: &state.say }
    }
}
