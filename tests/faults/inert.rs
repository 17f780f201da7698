//! What an author writes stays text: hostile words in every place, and the policy for content of every kind of page.

use crate::fuzzed::html;
use crate::fuzzed::html::Tag;
use crate::handbook::Built;
use crate::handbook::Content;
use crate::handbook::Handbook;
use crate::search::generated;

/// Words that would do something if one place forgot to escape them. Each begins with the word by which it is found.
const HOSTILE: [&str; 24] = [
    "zqx</script><script>x()</script>",
    "zqx</title><script>x()</script>",
    "zqx</style><style>*{}</style>",
    "zqx</textarea><img src=q onerror=x()>",
    "zqx<img src=q onerror=x()>",
    "zqx<svg onload=x()>",
    "zqx<!--",
    "zqx-->",
    "zqx]]>",
    "zqx\" onload=\"x()",
    "zqx' onload='x()",
    "zqx` onload=`x()",
    "zqx onload=x() q",
    "zqx${x()}`",
    "zqx\\\";x()//",
    "zqx\\u003cscript\\u003e",
    "zqx&lt;script&gt;",
    "zqx&#60;script&#62;",
    "zqx\u{2028}x()\u{2029}",
    "zqx\u{202e}gpj.exe",
    "zqx\u{0}\u{7}",
    "zqx{{ 7 * 7 }}{% x %}",
    "zqx]] }} [[x",
    "zqx%0d%0aX: y",
];

const GUIDE: &str = include_str!("../suite/letters/guide.yaml");
const REPLY: &str = include_str!("../suite/letters/reply.yaml");
const VISIT: &str = include_str!("../suite/letters/visit.yaml");

/// Where hostile words can stand: a name, and the handbook with them there.
type Spot = (&'static str, fn(&mut Handbook, &str));

fn quoted(text: &str) -> String {
    serde_json::json!(text).to_string()
}

/// Puts the words in the place of a text of one of the files of rules.
fn instead(book: &mut Handbook, path: &str, text: &str, old: &str, words: &str) {
    assert!(text.contains(old), "{old}");
    book.text(path, &text.replacen(old, &quoted(words), 1).replace("NAME", "swag"));
}

const GUIDE_AT: &str = "content/policy/guides/swag.yaml";
const REPLY_AT: &str = "content/policy/replies/swag.yaml";
const VISIT_AT: &str = "content/policy/journeys/visit.yaml";

const SPOTS: [Spot; 17] = [
    ("a title", |book, words| book.text("content/a.md", &format!("---\ntitle: {}\n---\n\nText.\n", quoted(words)))),
    ("a description", |book, words| {
        book.text("content/a.md", &format!("---\ntitle: A\ndescription: {}\n---\n\nText.\n", quoted(words)));
    }),
    ("an owner", |book, words| {
        book.text("content/a.md", &format!("---\ntitle: A\nowner: {}\n---\n\nText.\n", quoted(words)));
    }),
    ("a heading", |book, words| book.text("content/a.md", &format!("# A\n\n## ```{words}```\n\nText.\n"))),
    ("code", |book, words| book.text("content/a.md", &format!("# A\n\n~~~~{words}\n{words}\n~~~~\n"))),
    ("the words of a picture", |book, words| {
        book.text("content/a.md", &format!("# A\n\n![```` {words} ````](picture.png)\n"));
    }),
    ("the title of the handbook", |book, words| {
        book.text("book.toml", &format!("[book]\nsrc = \"content\"\ntitle = {}\n", quoted(words)));
    }),
    ("the title of a guide", |book, words| {
        instead(book, GUIDE_AT, GUIDE, "Can my event ask for NAME?", words);
    }),
    ("a question", |book, words| instead(book, GUIDE_AT, GUIDE, "How long until the first day of the event?", words)),
    ("an answer", |book, words| instead(book, GUIDE_AT, GUIDE, "A Rep\n", &format!("{words} q"))),
    ("an outcome", |book, words| instead(book, GUIDE_AT, GUIDE, "You may ask. Somebody else decides.", words)),
    ("who decides", |book, words| instead(book, GUIDE_AT, GUIDE, "the NAME team", words)),
    ("a reply's title", |book, words| instead(book, REPLY_AT, REPLY, "First answer about swag", words)),
    ("a reply's subject", |book, words| instead(book, REPLY_AT, REPLY, "\"[[event]]: nothing is approved\"", words)),
    ("a line of a checklist", |book, words| instead(book, REPLY_AT, REPLY, "Nothing is filed.", words)),
    ("a journey", |book, words| instead(book, VISIT_AT, VISIT, "A visit", words)),
    ("what an ask does not mean", |book, words| {
        instead(book, VISIT_AT, VISIT, "Nobody has agreed to come.", words);
    }),
];

fn handbook() -> Handbook {
    let mut book = Handbook::default();
    book.as_of = jiff::civil::date(2026, 8, 1);
    book.asset("content/picture.png", b"picture");
    book.text(GUIDE_AT, &GUIDE.replace("NAME", "swag"));
    book.text(REPLY_AT, REPLY);
    book.text(VISIT_AT, VISIT);
    book
}

/// The texts of a site.
fn texts(built: &Built) -> impl Iterator<Item = (&String, String)> {
    built.site.iter().filter_map(|(path, content)| match content {
        Content::Made(bytes) => Some((path, String::from_utf8_lossy(bytes).into_owned())),
        Content::Copy(_) => None,
    })
}

/// Nothing on a page runs but our scripts, and nothing looks otherwise than our styles make it.
fn inert(tags: &[Tag]) -> Result<(), String> {
    html::addresses(tags)?;
    html::balanced(tags)?;
    for tag in tags.iter().filter(|tag| !tag.is_end) {
        let ours = |name: &str| {
            tag.get(name).is_some_and(|at| at.trim_start_matches("../").trim_start_matches('/').starts_with("assets/"))
        };
        if (tag.name == "script" && !ours("src")) || matches!(tag.name.as_str(), "style" | "base" | "iframe" | "object")
        {
            return Err(format!("`<{}>`: {:?}", tag.name, tag.attributes));
        }
        if let Some((name, _)) = tag.attributes.iter().find(|(name, _)| name.starts_with("on") || name == "style") {
            return Err(format!("`<{} {name}>`", tag.name));
        }
        if tag.get("src") == Some("q") {
            return Err("a picture that nobody put there".to_owned());
        }
    }
    Ok(())
}

fn sound(path: &str, text: &str) -> Result<(), String> {
    match path.rsplit('.').next() {
        Some("html") => inert(&html::tags(text)),
        Some("svg") => html::addresses(&html::tags(text)).and_then(|()| html::balanced(&html::tags(text))),
        Some("json") => serde_json::from_str::<serde_json::Value>(text).map(drop).map_err(|error| error.to_string()),
        Some("js") if path.starts_with("search/") => {
            let inner = text.strip_prefix("caveatSearch(").and_then(|rest| rest.strip_suffix(")\n"));
            let value = serde_json::from_str::<serde_json::Value>(inner.unwrap_or_default());
            value.map(drop).map_err(|error| error.to_string())
        }
        Some("xml") => html::balanced(&html::tags(text)),
        _ => Ok(()),
    }
}

#[test]
fn hostile_words_stay_words_in_every_place() {
    let (mut tried, mut shown, mut wrong) = (0, 0, Vec::new());
    for (spot, put) in SPOTS {
        for words in HOSTILE {
            let mut book = handbook();
            put(&mut book, words);
            book.complete();
            let built = book.build_cold();
            let mut is_shown = false;
            for (path, text) in texts(&built) {
                is_shown |= path.ends_with(".html") && text.contains("zqx");
                if let Err(why) = sound(path, &text) {
                    wrong.push(format!("{spot}, {words:?}, {path}: {why}"));
                }
            }
            tried += 1;
            shown += usize::from(is_shown);
        }
    }
    println!("X1, X2: {tried} hostile texts in places, {shown} of them shown on a page, {} of them alive", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(shown * 10 > tried * 7, "too few are shown to say anything: {shown} of {tried}");
}

/// The directives of a policy for content, sorted.
fn directives(policy: &str) -> Vec<(String, Vec<String>)> {
    let words = |part: &str| part.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let parts = policy.split(';').map(words).filter(|words| !words.is_empty());
    let mut all: Vec<_> = parts.map(|mut words| (words.remove(0), words)).collect();
    all.sort();
    all
}

fn has_policy(tags: &[Tag]) -> Result<(), String> {
    const MAY: [&str; 10] = [
        "script-src",
        "style-src",
        "img-src",
        "media-src",
        "font-src",
        "connect-src",
        "manifest-src",
        "form-action",
        "base-uri",
        "default-src",
    ];
    let is_policy =
        |tag: &&Tag| tag.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
    let at = tags.iter().position(|tag| is_policy(&tag)).ok_or("it has no policy")?;
    if tags.iter().filter(is_policy).count() > 1 {
        return Err("it has two policies".to_owned());
    }
    let acts = |tag: &Tag| matches!(tag.name.as_str(), "script" | "link" | "img" | "form" | "body");
    if tags[..at].iter().any(acts) {
        return Err("something stands before the policy, which does not hold for it".to_owned());
    }
    let policy = directives(tags[at].get("content").unwrap_or_default());
    for (name, sources) in &policy {
        let known = sources.iter().all(|source| matches!(source.as_str(), "'none'" | "'self'" | "data:"));
        let data = sources.iter().any(|source| source == "data:") && name != "img-src";
        if !known || data || !MAY.contains(&name.as_str()) {
            return Err(format!("the policy says `{name} {}`", sources.join(" ")));
        }
    }
    let says = |name: &str| policy.iter().find(|row| row.0 == name).map(|row| row.1.join(" "));
    match (says("default-src").as_deref(), says("base-uri").as_deref()) {
        (Some("'none'"), Some("'none'")) => Ok(()),
        _ => Err(format!("the policy is {policy:?}")),
    }
}

/// Nobody else is asked for anything, and no page that is opened can reach back.
fn on_its_own(tags: &[Tag]) -> Result<(), String> {
    for tag in tags.iter().filter(|tag| !tag.is_end) {
        let loads = matches!(tag.name.as_str(), "script" | "img" | "link" | "iframe" | "source" | "video" | "audio");
        let is_link =
            tag.name == "link" && !matches!(tag.get("rel"), Some("stylesheet" | "icon" | "preload" | "manifest"));
        let from = tag.get("src").or_else(|| tag.get("href")).unwrap_or_default();
        if loads && !is_link && (from.contains("//") || from.contains("://")) {
            return Err(format!("`<{}>` is loaded from {from}", tag.name));
        }
        if tag.get("target").is_some() && !tag.get("rel").is_some_and(|rel| rel.contains("noopener")) {
            return Err(format!("a page opened by {:?} can reach back", tag.attributes));
        }
    }
    Ok(())
}

#[test]
fn every_kind_of_page_has_the_policy_and_keeps_it() {
    let mut book = generated::shipped();
    book.text("content/moved-from.md", "---\naliases: [old/place.html]\n---\n\n# Moved\n\nText.\n");
    let built = book.build_cold();
    let mut wrong = Vec::new();
    let mut pages = 0;
    for (path, text) in texts(&built).filter(|(path, _)| path.ends_with(".html")) {
        let tags = html::tags(&text);
        pages += 1;
        for held in [has_policy(&tags), inert(&tags), on_its_own(&tags)] {
            wrong.extend(held.err().map(|why| format!("{path}: {why}")));
        }
        if text.contains("__caveat") {
            wrong.push(format!("{path}: the script of the preview is published"));
        }
    }
    println!("X3, X4: {pages} pages with a strict policy, no script or style of their own, nothing of others");
    assert!(wrong.is_empty() && pages > 20, "{}", wrong.join("\n"));
    assert!(built.site.contains_key("old/place.html") && built.site.contains_key("404.html"));
}
