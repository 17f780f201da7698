//! Search, asked with the published script itself: which pages it finds, what it loads, what it weighs. It needs node.

pub(crate) mod generated;

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;
use serde::Deserialize;

use crate::handbook::Content;
use crate::handbook::Handbook;
use crate::needed;

/// An answer of the script.
#[derive(Deserialize)]
struct Answer {
    query: String,
    found: Vec<Found>,
    /// What is offered where nothing is found.
    others: Vec<String>,
    /// What is announced.
    said: String,
    /// The files that were loaded for it.
    loaded: Vec<String>,
}

#[derive(Deserialize)]
struct Found {
    title: String,
    url: String,
    kind: String,
    within: String,
    /// What is shown of its text, and the words in it that are marked.
    text: String,
    marked: Vec<String>,
}

/// A site in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    fn new(handbook: &Handbook) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let built = handbook.build_cold();
        for (path, content) in &built.site {
            let Content::Made(bytes) = content else { continue };
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
            std::fs::write(path, bytes).expect("it is written");
        }
        Self(folder)
    }

    fn ask(&self, queries: &[&str]) -> Vec<Answer> {
        let root = self.0.path().display().to_string();
        let text = node(&["ask.mjs", &root], &queries.join("\n"));
        text.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect()
    }

    /// Bytes as they are and gzipped, of all files whose path begins so.
    fn weigh(&self, start: &str) -> (usize, usize) {
        let files = walkdir::WalkDir::new(self.0.path()).sort_by_file_name().into_iter().filter_map(Result::ok);
        let begin = format!("{}/{start}", self.0.path().display());
        let files = files.filter(|file| file.file_type().is_file()).map(|file| file.path().display().to_string());
        let files: Vec<String> = files.filter(|path| path.starts_with(&begin)).collect();
        let files: Vec<&str> = ["weigh.mjs"].into_iter().chain(files.iter().map(String::as_str)).collect();
        serde_json::from_str(&node(&files, "")).expect("two numbers")
    }
}

fn node(arguments: &[&str], input: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/search");
    let mut command = Command::new("node");
    let child = command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("node runs");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("it is read");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "node {arguments:?} failed");
    String::from_utf8(output.stdout).expect("text")
}

/// Without node nothing here can be tried.
fn has_node() -> bool {
    needed::has("node", "`apt-get install nodejs` brings it")
}

/// Does a result stand on a right page, or in a right folder?
fn is_right(found: &Found, right: &str) -> bool {
    let page = found.url.split('#').next().unwrap_or_default();
    found.url == right || page == right || (right.ends_with('/') && found.url.starts_with(right))
}

/// What readers ask, each with its right pages.
fn queries() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = include_str!("search/queries.md").lines().filter(|line| line.starts_with("| ")).skip(1);
    let rows = rows.map(|line| line.trim_matches(['|', ' ']).split_once(" | ").expect("two columns"));
    rows.map(|(asked, right)| (asked, right.trim().split(", ").collect())).collect()
}

#[test]
fn readers_come_to_the_right_page() {
    if !has_node() {
        return;
    }
    let rows = queries();
    assert!(rows.len() >= 40, "there are only {} queries", rows.len());
    let site = Site::new(&generated::shipped());
    let answers = site.ask(&rows.iter().map(|(asked, _)| *asked).collect::<Vec<_>>());
    let mut hits = 0;
    for (answer, (_, right)) in answers.iter().zip(&rows) {
        let place = answer.found.iter().position(|found| right.iter().any(|right| is_right(found, right)));
        let is_hit = place.is_some_and(|place| place < 3);
        hits += usize::from(is_hit);
        let first = answer.found.first().map_or("nothing", |found| &found.title);
        let place = place.map_or("-".to_owned(), |place| (place + 1).to_string());
        println!("{} {place:>2}  {:<32} first: {first}", if is_hit { "hit " } else { "MISS" }, answer.query);
    }
    println!("{hits} of {} queries have a right page among the first three", rows.len());
    // 38 of 40.
    assert!(hits * 40 >= rows.len() * 38, "only {hits} of {} queries are answered", rows.len());
}

#[test]
fn the_terminal_finds_what_readers_find() {
    if !has_node() {
        return;
    }
    let handbook = generated::shipped();
    let linkable = Pipeline::default().linkable(&handbook.snapshot(), &Wishes::default());
    let rows = queries();
    let (mut same, mut exact) = (0, Vec::new());
    for answer in Site::new(&handbook).ask(&rows.iter().map(|(asked, _)| *asked).collect::<Vec<_>>()) {
        let links = linkable.find(&answer.query, 15);
        // In the terminal, what has just this id is the only thing that is meant.
        if links.len() == 1 && answer.found.len() > 1 {
            exact.push(answer.query);
            continue;
        }
        for (link, found) in links.iter().zip(&answer.found) {
            assert_eq!(*link.title, *found.title, "`{}`", answer.query);
            assert!(link.within.as_ref().is_none_or(|within| **within == *found.within), "`{}`", answer.query);
        }
        assert_eq!(links.len(), answer.found.len(), "`{}`", answer.query);
        same += links.len();
    }
    println!("{same} results of {} queries are the same; ids are {exact:?}", rows.len() - exact.len());
    assert!(same > 300 && exact.len() < 5, "{exact:?}");
}

#[test]
fn results_show_the_words_that_were_found() {
    if !has_node() {
        return;
    }
    let mut handbook = Handbook::default();
    let long = "One sentence stands before another. ".repeat(20);
    handbook.text("content/deep.md", &format!("# Deep\n\n{long}Then comes the Événement. {long}"));
    handbook.text("content/first.md", "# First\n\nUmbrellas & <b>coats</b> are `&lt;b&gt;` here.");
    handbook.text("content/chinese.md", "# 指南\n\n活动前三周提交申请表。");
    handbook.complete();
    let answers = Site::new(&handbook).ask(&["evenement", "umbrella", "coats", "申请表", "deep", "zzzzqx"]);
    let first = |at: usize| answers[at].found.first().expect("something is found");
    assert_eq!(first(0).marked, ["Événement"]);
    assert!(first(0).text.starts_with("… ") && first(0).text.len() < 300, "{}", first(0).text);
    assert!(first(0).text.contains("Then comes the Événement. One"), "{}", first(0).text);
    assert_eq!(first(1).marked, ["Umbrellas"]);
    assert_eq!(first(2).text, "Umbrellas & coats are &lt;b&gt; here.");
    assert_eq!(first(3).marked, ["申请"]);
    assert!(first(4).text.starts_with("One sentence") && first(4).marked.is_empty(), "{}", first(4).text);
    assert_eq!(answers[0].said, "1 result");
    assert_eq!(answers[5].said, "Nothing was found for “zzzzqx”.");
}

#[test]
fn results_have_kinds_and_places() {
    if !has_node() {
        return;
    }
    let site = Site::new(&generated::shipped());
    let queries =
        ["bug wrangler", "too late", "receipts", "notice for a request for swag", "review team", "zzzzqx", "evnetss"];
    let answers = site.ask(&queries);
    let of_kind = |at: usize, kind: &str| answers[at].found.iter().find(|found| found.kind == kind);
    let term = of_kind(0, "Term").expect("a word that is explained");
    assert_eq!((&*term.title, &*term.url), ("Bug wrangler", "organizers/words.html#bug-wrangler"));
    assert_eq!(term.within, "Words explained");
    let outcome = of_kind(1, "Answer").expect("an outcome");
    assert!(outcome.url.starts_with("guides/") && !outcome.within.is_empty(), "{}", outcome.url);
    assert!(of_kind(2, "Question").is_some(), "no question about receipts");
    assert!(of_kind(3, "Number or day").is_some_and(|value| value.url.starts_with("values/index.html#")), "no value");
    let section = answers[4].found.iter().find(|found| found.url.contains('#')).expect("a section");
    assert!(!section.within.is_empty());
    assert!(answers[5].found.is_empty(), "nothing has such letters");
    assert!(answers[6].found.is_empty() && !answers[6].others.is_empty(), "no near word is offered");
}

#[test]
fn letters_of_all_kinds_are_found() {
    if !has_node() {
        return;
    }
    let mut handbook = Handbook::default();
    for (name, text) in [
        ("accents", "# Événements à São Paulo\n\nLe café est servi."),
        ("german", "# Straße\n\nGrüße aus Köln."),
        ("greek", "# Οδηγός\n\nΧρήματα για εκδηλώσεις."),
        ("chinese", "# 申请资金\n\n活动前三周提交申请表。"),
        ("japanese", "# イベントの申請\n\nガイドを読んでください。"),
        ("thai", "# การขอเงิน\n\nกรุณาส่งแบบฟอร์มล่วงหน้า"),
        ("korean", "# 행사 지원 요청\n\n스티커를 받는 방법."),
        ("arabic", "# طَلَب المال\n\nقبل الحدث بثلاثة أسابيع."),
        ("hindi", "# पैसे का अनुरोध\n\nकार्यक्रम से पहले।"),
        ("code", "# Findings\n\nThe code `dead-page` is 404, see [`snake_case`](code.md)."),
    ] {
        handbook.text(&format!("content/{name}.md"), text);
    }
    handbook.complete();
    let queries = [
        ("evenements", "accents"),
        ("sao paulo", "accents"),
        ("CAFÉ", "accents"),
        ("strasse", "german"),
        ("koln", "german"),
        ("οδηγος", "greek"),
        ("资金", "chinese"),
        ("申请表", "chinese"),
        ("ガイド", "japanese"),
        ("แบบฟอร์ม", "thai"),
        ("스티커", "korean"),
        ("طلب", "arabic"),
        ("अनुरोध", "hindi"),
        ("404", "code"),
        ("snake", "code"),
    ];
    let answers = Site::new(&handbook).ask(&queries.map(|(asked, _)| asked));
    for (answer, (asked, right)) in answers.iter().zip(queries) {
        let first = answer.found.first().map_or("nothing", |found| &found.url);
        assert!(first.starts_with(&format!("{right}.html")), "`{asked}` comes to {first}, not to {right}.html");
    }
}

#[test]
fn the_index_is_small() {
    if !has_node() {
        return;
    }
    let kilo = |(plain, packed): (usize, usize)| (plain as f64 / 1000.0, packed as f64 / 1000.0);
    let mut sizes = Vec::new();
    for (name, handbook) in [
        ("shipped", generated::shipped()),
        ("60 pages of 500 words", generated::pages(60, 500)),
        ("60 pages of 1,200 words", generated::pages(60, 1200)),
    ] {
        let site = Site::new(&handbook);
        let (head, words, script) =
            (site.weigh("search/index.js"), site.weigh("search/words-"), site.weigh("assets/search."));
        let index = (head.0 + words.0, head.1 + words.1);
        // What is shown of a page comes when it is found.
        let most = (0..40).map(|page| site.weigh(&format!("search/page-{page}.js")).1).max().unwrap_or_default();
        let ((a, b), (c, d), (e, f)) = (kilo(index), kilo(script), kilo(site.weigh("search.html")));
        println!("{name}: index {a:.1} kB, gzipped {b:.1}; script {c:.1}, {d:.1}; the page from A to Z {e:.1}, {f:.1}");
        println!("{name}: what is shown of a page is at most {most} bytes, gzipped");
        assert!(most <= 10_000, "what is shown of one page has {most} bytes");
        sizes.push((name, index.1, script.0));
    }
    for (name, index, script) in &sizes[..2] {
        assert!(*index <= 60_000, "the index of {name} has {index} bytes");
        // As it is published, for those who read it and for hosts that pack nothing.
        assert!(*script <= 5_000, "the script has {script} bytes");
    }
}

#[test]
fn a_query_loads_few_files_of_a_large_index() {
    if !has_node() {
        return;
    }
    let (small, large) = (Site::new(&generated::pages(600, 200)), Site::new(&generated::pages(1200, 200)));
    let ((_, one), (_, two)) = (small.weigh("search/words-"), large.weigh("search/words-"));
    println!("600 pages: {one} bytes; 1,200 pages: {two} bytes");
    assert!(two * 10 < one * 23, "the index grows faster than the pages: {one}, {two}");
    // A word that only one page has, as it is, begun, with another first letter, and with two letters swapped.
    for query in ["chapter777marker", "chapter777", "xhapter777marker", "hcapter777marker", "chapter777markre"] {
        let answer = &large.ask(&[query])[0];
        let urls: Vec<&str> = answer.found.iter().map(|found| &*found.url).collect();
        assert!(urls.iter().any(|url| url.starts_with("part-07/page-0777.html")), "`{query}` comes to {urls:?}");
        println!("{query}: {} files: {:?}", answer.loaded.len(), answer.loaded);
        let of_index = answer.loaded.iter().filter(|path| !path.contains("/page-")).count();
        assert!(of_index <= 8 || query == "chapter777", "{:?}", answer.loaded);
        assert!(answer.loaded.len() - of_index <= 15, "{:?}", answer.loaded);
    }
}
