//! What the rules give to the index: guides with their questions and outcomes, values, replies, journeys, roles and words.

use crate::output::search::part::Entry;
use crate::output::search::part::Kind;
use crate::output::search::part::MOST;
use crate::output::search::part::Part;
use crate::output::search::part::Told;
use crate::output::search::part::part;
use crate::policy::Guide;
use crate::policy::Journey;
use crate::policy::Outcome;
use crate::policy::Piece;
use crate::policy::Project;
use crate::policy::Reply;
use crate::policy::Role;
use crate::policy::fill;
use crate::site::PlacedMade;
use crate::site::Rules;
use crate::site::What;
use crate::site::urls;

use std::sync::Arc;

/// What a page that is made from the rules gives to the index; nothing if all of it stands on other pages too. A long list
/// is several parts.
pub fn made(made: &PlacedMade, rules: &Rules) -> Vec<Part> {
    let whole = &rules.whole;
    let guide = made.what.guide().and_then(|id| rules.guides.get(id));
    let text = |text: Option<String>| text.map(|text| fill(whole, &text));
    let one = |kind, words: Option<String>| text(words).map(|text| single(made, kind, guide, &text));
    let one = match &made.what {
        // What was is on no page but these, and nobody who looks for a rule wants an old one.
        What::All(_) | What::GuideChanges(_) => None,
        What::Guides | What::Replies | What::Journeys | What::Asks | What::Asked(_) | What::Changes | What::CatchUp => {
            one(Kind::Page, Some(String::new()))
        }
        What::Start(_) => one(Kind::Guide, guide.map(|guide| endings(guide))),
        What::Node(_, number) => one(Kind::Question, guide.and_then(|guide| question(guide, *number))),
        What::Outcome(_, number) => {
            one(Kind::Outcome, guide.and_then(|guide| guide.outcomes.get(*number)).map(outcome))
        }
        What::Reply(id) => one(Kind::Reply, whole.replies.get(id).map(reply)),
        What::Journey(id) => one(Kind::Page, whole.journeys.get(id).map(journey)),
        What::Values => return list(made, Kind::Value, values(rules)),
        What::Roles => return list(made, Kind::Role, whole.roles.values().map(|one| role(one, rules)).collect()),
        What::Glossary => return list(made, Kind::Term, terms(rules)),
        What::Plan => {
            return list(made, Kind::Section, whole.plan.values().map(|one| project(one, rules)).collect());
        }
    };
    one.into_iter().collect()
}

/// A page that is one entry.
fn single(made: &PlacedMade, kind: Kind, guide: Option<&crate::memo::Hashed<Guide>>, text: &str) -> Part {
    let within = guide.filter(|_| kind != Kind::Guide).map(|guide| Arc::clone(&guide.title));
    part(&[Told { entry: Entry { within, ..entry(made, kind) }, also: "", page: "", text, shown: text }])
}

fn entry(made: &PlacedMade, kind: Kind) -> Entry {
    let address = urls::relative("", made.place.url.as_str());
    Entry { kind, title: Arc::clone(&made.place.title), address: Arc::from(address), within: None }
}

/// One of many things on one page.
struct Listed {
    id: Arc<str>,
    title: String,
    /// Other names.
    also: String,
    text: String,
}

fn list(made: &PlacedMade, kind: Kind, listed: Vec<Listed>) -> Vec<Part> {
    let told = |one: &Listed| Entry {
        kind,
        title: Arc::from(&*one.title),
        address: Arc::from(urls::encode_fragment(&one.id)),
        within: None,
    };
    let portion = |listed: &[Listed]| {
        let page = Told { entry: entry(made, Kind::Page), also: "", page: "", text: "", shown: "" };
        let rest = listed.iter().map(|one| Told {
            entry: told(one),
            also: &one.also,
            page: "",
            text: &one.text,
            shown: &one.text,
        });
        part(&[page].into_iter().chain(rest).collect::<Vec<_>>())
    };
    listed.chunks(MOST - 1).map(portion).collect()
}

/// A guide is found by how it can end.
fn endings(guide: &Guide) -> String {
    lines(guide.outcomes.iter().map(|outcome| &outcome.say))
}

/// The words of a question; nothing where it is asked a second time.
fn question(guide: &Guide, number: usize) -> Option<String> {
    let nodes = &guide.tree.as_ref()?.nodes;
    let node = nodes.get(number)?;
    if nodes[..number].iter().any(|earlier| earlier.question == node.question) {
        return None;
    }
    let question = guide.questions.get(node.question)?;
    Some(lines(question.why.iter().chain(question.answers.iter().map(|answer| &answer.label))))
}

fn outcome(outcome: &Outcome) -> String {
    let further = [&outcome.decided_by, &outcome.know_by, &outcome.until_then, &outcome.next.if_nothing];
    lines([&outcome.say, &outcome.next.act].into_iter().chain(further.into_iter().flatten()))
}

fn reply(reply: &Reply) -> String {
    let pieces = reply.subject.0.iter().chain(&reply.body.0);
    lines(pieces.filter_map(|piece| if let Piece::Words(words) = piece { Some(words) } else { None }))
}

fn journey(journey: &Journey) -> String {
    let legs = journey.legs.iter();
    let legs = legs.flat_map(|leg| [&leg.who, &leg.sees, &leg.usually, &leg.at_most, &leg.ask, &leg.does_not_mean]);
    lines([&journey.if_nothing].into_iter().chain(legs))
}

fn values(rules: &Rules) -> Vec<Listed> {
    let one = |(id, param): (&Arc<str>, &crate::policy::Param)| {
        let value = rules.value(id).map(|value| format!(": {value}")).unwrap_or_default();
        let title = format!("{}{value}", fill(&rules.whole, &param.what));
        Listed { id: Arc::clone(id), title, also: String::new(), text: String::new() }
    };
    rules.params.iter().map(one).collect()
}

fn role(role: &Role, rules: &Rules) -> Listed {
    let text = lines([&role.what].into_iter().chain(&role.can).chain(&role.cannot));
    let text = fill(&rules.whole, &text);
    Listed { id: Arc::clone(&role.id), title: role.name.to_string(), also: String::new(), text }
}

fn terms(rules: &Rules) -> Vec<Listed> {
    let one = |term: &crate::policy::Term| Listed {
        id: Arc::clone(&term.id),
        title: term.term.to_string(),
        also: lines(&term.also),
        text: fill(&rules.whole, &term.means),
    };
    rules.whole.glossary.values().map(one).collect()
}

/// A project is found by its title: the rest is for those who work on it, and readers ask for other things.
fn project(project: &Project, rules: &Rules) -> Listed {
    let title = fill(&rules.whole, &project.title);
    Listed { id: Arc::clone(&project.id), title, also: String::new(), text: String::new() }
}

fn lines<'a>(texts: impl IntoIterator<Item = &'a Arc<str>>) -> String {
    texts.into_iter().map(|text| &**text).collect::<Vec<_>>().join("\n")
}
