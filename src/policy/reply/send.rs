//! A reply filled in by its sender: refused while a blank is left, while a value is harmful, while a
//! day is too late, or while what it tells does not stand.

use crate::policy::journey::stage::Stage;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::reply::letter;
use crate::policy::reply::letter::Letter;
use crate::policy::reply::letter::Sending;
use crate::policy::reply::model::Check;
use crate::policy::reply::model::Line;
use crate::policy::reply::model::Reply;
use crate::policy::reply::model::Tells;
use crate::policy::reply::values;
use crate::policy::value;

use std::collections::BTreeMap;

/// Why a reply is not sent, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(pub String);

/// Fills a reply in. `said` has names of blanks with values, `sending` all else that is known.
pub fn send(
    policy: &Policy,
    reply: &Reply,
    said: &[(String, String)],
    sending: &Sending<'_>,
) -> Result<Letter, Vec<Refusal>> {
    let mut wrong: Vec<Refusal> = fallen(policy, reply).map(not_now).into_iter().collect();
    let values = filled(reply, said, &mut wrong);
    let blank = reply.blanks.iter().find(|blank| blank.check == Check::Event);
    let written = blank.and_then(|blank| value::day(values.get(&*blank.name)?));
    if let (Some(written), Some(event)) = (written, sending.event)
        && written != event
    {
        wrong.push(Refusal(format!("the event is said to be on {event} and on {written}")));
    }
    let event = written.or(sending.event);
    let sending = Sending { values: &values, sent: Some(policy.as_of), event, ..*sending };
    wrong.extend(reply.checklist.iter().filter_map(|line| days(policy, line, &sending)));
    if wrong.is_empty() { Ok(letter::letter(policy, reply, &sending)) } else { Err(wrong) }
}

/// An outcome that the reply tells and that does not stand on the day of the rules, with the reason.
pub fn fallen<'p>(policy: &'p Policy, reply: &'p Reply) -> Option<(&'p Tells, &'p Withdrawn)> {
    reply.tells.iter().find_map(|tells| {
        let guide = policy.guides.get(&tells.guide)?;
        let outcome = guide.outcomes.iter().position(|outcome| outcome.id == tells.outcome)?;
        Some((tells, guide.shown(outcome).1?))
    })
}

fn not_now((tells, why): (&Tells, &Withdrawn)) -> Refusal {
    let (guide, outcome) = (&tells.guide, &tells.outcome);
    Refusal(format!(
        "this mail tells `{guide}/{outcome}`, which does not stand now; {}. `caveat compose --asks` writes what holds",
        why.words().trim_end_matches('.')
    ))
}

fn filled(reply: &Reply, said: &[(String, String)], wrong: &mut Vec<Refusal>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (name, text) in said {
        let Some(blank) = reply.blanks.iter().find(|blank| *blank.name == **name) else {
            let known: Vec<&str> = reply.blanks.iter().map(|blank| &*blank.name).collect();
            let near = crate::diagnostic::nearest(name, known.iter().copied());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            wrong.push(Refusal(format!("the reply `{}` has no blank `{name}`{hint}", reply.id)));
            continue;
        };
        if let Err(why) = values::check(blank.check, text) {
            wrong.push(Refusal(format!("the value of `{name}` cannot be used: {why}")));
        } else if values.insert(name.clone(), text.trim().to_string()).is_some_and(|before| before != text.trim()) {
            wrong.push(Refusal(format!("`{name}` is set twice")));
        }
    }
    for blank in reply.blanks.iter().filter(|blank| !said.iter().any(|(name, _)| **name == *blank.name)) {
        let what = blank.what.as_ref().map_or_else(String::new, |what| format!(" ({what})"));
        let message = format!("`[[{}]]` is left{what}: --set \"{}={}\"", blank.name, blank.name, blank.example);
        wrong.push(Refusal(message));
    }
    values
}

/// Why the day of a line cannot stand.
fn days(policy: &Policy, line: &Line, sending: &Sending<'_>) -> Option<Refusal> {
    let day = letter::day(policy, line, sending)?;
    if day < policy.as_of {
        return Some(Refusal(format!("the line `{}` has the day {day}, which is past on {}", line.ask, policy.as_of)));
    }
    let is_filed = line.stage.is_some_and(Stage::is_filed);
    let deadline = letter::deadline(policy, line).filter(|_| !is_filed)?;
    let last = deadline.last_day(sending.event?, policy.open_programme())?;
    (day > last)
        .then(|| Refusal(format!("the line `{}` has the day {day}, and the last day for filing is {last}", line.ask)))
}
