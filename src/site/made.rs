//! The pages that are made from rules: for each guide its start, a page for each question and outcome, and all of them on
//! one page; a page of all guides, and one of all values.

use crate::artifact::SitePath;
use crate::document::FrontMatter;
use crate::policy::Guide;
use crate::policy::fill_with;
use crate::site::target::Target;
use crate::site::rules::Rules;
use crate::source::Span;

use std::collections::BTreeMap;
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
}

impl What {
    /// Has it a place of its own in the order of the pages?
    pub fn is_in_order(&self) -> bool {
        matches!(self, Self::Guides | Self::Start(_) | Self::Values)
    }

    /// The guide that it belongs to.
    pub fn guide(&self) -> Option<&Arc<str>> {
        match self {
            Self::Start(id) | Self::Node(id, _) | Self::Outcome(id, _) | Self::All(id) => Some(id),
            Self::Guides | Self::Values => None,
        }
    }

    /// Its name in `SUMMARY.md` and in links.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Start(id) => Some(format!("guide:{id}")),
            Self::Guides => Some("guide:".into()),
            Self::Values => Some("param:".into()),
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
    /// Of the page with all of a guide; `{title}` stands for the title of the guide.
    pub all: Arc<str>,
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
    let front = FrontMatter::default();
    let bare = |url: SitePath, title: &Arc<str>, what: What| Made {
        url,
        title: Arc::clone(title),
        what,
        source: None,
        span: None,
        front: front.clone(),
        below: None,
    };
    if !rules.guides.is_empty() {
        let all = SitePath::new("guides/index.html").filter(|url| !is_taken(url));
        list.extend(all.map(|url| bare(url, &titles.guides, What::Guides)));
    }
    for guide in rules.guides.values() {
        of_guide(guide, rules, titles, &in_content(&guide.file), &mut list);
    }
    if !rules.params.is_empty() {
        list.extend(SitePath::new("values/index.html").map(|url| bare(url, &titles.values, What::Values)));
    }
    list
}

fn of_guide(guide: &Guide, rules: &Rules, titles: &Titles, source: &Arc<str>, list: &mut Vec<Made>) {
    let start = list.len();
    let page = |rest: &str, title: String, what: What, span: Span| {
        let url = SitePath::new(format!("guides/{}/{rest}index.html", guide.id))?;
        let below = (!rest.is_empty()).then_some(start);
        let (title, source) = (Arc::from(title), Some(Arc::clone(source)));
        Some(Made { url, title, what, source, span: Some(span), front: front(guide), below })
    };
    let id = || Arc::clone(&guide.id);
    list.extend(page("", guide.title.to_string(), What::Start(id()), guide.span));
    let Some(tree) = &guide.tree else { return };
    for (number, node) in tree.nodes.iter().enumerate() {
        let question = &guide.questions[node.question];
        let title = plain(&question.ask, rules);
        list.extend(page(&format!("{}/", node.name), title, What::Node(id(), number), question.span));
    }
    for (number, outcome) in guide.outcomes.iter().enumerate() {
        let title = first_sentence(&plain(&outcome.say, rules)).to_string();
        list.extend(page(&format!("outcome/{}/", outcome.id), title, What::Outcome(id(), number), outcome.span));
    }
    let title = titles.all.replace("{title}", &guide.title);
    list.extend(page("all/", title, What::All(id()), guide.span));
}

fn front(guide: &Guide) -> FrontMatter {
    let days = guide.reviewed.until(guide.review_due).map_or(0, |span| span.get_days());
    FrontMatter {
        owner: Some(Arc::clone(&guide.owner)),
        reviewed: Some(guide.reviewed),
        review_every: u32::try_from(days).ok(),
        ..FrontMatter::default()
    }
}

/// A text with the values of the day in it.
fn plain(text: &str, rules: &Rules) -> String {
    let filled = fill_with(text, &|name| rules.value(name).map(ToString::to_string));
    filled.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of a text, with what ends it.
pub fn first_sentence(text: &str) -> &str {
    let ends = |(at, c): &(usize, char)| {
        let after = &text[at + c.len_utf8()..];
        match c {
            '.' | '!' | '?' | '…' => after.is_empty() || after.starts_with(char::is_whitespace),
            '。' | '！' | '？' | '؟' | '।' => true,
            _ => false,
        }
    };
    text.char_indices().find(ends).map_or(text, |(at, c)| &text[..at + c.len_utf8()])
}

/// What links can name besides pages and files: `guide:money#notice`, `outcome:money/too-late`, `param:money-notice`.
pub fn names(rules: &Rules, list: &[Made]) -> BTreeMap<Arc<str>, Target> {
    let mut names = BTreeMap::new();
    let mut name = |name: String, url: &SitePath, rest: &str| {
        names.entry(Arc::from(name)).or_insert(Target::File { url: url.clone(), rest: Arc::from(rest) });
    };
    for made in list {
        match &made.what {
            What::Guides => name("guide:".into(), &made.url, ""),
            What::Start(id) => name(format!("guide:{id}"), &made.url, ""),
            What::Outcome(id, number) => {
                let outcome = &rules.guides[id].outcomes[*number].id;
                name(format!("outcome:{id}/{outcome}"), &made.url, "");
                name(format!("guide:{id}#outcome/{outcome}"), &made.url, "");
            }
            What::Node(id, number) => {
                let node = rules.guides[id].tree.as_ref().and_then(|tree| tree.nodes.get(*number));
                node.iter().for_each(|node| name(format!("guide:{id}#{}", node.name), &made.url, ""));
            }
            // A question that is asked at several places is shown where all of them stand.
            What::All(id) => {
                name(format!("guide:{id}#all"), &made.url, "");
                for question in &rules.guides[id].questions {
                    name(format!("guide:{id}#{}", question.id), &made.url, &format!("#{}", question.id));
                }
            }
            What::Values => {
                rules.params.keys().for_each(|param| name(format!("param:{param}"), &made.url, &format!("#{param}")));
            }
        }
    }
    names
}
