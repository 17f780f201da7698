//! `caveat why-not`: why a situation does not come to an outcome, and which answers would have to be others.

use crate::cli::ask;
use crate::cli::exit::Exit;
use crate::cli::opened::Opened;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::told;
use crate::policy;
use crate::policy::Policy;
use crate::policy::WhyNot;
use crate::world::Trouble;

use std::sync::Arc;

use serde_json::json;

/// Options of `why-not`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The outcome: `money/may-file`.
    #[arg(value_name = "GUIDE/OUTCOME")]
    outcome: String,
    /// An answer of the situation: `topic=community`, `amount=499.99 USD`, `notice=not-sure`.
    #[arg(long = "set", value_name = "QUESTION=ANSWER", value_parser = ask::pair)]
    said: Vec<(String, String)>,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { rules: read, .. } = Opened::new(common)?;
    let policy = &read.value;
    let why = match policy::why_not(policy, &own.outcome, &own.said) {
        Ok(why) => why,
        Err(mistakes) => return Ok(ask::wrong(&mistakes)),
    };
    match common.format.as_str() {
        "json" => print::result(&format!("{:#}\n", as_json(&why)))?,
        _ => print::result(&as_text(policy, &why))?,
    }
    Ok(Exit::Clean)
}

fn as_text(policy: &Policy, why: &WhyNot<'_>) -> String {
    let guide = why.reply.guide;
    let id = &guide.outcomes[why.outcome].id;
    let mut lines = vec![match &why.reply.end {
        _ if why.is_so() => format!("{id}: this situation comes to it"),
        Some(end) => format!("not {id}: this situation comes to {}", guide.outcomes[end.outcome].id),
        None if why.in_the_way.is_empty() => format!("not {id} yet: the situation does not say enough"),
        None => format!("not {id}: this situation cannot come to it any more"),
    }];
    lines.extend(why.in_the_way.iter().map(|rule| format!("in the way: {}", sourced(rule))));
    match &why.needs {
        None => lines.push("no answers come to it".to_string()),
        Some(needs) if needs.is_empty() => {}
        Some(needs) => {
            lines.push(format!("{id} needs:"));
            lines.extend(needs.iter().map(|need| {
                let said = need.said.as_ref().map_or("not said yet".to_string(), |said| format!("instead of {said}"));
                format!("  {}: {} ({said})", need.question, need.wants)
            }));
        }
    }
    lines.extend(why.rules.iter().map(|rule| format!("leads to {id}: {}", sourced(rule))));
    lines.extend(told::callout(policy, guide, why.outcome));
    lines.push(format!("as of: {}", why.reply.as_of));
    lines.join("\n") + "\n"
}

fn sourced((rule, source): &(String, Option<Arc<str>>)) -> String {
    source.as_ref().map_or_else(|| rule.clone(), |source| format!("{rule} ({source})"))
}

fn as_json(why: &WhyNot<'_>) -> serde_json::Value {
    let guide = why.reply.guide;
    let rule = |(rule, source): &(String, Option<Arc<str>>)| json!({"rule": rule, "source": source});
    let end = why.reply.end.as_ref();
    let needs = why.needs.as_ref().map(|needs| {
        let need = |need: &policy::Need| json!({"question": need.question, "wants": need.wants, "said": need.said});
        needs.iter().map(need).collect::<Vec<_>>()
    });
    json!({
        "guide": guide.id,
        "outcome": guide.outcomes[why.outcome].id,
        "as_of": why.reply.as_of.to_string(),
        "comes_to_it": why.is_so(),
        "comes_to": end.map(|end| &guide.outcomes[end.outcome].id),
        "in_the_way": why.in_the_way.iter().map(rule).collect::<Vec<_>>(),
        "needs": needs,
        "leads_to_it": why.rules.iter().map(rule).collect::<Vec<_>>(),
    })
}
