//! The pages that are made from rules: for each guide its start, a page for each question and outcome, and all of them on
//! one page; a page of all guides, and one of all values.

use crate::artifact::SitePath;
use crate::document::FrontMatter;
use crate::history::Release;
use crate::policy;
use crate::policy::Guide;
use crate::policy::Policy;
use crate::policy::fill_with;
use crate::policy::first_sentence;
use crate::site::rules::Rules;
use crate::source::Span;

use std::collections::BTreeSet;
use std::sync::Arc;

/// A page that is made from rules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Made {
    /// Where it is published.
    pub url: SitePath,
    /// Its title.
    pub title: Arc<str>,
    /// What it shows.
    pub what: What,
    /// Where its source stands, from the content folder, if it is made from one file.
    pub source: Option<Arc<str>>,
    /// Where in that file.
    pub span: Option<Span>,
    /// Who answers for it, and its dates.
    pub front: FrontMatter,
    /// The page that it is a step of, by its number.
    pub below: Option<usize>,
}

/// What a page that is made from rules shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// All guides.
    Guides,
    /// The start of a guide, by its id.
    Start(Arc<str>),
    /// A question of a guide, by the number of its node.
    Node(Arc<str>, usize),
    /// An outcome of a guide, by its number.
    Outcome(Arc<str>, usize),
    /// All questions and outcomes of a guide.
    All(Arc<str>),
    /// All values.
    Values,
    /// All replies.
    Replies,
    /// A reply, by its id.
    Reply(Arc<str>),
    /// How asks go, all of them.
    Journeys,
    /// How one ask goes, by its id.
    Journey(Arc<str>),
    /// What one mail can ask for at once.
    Asks,
    /// A line for each ask of a set, by their ids, and the mail that answers all of them.
    Asked(Vec<Arc<str>>),
    /// Who can do what.
    Roles,
    /// What words mean.
    Glossary,
    /// Where each piece of the work stands.
    Plan,
    /// What happened to all of it, week by week.
    CatchUp,
    /// What is different since each release.
    Changes,
    /// The same of one guide, by its id; it stays when the guide does not.
    GuideChanges(Arc<str>),
}

impl What {
    /// Has it a place of its own in the order of the pages?
    pub fn is_in_order(&self) -> bool {
        !matches!(self, Self::Node(..) | Self::Outcome(..) | Self::All(_) | Self::GuideChanges(_) | Self::Asked(_))
    }

    /// Does it say something that stands on no page with a place in the order?
    pub fn is_whole(&self) -> bool {
        self.is_in_order() || matches!(self, Self::Asked(_))
    }

    /// The guide that it belongs to.
    pub fn guide(&self) -> Option<&Arc<str>> {
        match self {
            Self::Start(id) | Self::Node(id, _) | Self::Outcome(id, _) | Self::All(id) => Some(id),
            _ => None,
        }
    }

    /// Where it is published; `guide` is the guide that it belongs to.
    pub fn url(&self, guide: Option<&Guide>) -> Option<SitePath> {
        let folder = match self {
            Self::Guides => "guides".to_string(),
            Self::Start(id) => format!("guides/{id}"),
            Self::Node(id, number) => format!("guides/{id}/{}", guide?.tree.as_ref()?.nodes.get(*number)?.name),
            Self::Outcome(id, number) => format!("guides/{id}/outcome/{}", guide?.outcomes.get(*number)?.id),
            Self::All(id) => format!("guides/{id}/all"),
            Self::Values => "values".to_string(),
            Self::Replies => "replies".to_string(),
            Self::Reply(id) => format!("replies/{id}"),
            Self::Journeys => "journeys".to_string(),
            Self::Journey(id) => format!("journeys/{id}"),
            Self::Asks => "asks".to_string(),
            Self::Asked(ids) => format!("asks/{}", ids.join("/")),
            Self::Roles => "roles".to_string(),
            Self::Glossary => "glossary".to_string(),
            Self::Plan => "plan".to_string(),
            Self::CatchUp => "catch-up".to_string(),
            Self::Changes => "changes".to_string(),
            Self::GuideChanges(id) => format!("guides/{id}/changes"),
        };
        SitePath::new(format!("{folder}/index.html"))
    }

    /// Its permanent id, made from the names that its author wrote; the dot in it tells it from the id of a page.
    pub fn id(&self, guide: Option<&Guide>) -> Option<String> {
        Some(match self {
            Self::Guides => "all.guides".into(),
            Self::Start(id) => format!("guide.{id}"),
            Self::Node(id, number) => format!("question.{id}.{}", guide?.tree.as_ref()?.nodes.get(*number)?.name),
            Self::Outcome(id, number) => format!("outcome.{id}.{}", guide?.outcomes.get(*number)?.id),
            Self::All(id) => format!("guide.{id}.all"),
            Self::Values => "all.values".into(),
            Self::Replies => "all.replies".into(),
            Self::Reply(id) => format!("reply.{id}"),
            Self::Journeys => "all.journeys".into(),
            Self::Journey(id) => format!("journey.{id}"),
            Self::Asks => "all.asks".into(),
            Self::Asked(ids) => format!("asks.{}", ids.join(".")),
            Self::Roles => "all.roles".into(),
            Self::Glossary => "all.terms".into(),
            Self::Plan => "all.plan".into(),
            Self::CatchUp => "all.catch-up".into(),
            Self::Changes => "all.changes".into(),
            Self::GuideChanges(id) => format!("guide.{id}.changes"),
        })
    }

    /// Where it stands in the order of the folders: the folder, its name there (nothing for the page of the folder
    /// itself), and its weight.
    pub fn shelf(&self) -> Option<(&'static str, &str, i32)> {
        // What explains the guides stands behind them.
        const LAST: i32 = i32::MAX - 1;
        Some(match self {
            Self::Guides => ("guides", "", 0),
            Self::Start(id) => ("guides", id, 0),
            Self::Asks => ("guides", "asks", LAST - 4),
            Self::Journeys => ("guides/journeys", "", LAST - 3),
            Self::Journey(id) => ("guides/journeys", id, 0),
            Self::Roles => ("guides", "roles", LAST - 2),
            Self::Glossary => ("guides", "glossary", LAST - 1),
            Self::Values => ("guides", "values", LAST),
            Self::Replies => ("replies", "", LAST),
            Self::Reply(id) => ("replies", id, 0),
            Self::Plan => ("plan", "", LAST),
            Self::CatchUp => ("plan", "catch-up", 0),
            Self::Changes => ("guides", "changes", LAST + 1),
            Self::Node(..) | Self::Outcome(..) | Self::All(_) | Self::GuideChanges(_) | Self::Asked(_) => return None,
        })
    }

    /// The places in it that a link may name.
    pub fn places(&self, rules: &Rules) -> Vec<Arc<str>> {
        match self {
            Self::All(id) => rules.guides.get(id).map(|guide| of_all(guide)).unwrap_or_default(),
            Self::Values => rules.params.keys().cloned().collect(),
            Self::Roles => rules.whole.roles.keys().cloned().collect(),
            Self::Glossary => rules.whole.glossary.keys().cloned().collect(),
            Self::Plan => rules.whole.plan.keys().cloned().collect(),
            // A heading of a release is promised for good.
            Self::Changes => rules.history.releases.iter().map(Release::place).collect(),
            Self::GuideChanges(id) => rules.history.of_guide(id).map(Release::place).collect(),
            _ => Vec::new(),
        }
    }

    /// Its name in `SUMMARY.md` and in links.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Start(id) => Some(format!("guide:{id}")),
            Self::Guides => Some("guide:".into()),
            Self::Values => Some("param:".into()),
            Self::Replies => Some("reply:".into()),
            Self::Reply(id) => Some(format!("reply:{id}")),
            Self::Journeys => Some("journey:".into()),
            Self::Journey(id) => Some(format!("journey:{id}")),
            Self::Asks => Some("asks:".into()),
            Self::Roles => Some("role:".into()),
            Self::Glossary => Some("term:".into()),
            Self::Plan => Some("plan:".into()),
            Self::CatchUp => Some("catch-up:".into()),
            Self::Changes => Some("changes:".into()),
            _ => None,
        }
    }
}

/// The titles of pages that no author gives one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Titles {
    /// Of the page of all guides.
    pub guides: Arc<str>,
    /// Of the page of all values.
    pub values: Arc<str>,
    /// Of the page of all replies.
    pub replies: Arc<str>,
    /// Of the page of all journeys.
    pub journeys: Arc<str>,
    /// Of the page of all sets of asks.
    pub asks: Arc<str>,
    /// Of the page of a set of asks; `{asks}` stands for them.
    pub asked: Arc<str>,
    /// Of the page of roles.
    pub roles: Arc<str>,
    /// Of the page of words.
    pub glossary: Arc<str>,
    /// Of the plan of record.
    pub plan: Arc<str>,
    /// Of the page that catches people up.
    pub catch_up: Arc<str>,
    /// Of the page of changes.
    pub changes: Arc<str>,
    /// Of the page of changes of a guide; `{title}` stands for the title of the guide.
    pub guide_changes: Arc<str>,
    /// Of the page with all of a guide; `{title}` stands for the title of the guide.
    pub all: Arc<str>,
    /// Of an outcome that is withdrawn; `{title}` stands for what it said.
    pub was: Arc<str>,
}

/// All pages that are made from the rules. Where an author has a page of all guides, there is no other. `in_content` gives
/// the path of a file from the content folder.
pub fn made(
    rules: &Rules,
    titles: &Titles,
    in_content: impl Fn(&str) -> Arc<str>,
    is_taken: impl Fn(&SitePath) -> bool,
) -> Vec<Made> {
    let mut list = Vec::new();
    if !rules.guides.is_empty() {
        list.extend(bare(&titles.guides, What::Guides).filter(|made| !is_taken(&made.url)));
    }
    for guide in rules.in_order() {
        of_guide(guide, rules, titles, &in_content(&guide.file), &mut list);
    }
    of_history(rules, titles, &mut list);
    let whole = &rules.whole;
    let add = |list: &mut Vec<Made>, is_there: bool, title: &Arc<str>, what: What| {
        list.extend(bare(title, what).filter(|made| is_there && !is_taken(&made.url)));
    };
    let sets = policy::asked(whole);
    add(&mut list, !sets.is_empty(), &titles.asks, What::Asks);
    let below = list.iter().position(|made| made.what == What::Asks);
    list.extend(sets.into_iter().filter_map(|set| of_set(set, whole, titles)).map(|made| Made { below, ..made }));
    add(&mut list, !whole.journeys.is_empty(), &titles.journeys, What::Journeys);
    for (id, journey) in &whole.journeys {
        let made = bare(&journey.title, What::Journey(Arc::clone(id)));
        list.extend(made.map(|made| Made { span: Some(journey.span), ..made }));
    }
    add(&mut list, !whole.roles.is_empty(), &titles.roles, What::Roles);
    add(&mut list, !whole.glossary.is_empty(), &titles.glossary, What::Glossary);
    add(&mut list, !rules.params.is_empty(), &titles.values, What::Values);
    add(&mut list, !rules.history.releases.is_empty(), &titles.changes, What::Changes);
    add(&mut list, !whole.replies.is_empty(), &titles.replies, What::Replies);
    for (id, reply) in &whole.replies {
        let made = bare(&reply.title, What::Reply(Arc::clone(id)));
        list.extend(made.map(|made| Made { span: Some(reply.span), ..made }));
    }
    add(&mut list, !whole.plan.is_empty(), &titles.plan, What::Plan);
    add(&mut list, !whole.plan.is_empty(), &titles.catch_up, What::CatchUp);
    list
}

/// The pages of changes of all guides that were ever released.
fn of_history(rules: &Rules, titles: &Titles, list: &mut Vec<Made>) {
    for id in rules.history.guides() {
        let kept = rules.history.releases.iter().rev().find_map(|release| release.meaning.guides.get(&id));
        let now = rules.guides.get(&id).map(|guide| &guide.title);
        let title = now.or_else(|| kept.map(|guide| &guide.title)).unwrap_or(&id);
        let title = Arc::from(titles.guide_changes.replace("{title}", title));
        let below = list.iter().position(|made| made.what == What::Start(Arc::clone(&id)));
        list.extend(bare(&title, What::GuideChanges(id)).map(|made| Made { below, ..made }));
    }
}

/// The page of a set of asks.
fn of_set(set: Vec<Arc<str>>, whole: &Policy, titles: &Titles) -> Option<Made> {
    let journeys = set.iter().filter_map(|id| whole.journeys.get(id));
    let names: Vec<&str> = journeys.map(|journey| &*journey.title).collect();
    bare(&Arc::from(titles.asked.replace("{asks}", &names.join(", "))), What::Asked(set))
}

fn bare(title: &Arc<str>, what: What) -> Option<Made> {
    let (url, title) = (what.url(None)?, Arc::clone(title));
    let front = FrontMatter { id: named(&what, None, None), ..FrontMatter::default() };
    Some(Made { url, title, what, source: None, span: None, front, below: None })
}

/// The id of a page with the place of what it is made from.
fn named(what: &What, guide: Option<&Guide>, span: Option<Span>) -> Option<(Arc<str>, Option<Span>)> {
    Some((Arc::from(what.id(guide)?), span))
}

fn of_guide(guide: &Guide, rules: &Rules, titles: &Titles, source: &Arc<str>, list: &mut Vec<Made>) {
    let start = list.len();
    let page = |what: What, title: String, span: Span| {
        let url = what.url(Some(guide))?;
        let below = (!matches!(what, What::Start(_))).then_some(start);
        let (title, source) = (Arc::from(title), Some(Arc::clone(source)));
        let front = FrontMatter { id: named(&what, Some(guide), Some(span)), ..front(guide) };
        Some(Made { url, title, what, source, span: Some(span), front, below })
    };
    let id = || Arc::clone(&guide.id);
    list.extend(page(What::Start(id()), guide.title.to_string(), guide.span));
    let Some(tree) = &guide.tree else { return };
    for (number, node) in tree.nodes.iter().enumerate() {
        let question = &guide.questions[node.question];
        list.extend(page(What::Node(id(), number), plain(&question.ask, rules), question.span));
    }
    for (number, outcome) in guide.outcomes.iter().enumerate() {
        let said = plain(outcome.title.as_ref().unwrap_or(&outcome.say), rules);
        let said = if outcome.title.is_some() { &said } else { first_sentence(&said) };
        let title = match guide.shown(number).1 {
            Some(_) => titles.was.replace("{title}", said),
            None => said.to_string(),
        };
        list.extend(page(What::Outcome(id(), number), title, outcome.span));
    }
    list.extend(page(What::All(id()), titles.all.replace("{title}", &guide.title), guide.span));
}

/// The questions, each once more at every place at which it is asked, and the outcomes.
fn of_all(guide: &Guide) -> Vec<Arc<str>> {
    let questions = guide.questions.iter().map(|question| &question.id);
    let nodes = guide.tree.iter().flat_map(|tree| &tree.nodes).map(|node| &node.name);
    let questions: BTreeSet<&Arc<str>> = questions.chain(nodes).collect();
    let outcomes = guide.outcomes.iter().map(|outcome| Arc::from(format!("outcome/{}", outcome.id)));
    questions.into_iter().cloned().chain(outcomes).collect()
}

fn front(guide: &Guide) -> FrontMatter {
    let days = guide.reviewed.until(guide.review_due).map_or(0, |span| span.get_days());
    FrontMatter {
        owner: Some(Arc::clone(&guide.owner)),
        reviewed: Some(guide.reviewed),
        weight: guide.weight,
        review_every: u32::try_from(days).ok(),
        ..FrontMatter::default()
    }
}

/// A text with the values of the day in it.
fn plain(text: &str, rules: &Rules) -> String {
    let filled = fill_with(text, &|name| rules.value(name).map(ToString::to_string));
    filled.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a guide is published as JSON.
pub fn data_url(guide: &Guide) -> Option<SitePath> {
    SitePath::new(format!("guides/{}/guide.json", guide.id))
}

/// Where a reply is published as text and as Markdown.
pub fn reply_urls(id: &str) -> Option<[SitePath; 2]> {
    Some([SitePath::new(format!("replies/{id}/reply.txt"))?, SitePath::new(format!("replies/{id}/reply.md"))?])
}
