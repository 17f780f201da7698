//! A mail as blocks, whatever it is made of and whatever form it takes: paragraphs, the checklist, callouts, the rules.

use crate::policy::callout::Callout;
use crate::policy::callout::callout_with;
use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::notice;
use crate::policy::notice::Deadline;
use crate::policy::reply::model::Address;
use crate::policy::reply::model::By;
use crate::policy::reply::model::Line;
use crate::policy::reply::model::Piece;
use crate::policy::reply::model::Reply;
use crate::policy::reply::model::Text;
use crate::policy::reply::words::Days;
use crate::policy::reply::words::LetterWords;
use crate::policy::value;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its subject.
    pub subject: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Letter {
    /// The lines of its checklist.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let lists =
            self.blocks.iter().filter_map(|block| if let Block::Checklist(items) = block { Some(items) } else { None });
        lists.flatten()
    }
}

/// A part of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines that belong together.
    Paragraph(Vec<Vec<Inline>>),
    /// A numbered line for every ask.
    Checklist(Vec<Item>),
    /// What is not guaranteed.
    Callout(Callout),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Words(String),
    /// Something that its sender still has to fill in.
    Blank(Arc<str>),
    /// An address, in full if the address of the site is known.
    Link(String),
}

/// An ask with its fields, each with a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is asked for.
    pub ask: String,
    /// What there is to say about it.
    pub fields: Vec<(Arc<str>, Vec<Inline>)>,
}

/// What is known when a mail is made.
#[derive(Debug, Clone, Copy)]
pub struct Sending<'a> {
    /// The values of the blanks.
    pub values: &'a BTreeMap<String, String>,
    /// The day on which it is sent; nothing for a mail that is only shown.
    pub sent: Option<Date>,
    /// The first day of the event.
    pub event: Option<Date>,
    /// The address of the site.
    pub site: Option<&'a str>,
    /// For each guide the day of the last release that had something new about it.
    pub days: &'a BTreeMap<Arc<str>, Date>,
    /// The words.
    pub words: &'a LetterWords,
}

impl Sending<'_> {
    /// The address of a step.
    pub(super) fn address(&self, step: &Address) -> String {
        match self.site {
            Some(site) => format!("{}/{}", site.trim_end_matches('/'), step.path()),
            None => format!("/{}", step.path()),
        }
    }

    /// The address of what is different since the last release of a guide.
    pub(super) fn changes(&self, guide: &Arc<str>) -> Option<Inline> {
        let day = self.days.get(guide)?;
        Some(Inline::Link(self.address(&Address::Changes(Arc::clone(guide), *day))))
    }

    /// The day on which it is sent.
    pub(super) fn today(&self) -> String {
        self.sent.map_or_else(|| self.words.now.to_string(), |sent| sent.to_string())
    }

    /// So many days after it is sent.
    pub(super) fn after(&self, days: u32) -> String {
        match self.sent {
            Some(sent) => value::after(sent, days).to_string(),
            None => LetterWords::counted(&self.words.after_mail, days),
        }
    }

    fn blank(&self, name: &Arc<str>) -> Inline {
        match self.values.get(&**name) {
            Some(value) => Inline::Words(value.clone()),
            None => Inline::Blank(name.clone()),
        }
    }
}

/// Makes a mail of a reply.
pub fn letter(policy: &Policy, reply: &Reply, sending: &Sending<'_>) -> Letter {
    let mut letter = Letter { subject: inlines(policy, reply, &reply.subject, sending), blocks: Vec::new() };
    // A callout says it too.
    if !reply.body.0.iter().any(|piece| matches!(piece, Piece::NoGuarantee(..))) {
        letter.blocks.extend(closed(policy));
    }
    body(policy, reply, sending, &mut letter.blocks);
    let steps: Vec<(&Guide, Address)> =
        guides(reply).into_iter().filter_map(|id| Some((policy.guides.get(&id)?, step(reply, &id)))).collect();
    letter.blocks.extend(rules(policy, &steps, sending));
    letter
}

/// That the programme is paused or closed.
pub(super) fn closed(policy: &Policy) -> Option<Block> {
    let state = policy.closed()?;
    Some(Block::Paragraph(vec![vec![Inline::Words(format!("{}: {}", state.from, state.say))]]))
}

/// The guides that a reply is about.
fn guides(reply: &Reply) -> Vec<Arc<str>> {
    let told = reply.tells.iter().map(|tells| &tells.guide);
    let shown = reply.body.0.iter().filter_map(|piece| match piece {
        Piece::NoGuarantee(guide, _) => Some(guide),
        _ => None,
    });
    let mut guides: Vec<Arc<str>> = Vec::new();
    for guide in told.chain(shown) {
        if !guides.contains(guide) {
            guides.push(guide.clone());
        }
    }
    guides
}

/// The step that a reply rests on: the outcome if it tells just one of the guide.
fn step(reply: &Reply, guide: &Arc<str>) -> Address {
    let told: Vec<_> = reply.tells.iter().filter(|tells| tells.guide == *guide).collect();
    match told[..] {
        [one] => Address::Outcome(guide.clone(), one.outcome.clone()),
        _ => Address::Guide(guide.clone()),
    }
}

/// The addresses of the rules, with their days.
fn rules(policy: &Policy, steps: &[(&Guide, Address)], sending: &Sending<'_>) -> Vec<Block> {
    let words = sending.words;
    let rule = |(guide, step): &(&Guide, Address)| {
        let dated = words.dated.replace("{date}", &guide.effective.to_string());
        let mut lines = vec![
            vec![Inline::Words(format!("{}: {}", words.rules, words.fill(policy, &guide.title)))],
            vec![Inline::Link(sending.address(step))],
            vec![Inline::Words(dated.replace("{today}", &policy.as_of.to_string()))],
        ];
        if let Some(link) = sending.changes(&guide.id) {
            lines.push(vec![Inline::Words(format!("{}: ", words.changes)), link]);
        }
        Block::Paragraph(lines)
    };
    steps.iter().map(rule).collect()
}

fn body(policy: &Policy, reply: &Reply, sending: &Sending<'_>, blocks: &mut Vec<Block>) {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for piece in &reply.body.0 {
        let block = match piece {
            Piece::Checklist => Some(Block::Checklist(checklist(policy, reply, sending))),
            Piece::NoGuarantee(guide, outcome) => {
                shown(policy, reply, (guide, outcome.as_ref()), sending.words).map(Block::Callout)
            }
            Piece::Words(words) => {
                for (number, line) in sending.words.fill(policy, words).split('\n').enumerate() {
                    if number > 0 {
                        lines.push(Vec::new());
                    }
                    if let Some(last) = lines.last_mut().filter(|_| !line.is_empty()) {
                        last.push(Inline::Words(line.to_string()));
                    }
                }
                None
            }
            other => {
                let piece = inline(policy, reply, other, sending);
                lines.last_mut().into_iter().for_each(|last| last.extend(piece.clone()));
                None
            }
        };
        if let Some(block) = block {
            paragraphs(&mut lines, blocks);
            blocks.push(block);
        }
    }
    paragraphs(&mut lines, blocks);
}

/// Closes the paragraphs of some lines; an empty line ends one.
fn paragraphs(lines: &mut Vec<Vec<Inline>>, blocks: &mut Vec<Block>) {
    let is_empty = |line: &Vec<Inline>| {
        line.iter().all(|inline| matches!(inline, Inline::Words(words) if words.trim().is_empty()))
    };
    let mut paragraph = Vec::new();
    for line in std::mem::replace(lines, vec![Vec::new()]) {
        match is_empty(&line) {
            false => paragraph.push(line),
            true if paragraph.is_empty() => {}
            true => blocks.push(Block::Paragraph(std::mem::take(&mut paragraph))),
        }
    }
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(paragraph));
    }
}

/// The callout of a guide as a reply shows it: that of the outcomes it tells; if it tells none that raises hopes, that of
/// the outcome that is named; or else that of the guide.
fn shown(
    policy: &Policy,
    reply: &Reply,
    (guide, named): (&Arc<str>, Option<&Arc<str>>),
    words: &LetterWords,
) -> Option<Callout> {
    let guide = policy.guides.get(guide)?;
    let number = |id: &Arc<str>| guide.outcomes.iter().position(|outcome| outcome.id == *id);
    let told = reply.tells.iter().filter(|tells| tells.guide == guide.id);
    let told: Vec<usize> = told.filter_map(|tells| number(&tells.outcome)).collect();
    let named: Vec<usize> = named.and_then(number).into_iter().collect();
    let all: Vec<usize> = (0..guide.outcomes.len()).collect();
    let value = |name: &str| words.param(policy, name);
    [told, named, all].iter().find_map(|outcomes| callout_with(guide, outcomes, &value))
}

fn inlines(policy: &Policy, reply: &Reply, text: &Text, sending: &Sending<'_>) -> Vec<Inline> {
    text.0.iter().filter_map(|piece| inline(policy, reply, piece, sending)).collect()
}

fn inline(policy: &Policy, reply: &Reply, piece: &Piece, sending: &Sending<'_>) -> Option<Inline> {
    match piece {
        Piece::Words(words) => Some(Inline::Words(sending.words.fill(policy, words).replace('\n', " "))),
        Piece::Blank(name) => Some(sending.blank(name)),
        Piece::Count => Some(Inline::Words(reply.checklist.len().to_string())),
        Piece::Link(step) => Some(Inline::Link(sending.address(step))),
        Piece::Checklist | Piece::NoGuarantee(..) => None,
    }
}

fn checklist(policy: &Policy, reply: &Reply, sending: &Sending<'_>) -> Vec<Item> {
    let words = sending.words;
    let item = |line: &Line| {
        let mut fields = vec![(words.answer.clone(), inlines(policy, reply, &line.answer, sending))];
        if let Some(stage) = line.stage {
            fields.push((words.stage.clone(), vec![Inline::Words(words.at(stage))]));
        }
        fields.push((words.owner.clone(), inlines(policy, reply, &line.owner, sending)));
        fields.push((words.by.clone(), vec![by(policy, line, sending)]));
        fields.push((words.if_nothing.clone(), inlines(policy, reply, &line.if_nothing, sending)));
        Item { ask: ask(policy, &line.ask), fields }
    };
    reply.checklist.iter().map(item).collect()
}

/// The name of an ask: the title of its journey, or the word with a capital letter.
pub(super) fn ask(policy: &Policy, ask: &str) -> String {
    if let Some(journey) = policy.journeys.get(ask) {
        return journey.title.to_string();
    }
    let mut letters = ask.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn by(policy: &Policy, line: &Line, sending: &Sending<'_>) -> Inline {
    let words = sending.words;
    if let By::Blank(name) = &line.by {
        return sending.blank(name);
    }
    if let Some(day) = day(policy, line, sending) {
        return Inline::Words(day.to_string());
    }
    let phrase = |phrases: &Days, days: u32| Inline::Words(LetterWords::counted(phrases, days));
    match &line.by {
        By::Days(days) => phrase(&words.after_mail, *days),
        By::Before(days) => phrase(&words.before_event, *days),
        By::After(days) => phrase(&words.after_event, *days),
        By::Deadline => phrase(&words.before_event, deadline(policy, line).map_or(0, |deadline| deadline.days())),
        By::On(day) => Inline::Words(day.to_string()),
        By::Blank(name) => Inline::Blank(name.clone()),
    }
}

/// Until when an ask must be filed before an event, if its guide says so.
pub(super) fn deadline(policy: &Policy, line: &Line) -> Option<Deadline> {
    notice::deadline(policy.guides.get(&line.ask)?, policy.as_of)
}

/// The day of a line, if all that it is counted from is known.
pub(super) fn day(policy: &Policy, line: &Line, sending: &Sending<'_>) -> Option<Date> {
    match &line.by {
        By::Days(days) => Some(value::after(sending.sent?, *days)),
        By::Before(days) => notice::before(sending.event?, *days),
        By::After(days) => Some(value::after(sending.event?, *days)),
        By::Deadline => deadline(policy, line)?.last_day(sending.event?, policy.open_programme()),
        By::On(day) => Some(*day),
        By::Blank(name) => value::day(sending.values.get(&**name)?),
    }
}
