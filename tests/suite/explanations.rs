//! The examples in the explanation of every code do what the explanation says.

use crate::cases::apply;
use crate::document;
use crate::document::Case;
use crate::handbook::Built;
use crate::handbook::Handbook;

use std::collections::BTreeSet;

/// Wrong examples that cannot help showing another code too.
const ALSO: &[(&str, &str)] = &[];

#[test]
fn the_examples_of_every_code_hold() {
    let failures: Vec<String> = caveat::codes().into_iter().flat_map(|code| check(code.name, code.explain)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for code in caveat::codes() {
        assert!(names.insert(code.name), "two codes are called `{}`", code.name);
        let plain = code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(plain, "`{}` is not of lower case letters and `-`", code.name);
    }
}

fn check(name: &str, explain: &str) -> Vec<String> {
    let parts = document::parts(explain, "## ");
    let mut failures = Vec::new();
    match example(&parts, "Wrong") {
        Err(words) => failures.push(format!("{name}: {words}")),
        Ok(built) => {
            let found: BTreeSet<&str> = built.found.iter().map(|finding| finding.code.name).collect();
            let extra = found.iter().any(|other| *other != name && !ALSO.contains(&(name, *other)));
            if extra || !found.contains(name) {
                let found = built.report("short").unwrap_or_default();
                failures.push(format!("{name}: the example under “Wrong” should give this code, and gives:\n{found}"));
            }
        }
    }
    match example(&parts, "Mended") {
        Err(words) => failures.push(format!("{name}: {words}")),
        Ok(built) if built.found.is_empty() => {}
        Ok(built) => {
            let found = built.report("short").unwrap_or_default();
            failures.push(format!("{name}: the example under “Mended” should be clean, but:\n{found}"));
        }
    }
    failures
}

/// What comes of the wrong example of an explanation.
pub(crate) fn wrong(explain: &str) -> Result<Built, String> {
    example(&document::parts(explain, "## "), "Wrong")
}

fn example(parts: &[Case], heading: &str) -> Result<Built, String> {
    let part = parts.iter().find(|part| part.name == heading).ok_or(format!("has no `## {heading}`"))?;
    let mut handbook = Handbook::default();
    for fence in part.fences.iter().filter(|fence| fence.words.len() > 1) {
        apply(fence, &mut handbook)?;
    }
    handbook.complete();
    Ok(handbook.build_cold())
}
