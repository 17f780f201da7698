//! Places of a page that had other names: on the page still, or gone to another.

use crate::output::html::hrefs::Hrefs;
use crate::site::Place;
use crate::site::Target;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// A place whose text has gone to another page.
#[derive(Serialize)]
pub(super) struct MovedValue {
    id: Arc<str>,
    href: Option<String>,
}

/// Old names, by the name that the place has now as it stands in an address, and names whose text has gone elsewhere.
#[derive(Default)]
pub(super) struct Moved {
    pub(super) here: BTreeMap<String, Vec<Arc<str>>>,
    pub(super) elsewhere: Vec<MovedValue>,
}

impl Moved {
    /// The old names of a place.
    pub(super) fn of(&self, name: &str) -> Vec<Arc<str>> {
        self.here.get(name).cloned().unwrap_or_default()
    }
}

/// What moved from a page.
pub(super) fn moved(place: &Place, hrefs: &Hrefs) -> Moved {
    let mut moved = Moved::default();
    for (old, target) in &place.moved {
        match target {
            Target::File { url, rest } if *url == place.url && rest.starts_with('#') => {
                moved.here.entry(rest[1..].to_string()).or_default().push(Arc::clone(old));
            }
            _ => moved.elsewhere.push(MovedValue { id: Arc::clone(old), href: hrefs.target(target) }),
        }
    }
    moved
}
