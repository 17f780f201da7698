//! `caveat compose`: the one answer to several asks, with a line for each.

use crate::cli::exit::Exit;
use crate::cli::letter;
use crate::cli::letter::Form;
use crate::cli::opened::Opened;
use crate::cli::options;
use crate::cli::options::Common;
use crate::cli::print;
use crate::data;
use crate::data::Node;
use crate::data::Value;
use crate::policy;
use crate::policy::Asked;
use crate::policy::Composing;
use crate::world;
use crate::world::Trouble;

use std::path::Path;
use std::path::PathBuf;

use jiff::civil::Date;

/// Options of `compose`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The asks, in the order of their lines: `money,swag`.
    #[arg(long, value_name = "ASKS", value_delimiter = ',', required = true)]
    asks: Vec<String>,
    /// A file with what the organizer said: under each ask, the questions of its guide with answers. Without it, each line
    /// says who has the ask first and where its questions stand.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// The first day of the event. It answers the questions about the time before it, and gives the last days for filing.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = options::day)]
    event: Option<Date>,
    /// The name of the organizer.
    #[arg(long, value_name = "NAME")]
    organizer: Option<String>,
    /// The last line: who writes, and who stands in: `Mei. If I am away, write to Tomas.`
    #[arg(long, value_name = "LINE")]
    sign: Option<String>,
    #[command(flatten)]
    form: Form,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { project, pipeline, snapshot, layout, rules: read } = Opened::new(common)?;
    let said = match own.answers.as_deref().map(said).transpose()? {
        None => None,
        Some(Ok(said)) => Some(said),
        Some(Err(mistakes)) => {
            mistakes.iter().for_each(|mistake| print::error(mistake));
            return Ok(Exit::Usage);
        }
    };
    if let Some(exit) = letter::faults(&read.found, &snapshot, &project, common)? {
        return Ok(exit);
    }
    let site = letter::site(&pipeline, &snapshot, &project, common);
    let words = pipeline.letter_words(&snapshot, &project.wishes, &layout);
    let composing = Composing {
        asks: &own.asks,
        said: said.as_ref(),
        sent: Some(read.value.as_of),
        event: own.event,
        organizer: own.organizer.as_deref(),
        signed: own.sign.as_deref(),
        site: site.as_deref(),
        days: &letter::days(&pipeline, &snapshot),
        words: &words,
    };
    match policy::compose(&read.value, &composing) {
        Ok(made) => letter::print(&made, &own.form, &words, read.value.as_of),
        Err(refusals) => Ok(letter::refused(&refusals)),
    }
}

/// What the organizer said, or the mistakes in the file.
fn said(file: &Path) -> Result<Result<Asked, Vec<String>>, Trouble> {
    let read = answers(&world::read_text(file)?);
    let named =
        |mistakes: Vec<String>| mistakes.iter().map(|mistake| format!("{}: {mistake}", file.display())).collect();
    Ok(read.map_err(named))
}

/// Reads the file of answers.
fn answers(text: &str) -> Result<Asked, Vec<String>> {
    let (tree, problems) = data::yaml::read(text);
    if !problems.is_empty() {
        return Err(problems.into_iter().map(|problem| problem.message).collect());
    }
    let mut asked = Asked::new();
    let mut wrong = Vec::new();
    let Some(Node { value: Value::Map(asks), .. }) = tree else {
        return Err(vec!["expected a table of asks, as in `money: {amount: 300 USD}`".to_string()]);
    };
    for ask in asks {
        let said = match ask.value.value {
            Value::Nothing => Vec::new(),
            Value::Map(entries) => entries
                .into_iter()
                .filter_map(|entry| match entry.value.value {
                    Value::Text { text, .. } => Some((entry.key, text)),
                    _ => {
                        wrong.push(format!("`{}` of `{}` takes one answer", entry.key, ask.key));
                        None
                    }
                })
                .collect(),
            _ => {
                wrong.push(format!("`{}` takes a table of questions with answers", ask.key));
                continue;
            }
        };
        asked.insert(ask.key, said);
    }
    if wrong.is_empty() { Ok(asked) } else { Err(wrong) }
}
