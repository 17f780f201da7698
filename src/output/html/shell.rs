//! What stands around the text of every page that has a place: title, navigation, facts, the way before and behind it.

use crate::diagnostic::Diagnostic;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::html::frame::Frame;
use crate::output::html::frame::Parts;
use crate::output::html::frame::StepValue;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::menu::MenuText;
use crate::output::html::menu::SharedMenu;
use crate::output::mail::checked;
use crate::site::Menu;
use crate::site::Place;
use crate::site::short_link;
use crate::site::short_url;

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

/// Makes what stands around pages; pages share what is alike.
pub(super) struct Shells<'a> {
    given: &'a Given<'a>,
    parts: Arc<Parts>,
    /// By the way to the root.
    depths: HashMap<String, Depth>,
    /// By what they show and the folder from which they show it.
    menus: HashMap<(Fingerprint, String), Arc<SharedMenu>>,
}

/// What pages share that stand equally deep.
struct Depth {
    frame: Arc<Frame>,
    /// By what they show, and the folder from which they show it if the addresses are not left open.
    menus: HashMap<(Fingerprint, Option<String>), Arc<MenuText>>,
}

/// What stands around one page.
pub(super) struct Shell {
    /// Its place.
    pub(super) place: Hashed<Place>,
    /// How it names other files.
    pub(super) hrefs: Hrefs,
    /// What it shares with all pages.
    pub(super) parts: Arc<Parts>,
    menu: Arc<SharedMenu>,
    frame: Arc<Frame>,
    overdue: bool,
    /// The day on which its source last changed.
    changed: Option<Date>,
}

impl Hash for Shell {
    /// The frame's fingerprint takes in the theme and everything else in the parts.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.place, &self.hrefs, &self.menu, &self.frame, self.overdue, self.changed).hash(state);
    }
}

impl<'a> Shells<'a> {
    /// For one build.
    pub(super) fn new(given: &'a Given<'a>) -> Self {
        Self { given, parts: Parts::new(given), depths: HashMap::new(), menus: HashMap::new() }
    }

    /// The frame of a page.
    pub(super) fn frame(&mut self, hrefs: &Hrefs) -> Arc<Frame> {
        Arc::clone(&self.depth(hrefs).frame)
    }

    fn depth(&mut self, hrefs: &Hrefs) -> &mut Depth {
        let parts = &self.parts;
        let new = || Depth { frame: Frame::new(parts, hrefs.of_depth()), menus: HashMap::new() };
        self.depths.entry(hrefs.root()).or_insert_with(new)
    }

    fn menu(&mut self, menu: &Hashed<Menu>, hrefs: &Hrefs) -> Arc<SharedMenu> {
        let key = (menu.fingerprint, hrefs.folder().into_owned());
        if let Some(shared) = self.menus.get(&key) {
            return Arc::clone(shared);
        }
        let theme = self.given.theme;
        let direct = (!MenuText::may_be_open(theme, hrefs)).then(|| hrefs.clone());
        let Depth { frame, menus } = self.depth(hrefs);
        let folder = direct.as_ref().map(|hrefs| hrefs.folder().into_owned());
        let new = || MenuText::new(menu.clone(), direct, frame, theme);
        let text = menus.entry((menu.fingerprint, folder)).or_insert_with(new);
        let shared = SharedMenu::new(text, hrefs);
        self.menus.insert(key, Arc::clone(&shared));
        shared
    }

    /// What stands around the page in this place.
    pub(super) fn shell(&mut self, place: &Hashed<Place>, hrefs: Hrefs) -> Shell {
        let review_by = place.front.review_by(self.given.settings.site.review_every);
        Shell {
            menu: self.menu(&place.menu, &hrefs),
            frame: self.frame(&hrefs),
            parts: Arc::clone(&self.parts),
            changed: self.given.dated.of(self.given.src, &place.source),
            overdue: review_by.is_some_and(|day| day < self.given.as_of),
            place: place.clone(),
            hrefs,
        }
    }
}

#[derive(Serialize)]
struct PageValue<'a> {
    title: &'a str,
    window_title: String,
    description: Option<&'a str>,
    owner: Option<&'a str>,
    reviewed: Option<String>,
    review_by: Option<String>,
    overdue: bool,
    changed: Option<String>,
    url: &'a str,
    source: &'a str,
    edit: Option<String>,
    canonical: Option<String>,
    print: Option<String>,
    /// Its permanent short link as seen from the page, else its own address; none on a page that stands at any address.
    link: Option<String>,
    /// Its permanent short link in full.
    permanent: Option<String>,
    /// When somebody last checked it, in words.
    checked: Option<String>,
    is_home: bool,
    has_heading: bool,
}

impl Shell {
    /// The values for the template of the page. `has_heading`: its text begins with its title.
    pub(super) fn context(&self, has_heading: bool, found: &mut Vec<Diagnostic>) -> tera::Context {
        let mut context = tera::Context::new();
        let (values, place) = (self.frame.values(), &self.place);
        context.insert_value("site", values.site.clone());
        context.insert_value("assets", values.assets.clone());
        context.insert_value("t", values.strings.clone());
        context.insert("page", &self.page_value(has_heading));
        context.insert_value("menu", tera::Value::safe_string(&self.menu.of(&place.url, found)));
        context.insert("previous", &place.previous.as_ref().map(|step| StepValue::new(step, &self.hrefs)));
        context.insert("next", &place.next.as_ref().map(|step| StepValue::new(step, &self.hrefs)));
        let crumbs: Vec<StepValue<'_>> = place.crumbs.iter().map(|step| StepValue::new(step, &self.hrefs)).collect();
        context.insert("crumbs", &crumbs);
        context
    }

    fn link(&self) -> Option<String> {
        let id = self.place.front.id().filter(|_| matches!(self.hrefs, Hrefs::From(_)));
        match (&self.hrefs, id.and_then(|id| short_url(id))) {
            (Hrefs::Rooted(_), _) => None,
            (hrefs, Some(short)) => Some(hrefs.to(&short)),
            (hrefs, None) => Some(hrefs.to(&self.place.url)),
        }
    }

    fn page_value(&self, has_heading: bool) -> PageValue<'_> {
        let (place, parts) = (&self.place, &self.parts);
        let front = &place.front;
        let window_title = match place.title.trim() == parts.title().trim() || parts.title().is_empty() {
            true => place.title.to_string(),
            false => format!("{} · {}", place.title, parts.title()),
        };
        PageValue {
            title: &place.title,
            window_title,
            description: front.description.as_deref(),
            owner: front.owner.as_deref(),
            reviewed: front.reviewed.map(|day| day.to_string()),
            review_by: front.review_by(parts.review_every).map(|day| day.to_string()),
            overdue: self.overdue,
            changed: self.changed.map(|day| day.to_string()),
            url: place.url.as_str(),
            source: &place.source,
            edit: (!place.source.is_empty()).then(|| parts.edit(&place.source)).flatten(),
            canonical: parts.canonical(&place.url),
            print: place.print.as_ref().map(|url| self.hrefs.to(url)),
            link: self.link(),
            permanent: front.id().and_then(|id| parts.full(&short_link(id))),
            checked: front.reviewed.map(|day| checked(&parts.theme.strings, day)),
            is_home: parts.is_home(&place.url),
            has_heading,
        }
    }
}
