//! A text with two kinds of braces taken apart: `{{…}}` is filled by the build, `[[…]]` by the sender.

use crate::data::At;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::reply::model::Address;
use crate::policy::reply::model::Piece;
use crate::policy::reply::model::Text;

use std::ops::Range;
use std::sync::Arc;

/// What the build can put into a reply.
const KNOWN: &str = "there is `{{#count checklist}}`, `{{#checklist}}`, `{{#no-guarantee GUIDE}}`, `{{#link guide:GUIDE#QUESTION}}`, \
    `{{#link outcome:GUIDE/OUTCOME}}` and `{{#param NAME}}`";

/// What a text is read against.
pub(super) struct Around<'a> {
    /// The rules.
    pub(super) policy: &'a Policy,
    /// The ids of all guides, also of those that could not be read.
    pub(super) guides: &'a [String],
}

impl<'a> Around<'a> {
    /// A guide; that there is none is said unless the guide itself could not be read.
    pub(super) fn guide(&self, desk: &mut Desk<'_>, id: &At<String>) -> Option<&'a Guide> {
        let guide = self.policy.guides.get(id.value.as_str());
        if guide.is_none() && !self.guides.contains(&id.value) {
            desk.unknown("guide", id, self.guides.iter().map(String::as_str));
        }
        guide
    }
}

/// Takes a text apart.
pub(super) fn read(desk: &mut Desk<'_>, text: &At<String>, around: &Around<'_>) -> Text {
    let mut pieces = Vec::new();
    let mut rest = text.value.trim_end();
    while let Some(at) = [rest.find("[["), rest.find("{{"), rest.find("]]")].into_iter().flatten().min() {
        let (before, from) = rest.split_at(at);
        words(&mut pieces, before);
        let (open, inside) = from.split_at(2);
        let close = if open == "{{" { "}}" } else { "]]" };
        let Some((inner, after)) = inside.split_once(close).filter(|_| open != "]]") else {
            broken(desk, text, open, from);
            return Text(pieces);
        };
        match open {
            "[[" => pieces.extend(blank(desk, text, inner)),
            _ => pieces.extend(directive(desk, text, inner, around)),
        }
        rest = after;
    }
    words(&mut pieces, rest);
    Text(pieces)
}

fn words(pieces: &mut Vec<Piece>, words: &str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words.into()));
    }
}

fn broken(desk: &mut Desk<'_>, text: &At<String>, open: &str, from: &str) {
    let (message, help) = match open {
        "[[" => ("a blank is opened with `[[` and never closed", "close it with `]]`, as in `[[organizer]]`"),
        "{{" => ("`{{` is opened and never closed", "close it with `}}`, as in `{{#checklist}}`"),
        _ => ("`]]` closes a blank that was never opened", "open it with `[[`, as in `[[organizer]]`"),
    };
    // The rest of the line tells it from others of its kind before it.
    let range = place(desk, text, from.lines().next().unwrap_or(open));
    desk.say(&codes::BROKEN_BLANK, &(range.start..range.end.min(range.start + 2)), message).help = Some(help.into());
}

fn blank(desk: &mut Desk<'_>, text: &At<String>, inner: &str) -> Option<Piece> {
    let name = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(mark) = ["[[", "{{"].into_iter().find(|mark| inner.contains(mark)) {
        let before = inner.split(mark).next().unwrap_or_default();
        let range = place(desk, text, &format!("[[{before}{mark}"));
        let message = format!("a blank is opened, and `{mark}` comes before it is closed");
        desk.say(&codes::BROKEN_BLANK, &range, message).help =
            Some("a blank holds only its name, as in `[[organizer]]`; close it before anything else begins".into());
        return None;
    }
    if name.is_empty() {
        let range = place(desk, text, &format!("[[{inner}]]"));
        desk.say(&codes::BROKEN_BLANK, &range, "a blank has no name").help =
            Some("write what the sender has to fill in, as in `[[organizer]]`".into());
        return None;
    }
    Some(Piece::Blank(name.into()))
}

fn directive(desk: &mut Desk<'_>, text: &At<String>, inner: &str, around: &Around<'_>) -> Option<Piece> {
    let whole = format!("{{{{{inner}}}}}");
    let word = inner.trim().trim_start_matches('#');
    let (name, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
    let range = place(desk, text, &whole);
    let argument = At { value: rest.trim().to_string(), range: argument_range(desk, &range, rest.trim()) };
    match name {
        "count" if matches!(&*argument.value, "" | "checklist") => Some(Piece::Count),
        "checklist" if argument.value.is_empty() => Some(Piece::Checklist),
        "no-guarantee" => no_guarantee(desk, &argument, around),
        "link" => step(desk, &argument, around).map(Piece::Link),
        "param" if around.policy.params.contains_key(argument.value.as_str()) => {
            Some(Piece::Words(format!("{{{{#param {}}}}}", argument.value).into()))
        }
        "param" => {
            desk.unknown("parameter", &argument, around.policy.params.keys().map(|name| &**name));
            None
        }
        _ => {
            let message = format!("`{whole}` is nothing that the build can put into a reply");
            desk.say(&codes::UNKNOWN_NAME, &range, message).help = Some(KNOWN.into());
            None
        }
    }
}

/// Reads `money` or `money/may-file`.
fn no_guarantee(desk: &mut Desk<'_>, argument: &At<String>, around: &Around<'_>) -> Option<Piece> {
    let (guide, outcome) = match argument.value.split_once('/') {
        Some((guide, outcome)) => (guide, Some(outcome)),
        None => (argument.value.as_str(), None),
    };
    let range = argument_range(desk, &argument.range, guide);
    let guide = around.guide(desk, &At { value: guide.to_string(), range })?;
    let known = guide.outcomes.iter().filter(|known| known.kind.is_favourable());
    if let Some(outcome) = outcome.filter(|outcome| !known.clone().any(|known| *known.id == **outcome)) {
        let range = argument_range(desk, &argument.range, outcome);
        let at = At { value: outcome.to_string(), range };
        desk.unknown("outcome with a callout", &at, known.map(|known| &*known.id));
        return None;
    }
    Some(Piece::NoGuarantee(guide.id.clone(), outcome.map(Arc::from)))
}

fn argument_range(desk: &Desk<'_>, whole: &Range<usize>, argument: &str) -> Range<usize> {
    let text = desk.source.text.get(whole.clone()).unwrap_or_default();
    match text.rfind(argument).filter(|_| !argument.is_empty()) {
        Some(at) => whole.start + at..whole.start + at + argument.len(),
        None => whole.clone(),
    }
}

/// Reads `guide:money`, `guide:money#amount` or `outcome:money/too-late`.
pub(super) fn step(desk: &mut Desk<'_>, link: &At<String>, around: &Around<'_>) -> Option<Address> {
    let part = |text: &str| {
        let range = argument_range(desk, &link.range, text);
        At { value: text.to_string(), range }
    };
    if let Some(rest) = link.value.strip_prefix("outcome:") {
        let (guide, outcome) = rest.split_once('/').unwrap_or((rest, ""));
        let (guide, outcome) = (part(guide), part(outcome));
        let guide = around.guide(desk, &guide)?;
        if !guide.outcomes.iter().any(|known| *known.id == *outcome.value) {
            desk.unknown("outcome", &outcome, guide.outcomes.iter().map(|known| &*known.id));
            return None;
        }
        return Some(Address::Outcome(guide.id.clone(), outcome.value.into()));
    }
    let Some(rest) = link.value.strip_prefix("guide:") else {
        let note = desk.say(&codes::UNKNOWN_NAME, &link.range, format!("`{}` is no step of a guide", link.value));
        note.help = Some("write `guide:money`, `guide:money#amount` or `outcome:money/too-late`".into());
        return None;
    };
    let (id, question) = rest.split_once('#').map_or((rest, None), |(id, question)| (id, Some(question)));
    let (id, question) = (part(id), question.map(part));
    let guide = around.guide(desk, &id)?;
    match question {
        None => Some(Address::Guide(guide.id.clone())),
        Some(question) => node(desk, guide, &question),
    }
}

/// The node of a question; the guide itself where several nodes ask it and none has just its name.
fn node(desk: &mut Desk<'_>, guide: &Guide, name: &At<String>) -> Option<Address> {
    let tree = guide.tree.as_ref()?;
    if let Some(node) = tree.nodes.iter().find(|node| *node.name == *name.value) {
        return Some(Address::Question(guide.id.clone(), node.name.clone()));
    }
    let asks = |node: &&crate::policy::model::Node| *guide.questions[node.question].id == *name.value;
    if tree.nodes.iter().any(|node| asks(&node)) {
        return Some(Address::Guide(guide.id.clone()));
    }
    let known: Vec<Arc<str>> = tree.nodes.iter().map(|node| node.name.clone()).collect();
    desk.unknown("question", name, known.iter().map(|name| &**name));
    None
}

/// Where a stretch of a text stands in the file, or the text if it is written in another way there.
pub(super) fn place(desk: &Desk<'_>, text: &At<String>, what: &str) -> Range<usize> {
    let written = desk.source.text.get(text.range.clone()).unwrap_or_default();
    match written.find(what) {
        Some(at) => text.range.start + at..text.range.start + at + what.len(),
        None => text.range.clone(),
    }
}
