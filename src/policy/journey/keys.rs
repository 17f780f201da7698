//! A journey as its author writes it: the keys of `journeys/*.yaml`.

use crate::data::At;
use crate::data::Keyed;

use schemars::JsonSchema;
use serde::Deserialize;

/// The keys of a journey.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "A journey: the stages of an ask")]
pub(super) struct Keys {
    /// The id of the journey: the ask, such as `money`.
    #[schemars(required)]
    pub(super) journey: Option<At<String>>,
    /// Ids that the journey had before; its old address leads on.
    pub(super) formerly: Vec<At<String>>,
    /// What is asked for, in a few words.
    #[schemars(required)]
    pub(super) title: Option<At<String>>,
    /// The guide that says whether it may be asked for.
    pub(super) guide: Option<At<String>>,
    /// It is answered in a mail of its own, so no page puts it together with other asks.
    pub(super) apart: bool,
    /// What silence means.
    #[schemars(required)]
    pub(super) if_nothing: Option<At<String>>,
    /// `asked`, `someone-is-looking`, `filed`, `decided` and `delivered`, each with what holds then.
    #[schemars(required)]
    pub(super) stages: Option<At<Keyed<At<Leg>>>>,
    /// Days that are counted from the event.
    pub(super) days: Vec<At<Day>>,
}

/// What holds at a stage.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Leg")]
pub(super) struct Leg {
    /// Who has it.
    #[schemars(required)]
    pub(super) who: Option<String>,
    /// What the organizer can see.
    #[schemars(required)]
    pub(super) sees: Option<String>,
    /// How long it usually takes; that nobody knows is an answer too.
    #[schemars(required)]
    pub(super) usually: Option<String>,
    /// How long it takes at most.
    #[schemars(required)]
    pub(super) at_most: Option<String>,
    /// Whom to ask.
    #[schemars(required)]
    pub(super) ask: Option<String>,
    /// What the stage does not mean.
    #[schemars(required)]
    pub(super) does_not_mean: Option<String>,
}

/// A day that is counted from the event.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Day")]
pub(super) struct Day {
    /// What is to be done by then.
    #[schemars(required)]
    pub(super) what: Option<At<String>>,
    /// How long before the first day of the event: `14 days`, or a parameter.
    pub(super) before: Option<At<String>>,
    /// How long after the first day of the event.
    pub(super) after: Option<At<String>>,
}
