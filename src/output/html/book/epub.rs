//! The whole handbook as EPUB 3: a file a page, the order as navigation, and what a library asks of a book.

use crate::artifact::Artifact;
use crate::artifact::Body;
use crate::artifact::SitePath;
use crate::diagnostic::Diagnostic;
use crate::output::given::Given;
use crate::output::html::book::finished::Pages;
use crate::output::html::book::kinds;
use crate::output::html::book::opf;
use crate::output::html::book::opf::Item;
use crate::output::html::book::piece::Asked;
use crate::output::html::book::piece::Ways;
use crate::output::html::book::piece::piece;
use crate::output::html::book::syntax;
use crate::output::html::book::syntax::Syntax;
use crate::output::html::book::whole::Chapter;
use crate::output::html::book::whole::Whole;
use crate::output::html::guard::Style;
use crate::output::html::guard::Styles;
use crate::site::urls;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The folder of everything that is read.
const FOLDER: &str = "EPUB";
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// Makes the files of the book.
pub(in crate::output) fn make(given: &Given<'_>, pages: &Pages, found: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let Some(whole) = Whole::new(given, pages) else { return Vec::new() };
    let mut ways = Within::new(&whole);
    // Which ids there are is known only when every page was made once.
    ways.ids = Some(chapters(&whole, &ways).into_iter().map(|file| (file.path, ids(&file.text))).collect());
    let css = given.theme.text("epub.css");
    let styles = Styles::new([Style::read("epub.css", "epub.css", css)]);
    let mut items = vec![Item::page("title.xhtml", &title_page(&whole, &ways))];
    for file in chapters(&whole, &ways) {
        found.extend(whole.told.on(&file.page, &file.text, &styles, given.theme, &whole.hrefs));
        items.push(Item::page(file.path.as_str(), &file.text));
    }
    items.push(Item::text("epub.css", "text/css", css.to_string()));
    items.push(Item::navigation(nav(&whole, &ways)));
    let files = ways.files.into_inner();
    items.extend(files.iter().map(|(url, kind)| Item::file(&unspaced(url.as_str()), kind)));
    let opf = opf::package(&whole, &items);
    let fixed = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER), ("EPUB/book.opf", &opf)];
    let fixed = fixed.into_iter().filter_map(|(path, text)| artifact(path, text));
    let texts = items.iter().filter(|item| !item.text.is_empty());
    let texts = texts.filter_map(|item| artifact(&format!("{FOLDER}/{}", item.path), &item.text));
    let files = files.keys().filter_map(|url| {
        let body = Body::File { path: Arc::clone(given.files.get(url)?) };
        Some(Artifact { path: SitePath::new(format!("{FOLDER}/{}", unspaced(url.as_str())))?, body })
    });
    fixed.chain(texts).chain(files).collect()
}

fn artifact(path: &str, text: &str) -> Option<Artifact> {
    Some(Artifact { path: SitePath::new(path)?, body: Body::Bytes(Arc::from(text.as_bytes())) })
}

/// Where links lead: to the files of the book, else to the published site, if its address is known.
struct Within<'a> {
    given: &'a Given<'a>,
    /// The file of each address that is in the book, with the id at which its text is there.
    spots: BTreeMap<SitePath, (SitePath, Option<String>)>,
    /// The ids in each file, when they are known.
    ids: Option<BTreeMap<SitePath, BTreeSet<String>>>,
    /// The pictures and recordings in it, with their kinds.
    files: RefCell<BTreeMap<SitePath, &'static str>>,
    /// The file that is being made.
    at: RefCell<String>,
}

impl<'a> Within<'a> {
    fn new(whole: &Whole<'a>) -> Self {
        let mut spots = BTreeMap::new();
        for leaf in &whole.leaves {
            let Some(file) = file_of(&leaf.page) else { continue };
            spots.insert(leaf.page.clone(), (file.clone(), None));
            spots.extend(leaf.also.iter().map(|(url, part)| (url.clone(), (file.clone(), part.clone()))));
        }
        Self { given: whole.given, spots, ids: None, files: RefCell::default(), at: RefCell::default() }
    }

    fn inside(&self, to: &SitePath, rest: &str) -> Option<String> {
        let (file, part) = self.spots.get(to)?;
        let asked = rest.find('#').map(|at| percent_encoding::percent_decode_str(&rest[at + 1..]).decode_utf8_lossy());
        let id = part.clone().or_else(|| asked.map(|id| id.into_owned())).filter(|id| !id.is_empty());
        let is_there =
            |id: &String| self.ids.as_ref().is_none_or(|ids| ids.get(file).is_some_and(|ids| ids.contains(id)));
        let fragment = id.filter(is_there).map_or_else(String::new, |id| format!("#{}", urls::encode_fragment(&id)));
        Some(format!("{}{fragment}", urls::relative(&self.at.borrow(), file.as_str())))
    }
}

impl Ways for Within<'_> {
    fn link(&self, to: &SitePath, rest: &str) -> Vec<(&'static str, String)> {
        let of_site = || self.given.base.map(|base| format!("{base}{}{rest}", urls::relative("", to.as_str())));
        self.inside(to, rest).or_else(of_site).map(|href| ("href", href)).into_iter().collect()
    }

    fn foreign(&self, href: &str) -> Option<String> {
        (!href.starts_with('/')).then(|| address(href))
    }

    fn file(&self, to: &SitePath) -> Option<String> {
        self.given.files.get(to)?;
        let kind = kinds::kind(to.as_str()).filter(|kind| kind.is_core)?;
        self.files.borrow_mut().insert(to.clone(), kind.name);
        Some(urls::relative(&self.at.borrow(), &unspaced(to.as_str())))
    }

    fn foreign_file(&self, _: &str) -> Option<String> {
        None
    }
}

/// An address without the signs that no address may have.
fn address(href: &str) -> String {
    let mut made = String::new();
    for c in href.trim().chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                urls::encode(c.encode_utf8(&mut [0; 4]), &mut made);
            }
            _ => made.push(c),
        }
    }
    made
}

/// The file in the book for a page of the site.
fn file_of(url: &SitePath) -> Option<SitePath> {
    let path = url.as_str().strip_suffix(".html").unwrap_or(url.as_str());
    SitePath::new(format!("{}.xhtml", unspaced(path)))
}

/// The name in the book of a file of the site: older readers fail at a space.
fn unspaced(path: &str) -> String {
    path.replace('_', "__").replace(' ', "_-")
}

/// The file of a chapter.
struct File {
    path: SitePath,
    /// The page of the site from which it is made.
    page: String,
    text: String,
}

/// The files of the chapters, in reading order.
fn chapters(whole: &Whole<'_>, ways: &Within<'_>) -> Vec<File> {
    let (mut made, mut seen) = (Vec::new(), BTreeSet::new());
    for chapter in &whole.chapters {
        let Some((leaf, html)) = whole.text(chapter) else { continue };
        let Some(path) = file_of(&leaf.page).filter(|path| seen.insert(path.clone())) else { continue };
        ways.at.replace(path.to_string());
        let asked = Asked { from: &leaf.page, prefix: "", deeper: 0, syntax: Syntax::Xml, ways };
        let body = format!("<main>\n{}</main>", piece(&html, &asked));
        let text = page(whole, path.as_str(), &chapter.title, &body, "");
        made.push(File { path, page: html, text });
    }
    made
}

/// A file of the book.
fn page(whole: &Whole<'_>, file: &str, title: &str, body: &str, names: &str) -> String {
    let words = whole.frame.parts().words();
    let mut head = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
    head.push_str("<html xmlns=\"http://www.w3.org/1999/xhtml\"");
    head.push_str(names);
    syntax::attribute("lang", &words.language, &mut head);
    syntax::attribute("xml:lang", &words.language, &mut head);
    syntax::attribute("dir", words.direction, &mut head);
    head.push_str(">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
    syntax::text(title, &mut head);
    head.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\"");
    syntax::attribute("href", &format!("{}epub.css", urls::to_root(file)), &mut head);
    format!("{head}/>\n</head>\n<body>\n{body}\n</body>\n</html>\n")
}

fn title_page(whole: &Whole<'_>, ways: &Within<'_>) -> String {
    let (words, given) = (whole.frame.parts().words(), whole.given);
    let mut body = String::from("<main>\n<h1>");
    syntax::text(&words.title, &mut body);
    body.push_str("</h1>\n");
    let day = format!("{} {}", given.theme.strings.get("as-of").map_or("", String::as_str), given.as_of);
    let lines =
        words.description.iter().chain(&words.authors).cloned().chain([day]).chain(given.base.map(str::to_string));
    for line in lines {
        body.push_str("<p>");
        syntax::text(&line, &mut body);
        body.push_str("</p>\n");
    }
    ways.at.replace("title.xhtml".into());
    let ready =
        |html: &str| piece(html, &Asked { from: &whole.root, prefix: "", deeper: 0, syntax: Syntax::Xml, ways });
    body.push_str(&whole.notices(ready).join("\n"));
    page(whole, "title.xhtml", &words.title, &format!("{body}\n</main>"), "")
}

/// The order as navigation. A title without a page must have something below it.
fn nav(whole: &Whole<'_>, ways: &Within<'_>) -> String {
    let title = whole.given.theme.strings.get("contents").map_or("", String::as_str);
    let mut body = String::from("<nav epub:type=\"toc\" role=\"doc-toc\">\n<h1>");
    syntax::text(title, &mut body);
    body.push_str("</h1>\n<ol>\n");
    let rows: Vec<&Chapter> = kept(&whole.chapters);
    ways.at.replace("nav.xhtml".into());
    for (index, chapter) in rows.iter().enumerate() {
        let next = rows.get(index + 1).map_or(0, |next| next.depth);
        let leaf = chapter.page.as_ref().map(|(leaf, _)| &whole.leaves[*leaf]);
        let href = leaf.and_then(|leaf| ways.inside(&leaf.page, ""));
        body.push_str(if href.is_some() { "<li><a" } else { "<li><span" });
        href.iter().for_each(|href| syntax::attribute("href", href, &mut body));
        body.push('>');
        syntax::text(&chapter.title, &mut body);
        body.push_str(if href.is_some() { "</a>" } else { "</span>" });
        body.push_str(if next > chapter.depth { "\n<ol>\n" } else { "</li>\n" });
        body.push_str(&"</ol></li>\n".repeat(chapter.depth.saturating_sub(next)));
    }
    body.push_str("</ol>\n</nav>");
    page(whole, "nav.xhtml", title, &body, " xmlns:epub=\"http://www.idpf.org/2007/ops\"")
}

/// The chapters that lead somewhere, themselves or by what is below them.
fn kept(chapters: &[Chapter]) -> Vec<&Chapter> {
    let leads = |index: usize| {
        let below = chapters[index + 1..].iter().take_while(|below| below.depth > chapters[index].depth);
        chapters[index].page.is_some() || below.into_iter().any(|below| below.page.is_some())
    };
    (0..chapters.len()).filter(|index| leads(*index)).map(|index| &chapters[index]).collect()
}

/// The ids in a text that was written here.
fn ids(text: &str) -> BTreeSet<String> {
    let values = text.split(" id=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    values
        .map(|(id, _)| id.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        .collect()
}
