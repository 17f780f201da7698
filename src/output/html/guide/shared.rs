//! What all pages that show rules depend on, besides the guide that they are about.

use crate::memo::Hashed;
use crate::output::given::Given;
use crate::output::html::sheets::Sheets;
use crate::policy::Param;
use crate::policy::State;
use crate::site::Steps;
use crate::site::Target;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What all pages that show rules share.
#[derive(Debug, Default, Hash)]
pub(in crate::output) struct Shared {
    /// The day.
    pub(in crate::output) as_of: Date,
    /// The values, by name.
    pub(in crate::output) params: Hashed<BTreeMap<Arc<str>, Param>>,
    /// What holds for the programme as a whole, unless it is simply open.
    pub(in crate::output) banner: Option<State>,
    /// The titles of the guides, by id.
    pub(in crate::output) titles: BTreeMap<Arc<str>, Arc<str>>,
    /// Where next steps lead.
    pub(in crate::output) steps: Hashed<Steps>,
    /// Where more is said about words, by the id of the word.
    pub(in crate::output) terms: Hashed<BTreeMap<Arc<str>, Target>>,
    /// The journeys of guides, by the id of the guide: title and id.
    pub(in crate::output) journeys: BTreeMap<Arc<str>, Arc<str>>,
    /// For each guide the day of the last release that had something new about it.
    pub(in crate::output) days: BTreeMap<Arc<str>, Date>,
    /// The style sheets, which may hide callouts.
    pub(in crate::output) sheets: Arc<Sheets>,
}

impl Shared {
    /// Of a site.
    pub(in crate::output) fn new(given: &Given<'_>) -> Arc<Self> {
        let rules = &given.site.rules;
        let titles = rules.guides.iter().map(|(id, guide)| (Arc::clone(id), Arc::clone(&guide.title)));
        let journeys = rules
            .whole
            .journeys
            .values()
            .filter_map(|journey| Some((Arc::clone(journey.guide.as_ref()?), Arc::clone(&journey.id))));
        Arc::new(Self {
            as_of: rules.as_of,
            params: rules.params.clone(),
            banner: rules.banner.clone(),
            titles: titles.collect(),
            steps: given.site.steps.clone(),
            terms: given.site.terms.clone(),
            journeys: journeys.collect(),
            days: rules.days.clone(),
            sheets: Arc::clone(&given.sheets),
        })
    }

    /// Of a page that shows no rules.
    pub(in crate::output) fn none() -> Arc<Self> {
        Arc::new(Self::default())
    }
}
