//! The proof that rules leave no gap, do not overlap and are all alive.
//!
//! All questions are of one kind: which part of a region is covered by none of some boxes? The region is split on the
//! question that most boxes mention, until no box is left or one covers all; remainders that were found covered are
//! remembered. The problem is hard in the worst case, so every step is counted, and a proof that runs out of steps fails.

use crate::memo::Fingerprint;
use crate::policy::model::Rule;

use std::collections::BTreeMap;
use std::collections::HashSet;

/// A set of combinations: for each question the answers that are in it, as bits.
pub type Region = Vec<u64>;

/// How many masks a proof may look at: a few seconds at worst.
pub const STEPS: u64 = 40_000_000;
/// How many stretches without a rule are gathered before they are merged, and how many pairs of routes that overlap.
const MOST: usize = 2_000;

/// The proof was not finished within its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooComplex;

/// The steps that are left.
#[derive(Debug)]
pub struct Budget(pub u64);

impl Budget {
    /// Takes some steps off.
    pub fn spend(&mut self, steps: usize) -> Result<(), TooComplex> {
        self.0 = self.0.checked_sub(steps as u64).ok_or(TooComplex)?;
        Ok(())
    }
}

/// What is wrong with a table of rules.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// Where neither a stop nor a route matches, the smallest region first.
    pub(super) gaps: Vec<Region>,
    /// There are more gaps than were gathered.
    pub(super) more_gaps: bool,
    /// Two routes that match at the same time, with a region in which they do.
    pub(super) overlaps: Vec<(usize, usize, Region)>,
    /// There are more overlaps than were gathered.
    pub(super) more_overlaps: bool,
    /// Stops that earlier stops cover.
    pub(super) dead_stops: Vec<usize>,
    /// Routes that stops cover.
    pub(super) dead_routes: Vec<usize>,
}

/// Proves a table; `full` has all answers of each question.
pub(super) fn prove(full: &Region, stops: &[Rule], routes: &[Rule], budget: &mut Budget) -> Result<Faults, TooComplex> {
    let stop_boxes = boxes(stops);
    let all: Vec<&Region> = stop_boxes.iter().chain(&boxes(routes)).copied().collect();
    let mut faults = Faults::default();
    for (index, stop) in stops.iter().enumerate() {
        if is_covered(stop, &boxes(&stops[..index]), budget)? {
            faults.dead_stops.push(index);
        }
    }
    for (index, route) in routes.iter().enumerate() {
        if is_covered(route, &stop_boxes, budget)? {
            faults.dead_routes.push(index);
        }
    }
    let gaps = uncovered(full, &all, MOST, budget)?;
    faults.more_gaps = gaps.len() >= MOST;
    faults.gaps = merged(gaps);
    faults.overlaps = overlaps(routes, &stop_boxes, budget)?;
    faults.more_overlaps = faults.overlaps.len() >= MOST;
    Ok(faults)
}

fn boxes(rules: &[Rule]) -> Vec<&Region> {
    rules.iter().flat_map(|rule| &rule.when).collect()
}

fn is_covered(rule: &Rule, by: &[&Region], budget: &mut Budget) -> Result<bool, TooComplex> {
    for part in &rule.when {
        if !uncovered(part, by, 1, budget)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn overlaps(
    routes: &[Rule],
    stops: &[&Region],
    budget: &mut Budget,
) -> Result<Vec<(usize, usize, Region)>, TooComplex> {
    let mut found = Vec::new();
    for (index, one) in routes.iter().enumerate() {
        for (other_index, other) in routes.iter().enumerate().skip(index + 1) {
            let excused = |a: &Rule, b: &Rule| a.same_as.as_deref() == Some(&*b.id) && a.then == b.then;
            if excused(one, other) || excused(other, one) {
                continue;
            }
            if let Some(region) = common(one, other, stops, budget)? {
                found.push((index, other_index, region));
            }
            if found.len() >= MOST {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// A region in which both match and no stop does.
fn common(one: &Rule, other: &Rule, stops: &[&Region], budget: &mut Budget) -> Result<Option<Region>, TooComplex> {
    for a in &one.when {
        for b in &other.when {
            budget.spend(1)?;
            let Some(both) = intersection(a, b) else { continue };
            let mut left = uncovered(&both, stops, 64, budget)?;
            if !left.is_empty() {
                left = merged(left);
                return Ok(left.into_iter().next());
            }
        }
    }
    Ok(None)
}

/// What two regions have in common.
pub fn intersection(a: &[u64], b: &[u64]) -> Option<Region> {
    if a.iter().zip(b).any(|(a, b)| a & b == 0) {
        return None;
    }
    Some(a.iter().zip(b).map(|(a, b)| a & b).collect())
}

/// The parts of a region that no box covers, at most so many of them.
pub fn uncovered(
    region: &Region,
    boxes: &[&Region],
    most: usize,
    budget: &mut Budget,
) -> Result<Vec<Region>, TooComplex> {
    let mut search = Search { found: Vec::new(), most, covered: HashSet::new(), budget };
    search.split(region, boxes)?;
    Ok(search.found)
}

struct Search<'b> {
    found: Vec<Region>,
    most: usize,
    /// Remainders in which everything is covered.
    covered: HashSet<Fingerprint>,
    budget: &'b mut Budget,
}

impl Search<'_> {
    fn split(&mut self, region: &Region, boxes: &[&Region]) -> Result<(), TooComplex> {
        self.budget.spend(boxes.len() * region.len() + 1)?;
        let meets = |part: &&&Region| part.iter().zip(region).all(|(mask, all)| mask & all != 0);
        let live: Vec<&Region> = boxes.iter().filter(meets).copied().collect();
        if live.is_empty() {
            self.found.push(region.clone());
            return Ok(());
        }
        let Some(question) = most_mentioned(region, &live) else { return Ok(()) };
        let key = remainder(region, &live);
        if self.covered.contains(&key) {
            return Ok(());
        }
        let before = self.found.len();
        for class in classes(question, region[question], &live) {
            if self.found.len() >= self.most {
                return Ok(());
            }
            let mut part = region.clone();
            part[question] = class;
            self.split(&part, &live)?;
        }
        if self.found.len() == before {
            self.covered.insert(key);
        }
        Ok(())
    }
}

/// The question that most boxes say something about; none if one of the boxes says nothing, so that it covers all.
fn most_mentioned(region: &Region, live: &[&Region]) -> Option<usize> {
    let mut counts = vec![0_usize; region.len()];
    for part in live {
        let mut says_something = false;
        for (question, all) in region.iter().enumerate() {
            if part[question] & all != *all {
                counts[question] += 1;
                says_something = true;
            }
        }
        if !says_something {
            return None;
        }
    }
    (0..region.len()).max_by_key(|question| (counts[*question], std::cmp::Reverse(*question)))
}

/// What is left of the boxes inside the region, as a key. Questions that no box says anything about are left out, so two
/// regions with the same remainder have the same key.
fn remainder(region: &Region, live: &[&Region]) -> Fingerprint {
    let mut rows: Vec<Vec<u64>> = live.iter().map(|part| remaining(part, region)).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut bytes = Vec::with_capacity(rows.len() * 48);
    for row in rows {
        bytes.extend_from_slice(&(row.len() as u64).to_le_bytes());
        row.iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
    }
    Fingerprint::of_bytes(&bytes)
}

fn remaining(part: &Region, region: &Region) -> Vec<u64> {
    let mut row = Vec::new();
    for (question, (mask, all)) in part.iter().zip(region).enumerate() {
        if mask & all != *all {
            row.extend([question as u64, *all, mask & all]);
        }
    }
    row
}

/// The answers of a question, those together that no box tells apart, in the order of their first.
pub(super) fn classes(question: usize, answers: u64, live: &[&Region]) -> Vec<u64> {
    let mut classes = vec![answers];
    for part in live {
        let mask = part[question];
        if classes.iter().all(|class| class & mask == 0 || class & mask == *class) {
            continue;
        }
        classes = classes.iter().flat_map(|class| [class & mask, class & !mask]).filter(|class| *class != 0).collect();
    }
    classes.sort_unstable_by_key(|class| class.trailing_zeros());
    classes
}

/// How many combinations a region has.
pub fn size(region: &[u64]) -> u128 {
    region.iter().fold(1, |size: u128, mask| size.saturating_mul(u128::from(mask.count_ones())))
}

/// Regions that differ in one question become one, as long as there are such; the smallest first.
pub fn merged(mut regions: Vec<Region>) -> Vec<Region> {
    let questions = regions.first().map_or(0, Vec::len);
    loop {
        let before = regions.len();
        for question in 0..questions {
            regions = merged_on(regions, question);
        }
        if regions.len() == before {
            break;
        }
    }
    regions.sort_by_cached_key(|region| {
        (size(region), region.iter().map(|mask| mask.reverse_bits()).map(std::cmp::Reverse).collect::<Vec<_>>())
    });
    regions
}

fn merged_on(regions: Vec<Region>, question: usize) -> Vec<Region> {
    let mut groups: BTreeMap<Region, u64> = BTreeMap::new();
    for mut region in regions {
        let mask = std::mem::replace(&mut region[question], 0);
        *groups.entry(region).or_default() |= mask;
    }
    groups
        .into_iter()
        .map(|(mut region, mask)| {
            region[question] = mask;
            region
        })
        .collect()
}
