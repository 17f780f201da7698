//! Journeys: how an ask goes from the first mail to the parcel, who has it at each stage, and the days to keep.

pub(super) mod calendar;
mod ics;
mod keys;
pub(super) mod model;
mod read;
mod sets;
pub(super) mod stage;

pub use calendar::Entry;
pub use calendar::plan;
pub use ics::ics;
pub use model::Day;
pub use model::Journey;
pub use model::Leg;
pub use model::Turn;
pub(super) use read::read;
pub(super) use read::schema;
pub use sets::asked;
pub(super) use sets::too_many;
pub use stage::Stage;
