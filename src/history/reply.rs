//! What a reply means: which outcomes it tells, what its lines are about, and what it takes from the rules.

use crate::history::file::FORMAT;
use crate::history::model::Reply;
use crate::history::stamp::Print;
use crate::policy;
use crate::policy::Address;
use crate::policy::By;
use crate::policy::Piece;
use crate::policy::Text;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// A reply.
pub(super) fn reply(reply: &policy::Reply) -> Reply {
    let mut tells: Vec<Arc<str>> =
        reply.tells.iter().map(|tells| format!("{}/{}", tells.guide, tells.outcome).into()).collect();
    tells.sort();
    let asks: BTreeSet<Arc<str>> = reply.checklist.iter().map(|line| Arc::clone(&line.ask)).collect();
    let texts = reply.checklist.iter().flat_map(|line| [&line.answer, &line.owner, &line.if_nothing]);
    let texts: Vec<&Text> = [&reply.subject, &reply.body].into_iter().chain(texts).collect();
    let uses: BTreeSet<Arc<str>> = texts.iter().flat_map(|text| &text.0).flat_map(used).collect();
    Reply {
        format: FORMAT,
        reply: Arc::clone(&reply.id),
        title: Arc::clone(&reply.title),
        tells,
        asks: asks.into_iter().collect(),
        uses: uses.into_iter().collect(),
        text: Print::of(&written(reply)),
    }
}

fn used(piece: &Piece) -> Vec<Arc<str>> {
    match piece {
        Piece::Words(words) => params(words).map(|name| format!("param:{name}").into()).collect(),
        Piece::NoGuarantee(guide, _) => vec![format!("guide:{guide}").into()],
        Piece::Link(
            Address::Guide(guide)
            | Address::Question(guide, _)
            | Address::Outcome(guide, _)
            | Address::Changes(guide, _),
        ) => {
            vec![format!("guide:{guide}").into()]
        }
        Piece::Blank(_) | Piece::Count | Piece::Checklist => Vec::new(),
    }
}

/// The values that a text names.
pub(super) fn params(text: &str) -> impl Iterator<Item = Arc<str>> {
    let names = text.split("{{#param").skip(1).filter_map(|after| after.split("}}").next());
    names.map(|name| Arc::from(name.trim()))
}

/// All that it says, as one text.
fn written(reply: &policy::Reply) -> String {
    let mut all = String::new();
    text(&reply.subject, &mut all);
    text(&reply.body, &mut all);
    for blank in &reply.blanks {
        // Writing into a string cannot fail.
        let _ = write!(all, " [[{}]] {:?}", blank.name, blank.check);
    }
    for line in &reply.checklist {
        let by = match &line.by {
            By::Days(days) => format!("{days} days"),
            By::Before(days) => format!("{days} before"),
            By::After(days) => format!("{days} after"),
            By::Deadline => "deadline".to_string(),
            By::On(day) => day.to_string(),
            By::Blank(name) => format!("[[{name}]]"),
        };
        let stage = line.stage.map_or("", |stage| stage.words());
        let _ = write!(all, " {} {stage} {by}", line.ask);
        [&line.answer, &line.owner, &line.if_nothing].into_iter().for_each(|part| text(part, &mut all));
    }
    all
}

fn text(text: &Text, all: &mut String) {
    for piece in &text.0 {
        let word = match piece {
            Piece::Words(words) => words.to_string(),
            Piece::Blank(name) => format!("[[{name}]]"),
            Piece::Count => "{{#count}}".to_string(),
            Piece::Checklist => "{{#checklist}}".to_string(),
            Piece::NoGuarantee(guide, outcome) => format!("{{{{#no-guarantee {guide} {outcome:?}}}}}"),
            Piece::Link(address) => address.path(),
        };
        all.push_str(&word);
    }
    all.push('\n');
}
