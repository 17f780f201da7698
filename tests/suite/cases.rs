//! Every Markdown file under `tests/cases` is a test; `tests/README.md` says how to write one.
//!
//! `UPDATE=1` rewrites what they expect (but never to other codes; `UPDATE=all` does), `CASE=links/` runs only those
//! whose path contains that.

use crate::document;
use crate::document::Case;
use crate::document::Fence;
use crate::document::Rewrite;
use crate::expect;
use crate::expect::Failure;
use crate::handbook::Built;
use crate::handbook::Handbook;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::path::PathBuf;

use caveat::pipeline::Pipeline;
use caveat::source::Source;
use caveat::source::Unread;
use rayon::prelude::*;

/// What came of one document.
#[derive(Default)]
struct Outcome {
    failures: Vec<String>,
    /// The codes of all findings in it.
    codes: BTreeSet<&'static str>,
    cases: usize,
}

#[test]
fn every_document_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let only = std::env::var("CASE").unwrap_or_default();
    let mut documents: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(|entry| entry.ok().map(walkdir::DirEntry::into_path))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter(|path| path.to_string_lossy().contains(&only))
        .collect();
    documents.sort();
    let outcomes: Vec<Outcome> = documents.par_iter().map(|path| run_document(&root, path)).collect();
    let mut failures: Vec<String> = outcomes.iter().flat_map(|outcome| outcome.failures.clone()).collect();
    let cases: usize = outcomes.iter().map(|outcome| outcome.cases).sum();
    if only.is_empty() {
        let shown: BTreeSet<&str> = outcomes.iter().flat_map(|outcome| outcome.codes.iter().copied()).collect();
        let missing = caveat::codes().into_iter().filter(|code| !shown.contains(code.name));
        failures.extend(missing.map(|code| format!("no case in tests/cases shows the code `{}`", code.name)));
    }
    println!("{cases} cases in {} documents", documents.len());
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n\n{}", failures.len(), failures.join("\n"));
}

fn run_document(root: &Path, path: &Path) -> Outcome {
    let text = std::fs::read_to_string(path).unwrap();
    let name = path.strip_prefix(root).unwrap().display().to_string();
    let update = std::env::var_os("UPDATE").is_some();
    let mut outcome = Outcome::default();
    let mut rewrites = Vec::new();
    for case in document::cases(&text) {
        outcome.cases += 1;
        let run = catch_unwind(AssertUnwindSafe(|| run_case(&case, &mut outcome.codes)));
        let failures = run.unwrap_or_else(|_| vec![Failure::plain("the build panicked")]);
        for Failure { words, mend } in failures {
            match mend.filter(|_| update) {
                Some(mend) => rewrites.push(mend),
                None => outcome.failures.push(format!("tests/cases/{name}, “{}”: {words}", case.name)),
            }
        }
    }
    if !rewrites.is_empty() {
        std::fs::write(path, document::rewrite(&text, rewrites)).unwrap();
    }
    outcome
}

/// One build of a case: changes to the files, then what is expected of them.
struct Step<'a> {
    changes: Vec<&'a Fence>,
    expected: Vec<&'a Fence>,
}

fn run_case(case: &Case, codes: &mut BTreeSet<&'static str>) -> Vec<Failure> {
    let mut handbook = Handbook::default();
    let mut pipeline = Pipeline::default();
    let mut failures = Vec::new();
    for (number, step) in steps(&case.fences).iter().enumerate() {
        for fence in &step.changes {
            if let Err(words) = apply(fence, &mut handbook) {
                failures.push(Failure::plain(format!("line {}: {words}", fence.line())));
            }
        }
        if number == 0 {
            handbook.complete();
        }
        let built = handbook.build(&mut pipeline);
        codes.extend(built.found.iter().map(|finding| finding.code.name));
        failures.extend(step.expected.iter().filter_map(|fence| expect::check(fence, &built).err()));
        if !step.expected.iter().any(|fence| fence.word(0) == "found") {
            let end = step.expected.iter().chain(&step.changes).map(|fence| fence.lines.end).max();
            failures.extend(expect::nothing_found(&built, end.unwrap_or(0)).err());
        }
        failures.extend(same_warm_and_cold(&handbook, &mut pipeline, &built, number));
    }
    failures
}

/// A build must not depend on what was built before, and the same files again must need nothing to be made.
fn same_warm_and_cold(handbook: &Handbook, pipeline: &mut Pipeline, built: &Built, number: usize) -> Vec<Failure> {
    let mut failures = Vec::new();
    if let Some(difference) = built.difference(&handbook.build_cold()) {
        failures.push(Failure::plain(format!("build {}: warm and cold differ: {difference}", number + 1)));
    }
    let again = handbook.build(pipeline);
    if let Some(difference) = built.difference(&again) {
        failures.push(Failure::plain(format!("build {}: the same again differs: {difference}", number + 1)));
    }
    if !again.made.is_empty() {
        failures.push(Failure::plain(format!("build {}: the same again makes {:?}", number + 1, again.made)));
    }
    failures
}

fn steps(fences: &[Fence]) -> Vec<Step<'_>> {
    let mut steps = vec![Step { changes: Vec::new(), expected: Vec::new() }];
    for fence in fences.iter().filter(|fence| fence.words.len() > 1 || fence.word(0) != "text") {
        let changes_later = matches!(fence.word(0), "edit" | "delete" | "release");
        let is_first = steps.len() == 1;
        if changes_later && (is_first || steps.last().is_some_and(|step| !step.expected.is_empty())) {
            steps.push(Step { changes: Vec::new(), expected: Vec::new() });
        }
        let Some(step) = steps.last_mut() else { continue };
        if expect::is_expectation(fence) { step.expected.push(fence) } else { step.changes.push(fence) }
    }
    steps
}

/// Puts the file of a fence into a handbook.
pub(crate) fn apply(fence: &Fence, handbook: &mut Handbook) -> Result<(), String> {
    let path = fence.word(1);
    match (fence.word(0), fence.words.len()) {
        ("as-of", _) => {
            handbook.as_of = fence.body.trim().parse().map_err(|_| "this is no day".to_owned())?;
            handbook.by_clock = path == "clock";
        }
        ("delete", 2) if handbook.delete(path) => {}
        ("delete", _) => return Err(format!("there is no `{path}` to delete")),
        ("asset", 2) => handbook.asset(path, fence.body.as_bytes()),
        ("unread", 2 | 3) => handbook.unread(path, why(path, fence.body.trim())?),
        ("bytes", 2) => handbook.bytes(path, &unescape(fence.body.trim_end_matches('\n'))?),
        ("release", 2) => handbook.release(path.parse().map_err(|_| "this is no day")?, fence.body.trim()),
        (_, 2) => handbook.text(path, &fence.body),
        _ => return Err(format!("what is a fence `{}`?", fence.words.join(" "))),
    }
    Ok(())
}

fn why(path: &str, word: &str) -> Result<Unread, String> {
    Ok(match word {
        "leads-outside" => Unread::LeadsOutside,
        "not-a-file" => Unread::NotAFile,
        "bad-name" => Unread::BadName,
        "too-large" => Unread::TooLarge,
        "not-utf8" => Source::from_bytes(path, b"\xff").err().ok_or("it is UTF-8")?,
        _ => Unread::Refused(word.strip_prefix("refused:").ok_or("this is no reason")?.trim().to_owned()),
    })
}

/// Bytes from text in which `\xNN`, `\n`, `\r`, `\t` and `\\` are escapes.
fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (&escape, tail) = rest.split_first().ok_or("a `\\` at the end")?;
        rest = tail;
        match escape {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'\\' => bytes.push(b'\\'),
            b'x' => {
                let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
                bytes.push(
                    digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or("`\\x` wants two digits")?,
                );
                rest = &rest[2..];
            }
            other => return Err(format!("`\\{}` is no escape", other as char)),
        }
    }
    Ok(bytes)
}

#[test]
fn rewriting_keeps_the_rest_of_a_document() {
    let text = "# A\n\n```found\nold\n```\n\nwords\n";
    let fence = &document::cases(text)[0].fences[0];
    let new = Rewrite { lines: fence.lines.clone(), text: document::write_fence("found", "new\n```\n") };
    assert_eq!(document::rewrite(text, vec![new]), "# A\n\n````found\nnew\n```\n````\n\nwords\n");
}
