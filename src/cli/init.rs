//! `caveat init`: a small handbook to begin with.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::config;
use crate::policy;
use crate::world;
use crate::world::Trouble;

use std::path::PathBuf;

use jiff::civil::Date;
use serde_json::Value;

include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The folder for the handbook.
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Runs it. A file that is there already is never written over.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let here = world::current_folder()?;
    let folder = common.root.as_ref().map_or_else(|| here.clone(), |root| here.join(root)).join(&own.dir);
    let day = match common.as_of {
        Some(day) => day,
        None => world::today()?.0,
    };
    let starter = STARTER.iter().map(|(name, bytes)| (folder.join(real_name(name)), dated(bytes, day)));
    let schemas = schemas().map(|(name, schema)| (folder.join(name), format!("{schema:#}\n").into_bytes()));
    let files: Vec<(PathBuf, Vec<u8>)> = starter.chain(schemas).collect();
    let in_the_way: Vec<String> =
        files.iter().filter(|(path, _)| path.exists()).map(|(path, _)| format!("`{}`", path.display())).collect();
    if !in_the_way.is_empty() {
        print::error(&format!("{} is there already; choose an empty folder: `caveat init DIR`", in_the_way.join(", ")));
        return Ok(Exit::Trouble);
    }
    for (path, bytes) in &files {
        world::write_new(path, bytes)?;
    }
    let dir = own.dir.display();
    print::line(
        common,
        &format!("{} in {dir}; look at it with `caveat serve --open -C {dir}`", count(files.len(), "file")),
    );
    Ok(Exit::Clean)
}

/// `gitignore` stands for a name that would have its meaning in this project too.
fn real_name(name: &str) -> &str {
    if name == "gitignore" { ".gitignore" } else { name }
}

/// The rules begin to hold on the day on which they are made.
fn dated(bytes: &[u8], day: Date) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace("TODAY", &day.to_string()).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

/// The schemas that the first lines of the files name, so that an editor finds them without a network.
fn schemas() -> impl Iterator<Item = (&'static str, Value)> {
    let schemas = [
        ("schemas/settings.json", config::schema()),
        ("schemas/programme.json", policy::programme_schema().clone()),
        ("schemas/params.json", policy::params_schema().clone()),
        ("schemas/guide.json", policy::guide_schema().clone()),
    ];
    schemas.into_iter()
}
