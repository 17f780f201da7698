//! How strong an outcome is.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// How strong an outcome is. There is none that means "approved".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It cannot be asked for.
    NotPossible,
    /// Something to know.
    Information,
    /// Somebody has to look at it.
    NeedsAPerson,
    /// Somebody else can be asked.
    OtherTeam,
    /// It may be asked for; somebody else decides.
    MayRequest,
}

impl Kind {
    /// All of them, the weakest first.
    pub const ALL: [Self; 5] =
        [Self::NotPossible, Self::Information, Self::NeedsAPerson, Self::OtherTeam, Self::MayRequest];

    /// As authors write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotPossible => "not-possible",
            Self::Information => "information",
            Self::NeedsAPerson => "needs-a-person",
            Self::OtherTeam => "other-team",
            Self::MayRequest => "may-request",
        }
    }

    /// As readers see it.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotPossible => "not possible",
            Self::Information => "information",
            Self::NeedsAPerson => "a person has to look at it",
            Self::OtherTeam => "another team",
            Self::MayRequest => "a request may be filed, and can be refused",
        }
    }

    /// Does it raise hopes?
    pub fn is_favourable(self) -> bool {
        self == Self::MayRequest
    }
}
