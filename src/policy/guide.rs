//! A guide as its author writes it: the keys of `guides/*.yaml`, before anything is known about their meaning.
//!
//! Nearly everything may be missing here, so that what is missing can be named in the author's words; the schema for
//! editors says what must be there.

use crate::data::At;
use crate::data::Keyed;
use crate::policy::kind::Kind;

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;

/// The keys of a guide.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "A guide: questions, rules and outcomes")]
#[schemars(extend("oneOf" = [{"required": ["questions", "routes"]}, {"required": ["shape", "steps"]}]))]
pub(super) struct Keys {
    /// The id of the guide, which is part of its address.
    #[schemars(required)]
    pub(super) guide: Option<At<String>>,
    /// Ids that the guide had before; its old addresses lead on.
    pub(super) formerly: Vec<At<String>>,
    /// The question that the guide answers, as a title.
    #[schemars(required)]
    pub(super) title: Option<At<String>>,
    /// The role or address that answers for the rules.
    #[schemars(required)]
    pub(super) owner: Option<At<String>>,
    /// The day from which the rules hold: `2026-01-15`.
    #[schemars(required)]
    pub(super) effective: Option<At<String>>,
    /// The day on which somebody last held the rules against their sources; `effective` if nothing is said.
    pub(super) reviewed: Option<At<String>>,
    /// How long a review holds: `180 days` or `26 weeks`.
    #[schemars(required)]
    pub(super) review_every: Option<At<String>>,
    /// How it is written: as a `table` of rules, if nothing is said, or as a `tree` of steps, for a guide that looks for a
    /// fault and decides nothing.
    pub(super) shape: Option<At<Shape>>,
    /// Only in the shape `tree`: the steps, each of which leads to other steps or to outcomes. It begins with the first.
    pub(super) steps: Option<Keyed<At<Step>>>,
    /// The place among the guides: smaller comes first, otherwise they stand in the order of their ids.
    pub(super) weight: i32,
    /// The questions, in the order in which they are asked; each only when its answer still matters.
    pub(super) questions: Option<Keyed<At<Question>>>,
    /// Read from the top; the first that matches ends the guide.
    pub(super) stops: Vec<At<Rule>>,
    /// Their order means nothing; exactly one must match what the stops leave.
    pub(super) routes: Option<At<Vec<At<Rule>>>>,
    /// How the guide can end.
    #[schemars(required)]
    pub(super) outcomes: Option<Keyed<At<Outcome>>>,
    /// Situations with the outcome that they must have.
    pub(super) scenarios: Vec<At<Scenario>>,
}

impl Keys {
    /// Is its tree written by hand?
    pub(super) fn is_tree(&self) -> bool {
        self.shape.as_ref().is_some_and(|shape| shape.value == Shape::Tree)
    }
}

/// How a guide is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Shape {
    /// Questions, stops and routes; the tree is computed.
    Table,
    /// Steps that lead to each other, as they are written.
    Tree,
}

/// A step of a tree that is written by hand.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Step")]
pub(super) struct Step {
    /// The question, as a sentence.
    #[schemars(required)]
    pub(super) ask: Option<At<String>>,
    /// Why it is asked.
    pub(super) why: Option<At<String>>,
    /// The answers, each with what it says and where it leads.
    #[schemars(required)]
    pub(super) answers: Option<Keyed<At<Way>>>,
    /// What happens to somebody who is not sure.
    #[schemars(required)]
    pub(super) not_sure: Option<At<NotSure>>,
    /// That answers lead to the same is meant: they help the reader to choose.
    pub(super) informative: bool,
    /// Ids that the step had before.
    pub(super) formerly: Vec<At<String>>,
}

/// An answer of a step.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Way")]
pub(super) struct Way {
    /// What it says.
    #[schemars(required)]
    pub(super) say: Option<At<String>>,
    /// The next step, or the outcome.
    #[schemars(required)]
    pub(super) to: Option<At<String>>,
}

/// A question.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Question")]
pub(super) struct Question {
    /// The question, as a sentence.
    #[schemars(required)]
    pub(super) ask: Option<At<String>>,
    /// Why it is asked.
    pub(super) why: Option<At<String>>,
    /// The answers: an id and what it says.
    pub(super) options: Option<Keyed<At<String>>>,
    /// The answers as bands of a number or a day, rising: `- small: {below: 500 USD}`, `- large: {from: 500 USD}`.
    pub(super) bands: Option<At<Vec<Band>>>,
    /// The unit of bare numbers in the bands.
    pub(super) unit: Option<At<String>>,
    /// Up to four things of which any number can be ticked; each becomes a question with the answers `yes` and `no`.
    pub(super) choose_many: Option<Keyed<At<String>>>,
    /// The answers are the kinds of outcome of another guide: `guide:money`.
    pub(super) answer_from: Option<At<String>>,
    /// What happens to somebody who is not sure.
    #[schemars(required)]
    pub(super) not_sure: Option<At<NotSure>>,
    /// It stands here for the reader; that no rule tells its answers apart is meant.
    pub(super) informative: bool,
    /// Ids that the question had before.
    pub(super) formerly: Vec<At<String>>,
    /// Ids that answers had before, each with the answer that it is now: `{rep: resource-rep}`.
    pub(super) answers_formerly: Keyed<At<String>>,
}

/// One band as it is written: a name with its cuts, `from` and `below`.
pub(super) type Band = Keyed<At<Keyed<At<String>>>>;

/// What happens to somebody who is not sure: exactly one of `go`, `treat_as` and `not_offered`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "NotSure")]
pub(super) struct NotSure {
    /// An outcome of the kind `needs-a-person` or `not-possible`.
    pub(super) go: Option<At<String>>,
    /// One of the answers.
    pub(super) treat_as: Option<At<String>>,
    /// Why that answer, if it is a better one than another.
    pub(super) because: Option<String>,
    /// Why everybody can answer this question.
    pub(super) not_offered: Option<String>,
}

/// A stop or a route.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Rule")]
pub(super) struct Rule {
    /// A name for the rule, of its own within the guide.
    #[schemars(required)]
    pub(super) id: Option<At<String>>,
    /// The situations it is about: a table of questions, or a list of tables of which one is enough.
    #[schemars(required)]
    pub(super) when: Option<When>,
    /// The outcome.
    #[schemars(required)]
    pub(super) then: Option<At<String>>,
    /// Where the rule is written.
    pub(super) source: Option<String>,
    /// Another route that may match at the same time, because it has the same outcome.
    pub(super) same_as: Option<At<String>>,
}

/// An outcome.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Outcome")]
pub(super) struct Outcome {
    /// How strong it is. There is no kind that means "approved".
    #[schemars(required)]
    pub(super) kind: Option<At<Kind>>,
    /// Its title; the first sentence of `say` if it has none.
    pub(super) title: Option<String>,
    /// What it says.
    #[schemars(required)]
    pub(super) say: Option<String>,
    /// Who decides; needed for `may-request`.
    pub(super) decided_by: Option<String>,
    /// The role of `roles.yaml` that decides, if `decided_by` is not its name.
    pub(super) decider: Option<String>,
    /// When the answer is known at the earliest.
    pub(super) know_by: Option<String>,
    /// What not to do until then.
    pub(super) until_then: Option<String>,
    /// What to do now.
    #[schemars(required)]
    pub(super) next: Option<At<Next>>,
    /// Ids that the outcome had before.
    pub(super) formerly: Vec<At<String>>,
}

/// The next step.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Next")]
pub(super) struct Next {
    /// The step.
    #[serde(rename = "do")]
    #[schemars(required)]
    pub(super) act: Option<String>,
    /// Whose step it is.
    pub(super) owner: Option<String>,
    /// In which time: `7 days`.
    pub(super) within: Option<At<String>>,
    /// What silence means.
    pub(super) if_nothing: Option<String>,
    /// A page, a guide or an address to go on from.
    pub(super) link: Option<At<String>>,
}

/// A situation with the outcome that it must have.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Scenario")]
pub(super) struct Scenario {
    /// What is special about it.
    #[schemars(required)]
    pub(super) name: Option<At<String>>,
    /// The day of the situation; the day of the build if nothing is said.
    pub(super) as_of: Option<At<String>>,
    /// Questions with answers: an answer's id, a value such as `499.99 USD`, or `not-sure`.
    #[schemars(required)]
    pub(super) given: Option<At<Keyed<At<Given>>>>,
    /// The outcome.
    #[schemars(required)]
    pub(super) expect: Option<At<String>>,
}

/// A condition: tables of questions, of which one is enough.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct When(pub(super) Vec<Keyed<At<Choice>>>);

/// The answers to one question that a rule is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Choice {
    /// This one.
    One(String),
    /// Any of these.
    Any(Vec<At<String>>),
    /// Any but these.
    Not(Vec<At<String>>),
}

/// What a scenario gives as the answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given(pub(super) Vec<At<String>>);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of questions with answers, or a list of such tables")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<When, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(When(vec![Keyed(entries)]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<When, A::Error> {
                Ok(When(all(seq)?))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Choice;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer, a list of answers, or `{not: [...]}`")
            }

            fn visit_str<E>(self, text: &str) -> Result<Choice, E> {
                Ok(Choice::One(text.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Choice, A::Error> {
                Ok(Choice::Any(all(seq)?))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Choice, A::Error> {
                let mut not = None;
                while let Some((key, value)) = map.next_entry::<String, At<Given>>()? {
                    if key != "not" {
                        let message =
                            format!("expected an answer, a list of answers, or `{{not: [...]}}`, found `{key}`");
                        return Err(serde::de::Error::custom(message));
                    }
                    not = Some(value.value.0);
                }
                Ok(Choice::Not(not.unwrap_or_default()))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer or a list of answers")
            }

            fn visit_str<E>(self, text: &str) -> Result<Given, E> {
                Ok(Given(vec![At { value: text.to_string(), range: 0..0 }]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Given, A::Error> {
                Ok(Given(all(seq)?))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

fn all<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut seq: A) -> Result<Vec<T>, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = seq.next_element()? {
        items.push(item);
    }
    Ok(items)
}

/// Writes the schema of a type that serde reads by hand.
macro_rules! schema {
    ($type:ty, $name:literal, $($json:tt)+) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($($json)+)
            }
        }
    };
}

schema!(When, "When", {
    "description": "Questions with answers; a list of such tables if one of several is enough.",
    "type": ["object", "array"],
});
schema!(Choice, "Choice", {
    "description": "An answer, a list of answers, or {not: [...]}.",
    "type": ["string", "array", "object"],
});
schema!(Given, "Given", {
    "description": "The id of an answer, a value with its unit, or not-sure.",
    "type": ["string", "array"],
});
