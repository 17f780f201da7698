//! What a reply must keep: its blanks, its count, the days of its lines, and the callout near its top.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::policy::callout::Callout;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::model::Policy;
use crate::policy::notice::Deadline;
use crate::policy::reply::forms;
use crate::policy::reply::keys::Keys;
use crate::policy::reply::letter;
use crate::policy::reply::letter::Block;
use crate::policy::reply::letter::Sending;
use crate::policy::reply::model::By;
use crate::policy::reply::model::Check;
use crate::policy::reply::model::Line;
use crate::policy::reply::model::Piece;
use crate::policy::reply::model::Reply;
use crate::policy::reply::pieces;
use crate::policy::reply::words::LetterWords;
use crate::policy::value;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The first screenful of a mail: so many lines, and not more than so many characters.
const SCREEN: (usize, usize) = (25, 1_500);

/// Holds a reply against all of it.
pub(super) fn all(desk: &mut Desk<'_>, keys: &Keys, reply: &Reply, policy: &Policy) {
    blanks(desk, keys, reply);
    parts(desk, keys, reply);
    reply.checklist.iter().for_each(|line| day(desk, reply, line, policy));
    callouts(desk, keys, reply, policy);
}

fn blanks(desk: &mut Desk<'_>, keys: &Keys, reply: &Reply) {
    let used: BTreeSet<&Arc<str>> = used(reply).collect();
    for name in used.iter().filter(|name| !reply.blanks.iter().any(|blank| blank.name == ***name)) {
        let known: Vec<&str> = reply.blanks.iter().map(|blank| &*blank.name).collect();
        let near = nearest(name, known.iter().copied());
        let texts = keys.subject.iter().chain(&keys.body).chain(lines(keys));
        let mark = format!("[[{name}]]");
        // A blank that is broken over lines is not found by its mark; then the whole text is its place.
        let places = texts.map(|text| (text.value.contains(&mark), pieces::place(desk, text, &mark)));
        let place = places.filter(|(holds, _)| *holds).map(|(_, range)| range).next();
        let range = place.unwrap_or_else(|| keys.body.as_ref().map_or_else(|| desk.top(), |body| body.range.clone()));
        let note = desk.say(&codes::UNKNOWN_NAME, &range, format!("there is no blank `{name}` under `fill:`"));
        note.help = Some(match near {
            Some(near) => format!("did you mean `[[{near}]]`?"),
            None => format!("add `{name}: {{example: …}}` to `fill:`"),
        });
    }
    for blank in reply.blanks.iter().filter(|blank| !used.contains(&blank.name)) {
        let message = format!("the blank `{}` is asked for and stands nowhere", blank.name);
        let note = Diagnostic::at(&codes::UNUSED_BLANK, blank.span, message);
        desk.put(note.help(format!("write `[[{}]]` where it belongs, or take it out of `fill:`", blank.name)));
    }
}

/// The blanks of all texts of a reply.
pub(super) fn used(reply: &Reply) -> impl Iterator<Item = &Arc<str>> {
    reply.subject.blanks().chain(reply.body.blanks()).chain(reply.checklist.iter().flat_map(Line::blanks))
}

fn lines(keys: &Keys) -> impl Iterator<Item = &crate::data::At<String>> {
    let lines = keys.checklist.iter().flat_map(|lines| &lines.value);
    lines.flat_map(|line| {
        let line = &line.value;
        line.answer.iter().chain(&line.owner).chain(&line.by).chain(&line.if_nothing)
    })
}

/// The checklist must be put in, and a number of asks in the text must be the number of its lines.
fn parts(desk: &mut Desk<'_>, keys: &Keys, reply: &Reply) {
    let Some(body) = &keys.body else { return };
    if !reply.body.0.contains(&Piece::Checklist) {
        desk.say(&codes::MISSING_PART, &body.range, "the body does not put in its checklist").help =
            Some("write `{{#checklist}}` on a line of its own".into());
    }
    let lines = reply.checklist.len();
    let words =
        reply.body.0.iter().filter_map(|piece| if let Piece::Words(words) = piece { Some(words) } else { None });
    for (said, number) in words.flat_map(|words| counts(words)) {
        if number != lines {
            let range = pieces::place(desk, body, &said);
            let message = format!("the text says “{said}”, and the checklist has {}", count(lines));
            desk.say(&codes::WRONG_COUNT, &range, message).help =
                Some("write `{{#count checklist}}` for the number, or add the line that is missing".into());
        }
    }
}

fn count(lines: usize) -> String {
    if lines == 1 { "1 line".to_string() } else { format!("{lines} lines") }
}

/// Numbers of asks in a text: `three things`, `2 questions`.
fn counts(text: &str) -> Vec<(String, usize)> {
    const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    const THINGS: [&str; 5] = ["thing", "ask", "question", "point", "request"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let pairs = words.windows(2).filter_map(|pair| {
        let noun = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
        let is_thing = THINGS.iter().any(|thing| noun.strip_prefix(thing).is_some_and(|rest| matches!(rest, "" | "s")));
        let number = pair[0].to_lowercase();
        let number = NUMBERS.iter().position(|word| *word == number).or_else(|| number.parse().ok())?;
        // “No request exists” and “one request” say nothing about how many there are.
        (is_thing && number > 1).then(|| (format!("{} {noun}", pair[0]), number))
    });
    pairs.collect()
}

/// A line for what is not filed yet cannot have a day after the last day for filing.
fn day(desk: &mut Desk<'_>, reply: &Reply, line: &Line, policy: &Policy) {
    if line.by == By::Deadline && letter::deadline(policy, line).is_none() {
        let message = format!("`{}` has no guide with a last day before an event", line.ask);
        let note = Diagnostic::at(&codes::BAD_VALUE, line.by_span, message);
        desk.put(note.help("write a length such as `14 days`, a day, or a blank with a day"));
        return;
    }
    let Some(deadline) = letter::deadline(policy, line).filter(|_| !is_filed(line)) else { return };
    let late = match &line.by {
        By::Before(days) if *days < deadline.days() => format!("{days} days before the event"),
        By::After(_) => "a day after the event".to_string(),
        By::Blank(name) => match late_example(reply, name, &deadline) {
            Some(words) => words,
            None => return,
        },
        _ => return,
    };
    let days = deadline.days();
    let message = format!("{late} is too late for `{}`, which must be filed {days} days before it", line.ask);
    let note = Diagnostic::at(&codes::LATE_DATE, line.by_span, message);
    desk.put(note.help("choose an earlier day; if the ask is filed already, say so with `stage: filed`"));
}

fn is_filed(line: &Line) -> bool {
    line.stage.is_some_and(crate::policy::journey::stage::Stage::is_filed)
}

/// The example of a day that lies after the last day for the example of the event.
fn late_example(reply: &Reply, name: &Arc<str>, deadline: &Deadline) -> Option<String> {
    let example = |blank: &crate::policy::reply::model::Blank| value::day(&blank.example);
    let event = reply.blanks.iter().find(|blank| blank.check == Check::Event).and_then(example)?;
    let day = reply.blanks.iter().find(|blank| blank.name == *name).and_then(example)?;
    // An example stands for any event, so when the programme is open does not matter.
    let last = deadline.last_day(event, None)?;
    (day > last).then(|| format!("the example {day}, with an event on {event},"))
}

/// A reply that tells of an outcome that raises hopes shows its callout, and early.
fn callouts(desk: &mut Desk<'_>, keys: &Keys, reply: &Reply, policy: &Policy) {
    // How long the words of the theme are hardly matters here: what stands above the callout is the author's.
    let words = LetterWords::of(&|name| Arc::from(name));
    let examples: BTreeMap<String, String> =
        reply.blanks.iter().map(|blank| (blank.name.to_string(), blank.example.to_string())).collect();
    let sending = Sending {
        values: &examples,
        sent: None,
        event: None,
        site: Some("https://example.org"),
        days: &BTreeMap::new(),
        words: &words,
    };
    let letter = letter::letter(policy, reply, &sending);
    let text = forms::text(&letter, &words);
    let shown =
        letter.blocks.iter().filter_map(|block| if let Block::Callout(callout) = block { Some(callout) } else { None });
    let shown: Vec<&Callout> = shown.collect();
    let mut guides: BTreeSet<&Arc<str>> = BTreeSet::new();
    for tells in &reply.tells {
        let Some(guide) = policy.guides.get(&tells.guide) else { continue };
        let told = guide.outcomes.iter().find(|outcome| outcome.id == tells.outcome);
        if told.is_none_or(|told| !told.kind.is_favourable()) || !guides.insert(&tells.guide) {
            continue;
        }
        let callout = shown.iter().find(|callout| callout.ask == guide.id);
        let message = match callout {
            None => format!("this reply raises hopes for `{}` and does not show its callout", guide.id),
            Some(callout) if !is_early(&text, &forms::opening(callout, &words)) => {
                format!("the callout of `{}` stands below the first screenful of the reply", guide.id)
            }
            Some(_) => continue,
        };
        let body = keys.body.as_ref().map_or_else(|| desk.top(), |body| body.range.clone());
        let label = told.map(|told| (told.span, "the outcome".to_string()));
        let note =
            Diagnostic::at(&codes::REPLY_WITHOUT_CALLOUT, tells.span, message).label(desk.span(&body), "the body");
        let note = desk.put(note.help(format!(
            "write `{{{{#no-guarantee {}}}}}` on a line of its own, within the first {} lines and {} characters",
            guide.id, SCREEN.0, SCREEN.1
        )));
        note.labels.extend(label);
    }
}

fn is_early(text: &str, heading: &str) -> bool {
    let Some(at) = text.find(heading) else { return false };
    let before = &text[..at + heading.len()];
    before.lines().count() <= SCREEN.0 && before.chars().count() <= SCREEN.1
}

/// Says which outcomes no reply tells, if there are replies at all.
pub(in crate::policy) fn untold(policy: &Policy, found: &mut Vec<Diagnostic>) {
    for guide in policy.guides.values().filter(|_| !policy.replies.is_empty()) {
        let is_told = |outcome: &str| {
            let mut all = policy.replies.values().flat_map(|reply| &reply.tells);
            all.any(|tells| tells.guide == guide.id && *tells.outcome == *outcome)
        };
        let untold: Vec<&str> =
            guide.outcomes.iter().map(|outcome| &*outcome.id).filter(|outcome| !is_told(outcome)).collect();
        if !untold.is_empty() {
            let message =
                format!("no reply tells these outcomes of `{}`: {}", guide.id, crate::policy::params::listed(&untold));
            let note = Diagnostic::at(&codes::NO_REPLY, guide.span, message);
            found.push(note.help("add them to the `for:` of a reply that is true for them, or write one"));
        }
    }
}
