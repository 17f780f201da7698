//! A section on one page, to be printed: its pages in reading order, one below the other.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
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

use std::sync::Arc;

use serde::Serialize;

/// Everything that goes into such a page.
#[derive(Hash)]
struct Input {
    section: Section,
    around: Hashed<Around>,
    texts: Vec<Finished>,
    told: Hashed<Told>,
    as_of: jiff::civil::Date,
}

/// What the texts of all pages of a section need to know.
#[derive(Hash)]
struct Around {
    url: SitePath,
    leaves: Vec<Leaf>,
    frame: Arc<Frame>,
}

/// The text of one page, made ready. It is remembered by itself, so that an edit of one page does not make the others anew.
#[derive(Hash)]
struct Text {
    around: Hashed<Around>,
    number: usize,
    page: Finished,
}

/// A section with its pages as they were made.
struct Gathered {
    section: Section,
    around: Hashed<Around>,
    pages: Vec<Finished>,
    told: Hashed<Told>,
}

/// The pages of sections, of which the texts are still to be made.
pub struct Sections {
    sections: Vec<Gathered>,
    as_of: jiff::civil::Date,
}

impl Sections {
    /// Gathers them from finished pages.
    pub fn new(given: &Given<'_>, pages: &Pages) -> Self {
        let sections = &given.site.arranged.sections;
        let (leaves, shared, mut shells) = (Leaves::new(given), Shared::new(given), Shells::new(given));
        let gather = |section: &Section| {
            let found = section.pages.iter().filter_map(|step| {
                let leaf = leaves.of(step)?;
                let page = pages.get(&leaf.page)?.clone();
                Some((leaf, page))
            });
            let (leaves, pages): (Vec<Leaf>, Vec<Finished>) = found.unzip();
            let told = Hashed::new(Told::new(pages.iter(), given, &shared));
            let frame = shells.frame(&Hrefs::From(section.url.clone()));
            let around = Hashed::new(Around { url: section.url.clone(), leaves, frame });
            Gathered { section: section.clone(), around, pages, told }
        };
        Self { sections: sections.iter().map(gather).collect(), as_of: given.as_of }
    }

    /// The texts that are to be made: of each section its pages, one after the other.
    pub fn texts(&self) -> Vec<Job> {
        let of_section = |Gathered { section, around, pages, .. }: &Gathered| {
            let text = |(number, page): (usize, &Finished)| {
                let input = Text { around: around.clone(), number, page: page.clone() };
                Job::new(section.url.clone(), input, text)
            };
            pages.iter().enumerate().map(text).collect::<Vec<_>>()
        };
        self.sections.iter().flat_map(of_section).collect()
    }

    /// The pages, made from the texts.
    pub fn bound(self, texts: impl Iterator<Item = Finished>) -> Vec<Job> {
        let (as_of, mut texts) = (self.as_of, texts);
        let job = |Gathered { section, around, pages, told }: Gathered| {
            let texts = texts.by_ref().take(pages.len()).collect();
            Job::new(section.url.clone(), Input { section, around, texts, told, as_of }, render)
        };
        self.sections.into_iter().map(job).collect()
    }
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

fn text(input: &Text) -> Noted<Vec<u8>> {
    let around = &input.around;
    let Some(leaf) = around.leaves.get(input.number) else { return Noted::clean(Vec::new()) };
    let ways = ToSite { inside: Inside::new(&around.leaves), at: &around.url, parts: around.frame.parts() };
    let prefix = format!("{}:", leaf.name);
    let asked = Asked { from: &leaf.page, prefix: &prefix, deeper: 1, syntax: Syntax::Html, ways: &ways };
    let piece = piece(&input.page.text(), &asked);
    Noted::clean(format!("<section class=\"leaf\" id=\"{}\">\n{piece}</section>\n", leaf.name).into_bytes())
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let mut found = Vec::new();
    let Around { url, leaves, frame } = &*input.around;
    let (parts, hrefs) = (frame.parts(), Hrefs::From(url.clone()));
    let text = input.texts.iter().fold(String::new(), |all, text| all + &text.text());
    let values = frame.values();
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("assets", values.assets.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("title", &input.section.title);
    context.insert("as_of", &input.as_of.to_string());
    let leaves = leaves.iter().map(|leaf| LeafValue {
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
