//! Old addresses of what is made from rules: of pages, and of places in them, whose names were others before.

use crate::policy::Guide;
use crate::policy::Of;
use crate::policy::Old;
use crate::site::made::Made;
use crate::site::made::What;
use crate::site::made::data_url;
use crate::site::made::reply_urls;
use crate::site::permanent::part_id;
use crate::site::permanent::short_url;
use crate::site::rules::Rules;
use crate::source::Span;

use std::sync::Arc;

/// An old address, with the one that it is now.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OldAddress {
    /// The old one.
    pub from: Arc<str>,
    /// The present one.
    pub to: Arc<str>,
    /// Where the old name stands.
    pub span: Span,
}

/// So many old addresses of one page are led on. Each renaming of a part doubles them, and nobody was sent more.
const MOST: usize = 64;

/// All old addresses.
pub fn old_addresses(rules: &Rules, list: &[Made]) -> Vec<OldAddress> {
    let mut all = Vec::new();
    for made in list {
        let url = made.url.as_str();
        match &made.what {
            What::Reply(id) => {
                let formerly = &rules.whole.replies[id].formerly;
                renamed(("replies", id), formerly, [url], &mut all);
                renamed(("replies", id), formerly, reply_urls(id).iter().flatten().map(|url| url.as_str()), &mut all);
            }
            What::Journey(id) => renamed(("journeys", id), &rules.whole.journeys[id].formerly, [url], &mut all),
            What::Asked(ids) => of_set(ids, rules, url, &mut all),
            What::Roles => rules.whole.roles.values().for_each(|role| places(url, &role.id, &role.formerly, &mut all)),
            What::Glossary => {
                rules.whole.glossary.values().for_each(|term| places(url, &term.id, &term.formerly, &mut all));
            }
            What::Values => rules.params.iter().for_each(|(id, param)| places(url, id, &param.formerly, &mut all)),
            what => {
                let guide = what.guide().and_then(|id| rules.guides.get(id)).filter(|guide| !guide.former.is_empty());
                guide.into_iter().for_each(|guide| of_guide(guide, what, url, &mut all));
            }
        }
    }
    let short = all.iter().filter_map(short).collect::<Vec<_>>();
    all.extend(short);
    all
}

/// The short link that something had under an old name.
fn short(old: &OldAddress) -> Option<OldAddress> {
    let (path, place) = old.from.split_once('#').map_or((&*old.from, None), |(path, place)| (path, Some(place)));
    let parts: Vec<&str> = path.strip_suffix("/index.html")?.splitn(3, '/').collect();
    let id = match (parts[..].as_ref(), place) {
        (["guides", guide], None) => format!("guide.{guide}"),
        (["guides", guide, "all"], None) => format!("guide.{guide}.all"),
        (["guides", guide, part], None) => match part.strip_prefix("outcome/") {
            Some(outcome) => format!("outcome.{guide}.{outcome}"),
            None => format!("question.{guide}.{part}"),
        },
        (["replies", id], None) => format!("reply.{id}"),
        (["journeys", id], None) => format!("journey.{id}"),
        (["asks", ask], None) => format!("asks.{ask}"),
        (["asks", ask, others], None) => format!("asks.{ask}.{}", others.replace('/', ".")),
        (["roles"], Some(id)) => part_id("role", id),
        (["glossary"], Some(id)) => part_id("term", id),
        (["values"], Some(id)) => part_id("value", id),
        _ => return None,
    };
    let from = short_url(&id)?.as_str().into();
    Some(OldAddress { from, to: Arc::clone(&old.to), span: old.span })
}

/// The addresses below the folder of something that had another id.
fn renamed<'u>(
    (folder, id): (&str, &str),
    formerly: &[Old],
    urls: impl IntoIterator<Item = &'u str>,
    all: &mut Vec<OldAddress>,
) {
    for url in urls {
        let rest = &url[folder.len() + id.len() + 2..];
        all.extend(formerly.iter().map(|(old, span)| OldAddress {
            from: format!("{folder}/{old}/{rest}").into(),
            to: url.into(),
            span: *span,
        }));
    }
}

/// The addresses of a set of asks, of which any may have had another id.
fn of_set(ids: &[Arc<str>], rules: &Rules, url: &str, all: &mut Vec<OldAddress>) {
    let id_forms = |id: &Arc<str>| {
        let former = rules.whole.journeys.get(id).into_iter().flat_map(|journey| &journey.formerly);
        plain(id).into_iter().chain(former.map(|(old, span)| (old.to_string(), Some(*span)))).collect::<Forms>()
    };
    let folder = plain("asks");
    let sets = ids.iter().map(id_forms).fold(folder, |sets, forms| product(&sets, &forms, "/"));
    for (path, span) in sets {
        let mut set: Vec<&str> = path.split('/').skip(1).collect();
        set.sort_unstable();
        let from = format!("asks/{}/index.html", set.join("/"));
        all.extend(span.map(|span| OldAddress { from: from.into(), to: url.into(), span }));
    }
}

/// The places of a page that had other names.
fn places(url: &str, id: &str, formerly: &[Old], all: &mut Vec<OldAddress>) {
    all.extend(formerly.iter().map(|(old, span)| OldAddress {
        from: format!("{url}#{old}").into(),
        to: format!("{url}#{id}").into(),
        span: *span,
    }));
}

/// A text that may have been another: each with the place of an old name in it, if there is one.
type Forms = Vec<(String, Option<Span>)>;

/// The addresses of one page of a guide.
fn of_guide(guide: &Guide, what: &What, url: &str, all: &mut Vec<OldAddress>) {
    let folders = forms(guide, Of::Guide, &guide.id);
    let mut add = |inner: Forms, to: &str| {
        for (from, span) in product(&folders, &inner, "/").into_iter().skip(1) {
            let from = format!("guides/{from}");
            all.extend(span.map(|span| OldAddress { from: from.into(), to: to.into(), span }));
        }
    };
    match what {
        What::Start(_) => {
            add(plain("index.html"), url);
            data_url(guide).iter().for_each(|data| add(plain("guide.json"), data.as_str()));
        }
        What::Outcome(_, number) => {
            let ids = forms(guide, Of::Outcome(*number), &guide.outcomes[*number].id);
            add(product(&product(&plain("outcome"), &ids, "/"), &plain("index.html"), "/"), url);
        }
        What::Node(_, number) => add(product(&node(guide, *number), &plain("index.html"), "/"), url),
        What::All(_) => {
            add(plain("all/index.html"), url);
            of_places(guide, url, all);
        }
        _ => {}
    }
}

/// The places of the page with all of a guide.
fn of_places(guide: &Guide, url: &str, all: &mut Vec<OldAddress>) {
    let mut add = |forms: Forms| {
        let Some((now, _)) = forms.first().cloned() else { return };
        for (old, span) in forms.into_iter().skip(1) {
            let (from, to) = (format!("{url}#{old}").into(), format!("{url}#{now}").into());
            all.extend(span.map(|span| OldAddress { from, to, span }));
        }
    };
    let nodes = guide.tree.iter().flat_map(|tree| 0..tree.nodes.len());
    nodes.for_each(|number| add(node(guide, number)));
    // A question that is asked at several places has a name of its own beside theirs.
    for (number, question) in guide.questions.iter().enumerate() {
        let is_node = guide.tree.iter().flat_map(|tree| &tree.nodes).any(|node| node.name == question.id);
        if !is_node {
            add(forms(guide, Of::Question(number), &question.id));
        }
    }
    for (number, outcome) in guide.outcomes.iter().enumerate() {
        add(product(&plain("outcome"), &forms(guide, Of::Outcome(number), &outcome.id), "/"));
    }
}

/// The name of a node, such as `amount/who=resource-rep`, with all names that it had: first the one it has.
fn node(guide: &Guide, number: usize) -> Forms {
    let Some(node) = guide.tree.as_ref().and_then(|tree| tree.nodes.get(number)) else { return Vec::new() };
    let mut made = forms(guide, Of::Question(node.question), &guide.questions[node.question].id);
    let Some((_, given)) = node.name.split_once('/') else { return made };
    for (index, pair) in given.split(',').enumerate() {
        let Some((question, answer)) = pair.split_once('=') else { continue };
        let mark = if index == 0 { "/" } else { "," };
        made = product(
            &made,
            &product(&question_forms(guide, question), &answer_forms(guide, question, answer), "="),
            mark,
        );
    }
    made
}

fn question_forms(guide: &Guide, id: &str) -> Forms {
    let number = guide.questions.iter().position(|question| *question.id == *id);
    number.map_or_else(|| plain(id), |number| forms(guide, Of::Question(number), id))
}

fn answer_forms(guide: &Guide, question: &str, id: &str) -> Forms {
    let place = guide.questions.iter().position(|known| *known.id == *question).and_then(|number| {
        let answer = guide.questions[number].answers.iter().position(|answer| *answer.id == *id)?;
        Some(Of::Answer(number, answer))
    });
    place.map_or_else(|| plain(id), |of| forms(guide, of, id))
}

fn plain(text: &str) -> Forms {
    vec![(text.to_string(), None)]
}

/// The name that it has, and those that it had.
fn forms(guide: &Guide, of: Of, now: &str) -> Forms {
    let former = guide.former.iter().filter(|former| former.of == of);
    plain(now).into_iter().chain(former.map(|former| (former.old.to_string(), Some(former.span)))).collect()
}

/// Every form of the one with every form of the other.
fn product(one: &Forms, other: &Forms, mark: &str) -> Forms {
    let join = |(a, first): &(String, Option<Span>)| {
        let first = *first;
        other.iter().map(move |(b, second)| (a.clone(), b, first.or(*second))).collect::<Vec<_>>()
    };
    one.iter().flat_map(join).map(|(a, b, span)| (format!("{a}{mark}{b}"), span)).take(MOST).collect()
}
