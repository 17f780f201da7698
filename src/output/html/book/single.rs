//! The whole handbook as one page that needs nothing else: no other file, no host, no script.

use crate::artifact::Part;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::memo::Fingerprint;
use crate::output::given::Given;
use crate::output::html::book::finished::Pages;
use crate::output::html::book::inside::Inside;
use crate::output::html::book::kinds;
use crate::output::html::book::piece::Asked;
use crate::output::html::book::piece::Ways;
use crate::output::html::book::piece::piece;
use crate::output::html::book::syntax;
use crate::output::html::book::syntax::Syntax;
use crate::output::html::book::whole::Chapter;
use crate::output::html::book::whole::Whole;
use crate::output::html::guard::Styles;
use crate::site::urls;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

/// What stands in the page where a file will; the fingerprint of its path follows.
const MARK: &str = "urn:file:";
/// How many digits that has.
const DIGITS: usize = 32;

/// Makes the page.
pub(in crate::output) fn make(given: &Given<'_>, pages: &Pages, found: &mut Vec<Diagnostic>) -> Vec<Part> {
    let Some(whole) = Whole::new(given, pages) else { return Vec::new() };
    let ways = Within { inside: Inside::new(&whole.leaves), given, files: RefCell::default() };
    let mut text = String::new();
    for chapter in &whole.chapters {
        write(chapter, &whole, &ways, &mut text);
    }
    let html = page(&whole, &ways, &text, found);
    found.extend(whole.told.hidden(&html, Some(&Styles::default()), given.theme, &whole.hrefs));
    parts(&html, &ways.files.borrow())
}

/// Where links lead: into the page, else to the published site, if its address is known.
struct Within<'a> {
    inside: Inside<'a>,
    given: &'a Given<'a>,
    /// The files that are in it, by the fingerprint of their paths.
    files: RefCell<BTreeMap<String, (Arc<str>, &'static str)>>,
}

impl Ways for Within<'_> {
    fn link(&self, to: &SitePath, rest: &str) -> Vec<(&'static str, String)> {
        let of_site = || self.given.base.map(|base| format!("{base}{}{rest}", urls::relative("", to.as_str())));
        self.inside.href(to, rest).or_else(of_site).map(|href| ("href", href)).into_iter().collect()
    }

    fn foreign(&self, href: &str) -> Option<String> {
        (!href.starts_with('/')).then(|| href.to_string())
    }

    fn file(&self, to: &SitePath) -> Option<String> {
        let path = self.given.files.get(to)?;
        let kind = kinds::kind(to.as_str())?.name;
        let digits = Fingerprint::of_bytes(path.as_bytes()).hex();
        let src = format!("{MARK}{digits}");
        self.files.borrow_mut().insert(digits, (Arc::clone(path), kind));
        Some(src)
    }

    fn foreign_file(&self, _: &str) -> Option<String> {
        None
    }
}

/// Writes a chapter. What stands below others has its title one level deeper.
fn write(chapter: &Chapter, whole: &Whole<'_>, ways: &Within<'_>, into: &mut String) {
    let deeper = if chapter.depth == 0 { 1 } else { 2 };
    let Some((leaf, html)) = whole.text(chapter) else {
        let _ = write!(into, "<h{}>", deeper + 1);
        syntax::text(&chapter.title, into);
        let _ = writeln!(into, "</h{}>", deeper + 1);
        return;
    };
    let prefix = format!("{}:", leaf.name);
    let asked = Asked { from: &leaf.page, prefix: &prefix, deeper, syntax: Syntax::Html, ways };
    let _ = writeln!(into, "<section class=\"leaf\" id=\"{}\">\n{}</section>", leaf.name, piece(&html, &asked));
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    number: Option<&'a str>,
    href: Option<String>,
    separator: bool,
    closes: usize,
    opens: bool,
}

fn rows<'c>(whole: &'c Whole<'_>) -> Vec<Row<'c>> {
    let chapters = &whole.chapters;
    let row = |(index, chapter): (usize, &'c Chapter)| {
        let next = chapters.get(index + 1).map_or(0, |next| next.depth);
        let leaf = chapter.page.as_ref().map(|(leaf, _)| &whole.leaves[*leaf]);
        Row {
            title: &chapter.title,
            number: None,
            href: leaf.map(|leaf| format!("#{}", urls::encode_fragment(&leaf.name))),
            separator: false,
            closes: chapter.depth.saturating_sub(next),
            opens: next > chapter.depth,
        }
    };
    chapters.iter().enumerate().map(row).collect()
}

fn page(whole: &Whole<'_>, ways: &Within<'_>, text: &str, found: &mut Vec<Diagnostic>) -> String {
    let (given, values) = (whole.given, whole.frame.values());
    // A style sheet that named its own end would end there.
    let style = given.sheets.of_page(&whole.frame.parts().sheets()).replace("</", "<\\/");
    let digest = STANDARD.encode(hmac_sha256::Hash::hash(style.as_bytes()));
    let ready =
        |html: &str| piece(html, &Asked { from: &whole.root, prefix: "", deeper: 0, syntax: Syntax::Html, ways });
    let mut context = tera::Context::new();
    context.insert_value("site", values.site.clone());
    context.insert_value("t", values.strings.clone());
    context.insert("as_of", &given.as_of.to_string());
    context.insert("base", &given.base);
    context.insert("style_hash", &format!("sha256-{digest}"));
    context.insert_value("style", tera::Value::safe_string(&style));
    let notices = whole.notices(ready).into_iter().map(|line| tera::Value::safe_string(&line));
    context.insert_value("notices", tera::Value::from(notices.collect::<Vec<_>>()));
    context.insert("rows", &rows(whole));
    context.insert_value("text", tera::Value::safe_string(text));
    given.theme.render("single-file.html", &context).into(found)
}

/// The page, cut where files stand in it.
fn parts(html: &str, files: &BTreeMap<String, (Arc<str>, &'static str)>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut pieces = html.split(MARK);
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        match piece.split_at_checked(DIGITS).and_then(|(digits, rest)| Some((files.get(digits)?, rest))) {
            Some(((path, kind), rest)) => {
                parts.push(Part::Text(std::mem::replace(&mut text, rest.to_string())));
                parts.push(Part::Data { path: Arc::clone(path), kind });
            }
            None => {
                text.push_str(MARK);
                text.push_str(piece);
            }
        }
    }
    parts.push(Part::Text(text));
    parts
}
