//! The lanes beside the column: ways to the same box share one, short ones are close to the column.

/// A stretch from top to bottom that needs a lane.
pub(super) type Stretch = (u32, u32);

/// The number of the lane for each stretch; two on the same lane do not touch.
pub(super) fn lanes(stretches: &[Stretch]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|index| (stretches[*index].1 - stretches[*index].0, stretches[*index]));
    let mut lanes: Vec<Vec<Stretch>> = Vec::new();
    let mut numbers = vec![0; stretches.len()];
    for index in order {
        let (top, bottom) = stretches[index];
        let is_free = |lane: &Vec<Stretch>| lane.iter().all(|other| other.1 < top || bottom < other.0);
        let number = lanes.iter().position(is_free).unwrap_or(lanes.len());
        if number == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[number].push((top, bottom));
        numbers[index] = number;
    }
    numbers
}
