//! The rules of the site, in the parts that files depend on: a change of one guide leaves the others as they are.

use crate::history::History;
use crate::memo::Fingerprint;
use crate::memo::Hashed;
use crate::policy::Guide;
use crate::policy::Param;
use crate::policy::Policy;
use crate::policy::State;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;

/// The rules as they are on one day.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The day.
    pub as_of: Date,
    /// What holds for the programme as a whole, unless it is simply open.
    pub banner: Option<State>,
    /// The values, by name.
    pub params: Hashed<BTreeMap<Arc<str>, Param>>,
    /// The guides, by id.
    pub guides: BTreeMap<Arc<str>, Hashed<Guide>>,
    /// What was released up to the day.
    pub history: Hashed<History>,
    /// For each guide the day of the last release that had something new about it.
    pub days: BTreeMap<Arc<str>, Date>,
    /// Everything that is written under `policy/`: for what depends on much of it, such as replies.
    pub whole: Hashed<Policy>,
}

impl Default for Rules {
    fn default() -> Self {
        Self::new(&Arc::new(Policy::default()), &History::default())
    }
}

impl Rules {
    /// The parts of a policy, and its releases.
    pub fn new(policy: &Arc<Policy>, history: &History) -> Self {
        let history = history.until(policy.as_of);
        let banner = policy.closed().cloned();
        let params = Hashed::new(policy.params.clone());
        let guides: BTreeMap<_, _> =
            policy.guides.iter().map(|(id, guide)| (Arc::clone(id), Hashed::new(guide.clone()))).collect();
        let whole = Hashed::with(Fingerprint::of(&**policy), Arc::clone(policy));
        let days = history.days();
        Self { as_of: policy.as_of, banner, params, guides, history: Hashed::new(history), days, whole }
    }

    /// The guides in the order in which readers see them.
    pub fn in_order(&self) -> Vec<&Hashed<Guide>> {
        let mut guides: Vec<&Hashed<Guide>> = self.guides.values().collect();
        guides.sort_by_key(|guide| guide.weight);
        guides
    }

    /// The value of a parameter on the day.
    pub fn value(&self, name: &str) -> Option<&crate::policy::Value> {
        Some(&self.params.get(name)?.on(self.as_of)?.value)
    }
}

impl Hash for Rules {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.whole, &self.history).hash(state);
    }
}
