//! What is different, in words for maintainers: as text and as Markdown.

use crate::history::change::Condition;
use crate::history::change::Diff;
use crate::history::change::End;
use crate::history::change::Fact;
use crate::history::change::GuideChange;
use crate::history::change::Moved;
use crate::history::change::ParamChange;
use crate::history::change::Said;
use crate::history::change::Situation;
use crate::history::change::There;
use crate::history::change::Unsure;
use crate::history::change::Wording;
use crate::policy::Value;
use crate::policy::stretch;

use std::collections::BTreeSet;
use std::sync::Arc;

/// A page of the handbook that has to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path, from the content folder.
    pub path: Arc<str>,
    /// What it names and is other now: `guide:money`, `param:money-notice`.
    pub because: BTreeSet<Arc<str>>,
}

/// A line, with how far it stands in; the first of all stand for themselves.
enum Line {
    Heading(u8, String),
    Item(usize, String),
}

/// As text.
pub fn text(diff: &Diff, pages: &[Page]) -> String {
    let line = |line: Line| match line {
        Line::Heading(1, words) => format!("{}\n", words.replace(['*', '`'], "")),
        Line::Heading(_, words) => format!("\n{}\n", words.replace(['*', '`'], "")),
        Line::Item(depth, words) => format!("{}- {}\n", "  ".repeat(depth + 1), words.replace('`', "")),
    };
    lines(diff, pages).into_iter().map(line).collect()
}

/// As Markdown.
pub fn markdown(diff: &Diff, pages: &[Page]) -> String {
    let mut text = String::new();
    let mut after_item = false;
    for line in lines(diff, pages) {
        match line {
            Line::Heading(level, words) => {
                if after_item {
                    text.push('\n');
                }
                text.push_str(&format!("{} {words}\n\n", "#".repeat(usize::from(level))));
                after_item = false;
            }
            Line::Item(depth, words) => {
                text.push_str(&format!("{}- {words}\n", "  ".repeat(depth)));
                after_item = true;
            }
        }
    }
    if !after_item {
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

fn lines(diff: &Diff, pages: &[Page]) -> Vec<Line> {
    let what = if diff.is_empty() { "Nothing is different" } else { "What is different" };
    let mut all = vec![Line::Heading(1, format!("{what} on {}, compared with {}", diff.to, diff.from))];
    if let Some(change) = &diff.programme {
        let state = |state: &Option<(crate::policy::Status, jiff::civil::Date, Arc<str>)>| {
            state
                .as_ref()
                .map_or("*nothing was said*".to_string(), |(is, since, _)| format!("*{}* since {since}", is.words()))
        };
        all.push(Line::Heading(2, "The programme".to_string()));
        all.push(Line::Item(0, format!("was {}, is {}", state(&change.was), state(&change.now))));
    }
    diff.guides.iter().filter(|change| change.is_major()).for_each(|change| guide(change, &mut all));
    let (params, wording): (Vec<&ParamChange>, Vec<&ParamChange>) =
        diff.params.iter().partition(|param| param.is_major());
    section(&mut all, "Values", params.iter().flat_map(|change| param(change)).collect());
    let stale = diff.stale.iter().map(|stale| again(&stale.reply, &stale.because));
    section(&mut all, "Replies to read again", stale.collect());
    section(&mut all, "Pages to read again", pages.iter().map(|page| again(&page.path, &page.because)).collect());
    let replies = diff.replies.iter().map(|change| {
        let tells = if change.tells { ": it tells other outcomes" } else { "" };
        format!("`{}` {}{tells}", change.reply, there(change.there, "is different"))
    });
    section(&mut all, "Replies", replies.collect());
    let reworded = wording.iter().map(|change| format!("`{}`: its words or its source", change.param));
    let of_guides = diff.guides.iter().flat_map(|change| change.wording.iter().map(|text| worded(change, text)));
    section(&mut all, "Wording only", of_guides.chain(reworded).collect());
    let moved = diff.guides.iter().flat_map(|change| change.addresses.iter().map(|one| moved(change, one)));
    section(&mut all, "Addresses", moved.collect());
    all
}

fn section(all: &mut Vec<Line>, title: &str, items: Vec<String>) {
    if !items.is_empty() {
        all.push(Line::Heading(2, title.to_string()));
        all.extend(items.into_iter().map(|item| Line::Item(0, item)));
    }
}

fn again(name: &str, because: &BTreeSet<Arc<str>>) -> String {
    let because: Vec<String> = because.iter().map(|what| format!("`{what}`")).collect();
    format!("`{name}` because of {}", because.join(", "))
}

fn there(there: There, other: &str) -> &str {
    match there {
        There::Both => other,
        There::New => "is new",
        There::Gone => "is there no more",
    }
}

fn guide(change: &GuideChange, all: &mut Vec<Line>) {
    all.push(Line::Heading(2, format!("`{}`: {}", change.guide, change.title)));
    if change.there != There::Both {
        return all.push(Line::Item(0, format!("the guide {}", there(change.there, ""))));
    }
    if change.too_complex {
        all.push(Line::Item(0, "too complex to compare: any situation may end in another way".to_string()));
    }
    for one in &change.situations {
        situation(one, all);
    }
    if change.more {
        all.push(Line::Item(0, "and more situations than can be listed".to_string()));
    }
    all.extend(change.facts.iter().map(|one| Line::Item(0, fact(one))));
}

fn situation(one: &Situation, all: &mut Vec<Line>) {
    let when: Vec<String> = one.when.iter().map(condition).collect();
    let when = if when.is_empty() { "any answers".to_string() } else { when.join(", ") };
    all.push(Line::Item(0, format!("{when}: was {}, now {}", end(one.was.as_ref()), end(one.now.as_ref()))));
    for (word, end) in [("was", &one.was), ("now", &one.now)] {
        let rules = end.iter().flat_map(|end| &end.rules);
        all.extend(rules.map(|(rule, source)| {
            let source = source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
            Line::Item(1, format!("{word} decided by `{rule}`{source}"))
        }));
    }
}

fn condition(condition: &Condition) -> String {
    let shorter = condition.answers.len() > 4 && condition.others.len() < 4;
    let words = match shorter {
        true => format!("anything but {}", either(&condition.others)),
        false => either(&condition.answers),
    };
    format!("{} {words}", condition.question)
}

fn either(answers: &[Said]) -> String {
    let words: Vec<String> = answers.iter().map(|answer| format!("*{}*", said(answer))).collect();
    words.join(" or ")
}

/// An answer: the words of a band, the id of another.
pub(super) fn said(said: &Said) -> String {
    match said {
        Said::Answer(id, _) => id.to_string(),
        Said::Stretch(from, below) => stretch(from.as_ref(), below.as_ref()),
    }
}

fn end(end: Option<&End>) -> String {
    match end {
        Some(end) => format!("*{}* `{}`", end.kind.id(), end.outcome),
        None => "*no such answer*".to_string(),
    }
}

fn unsure(unsure: &Unsure) -> String {
    match unsure {
        Unsure::Go(outcome, _) => format!("ended with `{outcome}`"),
        Unsure::TreatAs(answer) => format!("taken for *{}*", said(answer)),
        Unsure::NotOffered => "no answer".to_string(),
    }
}

fn fact(fact: &Fact) -> String {
    let word = |text: &Option<Arc<str>>| text.as_ref().map_or("*nobody*".to_string(), |text| format!("*{text}*"));
    let days = |days: &Option<u32>| days.map_or("*no time*".to_string(), |days| format!("*{days} days*"));
    match fact {
        Fact::Kind(id, _, was, now) => format!("the outcome `{id}`: was *{}*, now *{}*", was.id(), now.id()),
        Fact::Unsure(id, _, was, now) => format!("not sure about {id}: was {}, now {}", unsure(was), unsure(now)),
        Fact::Decides(id, _, was, now) => format!("who decides on `{id}`: was {}, now {}", word(was), word(now)),
        Fact::Owner(id, _, was, now) => format!("whose step is next at `{id}`: was {}, now {}", word(was), word(now)),
        Fact::Within(id, _, was, now) => format!("in which time at `{id}`: was {}, now {}", days(was), days(now)),
    }
}

fn worded(change: &GuideChange, text: &Wording) -> String {
    let of = if text.of.is_empty() { change.guide.to_string() } else { format!("{}/{}", change.guide, text.of) };
    match &text.texts {
        Some((was, now)) => format!("`{}` of `{of}`: was “{was}”, now “{now}”", text.key),
        None => format!("`{}` of `{of}`", text.key),
    }
}

fn moved(change: &GuideChange, moved: &Moved) -> String {
    let guide = &change.guide;
    match moved {
        Moved::Order => {
            format!("`{guide}` asks its questions in another order: addresses that name earlier answers can be others")
        }
        Moved::Question(id, is) => format!("the question `{guide}/{id}` {}", there(*is, "")),
        Moved::Outcome(id, is) => format!("the outcome `{guide}/{id}` {}", there(*is, "")),
    }
}

fn param(change: &ParamChange) -> Vec<String> {
    let sourced = |(value, source): &(Value, Option<Arc<str>>)| {
        let source = source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
        format!("*{value}*{source}")
    };
    let value = |value: &Option<Value>| value.as_ref().map_or("*nothing*".to_string(), |value| format!("*{value}*"));
    let name = &change.param;
    let mut lines = Vec::new();
    match (&change.was, &change.now) {
        (Some(was), Some(now)) if was.0 != now.0 => {
            lines.push(format!("`{name}` was {}, is {}", sourced(was), sourced(now)));
        }
        (None, Some(now)) => lines.push(format!("`{name}` is new: {}", sourced(now))),
        (Some(was), None) => lines.push(format!("`{name}` is there no more: it was {}", sourced(was))),
        _ => {}
    }
    for (from, is, source) in &change.later {
        lines.push(format!("`{name}` will be {} from {from} on", sourced(&(is.clone(), source.clone()))));
    }
    for (from, was, now) in &change.rewritten {
        lines.push(format!("`{name}` said {} from {from} on, and now says {} for that day", value(was), value(now)));
    }
    lines
}
