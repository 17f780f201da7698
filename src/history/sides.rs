//! The rules of a guide as sets of situations in the common space.

use crate::history::model::Guide;
use crate::history::model::Rule;
use crate::history::model::Step;
use crate::history::space::Space;
use crate::policy::Region;

use std::collections::BTreeMap;
use std::sync::Arc;

/// More ways than this through a tree that is written by hand are not looked at.
const MOST: usize = 4_000;

/// The rules of one guide.
pub(super) struct Side {
    /// Read from the top.
    pub(super) stops: Vec<Boxed>,
    /// At most one of them matches what the stops leave.
    pub(super) routes: Vec<Boxed>,
}

/// A rule.
pub(super) struct Boxed {
    /// The situations that it is about.
    pub(super) boxes: Vec<Region>,
    /// The outcome, by its number in the guide.
    pub(super) then: usize,
    /// Its name.
    pub(super) id: Arc<str>,
    /// Where it is written.
    pub(super) source: Option<Arc<str>>,
}

impl Side {
    /// The rules of one of the two guides of a space; nothing if there are too many ways through it.
    pub(super) fn new(space: &Space<'_>, guide: &Guide, side: usize) -> Option<Self> {
        let boxed = |rule: &Rule| Boxed {
            boxes: rule.when.iter().map(|part| region(space, side, part)).collect(),
            then: guide.outcome(&rule.then).unwrap_or_default(),
            id: Arc::clone(&rule.id),
            source: rule.source.clone(),
        };
        let routes = match guide.steps.first() {
            Some(first) => ways(space, guide, side, first)?,
            None => guide.routes.iter().map(boxed).collect(),
        };
        Some(Self { stops: guide.stops.iter().map(boxed).collect(), routes })
    }

    /// All rules, each with those that are read before it.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&Boxed, &[Boxed])> {
        let stops = self.stops.iter().enumerate().map(|(place, stop)| (stop, &self.stops[..place]));
        stops.chain(self.routes.iter().map(|route| (route, &self.stops[..])))
    }
}

fn region(space: &Space<'_>, side: usize, part: &BTreeMap<Arc<str>, Vec<Arc<str>>>) -> Region {
    let mut region = space.full();
    for (mask, common) in region.iter_mut().zip(&space.questions) {
        let said = common.sides[side].and_then(|question| part.get(&question.id));
        *mask = said.map_or(*mask, |answers| common.mask(side, answers));
    }
    region
}

/// Every way through a tree that is written by hand, as a route. It is named after its last step.
fn ways(space: &Space<'_>, guide: &Guide, side: usize, first: &Step) -> Option<Vec<Boxed>> {
    let mut routes = Vec::new();
    let mut open = vec![(first, BTreeMap::new())];
    while let Some((step, way)) = open.pop() {
        let targets: std::collections::BTreeSet<&Arc<str>> = step.to.values().collect();
        for target in targets {
            let answers: Vec<Arc<str>> =
                step.to.iter().filter(|(_, to)| *to == target).map(|(answer, _)| Arc::clone(answer)).collect();
            let mut way = way.clone();
            way.insert(Arc::clone(&step.id), answers);
            match guide.steps.iter().find(|next| next.id == *target) {
                Some(next) => open.push((next, way)),
                None => routes.push(Boxed {
                    boxes: vec![region(space, side, &way)],
                    then: guide.outcome(target).unwrap_or_default(),
                    id: Arc::clone(&step.id),
                    source: None,
                }),
            }
        }
        if routes.len() + open.len() > MOST {
            return None;
        }
    }
    Some(routes)
}
