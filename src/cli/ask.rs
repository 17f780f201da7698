//! `caveat ask`: what a guide says to somebody, why, and what would change it.

use crate::cli::exit::Exit;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::project::Project;
use crate::pipeline::Pipeline;
use crate::policy;
use crate::policy::End;
use crate::policy::Guide;
use crate::policy::Policy;
use crate::policy::Reply;
use crate::policy::Withdrawn;
use crate::world::Trouble;

use std::io::{BufRead as _, IsTerminal as _};

use serde_json::json;

/// Options of `ask`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The guide, such as `money`.
    guide: String,
    /// An answer: `topic=community`, `amount=499.99 USD`, `notice=2026-03-01`, `notice=not-sure`. What is still needed is
    /// asked on a terminal.
    #[arg(long = "set", value_name = "QUESTION=ANSWER", value_parser = pair)]
    said: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (question, answer) = text.split_once('=').ok_or("write an answer as question=answer")?;
    Ok((question.trim().to_string(), answer.trim().to_string()))
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let project = Project::find(common, None, None)?;
    let pipeline = Pipeline::default();
    let (snapshot, layout) = project.load(&pipeline)?;
    let read = pipeline.policy(&snapshot, &layout);
    let policy = &read.value;
    let mut said = own.said.clone();
    let reply = loop {
        let reply = match policy::ask(policy, &own.guide, &said) {
            Ok(reply) => reply,
            Err(mistakes) => {
                mistakes.iter().for_each(|mistake| print::error(mistake));
                return Ok(Exit::Usage);
            }
        };
        let Some(question) = reply.needs.filter(|_| std::io::stdin().is_terminal() && common.format != "json") else {
            break reply;
        };
        match answer(policy, &own.guide, &said, reply.guide, question) {
            Some(answer) => said.push((reply.guide.questions[question].id.to_string(), answer)),
            None => break reply,
        }
    };
    match common.format.as_str() {
        "json" => print::result(&format!("{:#}\n", as_json(&reply))),
        _ => print::result(&as_text(&reply)),
    }
    Ok(if reply.end.is_some() { Exit::Clean } else { Exit::Findings })
}

/// Asks one question until the answer can be read; nothing when the input ends.
fn answer(policy: &Policy, name: &str, said: &[(String, String)], guide: &Guide, question: usize) -> Option<String> {
    let asked = &guide.questions[question];
    let mut text = format!("\n{}\n", asked.ask);
    if let Some(why) = &asked.why {
        text.push_str(&format!("({why})\n"));
    }
    for (index, answer) in asked.answers.iter().enumerate() {
        text.push_str(&format!("  {}  {} ({})\n", index + 1, answer.label, answer.id));
    }
    let offers_not_sure = !matches!(asked.not_sure, policy::NotSure::NotOffered(_));
    if offers_not_sure {
        text.push_str("  ?  not sure\n");
    }
    print::result(&text);
    loop {
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).ok()? == 0 {
            return None;
        }
        let word = line.trim();
        let by_number = word.parse::<usize>().ok().and_then(|number| asked.answers.get(number.checked_sub(1)?));
        let answer = match (by_number, word) {
            (Some(answer), _) => answer.id.to_string(),
            (None, "?") if offers_not_sure => "not-sure".to_string(),
            (None, word) => word.to_string(),
        };
        let more = [said, &[(asked.id.to_string(), answer.clone())]].concat();
        match policy::ask(policy, name, &more) {
            Ok(_) => return Some(answer),
            Err(mistakes) => mistakes.iter().for_each(|mistake| print::error(mistake)),
        }
    }
}

fn as_text(reply: &Reply<'_>) -> String {
    let mut text = String::new();
    let mut line = |words: String| text.push_str(&format!("{words}\n"));
    match (&reply.end, reply.needs) {
        (Some(end), _) => outcome(reply.guide, end, &mut line),
        (None, Some(question)) => {
            let asked = &reply.guide.questions[question];
            line(format!("still open: {} ({})", asked.id, asked.ask));
            for answer in &asked.answers {
                line(format!("  --set {}={}  {}", asked.id, answer.id, answer.label));
            }
        }
        (None, None) => {}
    }
    line(String::new());
    let path: Vec<String> = reply.path.iter().map(|(question, said)| format!("{question}: {said}")).collect();
    line(format!("path: {}", if path.is_empty() { "nothing was asked".to_string() } else { path.join(" → ") }));
    if let Some(end) = &reply.end {
        reasons(end, &mut line);
    }
    if !reply.without_effect.is_empty() {
        line(format!("did not matter: {}", reply.without_effect.join(", ")));
    }
    reply.notes.iter().for_each(|note| line(format!("note: {note}")));
    line(format!("as of: {}", reply.as_of));
    text
}

fn outcome(guide: &Guide, end: &End<'_>, line: &mut impl FnMut(String)) {
    let outcome = &guide.outcomes[end.outcome];
    line(format!("{}: {}", outcome.id, end.kind.words()));
    if let Some(withdrawn) = end.withdrawn {
        // What the rules say to do stands no more, so it is not shown as something to do.
        line(why(withdrawn));
        line(format!("The rules as they are written: {}", outcome.say));
        return;
    }
    line(outcome.say.to_string());
    if outcome.kind.is_favourable() {
        line("This is not a promise. A request can be refused.".to_string());
    }
    let fields = [
        ("who decides", &outcome.decided_by),
        ("when you will know", &outcome.know_by),
        ("until then", &outcome.until_then),
        ("if nobody answers", &outcome.next.if_nothing),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            line(format!("  {name}: {value}"));
        }
    }
    let next = &outcome.next;
    let owner = next.owner.as_ref().map_or_else(String::new, |owner| format!(" ({owner}"));
    let within =
        next.within.map_or_else(String::new, |days| format!(", within {}", print::count(days as usize, "day")));
    let end = if owner.is_empty() { "" } else { ")" };
    line(format!("  next: {}{owner}{within}{end}", next.act));
    if let Some((link, _)) = &next.link {
        line(format!("  see: {link}"));
    }
}

fn why(withdrawn: &Withdrawn) -> String {
    match withdrawn {
        Withdrawn::Programme(_, since, say) => format!("Since {since}: {say}"),
        Withdrawn::Overdue(due) => format!("The review of these rules was due on {due}: a person has to look."),
    }
}

fn reasons(end: &End<'_>, line: &mut impl FnMut(String)) {
    for (rule, source) in &end.rules {
        let source = source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
        line(format!("decided by: {rule}{source}"));
    }
    match &end.nearest {
        Some((change, Some(outcome))) => line(format!("with {change}: {outcome}")),
        Some((change, None)) => line(format!("with {change}: more is asked, and the outcome can be another")),
        None => line("no other single answer changes this".to_string()),
    }
}

fn as_json(reply: &Reply<'_>) -> serde_json::Value {
    let path: Vec<_> =
        reply.path.iter().map(|(question, said)| json!({"question": question, "answer": said})).collect();
    let needs = reply.needs.map(|question| {
        let asked = &reply.guide.questions[question];
        let answers: Vec<_> =
            asked.answers.iter().map(|answer| json!({"id": answer.id, "label": answer.label})).collect();
        json!({"question": asked.id, "ask": asked.ask, "answers": answers})
    });
    let outcome = reply.end.as_ref().map(|end| {
        let outcome = &reply.guide.outcomes[end.outcome];
        json!({
            "id": outcome.id, "kind": end.kind.id(), "written_kind": outcome.kind.id(),
            "withdrawn": end.withdrawn.map(why), "say": outcome.say,
            "decided_by": outcome.decided_by, "know_by": outcome.know_by, "until_then": outcome.until_then,
            "next": {
                "do": outcome.next.act, "owner": outcome.next.owner, "within_days": outcome.next.within,
                "if_nothing": outcome.next.if_nothing, "link": outcome.next.link.as_ref().map(|(link, _)| link),
            },
            "rules": end.rules.iter().map(|(rule, source)| json!({"rule": rule, "source": source})).collect::<Vec<_>>(),
            "nearest_change": end.nearest.as_ref().map(|(change, outcome)| json!({"with": change, "outcome": outcome})),
        })
    });
    json!({
        "guide": reply.guide.id, "as_of": reply.as_of.to_string(), "path": path, "needs": needs, "outcome": outcome,
        "did_not_matter": reply.without_effect, "notes": reply.notes,
    })
}
