//! What one mail can ask for at once: a page for each set of asks, with a line for each, and the mail that answers them all.

use crate::output::html::beside::Input;
use crate::output::html::beside::LinkView;
use crate::output::html::beside::reply;
use crate::output::html::guide::callout::Callouts;
use crate::output::html::guide::viewing::Viewing;
use crate::output::html::guide::words::Words;
use crate::policy;
use crate::policy::Composing;
use crate::policy::Guide;
use crate::policy::Inline;
use crate::policy::Item;
use crate::policy::Letter;
use crate::policy::LetterWords;
use crate::policy::Reply;
use crate::site::What;

use std::sync::Arc;

use serde::Serialize;

/// A set of asks in the list of all.
#[derive(Serialize)]
pub(super) struct Row {
    titles: Vec<Arc<str>>,
    href: String,
}

/// A set of asks as the templates see it.
#[derive(Serialize)]
pub(super) struct View {
    items: Vec<ItemView>,
    /// The sets with one ask more, by that ask.
    more: Vec<LinkView>,
    /// The sets with one ask less, by that ask.
    less: Vec<LinkView>,
    /// Mails about these asks that an author wrote.
    replies: Vec<LinkView>,
}

/// An ask with all that is to be known of it now.
#[derive(Serialize)]
struct ItemView {
    id: Arc<str>,
    title: String,
    fields: Vec<FieldView>,
    /// The guide of the ask.
    guide: Option<LinkView>,
    journey: String,
    callout: Option<tera::Value>,
}

#[derive(Serialize)]
struct FieldView {
    label: Arc<str>,
    text: String,
}

/// All sets.
pub(super) fn sets(input: &Input) -> Vec<Row> {
    let title = |id: &Arc<str>| Some(Arc::clone(&input.whole.journeys.get(id)?.title));
    let row = |set: Vec<Arc<str>>| Row {
        titles: set.iter().filter_map(title).collect(),
        href: input.href(&What::Asked(set)),
    };
    policy::asked(&input.whole).into_iter().map(row).collect()
}

/// The lines of a set of asks, and where to go from it.
pub(super) fn view(input: &Input, set: &[Arc<str>], words: &Words<'_>, callouts: &mut Callouts<'_>) -> View {
    let letter = letter(input, set, &reply::letter_words(words.strings));
    let items = letter.iter().flat_map(Letter::items).zip(set);
    let items = items.map(|(item, id)| item_view(input, (id, item), words, callouts)).collect();
    let (more, less) = neighbours(input, set);
    View { items, more, less, replies: replies(input, set) }
}

fn item_view(
    input: &Input,
    (id, item): (&Arc<str>, &Item),
    words: &Words<'_>,
    callouts: &mut Callouts<'_>,
) -> ItemView {
    let guide = guide(input, id);
    let link = |guide: &Guide| LinkView {
        title: words.fill(&guide.title),
        href: input.href(&What::Start(Arc::clone(&guide.id))),
    };
    let mut callout = |guide: &Guide| callouts.of(&Viewing { guide, words: *words, hrefs: &input.shell.hrefs }, None);
    ItemView {
        id: Arc::clone(id),
        title: item.ask.clone(),
        fields: item.fields.iter().filter_map(field).collect(),
        guide: guide.map(link),
        journey: input.href(&What::Journey(Arc::clone(id))),
        callout: guide.and_then(&mut callout),
    }
}

/// A field without its addresses: the page has links of its own.
fn field((label, inlines): &(Arc<str>, Vec<Inline>)) -> Option<FieldView> {
    let words = |inline: &Inline| if let Inline::Words(words) = inline { Some(words.clone()) } else { None };
    let text = inlines.iter().filter_map(words).collect::<String>().trim().to_string();
    (!text.is_empty()).then(|| FieldView { label: Arc::clone(label), text })
}

fn guide<'i>(input: &'i Input, ask: &str) -> Option<&'i Guide> {
    let guide = input.whole.journeys.get(ask)?.guide.as_deref()?;
    input.whole.guides.get(guide)
}

/// The sets with one ask more, and those with one less, each with the title of that ask.
fn neighbours(input: &Input, set: &[Arc<str>]) -> (Vec<LinkView>, Vec<LinkView>) {
    let link = |id: &Arc<str>, other: &Vec<Arc<str>>| LinkView {
        title: input.whole.journeys.get(id).map(|journey| journey.title.to_string()).unwrap_or_default(),
        href: input.href(&What::Asked(other.clone())),
    };
    let all = policy::asked(&input.whole);
    let more = all.iter().filter_map(|other| Some(link(further(other, set)?, other)));
    let less = all.iter().filter_map(|other| Some(link(further(set, other)?, other)));
    (more.collect(), less.collect())
}

/// The one ask that a set has beside those of another.
fn further<'s>(set: &'s [Arc<str>], other: &[Arc<str>]) -> Option<&'s Arc<str>> {
    let is_one_more = set.len() == other.len() + 1 && other.iter().all(|id| set.contains(id));
    set.iter().find(|id| !other.contains(id)).filter(|_| is_one_more)
}

/// The replies that tell outcomes of these asks and of no other.
fn replies(input: &Input, set: &[Arc<str>]) -> Vec<LinkView> {
    let guides: Vec<&Arc<str>> = set.iter().filter_map(|id| Some(&guide(input, id)?.id)).collect();
    let is_about =
        |reply: &&Reply| !reply.tells.is_empty() && reply.tells.iter().all(|tells| guides.contains(&&tells.guide));
    let link = |reply: &Reply| LinkView {
        title: reply.title.to_string(),
        href: input.href(&What::Reply(Arc::clone(&reply.id))),
    };
    input.whole.replies.values().filter(is_about).map(link).collect()
}

/// The mail that answers all of them: what `caveat compose` makes of the same asks.
pub(super) fn mail(input: &Input, set: &[Arc<str>]) -> Option<reply::MailView> {
    let words = reply::letter_words(&input.shell.parts.theme.strings);
    Some(reply::composed(&letter(input, set, &words)?, &words))
}

fn letter(input: &Input, set: &[Arc<str>], words: &LetterWords) -> Option<Letter> {
    let asks: Vec<String> = set.iter().map(|id| id.to_string()).collect();
    let composing = Composing {
        asks: &asks,
        said: None,
        sent: None,
        event: None,
        organizer: None,
        signed: None,
        site: input.base.as_deref(),
        days: &input.days,
        words,
    };
    policy::compose(&input.whole, &composing).ok()
}
