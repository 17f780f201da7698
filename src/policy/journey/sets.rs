//! The asks that one mail can hold together, and every set of them: organizers ask for several things at once.

use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::journey::model::Journey;
use crate::policy::model::Policy;

use std::sync::Arc;

/// So many asks can stand together. Each further one doubles the sets, and nobody reads that many pages.
const MOST: usize = 5;

/// The asks that can stand in a mail together, by their ids; those that are answered apart are left out.
fn together(policy: &Policy) -> Vec<&Journey> {
    policy.journeys.values().filter(|journey| !journey.apart).collect()
}

/// Every set of asks, the smaller ones first, each sorted by id. A single ask needs no sets, and too many have none.
pub fn asked(policy: &Policy) -> Vec<Vec<Arc<str>>> {
    let asks = together(policy);
    if !(2..=MOST).contains(&asks.len()) {
        return Vec::new();
    }
    let of = |set: u32| {
        let inside = asks.iter().enumerate().filter(move |(number, _)| set >> number & 1 == 1);
        inside.map(|(_, journey)| Arc::clone(&journey.id)).collect::<Vec<_>>()
    };
    let mut sets: Vec<_> = (1..1 << asks.len()).map(of).collect();
    sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    sets
}

/// Says that there are too many asks for a page of each set.
pub(in crate::policy) fn too_many(policy: &Policy, found: &mut Vec<Diagnostic>) {
    let asks = together(policy);
    let Some(last) = asks.last().filter(|_| asks.len() > MOST) else { return };
    let message = format!("{} asks are too many for a page of each set; there are such pages up to {MOST}", asks.len());
    let note = Diagnostic::at(&codes::TOO_MANY_ASKS, last.span, message);
    found.push(note.help(
        "write `apart: true` into the journeys of asks that are answered in a mail of their own, or join asks that go to the same people; `caveat compose` answers any of them",
    ));
}
