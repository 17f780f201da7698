//! `caveat schema`: the JSON Schema of a kind of file, for editors.

use crate::cli::exit::Exit;
use crate::cli::print;
use crate::config;
use crate::markdown;
use crate::output;
use crate::policy;
use crate::promise;
use crate::world::Trouble;

/// Options of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The kind of file.
    kind: Kind,
}

/// The kinds of files that have a schema.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// `book.toml`
    Settings,
    /// The front matter of a page
    Page,
    /// `policy/programme.yaml`
    Programme,
    /// `policy/params.yaml`
    Params,
    /// `policy/promises.yaml`
    Promises,
    /// `policy/guides/NAME.yaml`
    Guide,
    /// `policy/replies/NAME.yaml`
    Reply,
    /// `policy/journeys/NAME.yaml`
    Journey,
    /// `policy/roles.yaml`
    Roles,
    /// `policy/glossary.yaml`
    Glossary,
    /// `policy/retired.yaml`
    Retired,
    /// `policy/plan.yaml`
    Plan,
    /// `guides/ID/guide.json` of a published site
    GuideJson,
}

/// Runs it.
pub(super) fn run(own: &Own) -> Result<Exit, Trouble> {
    let schema = match own.kind {
        Kind::Settings => config::schema(),
        Kind::Page => markdown::front_matter_schema().clone(),
        Kind::Programme => policy::programme_schema().clone(),
        Kind::Params => policy::params_schema().clone(),
        Kind::Promises => promise::schema().clone(),
        Kind::Guide => policy::guide_schema().clone(),
        Kind::Reply => policy::reply_schema().clone(),
        Kind::Journey => policy::journey_schema().clone(),
        Kind::Roles => policy::roles_schema().clone(),
        Kind::Glossary => policy::glossary_schema().clone(),
        Kind::Retired => policy::retired_schema().clone(),
        Kind::Plan => policy::plan_schema().clone(),
        Kind::GuideJson => output::guide_json_schema(),
    };
    print::result(&format!("{schema:#}\n"))?;
    Ok(Exit::Clean)
}
