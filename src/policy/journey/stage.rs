//! The stages of an ask: five words, of which none says that something was promised.

use schemars::JsonSchema;
use serde::Deserialize;

/// How far an ask has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Somebody wrote.
    Asked,
    /// A person has read it.
    SomeoneIsLooking,
    /// A request exists where it is decided.
    Filed,
    /// There is an answer, yes or no.
    Decided,
    /// What was agreed to has arrived.
    Delivered,
}

impl Stage {
    /// All of them, the earliest first.
    pub const ALL: [Self; 5] = [Self::Asked, Self::SomeoneIsLooking, Self::Filed, Self::Decided, Self::Delivered];

    /// As authors write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::SomeoneIsLooking => "someone-is-looking",
            Self::Filed => "filed",
            Self::Decided => "decided",
            Self::Delivered => "delivered",
        }
    }

    /// As readers see it, with what it does not mean.
    pub fn words(self) -> &'static str {
        match self {
            Self::Asked => "asked, not filed",
            Self::SomeoneIsLooking => "someone is looking, not filed",
            Self::Filed => "filed, not decided",
            Self::Decided => "decided; the answer can be no, yes, or a part",
            Self::Delivered => "delivered",
        }
    }

    /// Has the day by which a request must be filed no say any more?
    pub fn is_filed(self) -> bool {
        self >= Self::Filed
    }
}
