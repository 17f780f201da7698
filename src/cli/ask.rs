//! `caveat ask`: what a guide says to somebody, why, and what would change it.

use crate::cli::exit::Exit;
use crate::cli::opened::Opened;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::told;
use crate::policy;
use crate::policy::Guide;
use crate::policy::Policy;
use crate::policy::Step;
use crate::world::Trouble;

use std::io::{BufRead as _, IsTerminal as _};

/// Options of `ask`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The guide, such as `money`.
    #[arg(required_unless_present = "url", conflicts_with = "url")]
    guide: Option<String>,
    /// Go on from a published step instead: `https://HOST/guides/money/amount/`. What it takes as given is taken over.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// An answer: `topic=community`, `amount=499.99 USD`, `notice=2026-03-01`, `notice=not-sure`. What is still needed is
    /// asked on a terminal.
    #[arg(long = "set", value_name = "QUESTION=ANSWER", value_parser = pair)]
    said: Vec<(String, String)>,
}

/// An answer as it is written on the command line.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (question, answer) = text.split_once('=').ok_or("write an answer as question=answer")?;
    Ok((question.trim().to_string(), answer.trim().to_string()))
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { rules: read, .. } = Opened::new(common)?;
    let policy = &read.value;
    let step = match begin(own, policy) {
        Ok(step) => step,
        Err(why) => return Ok(wrong(&[why])),
    };
    let mut said = own.said.clone();
    let reply = loop {
        let reply = match policy::ask_at(policy, &step, &said) {
            Ok(reply) => reply,
            Err(mistakes) => return Ok(wrong(&mistakes)),
        };
        let Some(question) = reply.needs.filter(|_| std::io::stdin().is_terminal() && common.format != "json") else {
            break reply;
        };
        match answer(policy, &step, &said, reply.guide, question)? {
            Some(answer) => said.push((reply.guide.questions[question].id.to_string(), answer)),
            None => break reply,
        }
    };
    match common.format.as_str() {
        "json" => print::result(&format!("{:#}\n", told::as_json(policy, &reply)))?,
        _ => print::result(&told::as_text(policy, &reply))?,
    }
    Ok(if reply.end.is_some() { Exit::Clean } else { Exit::Findings })
}

fn begin(own: &Own, policy: &Policy) -> Result<Step, String> {
    match (&own.url, &own.guide) {
        (Some(url), _) => policy::step(policy, url),
        (None, guide) => Ok(Step { guide: guide.as_deref().unwrap_or_default().into(), at: None }),
    }
}

/// Says what was wrong with the question.
pub(super) fn wrong(mistakes: &[String]) -> Exit {
    mistakes.iter().for_each(|mistake| print::error(mistake));
    Exit::Usage
}

/// Asks one question until the answer can be read; nothing when the input ends.
fn answer(
    policy: &Policy,
    step: &Step,
    said: &[(String, String)],
    guide: &Guide,
    question: usize,
) -> Result<Option<String>, Trouble> {
    let asked = &guide.questions[question];
    let mut text = format!("\n{}\n", policy::fill(policy, &asked.ask));
    if let Some(why) = &asked.why {
        text.push_str(&format!("({})\n", policy::fill(policy, why)));
    }
    for (index, answer) in asked.answers.iter().enumerate() {
        text.push_str(&format!("  {}  {} ({})\n", index + 1, answer.label, answer.id));
    }
    let offers_not_sure = !matches!(asked.not_sure, policy::NotSure::NotOffered(_));
    if offers_not_sure {
        text.push_str("  ?  not sure\n");
    }
    print::result(&text)?;
    loop {
        let mut line = String::new();
        if !matches!(std::io::stdin().lock().read_line(&mut line), Ok(1..)) {
            return Ok(None);
        }
        let word = line.trim();
        let by_number = word.parse::<usize>().ok().and_then(|number| asked.answers.get(number.checked_sub(1)?));
        let answer = match (by_number, word) {
            (Some(answer), _) => answer.id.to_string(),
            (None, "?") if offers_not_sure => "not-sure".to_string(),
            (None, word) => word.to_string(),
        };
        let more = [said, &[(asked.id.to_string(), answer.clone())]].concat();
        match policy::ask_at(policy, step, &more) {
            Ok(_) => return Ok(Some(answer)),
            Err(mistakes) => mistakes.iter().for_each(|mistake| print::error(mistake)),
        }
    }
}
