//! A section on one page, to be printed: its pages in reading order, one below the other.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::output::given::Given;
use crate::output::html::book::finished::Finished;
use crate::output::html::book::finished::Pages;
use crate::output::html::book::inside::Inside;
use crate::output::html::book::inside::Leaf;
use crate::output::html::book::inside::Leaves;
use crate::output::html::book::piece::Asked;
use crate::output::html::book::piece::Ways;
use crate::output::html::book::piece::piece;
use crate::output::html::book::syntax::Syntax;
use crate::output::html::book::told::Told;
use crate::output::html::frame::Frame;
use crate::output::html::frame::Parts;
use crate::output::html::frame::StepValue;
use crate::output::html::guide::shared::Shared;
use crate::output::html::hrefs::Hrefs;
use crate::output::html::shell::Shells;
use crate::output::job::Job;
use crate::site::Section;
use crate::site::urls;

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

/// Everything that goes into such a page.
#[derive(Hash)]
struct Input {
    section: Section,
    leaves: Vec<Leaf>,
    pages: Vec<Finished>,
    told: Told,
    frame: Arc<Frame>,
    as_of: jiff::civil::Date,
}

/// The pages of sections, made from finished pages.
pub(in crate::output) fn jobs(given: &Given<'_>, pages: &Pages) -> Vec<Job> {
    let sections = &given.site.arranged.sections;
    if sections.is_empty() {
        return Vec::new();
    }
    let leaves = Leaves::new(given);
    let shared = Shared::new(given);
    let mut shells = Shells::new(given);
    let mut job = |section: &Section| {
        let found = section.pages.iter().filter_map(|step| {
            let leaf = leaves.of(step)?;
            let page = pages.get(&leaf.page)?.clone();
            Some((leaf, page))
        });
        let (leaves, pages): (Vec<Leaf>, Vec<Finished>) = found.unzip();
        let input = Input {
            told: Told::new(pages.iter(), given, &shared),
            frame: shells.frame(&Hrefs::From(section.url.clone())),
            as_of: given.as_of,
            section: section.clone(),
            leaves,
            pages,
        };
        Job::new(section.url.clone(), input, render)
    };
    sections.iter().map(&mut job).collect()
}

/// Where links of such a page lead: to what is on it, else to the pages of the site.
struct ToSite<'a> {
    inside: Inside<'a>,
    at: &'a SitePath,
    parts: &'a Parts,
}

impl Ways for ToSite<'_> {
    fn link(&self, to: &SitePath, rest: &str) -> Vec<(&'static str, String)> {
        if let Some(href) = self.inside.href(to, rest) {
            return vec![("href", href)];
        }
        let href = format!("{}{rest}", urls::relative(self.at.as_str(), to.as_str()));
        // On paper nobody can follow a link, so the full address is printed after it.
        let printed = self.parts.canonical(to).map(|address| ("data-address", format!("{address}{rest}")));
        [("href", href)].into_iter().chain(printed).collect()
    }

    fn foreign(&self, href: &str) -> Option<String> {
        Some(href.to_string())
    }

    fn file(&self, to: &SitePath) -> Option<String> {
        Some(urls::relative(self.at.as_str(), to.as_str()))
    }

    fn foreign_file(&self, src: &str) -> Option<String> {
        Some(src.to_string())
    }
}

#[derive(Serialize)]
struct LeafValue<'a> {
    id: &'a str,
    href: String,
    title: &'a str,
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let (parts, url) = (input.frame.parts(), &input.section.url);
    let hrefs = Hrefs::From(url.clone());
    let ways = ToSite { inside: Inside::new(&input.leaves), at: url, parts };
    let mut text = String::new();
    for (leaf, page) in input.leaves.iter().zip(&input.pages) {
        let prefix = format!("{}:", leaf.name);
        let asked = Asked { from: &leaf.page, prefix: &prefix, deeper: 1, syntax: Syntax::Html, ways: &ways };
        let piece = piece(&page.text(), &asked);
        let _ = writeln!(text, "<section class=\"leaf\" id=\"{}\">\n{piece}</section>", leaf.name);
    }
    let values = input.frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("title", &input.section.title);
    context.insert("as_of", &input.as_of.to_string());
    let leaves = input.leaves.iter().map(|leaf| LeafValue {
        id: &leaf.name,
        href: format!("#{}", urls::encode_fragment(&leaf.name)),
        title: &leaf.title,
    });
    context.insert("leaves", &leaves.collect::<Vec<_>>());
    let inner: Vec<StepValue<'_>> = input.section.inner.iter().map(|step| StepValue::new(step, &hrefs)).collect();
    context.insert("inner", &inner);
    context.insert_value("text", tera::Value::safe_string(&text));
    let html = parts.theme.render("print.html", &context).into(&mut found);
    found.extend(input.told.hidden(&html, None, &parts.theme, &hrefs));
    Noted { value: html.into_bytes(), found }
}
