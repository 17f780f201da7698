//! The situations that end in another way: every rule of the one guide against every rule of the other, less what earlier
//! rules take, and then as few regions as possible.

use crate::history::sides::Boxed;
use crate::history::sides::Side;
use crate::policy::Budget;
use crate::policy::Region;
use crate::policy::TooComplex;
use crate::policy::intersection;
use crate::policy::merged;
use crate::policy::size;
use crate::policy::uncovered;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How a situation ended and ends: outcomes by number in their guides; nothing where a guide had no answer for it.
pub(super) type Ends = [Option<usize>; 2];

/// Regions that end in another way.
pub(super) struct Found {
    /// For each pair of ends its regions.
    pub(super) regions: BTreeMap<Ends, Vec<Region>>,
    /// There are more.
    pub(super) more: bool,
}

/// How many regions are gathered before they are merged.
const MOST: usize = 4_000;
/// With more regions than this they are merged, and not made as wide as possible.
const WIDENED: usize = 200;
/// How many masks may be looked at while regions are made wide.
const WIDENING: u64 = 4_000_000;

/// Finds them. `is_same` says whether two ends mean the same; `missing` has for each guide the answers that it does not know.
pub(super) fn find(
    full: &Region,
    sides: [&Side; 2],
    missing: [&Region; 2],
    is_same: &dyn Fn(usize, usize) -> bool,
    budget: &mut Budget,
) -> Result<Found, TooComplex> {
    let mut search = Search { regions: BTreeMap::new(), count: 0, budget };
    let [was, now] = sides;
    let (olds, news) = (Open::all(was, now), Open::all(now, was));
    for old in &olds {
        for new in news.iter().filter(|new| !is_same(old.rule.then, new.rule.then)) {
            search.both(old, new)?;
        }
    }
    search.only(full, missing[1], sides, 0)?;
    search.only(full, missing[0], [now, was], 1)?;
    let more = search.count >= MOST;
    let mut regions = search.regions;
    for parts in regions.values_mut() {
        *parts = fewest(full, std::mem::take(parts), search.budget)?;
    }
    Ok(Found { regions, more })
}

/// A rule with what is known of it before the search.
struct Open<'s> {
    rule: &'s Boxed,
    /// How many rules are read before it.
    place: usize,
    before: &'s [Boxed],
    /// For each of its boxes the first stop of the other guide that takes all of it.
    taken_at: Vec<usize>,
}

impl<'s> Open<'s> {
    fn all(side: &'s Side, other: &Side) -> Vec<Self> {
        let holds = |wide: &Region, part: &Region| wide.iter().zip(part).all(|(wide, part)| wide & part == *part);
        let first = |part: &Region| {
            let taking = other.stops.iter().position(|stop| stop.boxes.iter().any(|wide| holds(wide, part)));
            taking.unwrap_or(usize::MAX)
        };
        let open = |(rule, before): (&'s Boxed, &'s [Boxed])| Self {
            rule,
            place: before.len(),
            before,
            taken_at: rule.boxes.iter().map(first).collect(),
        };
        side.rules().map(open).collect()
    }
}

/// The situations that earlier rules of either guide take.
fn taken<'a>(one: &'a [Boxed], other: &'a [Boxed]) -> Vec<&'a Region> {
    one.iter().chain(other).flat_map(|rule| &rule.boxes).collect()
}

struct Search<'b> {
    regions: BTreeMap<Ends, Vec<Region>>,
    count: usize,
    budget: &'b mut Budget,
}

impl Search<'_> {
    /// Situations in which these two decide.
    fn both(&mut self, old: &Open<'_>, new: &Open<'_>) -> Result<(), TooComplex> {
        let taken = taken(old.before, new.before);
        for (one, _) in old.rule.boxes.iter().zip(&old.taken_at).filter(|(_, at)| **at >= new.place) {
            for (other, _) in new.rule.boxes.iter().zip(&new.taken_at).filter(|(_, at)| **at >= old.place) {
                self.budget.spend(1)?;
                if let Some(both) = intersection(one, other) {
                    self.put([Some(old.rule.then), Some(new.rule.then)], &both, &taken)?;
                }
            }
        }
        Ok(())
    }

    /// Situations for which only one guide has an answer: those with an answer that the other does not know.
    fn only(
        &mut self,
        full: &Region,
        missing: &Region,
        [one, other]: [&Side; 2],
        side: usize,
    ) -> Result<(), TooComplex> {
        let known: Vec<&Region> = other.rules().flat_map(|(rule, _)| &rule.boxes).collect();
        for (question, mask) in missing.iter().enumerate().filter(|(_, mask)| **mask != 0) {
            let mut region = full.clone();
            region[question] = *mask;
            let unknown = uncovered(&region, &known, MOST, self.budget)?;
            for region in unknown {
                for (rule, before) in one.rules() {
                    for part in rule.boxes.iter().filter_map(|part| intersection(part, &region)) {
                        let mut ends = [None, None];
                        ends[side] = Some(rule.then);
                        self.put(ends, &part, &taken(before, &[]))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, ends: Ends, region: &Region, taken: &[&Region]) -> Result<(), TooComplex> {
        let room = MOST.saturating_sub(self.count);
        if room > 0 {
            let parts = uncovered(region, taken, room, self.budget)?;
            self.count += parts.len();
            self.regions.entry(ends).or_default().extend(parts);
        }
        Ok(())
    }
}

/// The fewest regions that say the same: each as wide as it can be, none that others say together. Where that would take too
/// long, only those are joined that differ in one question.
fn fewest(full: &Region, parts: Vec<Region>, budget: &mut Budget) -> Result<Vec<Region>, TooComplex> {
    let parts = merged(apart(parts, budget)?);
    if parts.len() > WIDENED {
        return Ok(parts);
    }
    Ok(wide(full, &parts, &mut Budget(WIDENING)).unwrap_or(parts))
}

fn wide(full: &Region, parts: &[Region], budget: &mut Budget) -> Result<Vec<Region>, TooComplex> {
    let all: Vec<&Region> = parts.iter().collect();
    let mut wide = BTreeSet::new();
    for part in parts {
        wide.insert(widened(full, part, &all, budget)?);
    }
    let mut wide: Vec<Region> = wide.into_iter().collect();
    wide.sort_by_key(|region| std::cmp::Reverse((size(region), region.clone())));
    for at in (0..wide.len()).rev() {
        let others: Vec<&Region> =
            wide.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, region)| region).collect();
        if uncovered(&wide[at], &others, 1, budget)?.is_empty() {
            wide.remove(at);
        }
    }
    Ok(wide)
}

/// The same situations as regions that have none in common: routes that may match together leave some twice.
fn apart(parts: Vec<Region>, budget: &mut Budget) -> Result<Vec<Region>, TooComplex> {
    let mut kept: Vec<Region> = Vec::with_capacity(parts.len());
    for part in parts {
        let meets = kept.iter().any(|other| intersection(other, &part).is_some());
        let new = match meets {
            true => uncovered(&part, &kept.iter().collect::<Vec<_>>(), MOST, budget)?,
            false => vec![part],
        };
        kept.extend(new);
    }
    Ok(kept)
}

fn widened(full: &Region, part: &Region, all: &[&Region], budget: &mut Budget) -> Result<Region, TooComplex> {
    let mut wide = part.clone();
    for question in 0..wide.len() {
        let own = wide[question];
        wide[question] = full[question];
        if own == full[question] || uncovered(&wide, all, 1, budget)?.is_empty() {
            continue;
        }
        wide[question] = own;
        let reached = all.iter().fold(0, |mask, region| mask | region[question]);
        for bit in (0..64).map(|bit| 1_u64 << bit).filter(|bit| reached & bit != 0 && own & bit == 0) {
            wide[question] |= bit;
            if !uncovered(&wide, all, 1, budget)?.is_empty() {
                wide[question] &= !bit;
            }
        }
    }
    Ok(wide)
}

/// The rules of a guide that decide somewhere in a region and end in this way.
pub(super) fn deciding<'s>(side: &'s Side, region: &Region, then: usize, budget: &mut Budget) -> Vec<&'s Boxed> {
    let mut decides = |(rule, before): (&'s Boxed, &'s [Boxed])| {
        let taken = taken(before, &[]);
        let parts = rule.boxes.iter().filter_map(|part| intersection(part, region));
        // A rule that cannot be ruled out is named.
        let is_free = |part: Region| uncovered(&part, &taken, 1, budget).map_or(true, |left| !left.is_empty());
        parts.map(is_free).any(|free| free).then_some(rule)
    };
    side.rules().filter(|(rule, _)| rule.then == then).filter_map(&mut decides).collect()
}
