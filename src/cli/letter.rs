//! What `reply` and `compose` share: the forms of a mail, and where they are printed.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::Stream;
use crate::cli::project::Project;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::pipeline::Pipeline;
use crate::policy;
use crate::policy::Letter;
use crate::policy::LetterWords;
use crate::policy::Refusal;
use crate::source::Snapshot;
use crate::world::Trouble;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// The form of a mail.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// The form of the mail.
    // By its id it takes the place of the form of findings, which every other command has under this name.
    #[arg(long = "format", id = "format", value_name = "FORM", default_value = "text", value_parser = forms())]
    kind: String,
    /// To whom it goes; in the forms `mailto` and `eml`.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    to: Option<String>,
    /// From whom it comes; needed in the form `eml`.
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    from: Option<String>,
}

/// The forms, each with what it is for.
const FORMS: [(&str, &str); 5] = [
    ("text", "Plain text, the subject first"),
    ("md", "Markdown, the subject first"),
    ("html", "A piece of HTML for pasting; the subject goes to standard error"),
    ("mailto", "An address that opens a mail program"),
    ("eml", "A message with text and HTML, for a mail program to open"),
];

fn forms() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(possible(&FORMS))
}

/// Forms with their help.
pub(super) fn possible(forms: &[(&'static str, &'static str)]) -> Vec<clap::builder::PossibleValue> {
    forms.iter().map(|(name, what)| clap::builder::PossibleValue::new(*name).help(*what)).collect()
}

/// Reads `name=value`.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write a value as name=value")?;
    Ok((name.split_whitespace().collect::<Vec<_>>().join(" "), value.to_string()))
}

fn address(text: &str) -> Result<String, String> {
    match policy::is_email(text) {
        true => Ok(text.to_string()),
        false => Err("write one bare address, such as organizer@example.org".to_string()),
    }
}

/// The address of the site; that there is none is said.
pub(super) fn site(pipeline: &Pipeline, snapshot: &Snapshot, project: &Project, common: &Common) -> Option<String> {
    let (settings, _) = pipeline.settings(snapshot, &project.wishes);
    let site = settings.value.output.html.site_url.as_ref().map(|url| url.value.clone());
    let site = site.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    if site.is_none() {
        print::line(common, "note: the settings have no full `site-url`, so the addresses in this mail are not whole");
    }
    site
}

/// For each guide the day of the last release that had something new about it.
pub(super) fn days(pipeline: &Pipeline, snapshot: &Snapshot) -> BTreeMap<Arc<str>, Date> {
    pipeline.history(snapshot).value.until(snapshot.as_of).days()
}

/// Says what keeps mails from being made: with rules that do not hold together, a callout could be missing.
pub(super) fn faults(
    found: &[Diagnostic],
    snapshot: &Snapshot,
    project: &Project,
    common: &Common,
) -> Result<Option<Exit>, Trouble> {
    let faults: Vec<Diagnostic> = found.iter().filter(|note| note.severity >= Severity::Blocking).cloned().collect();
    // The result has a form of its own, so findings are written for people.
    let common = Common { format: "human".to_string(), ..common.clone() };
    print::findings(&faults, snapshot, &project.base, &common, Stream::Err)?;
    Ok((!faults.is_empty()).then_some(Exit::Findings))
}

/// Prints a mail in the form that was asked for.
pub(super) fn print(letter: &Letter, form: &Form, words: &LetterWords, day: Date) -> Result<Exit, Trouble> {
    let subject = policy::subject(letter);
    match form.kind.as_str() {
        "md" => print::result(&format!("**Subject:** {subject}\n\n{}", policy::markdown(letter, words)))?,
        "html" => {
            print::aside(&format!("Subject: {subject}"));
            print::result(&policy::html(letter, words))?;
        }
        "mailto" => {
            let mailto = policy::mailto(letter, words, form.to.as_deref());
            if !mailto.is_whole() {
                print::aside(&format!(
                    "note: the whole mail would make an address of {} bytes, which some mail programs cut off; this one has only the subject. Paste the text, from `--format text`",
                    mailto.bytes
                ));
            }
            print::result(&format!("{}\n", mailto.address))?;
        }
        "eml" => {
            let Some(from) = &form.from else {
                print::error("a message says from whom it comes: add --from with your address");
                return Ok(Exit::Usage);
            };
            print::result(&policy::message(letter, words, from, form.to.as_deref(), day))?;
        }
        _ => print::result(&format!("Subject: {subject}\n\n{}", policy::text(letter, words)))?,
    }
    Ok(Exit::Clean)
}

/// Prints why a mail is not made.
pub(super) fn refused(refusals: &[Refusal]) -> Exit {
    refusals.iter().for_each(|refusal| print::error(&refusal.0));
    Exit::Findings
}
