//! Addresses of the ledger at which nothing stands any more, each with the line that mends it.

use crate::config::Layout;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Mend;
use crate::diagnostic::nearest;
use crate::ledger;
use crate::ledger::Ledger;
use crate::ledger::Lost;
use crate::ledger::Standing;
use crate::policy::Guide;
use crate::site::Placed;
use crate::site::Site;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// What lost addresses are held against.
pub(super) struct Around<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// Where things stand.
    pub(super) layout: &'a Layout,
    /// What stands where.
    pub(super) standing: &'a Standing,
    /// The day.
    pub(super) as_of: Date,
}

/// So many lost addresses are said one by one.
const SAID: usize = 200;

/// Says which recorded addresses answer no more. What is lost with a guide or a page is said once.
pub(super) fn check(ledger: &Ledger, around: &Around<'_>) -> Vec<Diagnostic> {
    let lost = around.standing.lost(ledger, around.as_of);
    if lost.is_empty() {
        return Vec::new();
    }
    let known = ledger.records.iter().map(|record| ledger.address(record)).collect();
    let pages: BTreeSet<&str> = lost.iter().filter(|lost| lost.place.is_none()).map(|lost| lost.path).collect();
    let finder = Finder::new(known, &lost, around);
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut rest = &lost[..];
    while let [first, others @ ..] = rest {
        rest = others;
        if is_said_elsewhere(first.path, around) || has_page(first, &pages) {
            continue;
        }
        // Where a whole site is lost, what each address may have become is not worth looking for.
        if found.len() == SAID {
            let message = format!("{} more addresses answer no more", others.len() + 1);
            found
                .push(Diagnostic::in_file(&ledger::LOST_ADDRESS, ledger::NAME, message).help("mend those above first"));
            break;
        }
        if let Some(id) = lost_guide(first.path, around) {
            let folder = format!("guides/{id}/");
            let with = others.iter().take_while(|other| other.path.starts_with(&folder)).count();
            rest = &others[with..];
            found.push(finder.guide(first, id, with + 1));
            continue;
        }
        found.push(finder.one(first));
    }
    found
}

/// The part of a path that names a guide.
fn guide_of(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("guides/")?.split_once('/')
}

/// A guide that could not be read or proved has no pages; why is said where it is written.
fn is_said_elsewhere(path: &str, around: &Around<'_>) -> bool {
    let rules = &around.site.rules;
    let is_unproved = |id: &str| rules.guides.get(id).is_some_and(|guide| guide.tree.is_none());
    guide_of(path).is_some_and(|(id, _)| rules.whole.unread.contains(id) || is_unproved(id))
}

/// What is a place on the page with all of a guide has a page of its own, and if that is lost too, it is said of the page.
fn has_page(lost: &Lost<'_>, pages: &BTreeSet<&str>) -> bool {
    let Some((folder, place)) = lost.path.strip_suffix("all/index.html").zip(lost.place) else { return false };
    pages.contains(format!("{folder}{place}/index.html").as_str())
}

/// The guide that is not there any more, of which this was a page.
fn lost_guide<'p>(path: &'p str, around: &Around<'_>) -> Option<&'p str> {
    let (id, rest) = guide_of(path)?;
    let is_guide = rest == "index.html" || rest == "guide.json" || rest.contains('/');
    (is_guide && !around.site.rules.guides.contains_key(id)).then_some(id)
}

struct Finder<'a> {
    /// All addresses of the ledger.
    known: BTreeSet<&'a str>,
    around: &'a Around<'a>,
    pages: BTreeMap<&'a str, &'a Placed>,
    /// The pages that are not in the ledger.
    new: Vec<&'a Placed>,
    /// How many places each page has lost.
    lost_places: BTreeMap<&'a str, usize>,
}

/// The way out in words, and for a program if it is certain.
type Way = (String, Option<Mend>);

impl<'a> Finder<'a> {
    fn new(known: BTreeSet<&'a str>, lost: &[Lost<'a>], around: &'a Around<'a>) -> Self {
        let pages: BTreeMap<&str, &Placed> =
            around.site.pages.iter().map(|page| (page.place.url.as_str(), page)).collect();
        let new = pages.iter().filter(|(url, _)| !known.contains(*url)).map(|(_, page)| *page).collect();
        let mut lost_places = BTreeMap::new();
        for lost in lost.iter().filter(|lost| lost.place.is_some()) {
            *lost_places.entry(lost.path).or_default() += 1;
        }
        Self { known, around, pages, new, lost_places }
    }

    fn one(&self, lost: &Lost<'_>) -> Diagnostic {
        let (what, (help, mend)) = match lost.place {
            Some(place) => (format!("`{}` has no place `#{place}` any more", lost.path), self.place(lost.path, place)),
            None => (format!("nothing stands at `{}` any more", lost.path), self.file(lost.path)),
        };
        let with = match lost.with {
            0 => String::new(),
            1 => ", and 1 place of it is lost with it".to_string(),
            n => format!(", and {n} places of it are lost with it"),
        };
        Diagnostic { mend, ..say(lost, &format!("{what}{with}"), help) }
    }

    fn guide(&self, first: &Lost<'_>, id: &str, count: usize) -> Diagnostic {
        let guides = &self.around.site.rules.guides;
        let is_new = |id: &str| !self.known.contains(format!("guides/{id}/index.html").as_str());
        let new: Vec<&str> = guides.keys().map(|id| &**id).filter(|id| is_new(id)).collect();
        let gone = self.retire(&format!("guides/{id}/"));
        let help = match self.renamed(id, &new).and_then(|new| guides.get(new)) {
            Some(guide) => format!(
                "if it is `{}` now, write `formerly: [{id}]` below `guide:` in `{}`; otherwise {gone}",
                guide.id, guide.file
            ),
            None => gone,
        };
        let with = if count > 1 { format!(", and {count} addresses below it are lost") } else { String::new() };
        say(first, &format!("there is no guide `{id}` any more{with}"), help)
    }

    /// The way out for a place in a page that stands.
    fn place(&self, path: &str, place: &str) -> Way {
        let gone = self.retire(&format!("{path}#{place}"));
        let Some(page) = self.pages.get(path) else {
            let old = last(place);
            let what = "below what it is called now, in its file of rules";
            return (format!("write `formerly: [{old}]` {what}; otherwise {gone}"), None);
        };
        let is_new = |id: &str| !self.known.contains(format!("{path}#{id}").as_str());
        let new: Vec<&Arc<str>> = page.page.outline.iter().map(|heading| &heading.id).filter(|id| is_new(id)).collect();
        let names: Vec<&str> = new.iter().map(|id| &***id).collect();
        let source = self.in_project(page);
        let Some(id) = self.renamed(place, &names) else {
            let what = format!("behind the words of the heading that has its text now, in `{source}`");
            return (format!("{what}, write `{{formerly={place}}}`; if there is none, {gone}"), None);
        };
        let help = format!(
            "if the heading `#{id}` has its text now, write `{{formerly={place}}}` behind its words in `{source}`; \
             otherwise {gone}"
        );
        // One heading is gone and one is new: it is the same.
        let is_certain = new.len() == 1 && self.lost_places.get(path) == Some(&1);
        let mend = || Mend::OldName(Arc::clone(&page.page.path), Arc::clone(new[0]), place.to_string());
        (help, is_certain.then(mend))
    }

    /// The way out for a file: the line for what has its text now.
    fn file(&self, path: &str) -> Way {
        let guide = guide_of(path).and_then(|(id, rest)| Some((self.around.site.rules.guides.get(id)?, rest)));
        if let Some((guide, rest)) = guide {
            return (self.part(guide, rest.trim_end_matches("/index.html"), path), None);
        }
        let gone = self.retire(path);
        if ["replies/", "journeys/"].iter().any(|folder| path.starts_with(folder)) {
            let id = path.split('/').nth(1).unwrap_or_default();
            let what = "into the file that it is now, below its id";
            return (format!("write `formerly: [{id}]` {what}; otherwise {gone}"), None);
        }
        let Some(page) = self.moved(path) else {
            let what = "into the front matter of the page that has its text now";
            return (format!("write `aliases: [{path}]` {what}; otherwise {gone}"), None);
        };
        let help = format!(
            "if its text is in `{}` now, write `aliases: [{path}]` into the front matter there; otherwise {gone}",
            self.in_project(page)
        );
        // The file has the same name in another folder.
        let is_certain = last(page.place.url.as_str()) == last(path) && last(path) != "index.html";
        (help, is_certain.then(|| Mend::Alias(Arc::clone(&page.page.path), path.to_string())))
    }

    /// The way out for a question or an outcome of a guide.
    fn part(&self, guide: &Guide, part: &str, path: &str) -> String {
        let gone = self.retire(path);
        let page = |part: &str| format!("guides/{}/{part}/index.html", guide.id);
        let is_new = |part: &str| !self.known.contains(page(part).as_str());
        let (what, old, new): (&str, &str, Vec<&str>) = match part.strip_prefix("outcome/") {
            Some(old) => {
                let ids = guide.outcomes.iter().map(|outcome| &*outcome.id);
                ("outcome", old, ids.filter(|id| is_new(&format!("outcome/{id}"))).collect())
            }
            None => {
                let ids = guide.questions.iter().map(|question| &*question.id);
                ("question", part.split('/').next().unwrap_or(part), ids.filter(|id| is_new(id)).collect())
            }
        };
        match self.renamed(old, &new) {
            Some(new) => format!(
                "if it is the {what} `{new}` now, write `formerly: [{old}]` below it in `{}`; otherwise {gone}",
                guide.file
            ),
            None => format!(
                "write `formerly: [{old}]` below the {what} that it is now, in `{}`; otherwise {gone}",
                guide.file
            ),
        }
    }

    /// What has another name now: the only thing that is new, else the one of the nearest name.
    fn renamed<'n>(&self, old: &str, new: &[&'n str]) -> Option<&'n str> {
        match new {
            [only] => Some(only),
            _ => nearest(old, new.iter().copied()),
        }
    }

    /// The new page that has the text of a lost one: of the same file name, else of the nearest path.
    fn moved(&self, path: &str) -> Option<&Placed> {
        let mut same = self.new.iter().filter(|page| last(page.place.url.as_str()) == last(path));
        match (same.next(), same.next()) {
            (Some(page), None) => Some(page),
            _ => self.pages.get(nearest(path, self.new.iter().map(|page| page.place.url.as_str()))?).copied(),
        }
    }

    fn retire(&self, address: &str) -> String {
        let file = self.in_content("policy/retired.yaml");
        let day = self.around.as_of;
        format!("write `{address}: {{on: {day}, because: \"why it is gone\", instead: page:index}}` into `{file}`")
    }

    fn in_project(&self, page: &Placed) -> String {
        self.in_content(&page.place.source)
    }

    fn in_content(&self, path: &str) -> String {
        match self.around.layout.src.as_str() {
            "" => path.to_string(),
            src => format!("{src}/{path}"),
        }
    }
}

fn say(lost: &Lost<'_>, what: &str, help: String) -> Diagnostic {
    let message = format!("{what}; people may have kept links to it since {}", lost.record.since);
    Diagnostic::at(&ledger::LOST_ADDRESS, lost.record.span, message).help(help)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
