//! `caveat diff`: which situations end in another way, what else means something else, and what has to be read again.

use crate::cli::exit::Exit;
use crate::cli::letter::possible;
use crate::cli::moments;
use crate::cli::moments::Held;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::project::Project;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::history;
use crate::history::Diff;
use crate::history::Moment;
use crate::history::Page;
use crate::pipeline::Pipeline;
use crate::world::Trouble;

/// Options of `diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// What was: a release or another day such as `2026-01-15`, or a git revision; the last release if nothing is said.
    from: Option<String>,
    /// What is: the same; the files as they are now if nothing is said.
    to: Option<String>,
    /// How it is written.
    // By its id it takes the place of the form of findings, which every other command has under this name.
    #[arg(long = "format", id = "format", value_name = "FORM", default_value = "text", value_parser = forms())]
    form: String,
}

/// The forms, each with what it is for.
const FORMS: [(&str, &str); 3] =
    [("text", "Plain text"), ("md", "Markdown, for a mail or a pull request"), ("json", "For another program")];

fn forms() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(possible(&FORMS))
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (snapshot, layout) = project.load(&pipeline)?;
    let (history, rules) = (pipeline.history(&snapshot), pipeline.policy(&snapshot, &layout));
    let common = &Common { format: "human".to_string(), ..common.clone() };
    // What is not proved or not kept whole cannot be held against anything.
    let is_fault = |note: &&Diagnostic| {
        note.severity >= Severity::Blocking || (note.severity == Severity::Error && history.found.contains(note))
    };
    let needs_files = own.to.is_none();
    let rules_found = rules.found.iter().filter(|_| needs_files);
    let faults: Vec<Diagnostic> = rules_found.chain(&history.found).filter(is_fault).cloned().collect();
    if !faults.is_empty() {
        print::findings(&faults, &snapshot, &project.base, common, Stream::Err)?;
        return Ok(Exit::Findings);
    }
    let files = Held { meaning: history::meaning(&rules.value), day: snapshot.as_of };
    let around = moments::Around { project: &project, pipeline: &pipeline, history: &history.value };
    let from = match &own.from {
        Some(name) => moments::named(name, &around),
        None => moments::last(&history.value),
    };
    let to = own.to.as_ref().map_or(Ok(files), |name| moments::named(name, &around));
    let (from, to) = match (from, to) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(why), _) | (_, Err(why)) => {
            print::error(&why);
            return Ok(Exit::Usage);
        }
    };
    let diff = history::compare(
        Moment { meaning: &from.meaning, day: from.day },
        Moment { meaning: &to.meaning, day: to.day },
    );
    let pages = if needs_files { pipeline.naming(&snapshot, &layout, &diff, &project.wishes) } else { Vec::new() };
    print::result(&written(&diff, &pages, &own.form))?;
    Ok(Exit::Clean)
}

fn written(diff: &Diff, pages: &[Page], form: &str) -> String {
    match form {
        "json" => format!("{:#}\n", history::json(diff, pages)),
        "md" => history::markdown(diff, pages),
        _ => history::text(diff, pages),
    }
}
