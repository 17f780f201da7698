//! Two stages at once, each with findings of its own.

use crate::diagnostic::Diagnostic;

/// Runs two stages at once. What they find stands in the order in which they are named.
pub(super) fn both<A: Send, B: Send>(
    found: &mut Vec<Diagnostic>,
    one: impl FnOnce(&mut Vec<Diagnostic>) -> A + Send,
    other: impl FnOnce(&mut Vec<Diagnostic>) -> B + Send,
) -> (A, B) {
    let mut further = Vec::new();
    let made = rayon::join(|| one(found), || other(&mut further));
    found.extend(further);
    made
}
