//! `addresses.json`: every address of the site, old ones and short links among them, for the page of missing addresses. Its
//! script loads it only there.
//!
//! `{"titles": […], "addresses": [["organizers/rates.html", 0], …]}`: each address from the root of the site, with the
//! number of its title.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::job::Job;
use crate::site::Arrangement;
use crate::site::Target;
use crate::site::short_link;
use crate::site::urls;

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Hash)]
struct Input {
    arranged: Hashed<Arrangement>,
}

#[derive(Serialize)]
struct Addresses<'a> {
    titles: Vec<&'a str>,
    addresses: Vec<(String, usize)>,
}

/// Makes the file, unless the author has one of that name.
pub(super) fn make(given: &Given<'_>) -> Files {
    let path = SitePath::new("addresses.json").filter(|path| !given.files.contains_key(path));
    let input = || Input { arranged: given.site.arranged.clone() };
    let jobs = path.into_iter().map(|path| Job::new(path, input(), render)).collect();
    Files { jobs, passing: true, ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let arranged = &input.arranged;
    let places = arranged.places.iter().chain(&arranged.made).map(|(_, place)| place);
    let mut titles: Vec<&str> = Vec::new();
    let mut addresses = Vec::new();
    let mut of_url: BTreeMap<&SitePath, usize> = BTreeMap::new();
    for place in places {
        of_url.insert(&place.url, titles.len());
        addresses.push((urls::relative("", place.url.as_str()), titles.len()));
        titles.push(&place.title);
    }
    for one in &arranged.permanent {
        let own = (!one.rest.is_empty()).then_some(titles.len());
        titles.extend(own.map(|_| &*one.title));
        let title = own.or_else(|| of_url.get(&one.url).copied());
        addresses.extend(title.map(|title| (short_link(&one.id), title)));
    }
    for redirect in &arranged.redirects {
        let Some(Target::File { url, .. }) = &redirect.to else { continue };
        let title = of_url.get(url).copied();
        addresses.extend(title.map(|title| (urls::relative("", redirect.from.as_str()), title)));
    }
    // Only maps with keys that are not text can fail to be written, and there are none.
    let mut json = serde_json::to_string(&Addresses { titles, addresses }).unwrap_or_default();
    json.push('\n');
    Noted::clean(json.into_bytes())
}
