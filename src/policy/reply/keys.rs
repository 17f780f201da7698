//! A reply as its author writes it: the keys of `replies/*.yaml`.

use crate::data::At;
use crate::data::Keyed;
use crate::policy::journey::stage::Stage;
use crate::policy::kind::Kind;
use crate::policy::permission;
use crate::policy::reply::model::Check;

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;

/// The keys of a reply.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "A reply: a mail that is written once and sent often")]
pub(super) struct Keys {
    /// The id of the reply.
    #[schemars(required)]
    pub(super) reply: Option<At<String>>,
    /// Ids that the reply had before; its old address leads on.
    pub(super) formerly: Vec<At<String>>,
    /// When it is sent, as a title.
    #[schemars(required)]
    pub(super) title: Option<At<String>>,
    /// The outcomes that it tells: a list such as `[money/may-file]`, or a table with the kind that each had when the reply
    /// was written, such as `{money/may-file: may-request}`.
    #[serde(rename = "for")]
    pub(super) tells: Option<At<Outcomes>>,
    /// The subject of the mail.
    #[schemars(required)]
    pub(super) subject: Option<At<String>>,
    /// What the sender fills in: each name that stands in `[[…]]`.
    pub(super) fill: Keyed<At<Blank>>,
    /// What the mail says.
    #[schemars(required)]
    pub(super) body: Option<At<String>>,
    /// A line for every ask.
    #[schemars(required)]
    pub(super) checklist: Option<At<Vec<At<Line>>>>,
}

/// What the sender fills in.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Blank")]
pub(super) struct Blank {
    /// What could stand there.
    #[schemars(required)]
    pub(super) example: Option<At<String>>,
    /// What has to stand there, in words.
    pub(super) what: Option<String>,
    /// What is held against it.
    pub(super) check: Option<At<Check>>,
}

/// A line of the checklist.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Line")]
pub(super) struct Line {
    /// What is asked for: the id of a guide or of a journey, or words.
    #[schemars(required)]
    pub(super) ask: Option<At<String>>,
    /// How far it has come.
    pub(super) stage: Option<At<Stage>>,
    /// What the answer is now.
    #[schemars(required)]
    pub(super) answer: Option<At<String>>,
    /// Whose step is next.
    #[schemars(required)]
    pub(super) owner: Option<At<String>>,
    /// Until when: `14 days`, `21 days before event`, `90 days after event`, `deadline`, a day, or a blank with a day.
    #[schemars(required)]
    pub(super) by: Option<At<String>>,
    /// What silence means.
    #[schemars(required)]
    pub(super) if_nothing: Option<At<String>>,
}

/// Outcomes, each with the kind that it had when the reply was written, if that is said.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Outcomes(pub(super) Vec<(At<String>, Option<At<Kind>>)>);

/// The JSON Schema of a reply.
pub(super) fn schema() -> &'static serde_json::Value {
    // Made from the types alone, so it is the same for every build.
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(|| permission::with_permissions(schemars::schema_for!(Keys).to_value()))
}

impl<'de> Deserialize<'de> for Outcomes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Outcomes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of outcomes, or a table of outcomes with their kinds")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcomes, A::Error> {
                let mut outcomes = Vec::new();
                while let Some(outcome) = seq.next_element()? {
                    outcomes.push((outcome, None));
                }
                Ok(Outcomes(outcomes))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcomes, A::Error> {
                let mut outcomes = Vec::new();
                while let Some((outcome, kind)) = map.next_entry()? {
                    outcomes.push((outcome, Some(kind)));
                }
                Ok(Outcomes(outcomes))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl JsonSchema for Outcomes {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Outcomes".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Outcomes such as money/may-file; a table if each has the kind that it was written for.",
            "type": ["array", "object"],
        })
    }
}
