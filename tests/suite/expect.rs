//! What a test document expects, held against what a build came to.

use crate::document::Fence;
use crate::document::Rewrite;
use crate::document::write_fence;
use crate::handbook::Built;
use crate::handbook::first_difference;

use std::collections::BTreeSet;

use caveat::history;
use caveat::history::Moment;
use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;

/// What is wrong, and the fence that would be right.
#[derive(Debug)]
pub(crate) struct Failure {
    /// For the reader.
    pub(crate) words: String,
    /// For `UPDATE=1`, if the fence can be written by a program.
    pub(crate) mend: Option<Rewrite>,
}

impl Failure {
    /// A failure that only a person can mend.
    pub(crate) fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), mend: None }
    }
}

/// Whether a fence says what is expected, and not what is given.
pub(crate) fn is_expectation(fence: &Fence) -> bool {
    matches!(fence.word(0), "found" | "out" | "main" | "paths" | "made" | "diff" | "file")
}

/// Holds one fence against a build.
pub(crate) fn check(fence: &Fence, built: &Built) -> Result<(), Failure> {
    let path = fence.word(1);
    let missing = || Failure::plain(format!("there is no file `{path}` in the site; it has:\n{}", paths(built)));
    match (fence.word(0), fence.word(2)) {
        ("found", _) => found(fence, built),
        ("paths", _) => whole(fence, &paths(built)),
        ("made", _) => whole(fence, &built.made.iter().map(|path| format!("{path}\n")).collect::<String>()),
        ("diff", _) => whole(fence, &diff(fence, built).map_err(Failure::plain)?),
        ("file", _) => {
            whole(fence, &built.snapshot.text(path).map(|source| source.text.to_string()).ok_or_else(missing)?)
        }
        ("main", _) => whole(fence, &article(&built.text(path).ok_or_else(missing)?)),
        ("out", "exact") => whole(fence, &built.text(path).ok_or_else(missing)?),
        ("out", "without") => without(fence, &built.text(path).ok_or_else(missing)?),
        ("out", "") => in_order(fence, &built.text(path).ok_or_else(missing)?),
        (_, word) => Err(Failure::plain(format!("`{word}` means nothing behind `out {path}`"))),
    }
}

/// What is other from one day to another, as `caveat diff` has it: `diff [md|json] [FROM [TO]]`.
fn diff(fence: &Fence, built: &Built) -> Result<String, String> {
    let mut words: Vec<&str> = fence.words[1..].iter().map(String::as_str).collect();
    let form = if words.first().is_some_and(|word| ["md", "json"].contains(word)) { words.remove(0) } else { "text" };
    let (pipeline, snapshot) = (Pipeline::default(), &built.snapshot);
    let (_, layout) = pipeline.settings(snapshot, &Wishes::default());
    let now = history::meaning(&pipeline.policy(snapshot, &layout).value);
    let releases = &pipeline.history(snapshot).value;
    let on = |day: &str| {
        let day = day.parse().map_err(|_| format!("`{day}` is no day"))?;
        let release = releases.on(day).ok_or(format!("there is no release on or before {day}"))?;
        Ok::<_, String>(Moment { meaning: &release.meaning, day })
    };
    let last = || releases.releases.last().ok_or("there is no release".to_string());
    let from = match words.first() {
        Some(day) => on(day)?,
        None => last().map(|release| Moment { meaning: &release.meaning, day: release.day })?,
    };
    let to = words.get(1).map_or(Ok(Moment { meaning: &now, day: snapshot.as_of }), |day| on(day))?;
    let diff = history::compare(from, to);
    let pages = pipeline.naming(snapshot, &layout, &diff, &Wishes::default());
    Ok(match form {
        "md" => history::markdown(&diff, &pages),
        "json" => format!("{:#}\n", history::json(&diff, &pages)),
        _ => history::text(&diff, &pages),
    })
}

/// The findings of a build for which the document has no fence: there must be none.
pub(crate) fn nothing_found(built: &Built, insert_at: usize) -> Result<(), Failure> {
    let found = built.report("human").unwrap_or_default();
    if found.is_empty() {
        return Ok(());
    }
    let mend = Rewrite { lines: insert_at..insert_at, text: format!("\n{}", write_fence("found", &found)) };
    Err(Failure { words: format!("nothing should be found, but:\n{found}"), mend: Some(mend) })
}

fn found(fence: &Fence, built: &Built) -> Result<(), Failure> {
    let format = if fence.word(1).is_empty() { "human" } else { fence.word(1) };
    let Some(found) = built.report(format) else {
        return Err(Failure::plain(format!("there is no format `{format}`")));
    };
    if found.is_empty() && !fence.body.trim().is_empty() {
        let mend = Rewrite { lines: fence.lines.clone(), text: String::new() };
        return Err(Failure { words: "nothing is found any more".to_owned(), mend: Some(mend) });
    }
    let (wanted, actual) = (codes(&fence.body), codes(&found));
    whole(fence, &found).map_err(|failure| {
        // A new wording is a matter of taste, another code is not: `UPDATE=1` leaves that to a person.
        if wanted.is_empty() || wanted == actual || std::env::var("UPDATE").is_ok_and(|update| update == "all") {
            return failure;
        }
        Failure::plain(format!("expected the codes {wanted:?}, not {actual:?}; {}", failure.words))
    })
}

/// The codes named in a report: what stands in `error[…]`, `warning[…]` and `note[…]`.
fn codes(report: &str) -> BTreeSet<&str> {
    let levels = ["error[", "warning[", "note["];
    let after = levels.iter().flat_map(|level| report.split(level).skip(1));
    after.filter_map(|rest| rest.split_once(']').map(|(code, _)| code)).collect()
}

/// The whole text, where `…` on a line of its own stands for any lines.
fn whole(fence: &Fence, is: &str) -> Result<(), Failure> {
    let lines = |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let (wanted, actual) = (lines(&fence.body), lines(is));
    if matches(&wanted, &actual) {
        return Ok(());
    }
    let words = format!(
        "`{}` is not as expected; first difference (expected, then actual):\n{}\n  all of it:\n{}",
        fence.words.join(" "),
        first_difference(&wanted.join("\n"), &actual.join("\n")),
        indent(is)
    );
    let mend = Rewrite { lines: fence.lines.clone(), text: write_fence(&fence.info(), is) };
    Err(Failure { words, mend: Some(mend) })
}

fn matches(wanted: &[String], actual: &[String]) -> bool {
    let mut parts = wanted.split(|line| line.trim() == "…");
    let first = parts.next().unwrap_or_default();
    let mut parts: Vec<&[String]> = parts.collect();
    let Some(last) = parts.pop() else { return wanted == actual };
    if actual.len() < first.len() + last.len() || !actual.starts_with(first) || !actual.ends_with(last) {
        return false;
    }
    let mut rest = &actual[first.len()..actual.len() - last.len()];
    parts.iter().filter(|part| !part.is_empty()).all(|part| {
        let at = rest.windows(part.len()).position(|window| window == *part);
        rest = at.map_or(rest, |at| &rest[at + part.len()..]);
        at.is_some()
    })
}

/// Each paragraph of the fence stands in the file, in this order.
fn in_order(fence: &Fence, text: &str) -> Result<(), Failure> {
    let text = trim_line_ends(text);
    let mut rest = text.as_str();
    for chunk in chunks(&fence.body) {
        match rest.find(&chunk) {
            Some(at) => rest = &rest[at + chunk.len()..],
            None => {
                let words = fence.words.join(" ");
                let order = if text.contains(&chunk) { ", or not in this order" } else { "" };
                let of = indent(rest);
                return Err(Failure::plain(format!("`{words}` lacks{order}:\n{}\n  it has:\n{of}", indent(&chunk))));
            }
        }
    }
    Ok(())
}

fn without(fence: &Fence, text: &str) -> Result<(), Failure> {
    let text = trim_line_ends(text);
    match chunks(&fence.body).into_iter().find(|chunk| text.contains(chunk)) {
        Some(chunk) => Err(Failure::plain(format!("`{}` must not have:\n{}", fence.word(1), indent(&chunk)))),
        None => Ok(()),
    }
}

/// The parts of a text that are separated by empty lines.
fn chunks(body: &str) -> Vec<String> {
    let text = trim_line_ends(body);
    text.split("\n\n").map(|chunk| chunk.trim().to_owned()).filter(|chunk| !chunk.is_empty()).collect()
}

fn trim_line_ends(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What stands inside the first `<article …>` of a page.
fn article(page: &str) -> String {
    let inside = page.split_once("<article").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    inside.split("</article>").next().unwrap_or_default().trim().to_owned()
}

fn paths(built: &Built) -> String {
    built.site.keys().map(|path| format!("{path}\n")).collect()
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
