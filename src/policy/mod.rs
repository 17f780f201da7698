//! Rules as data: read, proved complete and free of contradiction, turned into a tree, asked and tested.
//!
//! The room knows no page and no markup. What it makes, a [`Policy`] of [`Guide`]s with a [`Tree`] each, is what pages,
//! diagrams, lists, JSON, scenarios and `ask` are all made of, so that they cannot say different things.

mod ask;
mod bands;
mod callout;
mod codes;
mod cover;
mod depends;
mod desk;
mod fill;
mod given;
mod guide;
mod hope;
mod later;
mod lower;
mod model;
mod names;
mod order;
mod outcomes;
mod params;
mod permission;
mod programme;
mod proof;
mod prove;
mod questions;
mod read;
mod rules;
mod scenario;
mod shown;
mod step;
mod steps;
mod texts;
mod tree;
mod value;
mod walk;
mod why_not;
mod words;

pub use ask::End;
pub use ask::Reply;
pub use ask::ask;
pub use ask::ask_at;
pub use callout::Callout;
pub use callout::CalloutWords;
pub use callout::callout;
pub use callout::callout_with;
pub use callout::guide_callout;
pub use codes::CODES;
pub use cover::Share;
pub use cover::Trial;
pub use fill::fill;
pub use fill::fill_with;
pub use later::Later;
pub use model::Answer;
pub use model::Band;
pub use model::Cut;
pub use model::Dated;
pub use model::Guide;
pub use model::Kind;
pub use model::Next;
pub use model::Node;
pub use model::NotSure;
pub use model::Outcome;
pub use model::Param;
pub use model::Policy;
pub use model::Programme;
pub use model::Question;
pub use model::Rule;
pub use model::Scenario;
pub use model::State;
pub use model::Status;
pub use model::Target;
pub use model::Tree;
pub use model::Withdrawn;
pub use model::Withheld;
pub use order::Order;
pub use order::Orders;
pub use order::orders;
pub use read::File;
pub use read::read;
pub use read::test;
pub use step::Step;
pub use step::step;
pub use texts::Text;
pub use texts::Texts;
pub use texts::texts;
pub use value::Decimal;
pub use value::Unit;
pub use value::Value;
pub use walk::assumed;
pub use why_not::Need;
pub use why_not::WhyNot;
pub use why_not::why_not;

/// The guide of a name, if it is proved; otherwise a sentence for each thing that is wrong.
pub fn proved<'p>(policy: &'p Policy, name: &str) -> Result<&'p Guide, Vec<String>> {
    ask::proved(policy, name).map(|(guide, _)| guide)
}

/// The JSON Schema of `programme.yaml`.
pub fn programme_schema() -> &'static serde_json::Value {
    programme::schema()
}

/// The JSON Schema of `params.yaml`.
pub fn params_schema() -> &'static serde_json::Value {
    params::schema()
}

/// The JSON Schema of a guide.
pub fn guide_schema() -> &'static serde_json::Value {
    read::guide_schema()
}
