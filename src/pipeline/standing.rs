//! What stands where in a site, for the ledger: every file, and the places of it that a link may name.

use crate::artifact::SitePath;
use crate::ledger::Places;
use crate::ledger::Standing;
use crate::memo::Hashed;
use crate::site::Placed;
use crate::site::Redirect;
use crate::site::Site;
use crate::site::Target;

use std::collections::BTreeSet;
use std::sync::Arc;

/// What pages are made with: nobody links to it on its own, and it may get another name whenever it is made anew.
const PARTS: [&str; 17] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "mjs", "map", "woff", "woff2", "ttf",
    "otf", "wasm",
];

/// Do people link to a file of this name?
pub(super) fn is_linked(path: &SitePath) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    !PARTS.contains(&ending.as_str()) && !name.starts_with(['.', '_']) && name != "CNAME" && name != "robots.txt"
}

/// Adds which places the pages have.
pub(super) fn places(standing: &mut Standing, site: &Site) {
    for page in &site.pages {
        standing.set(&page.place.url, own(page));
    }
    for made in &site.made {
        let moved = made.place.moved.iter().map(|(name, _)| Arc::clone(name));
        let own = made.what.places(&site.rules).into_iter().chain(moved).collect();
        standing.set(&made.place.url, Places::Listed(own, None));
    }
    for stone in &site.arranged.retired {
        standing.set(&stone.from, Places::Any);
    }
    for redirect in &site.arranged.redirects {
        standing.set(&redirect.from, led_on(redirect));
    }
    let is_front = |page: &&Placed| page.place.url.as_str() == "index.html";
    if let (None, Some(first)) = (site.pages.iter().find(is_front), site.pages.iter().find(|page| page.place.in_order))
        && let Some(front) = SitePath::new("index.html").filter(|front| !is_led_on(site, front))
    {
        standing.set(&front, Places::Listed(Vec::new(), Some(first.place.url.clone())));
    }
}

fn is_led_on(site: &Site, url: &SitePath) -> bool {
    site.arranged.redirects.iter().any(|redirect| redirect.from == *url)
}

fn own(page: &Placed) -> Places {
    if page.place.moved.is_empty() {
        return Places::Own(page.page.anchors.clone());
    }
    let moved = page.place.moved.iter().map(|(name, _)| Arc::clone(name));
    let all: BTreeSet<Arc<str>> = page.page.anchors.iter().cloned().chain(moved).collect();
    Places::Own(Hashed::new(all))
}

fn led_on(redirect: &Redirect) -> Places {
    match &redirect.to {
        Some(Target::File { url, rest }) if rest.is_empty() => {
            let listed = redirect.anchors.iter().map(|(name, _)| Arc::clone(name)).collect();
            Places::Listed(listed, Some(url.clone()))
        }
        // It leads to one place, or out of the site: whatever was asked for is answered there.
        Some(_) => Places::Any,
        None => Places::Listed(redirect.anchors.iter().map(|(name, _)| Arc::clone(name)).collect(), None),
    }
}
