//! `changes.xml`: an Atom feed with an entry for each release, and for each day on which a value or a state of the programme
//! began to hold. It needs the full address of the site.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::history;
use crate::history::History;
use crate::memo::Hashed;
use crate::output::events;
use crate::output::events::Event;
use crate::output::events::Happened;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::changes::ChangeView;
use crate::output::html::changes::EndView;
use crate::output::html::changes::SinceView;
use crate::output::html::changes::Telling;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::html::write::Html;
use crate::output::job::Job;
use crate::policy::Policy;
use crate::site::What;
use crate::site::urls;
use crate::theme::Theme;

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;

/// Everything that goes into the feed.
#[derive(Hash)]
struct Input {
    base: String,
    title: String,
    authors: Vec<String>,
    language: String,
    theme: Hashed<Theme>,
    whole: Hashed<Policy>,
    history: Hashed<History>,
    shared: Arc<Shared>,
    beginnings: Vec<Event>,
}

/// An entry.
struct Entry {
    day: Date,
    title: String,
    id: String,
    href: String,
    content: String,
}

/// Makes the feed, if something was released and the full address of the site is known.
pub(super) fn make(given: &Given<'_>) -> Files {
    let (Some(base), Some(path)) = (given.base, given.feed()) else { return Files::default() };
    let book = &given.settings.book;
    let input = Input {
        base: base.to_string(),
        title: book.title.clone().unwrap_or_default(),
        authors: book.authors.clone(),
        language: book.language().to_string(),
        theme: given.theme.clone(),
        whole: given.site.rules.whole.clone(),
        history: given.site.rules.history.clone(),
        shared: Shared::new(given),
        beginnings: events::beginnings(given.site),
    };
    Files { jobs: vec![Job::new(path, input, render)], ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let words = Words { strings: &input.theme.strings, shared: &input.shared };
    let href = |url: &SitePath| format!("{}{}", input.base, urls::relative("", url.as_str()));
    let page = What::Changes.url(None).map(|url| href(&url)).unwrap_or_default();
    let mut xml = Xml(String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    xml.0.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(&input.language);
    xml.0.push_str("\">\n");
    xml.element("title", &format!("{} {}", input.title, words.t("changes")));
    xml.element("id", &page);
    xml.link("self", &format!("{}changes.xml", input.base));
    xml.link("alternate", &page);
    let entries = entries(input, &words, &href);
    let last = entries.first().map(|entry| entry.day).unwrap_or_default();
    xml.element("updated", &format!("{last}T00:00:00Z"));
    let authors = if input.authors.is_empty() { std::slice::from_ref(&input.title) } else { &input.authors[..] };
    for author in authors {
        xml.0.push_str("<author>");
        xml.element("name", author);
        xml.0.push_str("</author>\n");
    }
    entries.iter().for_each(|entry| xml.entry(entry));
    xml.0.push_str("</feed>\n");
    Noted::clean(xml.0.into_bytes())
}

/// All entries, the newest first; of one day, the release first.
fn entries(input: &Input, words: &Words<'_>, href: &dyn Fn(&SitePath) -> String) -> Vec<Entry> {
    let begun = input.beginnings.iter().filter_map(|event| beginning(event, words, href));
    let mut entries: Vec<Entry> = releases(input, words, href).into_iter().chain(begun).collect();
    entries.sort_by_key(|entry| Reverse(entry.day));
    entries
}

fn releases(input: &Input, words: &Words<'_>, href: &dyn Fn(&SitePath) -> String) -> Vec<Entry> {
    let meaning = history::meaning(&input.whole);
    let telling = Telling { words: *words, whole: &input.whole, meaning: &meaning, history: &input.history, href };
    let page = What::Changes.url(None).map(|url| href(&url)).unwrap_or_default();
    let entry = |(place, release): (usize, &history::Release)| {
        let before = place.checked_sub(1).map(|before| &input.history.releases[before]);
        // What a release brought stands below the one before it.
        let anchor = before.map_or_else(String::new, |before| format!("#since-{}", before.day));
        Entry {
            day: release.day,
            title: words.t("changes-released").replace("{date}", &words.day(release.day)),
            id: format!("{page}#since-{}", release.day),
            href: format!("{page}{anchor}"),
            content: match before {
                Some(before) => step(&telling.step(before, release), release.why.as_deref(), words),
                None => first(release.why.as_deref(), words),
            },
        }
    };
    input.history.releases.iter().enumerate().map(entry).collect()
}

/// That a value, or a state of the programme, began to hold.
fn beginning(event: &Event, words: &Words<'_>, href: &dyn Fn(&SitePath) -> String) -> Option<Entry> {
    let from = format!("{} {}", words.t("from-day"), words.day(event.day));
    let (title, says) = match &event.what {
        Happened::Programme { name, is, say } => {
            (format!("{}: {}", words.fill(name), words.status(*is)), words.fill(say))
        }
        Happened::Value { what, value } => {
            (format!("{}: {}", words.fill(what), words.value(value)), words.value(value))
        }
        Happened::Project { .. } | Happened::Release { .. } | Happened::Page { .. } => return None,
    };
    let mut html = Html::default();
    paragraph(&mut html, &format!("{from}: {says}"));
    let address = href(&event.url);
    let place = if event.rest.is_empty() { "#" } else { &format!("{}-", event.rest) };
    let id = format!("{address}{place}{}", event.day);
    Some(Entry { day: event.day, title, id, href: format!("{address}{}", event.rest), content: html.finish() })
}

/// XML in the making.
struct Xml(String);

impl Xml {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // No XML can hold these.
                c if c.is_control() && c != '\n' && c != '\t' => {}
                '\u{fffe}' | '\u{ffff}' => {}
                c => self.0.push(c),
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.0.push_str("<entry>\n");
        self.element("title", &entry.title);
        self.element("id", &entry.id);
        self.link("alternate", &entry.href);
        self.element("updated", &format!("{}T00:00:00Z", entry.day));
        self.0.push_str("<content type=\"html\">");
        self.text(&entry.content);
        self.0.push_str("</content>\n</entry>\n");
    }

    fn element(&mut self, name: &str, text: &str) {
        self.0.push_str(&format!("<{name}>"));
        self.text(text);
        self.0.push_str(&format!("</{name}>\n"));
    }

    fn link(&mut self, rel: &str, href: &str) {
        self.0.push_str(&format!("<link rel=\"{rel}\" href=\""));
        self.text(href);
        self.0.push_str("\"/>\n");
    }
}

fn first(why: Option<&str>, words: &Words<'_>) -> String {
    let mut html = Html::default();
    paragraph(&mut html, words.t("changes-first"));
    why.iter().for_each(|why| paragraph(&mut html, why));
    html.finish()
}

fn paragraph(html: &mut Html, text: &str) {
    html.markup("<p>");
    html.text(text);
    html.markup("</p>");
}

fn heading(html: &mut Html, text: &str) {
    html.markup("<h3>");
    html.text(text);
    html.markup("</h3>");
}

/// What a release brought.
fn step(since: &SinceView, why: Option<&str>, words: &Words<'_>) -> String {
    let mut html = Html::default();
    why.iter().for_each(|why| paragraph(&mut html, why));
    if since.nothing {
        paragraph(&mut html, words.t("changes-nothing"));
    }
    if let Some(programme) = &since.programme {
        heading(&mut html, words.t("changes-programme"));
        let was = programme.was.as_deref().unwrap_or("–");
        let now = programme.now.as_deref().unwrap_or("–");
        paragraph(&mut html, &format!("{} {was} {} {now}", words.t("changes-was"), words.t("changes-now")));
    }
    for change in &since.guides {
        heading(&mut html, &change.title);
        guide(&mut html, change, words);
    }
    if !since.values.is_empty() {
        heading(&mut html, words.t("values"));
    }
    for value in &since.values {
        let was = value.was.as_ref().map_or_else(String::new, |was| format!(" {} {was}.", words.t("changes-was")));
        let now = value.now.as_ref().map_or_else(String::new, |now| format!(" {} {now}.", words.t("changes-now")));
        let later = value.later.iter().map(|later| {
            let from = later.from.parse().map_or_else(|_| later.from.clone(), |day| words.day(day));
            format!(" {} {from}: {}.", words.t("from-day"), later.value)
        });
        paragraph(&mut html, &format!("{}:{was}{now}{}", value.what, later.collect::<String>()));
    }
    html.finish()
}

fn guide(html: &mut Html, change: &ChangeView, words: &Words<'_>) {
    let key = match change.there {
        "new" => Some("changes-new"),
        "gone" => Some("changes-gone"),
        _ => (change.too_complex || change.more).then_some("changes-complex"),
    };
    for one in &change.situations {
        let when: Vec<String> = one.when.iter().map(|(ask, answers)| format!("{ask} {answers}")).collect();
        let when = if when.is_empty() { words.t("changes-everybody").to_string() } else { when.join("; ") };
        let (was, now) = (end(one.was.as_ref(), words), end(one.now.as_ref(), words));
        paragraph(html, &format!("{when} – {} {was} {} {now}", words.t("changes-was"), words.t("changes-now")));
    }
    for fact in &change.facts {
        let (was, now) = (words.t("changes-was"), words.t("changes-now"));
        paragraph(html, &format!("{}: {} – {was} {}. {now} {}.", fact.label, fact.of, fact.was, fact.now));
    }
    key.iter().for_each(|key| paragraph(html, words.t(key)));
    if change.wording {
        paragraph(html, words.t("changes-wording"));
    }
}

fn end(end: Option<&EndView>, words: &Words<'_>) -> String {
    let Some(end) = end else { return words.t("changes-no-answer").to_string() };
    let rules = end.rules.iter().filter_map(|(_, source)| source.as_ref());
    let sources: Vec<&str> = rules.map(|source| &**source).collect();
    let sources = if sources.is_empty() { String::new() } else { format!(" ({})", sources.join("; ")) };
    format!("{}. {}{sources}", end.words.trim_end_matches('.'), end.title)
}
