//! The shipped handbook, built in memory and read back as a reader without script sees it: links and nothing else.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;
use caveat::policy::Policy;
use jiff::civil::Date;

use crate::handbook::Handbook;

/// A way: from where, with which answer, to where.
pub(super) type Way = (String, String, String);

/// A published handbook.
pub(super) struct Published {
    pages: BTreeMap<String, String>,
    /// The answers of each question, by guide and question, in order, "not sure" last if it is offered.
    answers: BTreeMap<(String, String), Vec<String>>,
}

/// The shipped handbook on a day, with its rules.
pub(super) fn shipped(day: Date) -> (Policy, Published) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut handbook = Handbook::default();
    handbook.as_of = day;
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.expect("it can be read"));
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let path = file.path().strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
        handbook.bytes(&path, &std::fs::read(file.path()).expect("it can be read"));
    }
    handbook.text("book.toml", &std::fs::read_to_string(root.join("book.toml")).expect("it can be read"));
    let pipeline = Pipeline::default();
    let snapshot = handbook.snapshot();
    let (_, layout) = pipeline.settings(&snapshot, &Wishes::default());
    let policy = (*pipeline.policy(&snapshot, &layout).value).clone();
    let built = handbook.build_cold();
    let pages = built.site.keys().filter(|path| path.starts_with("guides/"));
    let pages = pages.map(|path| (path.clone(), built.text(path).expect("it is made"))).collect();
    let mut answers = BTreeMap::new();
    for guide in policy.guides.values() {
        for question in &guide.questions {
            let ids = question.answers.iter().map(|answer| answer.id.to_string()).chain(["not-sure".to_owned()]);
            answers.insert((guide.id.to_string(), question.id.to_string()), ids.collect());
        }
    }
    (policy, Published { pages, answers })
}

impl Published {
    fn page(&self, guide: &str, name: &str) -> &str {
        let slash = if name.is_empty() { "" } else { "/" };
        let path = format!("guides/{guide}/{name}{slash}index.html");
        self.pages.get(&path).unwrap_or_else(|| panic!("there is no page {path}"))
    }

    /// Where the guide begins.
    pub(super) fn start(&self, guide: &str) -> String {
        let page = self.page(guide, "");
        let button = page.split("class=\"button\" href=\"").nth(1).expect("a start page has a button");
        target(guide, "", button.split('"').next().unwrap_or_default())
    }

    /// Where an answer leads from a page.
    pub(super) fn follow(&self, guide: &str, name: &str, answer: &str) -> String {
        let ways = self.ways_of(guide, name);
        ways.into_iter().find(|(id, _)| id == answer).map(|(_, to)| to).expect("the page has this answer")
    }

    /// The answers of a question page, in order, each with where it leads.
    fn ways_of(&self, guide: &str, name: &str) -> Vec<(String, String)> {
        let page = self.page(guide, name);
        let list = page.split("<ul class=\"answers\">").nth(1).and_then(|rest| rest.split("</ul>").next());
        let items = list.expect("a question has answers").split("<li").skip(1);
        let hrefs = items.map(|item| item.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()));
        let question = name.split('/').next().unwrap_or_default();
        let ids = &self.answers[&(guide.to_owned(), question.to_owned())];
        let way = |(id, href): (&String, Option<&str>)| (id.clone(), target(guide, name, href.expect("it is a link")));
        ids.iter().zip(hrefs).map(way).collect()
    }

    /// The ways that the pages of questions have, as far as somebody can come from the start.
    pub(super) fn paged(&self, guide: &str) -> BTreeSet<Way> {
        let (mut ways, mut seen, mut waiting) = (BTreeSet::new(), BTreeSet::new(), vec![self.start(guide)]);
        while let Some(name) = waiting.pop() {
            if name.starts_with("outcome/") {
                assert!(self.page(guide, &name).contains("class=\"kind"), "{name} says its kind");
                continue;
            }
            if seen.insert(name.clone()) {
                for (answer, to) in self.ways_of(guide, &name) {
                    ways.insert((name.clone(), answer, to.clone()));
                    waiting.push(to);
                }
            }
        }
        ways
    }

    /// The ways of the list on the start page.
    pub(super) fn listed(&self, guide: &str) -> BTreeSet<Way> {
        marked(self.page(guide, ""), "<li ")
    }

    /// The ways of the drawing on the start page.
    pub(super) fn drawn(&self, guide: &str) -> BTreeSet<Way> {
        marked(self.page(guide, ""), "<g ")
    }

    /// The ways on the page with everything.
    pub(super) fn on_one_page(&self, guide: &str) -> BTreeSet<Way> {
        marked(self.page(guide, "all"), "<li ")
    }

    /// The ways of the JSON.
    pub(super) fn in_json(&self, guide: &str) -> BTreeSet<Way> {
        let json = &self.pages[&format!("guides/{guide}/guide.json")];
        let json: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
        let mut ways = BTreeSet::new();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        for node in json["nodes"].as_array().expect("it has nodes") {
            let from = text(&node["name"]);
            for (answer, to) in node["answers"].as_object().expect("a node has answers") {
                ways.insert((from.clone(), answer.clone(), text(to)));
            }
            if !node["not_sure"].is_null() {
                ways.insert((from, "not-sure".to_owned(), text(&node["not_sure"])));
            }
        }
        ways
    }
}

/// The ways that elements say they are.
fn marked(page: &str, element: &str) -> BTreeSet<Way> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
        Some(value.to_owned())
    };
    let tags = page.split(element).skip(1).filter_map(|rest| rest.split('>').next());
    let mut ways = BTreeSet::new();
    for tag in tags.filter(|tag| tag.contains("data-from=")) {
        let (from, to) = (attribute(tag, "data-from"), attribute(tag, "data-to"));
        let answers = attribute(tag, "data-answers").or_else(|| attribute(tag, "data-answer")).unwrap_or_default();
        for answer in answers.split(' ') {
            let way = (from.clone().unwrap_or_default(), answer.to_owned(), to.clone().unwrap_or_default());
            assert!(ways.insert(way.clone()), "twice: {way:?}");
        }
    }
    ways
}

/// The page of a guide to which a link on one of its pages leads.
fn target(guide: &str, from: &str, href: &str) -> String {
    let mut parts: Vec<&str> =
        ["guides", guide].into_iter().chain(from.split('/')).filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let inside = path.strip_prefix(&format!("guides/{guide}/")).expect("it stays in the guide");
    inside.strip_suffix("/index.html").unwrap_or(inside).to_owned()
}
