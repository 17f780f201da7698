//! Rules as data: read, proved complete and free of contradiction, turned into a tree, asked and tested.
//!
//! The room knows no page, and no markup but that of mails. What it makes, a [`Policy`] of [`Guide`]s with a [`Tree`] each, is what pages,
//! diagrams, lists, JSON, scenarios and `ask` are all made of, so that they cannot say different things.

mod ask;
mod bands;
mod beside;
mod callout;
mod codes;
mod contact;
mod cover;
mod depends;
mod desk;
mod fill;
mod former;
mod formers;
mod given;
mod glossary;
mod gone;
mod guide;
mod hope;
mod journey;
mod kind;
mod later;
mod lower;
mod model;
mod names;
mod notice;
mod order;
mod outcomes;
mod params;
mod permission;
mod programme;
mod project;
mod projects;
mod proof;
mod prove;
mod questions;
mod read;
mod reply;
mod retired;
mod role;
mod roles;
mod rules;
mod scenario;
mod seen;
mod sentence;
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
pub use ask::Told;
pub use ask::ask;
pub use ask::ask_at;
pub use callout::Callout;
pub use callout::CalloutWords;
pub use callout::callout;
pub use callout::callout_with;
pub use callout::guide_callout;
pub use codes::CODES;
pub use codes::DUPLICATE_ID;
pub use contact::Contacts;
pub use contact::contacts;
pub use contact::personal;
pub use contact::personal_data;
pub use cover::Share;
pub use cover::Trial;
pub use fill::fill;
pub use fill::fill_with;
pub use former::Former;
pub use former::Of;
pub use former::Old;
pub use gone::Retired;
pub use journey::Day;
pub use journey::Entry;
pub use journey::Journey;
pub use journey::Leg;
pub use journey::Stage;
pub use journey::Turn;
pub use journey::asked;
pub use journey::ics;
pub use journey::plan;
pub use kind::Kind;
pub use later::Later;
pub use model::Answer;
pub use model::Band;
pub use model::Cut;
pub use model::Dated;
pub use model::Guide;
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
pub use notice::Notice;
pub use notice::notices;
pub use order::Order;
pub use order::Orders;
pub use order::orders;
pub use project::Phase;
pub use project::Project;
pub use project::Standing;
pub use project::by_attention;
pub use proof::Budget;
pub use proof::Region;
pub use proof::STEPS;
pub use proof::TooComplex;
pub use proof::intersection;
pub use proof::merged;
pub use proof::size;
pub use proof::uncovered;
pub use read::File;
pub use read::read;
pub use read::test;
pub use reply::Address;
pub use reply::Asked;
pub use reply::Blank;
pub use reply::Block;
pub use reply::By;
pub use reply::Check;
pub use reply::Composing;
pub use reply::Inline;
pub use reply::Item;
pub use reply::Letter;
pub use reply::LetterWords;
pub use reply::Line;
pub use reply::Mailto;
pub use reply::Piece;
pub use reply::Refusal;
pub use reply::Reply;
pub use reply::Sending;
pub use reply::Tells;
pub use reply::Text;
pub use reply::compose;
pub use reply::fallen;
pub use reply::html;
pub use reply::is_email;
pub use reply::letter;
pub use reply::mailto;
pub use reply::markdown;
pub use reply::message;
pub use reply::send;
pub use reply::subject;
pub use reply::text;
pub use role::Role;
pub use role::Term;
pub use sentence::first_sentence;
pub use step::Step;
pub use step::step;
pub use texts::Seen;
pub use texts::Texts;
pub use texts::texts;
pub use value::Decimal;
pub use value::Unit;
pub use value::Value;
pub use walk::assumed;
pub use why_not::Need;
pub use why_not::WhyNot;
pub use why_not::why_not;
pub use words::stretch;

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

/// The JSON Schema of a reply.
pub fn reply_schema() -> &'static serde_json::Value {
    reply::schema()
}

/// The JSON Schema of a journey.
pub fn journey_schema() -> &'static serde_json::Value {
    journey::schema()
}

/// The JSON Schema of `roles.yaml`.
pub fn roles_schema() -> &'static serde_json::Value {
    roles::schema()
}

/// The JSON Schema of `glossary.yaml`.
pub fn glossary_schema() -> &'static serde_json::Value {
    glossary::schema()
}

/// The JSON Schema of `retired.yaml`.
pub fn retired_schema() -> &'static serde_json::Value {
    retired::schema()
}

/// The JSON Schema of `plan.yaml`.
pub fn plan_schema() -> &'static serde_json::Value {
    projects::schema()
}
