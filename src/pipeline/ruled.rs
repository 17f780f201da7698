//! What the rules make of a site: pages of their own, names for links, and what they put into the pages of authors.

use crate::artifact::SitePath;
use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::document::Page;
use crate::memo::Hashed;
use crate::site;
use crate::site::Gone;
use crate::site::Made;
use crate::site::OldAddress;
use crate::site::Permanent;
use crate::site::Put;
use crate::site::Rules;
use crate::site::Target;
use crate::site::Titles;
use crate::site::urls;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the order and the addresses of a site need of its rules.
#[derive(Hash)]
pub(super) struct Ruled {
    /// The pages that are made from rules.
    pub(super) made: Vec<Made>,
    /// The guides as JSON, and the replies as text and Markdown.
    pub(super) data: Vec<SitePath>,
    /// What links can name.
    pub(super) names: BTreeMap<Arc<str>, Target>,
    /// The places in the pages that are made from rules.
    pub(super) places: BTreeSet<(SitePath, Arc<str>)>,
    /// The old addresses of what is made from rules.
    pub(super) former: Vec<OldAddress>,
    /// What is gone for good.
    pub(super) gone: Vec<Gone>,
    /// What keeps its id wherever it goes.
    pub(super) permanent: Vec<Permanent>,
    /// The ids of guides that are written and could not be read.
    pub(super) unread: BTreeSet<Arc<str>>,
    /// The titles of pages that no author gives one.
    pub(super) titles: Titles,
}

/// What the rules make of a site with these pages.
pub(super) fn ruled(rules: &Rules, theme: &Theme, layout: &Layout, pages: &[Hashed<Page>], gone: Vec<Gone>) -> Ruled {
    let word = |key: &str| Arc::from(theme.strings.get(key).map_or(key, String::as_str));
    let titles = Titles {
        guides: word("guides"),
        values: word("values"),
        replies: word("replies"),
        journeys: word("journeys"),
        asks: word("asks"),
        asked: word("asked"),
        roles: word("roles"),
        glossary: word("glossary"),
        plan: word("plan"),
        catch_up: word("catch-up"),
        changes: word("changes"),
        guide_changes: word("guide-changes"),
        all: word("guide-all"),
        was: word("outcome-was"),
    };
    let is_taken = |url: &SitePath| {
        let folder = urls::folder(url.as_str());
        let mut near = pages.iter().filter(|page| page.path.starts_with(folder));
        near.any(|page| urls::of_page(&page.path).as_ref() == Some(url))
    };
    let made = site::made(rules, &titles, |path| Arc::from(layout.in_content(path)), is_taken);
    let names = site::names(rules, &made);
    let permanent = site::of_rules(rules, &made);
    let data = rules.guides.values().filter_map(|guide| site::data_url(guide));
    let mails = rules.whole.replies.keys().filter_map(|id| site::reply_urls(id)).flatten();
    let data = data.chain(mails).collect();
    let former = site::former(rules, &made);
    let places =
        |made: &Made| made.what.places(rules).into_iter().map(|place| (made.url.clone(), place)).collect::<Vec<_>>();
    let places = made.iter().flat_map(places).collect();
    Ruled { made, data, names, places, former, gone, permanent, unread: rules.whole.unread.clone(), titles }
}

/// What the rules put into each page.
pub(super) fn put(pages: &[(SitePath, Hashed<Page>)], rules: &Rules, found: &mut Vec<Diagnostic>) -> Vec<Hashed<Put>> {
    let nothing = Hashed::new(Put::default());
    let one = |(_, page): &(SitePath, Hashed<Page>)| match site::is_plain(page) {
        true => nothing.clone(),
        false => Hashed::new(site::put(page, rules).into(found)),
    };
    pages.iter().map(one).collect()
}
