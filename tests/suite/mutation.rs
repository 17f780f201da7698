//! The guides of the handbook with one mistake each: a rule deleted, a cut moved by one unit, a `then` that names another
//! outcome. The proof or a scenario must see every one of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use caveat::diagnostic::Severity;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Guide;
use caveat::policy::Policy;
use caveat::source::Source;
use rayon::prelude::*;

/// The month for which the handbook is written.
const DAY: jiff::civil::Date = jiff::civil::date(2019, 12, 15);

/// The files of the rules, by their paths from `policy/`.
type Files = BTreeMap<String, String>;

/// The rules with a mistake.
struct Mutant {
    /// What was done.
    what: String,
    kind: &'static str,
    /// The file it was done to, with the mistake in it.
    path: String,
    text: String,
}

fn shipped() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/policy");
    let read = |path: &str| (path.to_owned(), std::fs::read_to_string(root.join(path)).unwrap());
    let guides = std::fs::read_dir(root.join("guides")).unwrap();
    let names = guides.map(|entry| format!("guides/{}", entry.unwrap().file_name().to_string_lossy()));
    names.chain(["params.yaml".to_owned()]).map(|path| read(&path)).collect()
}

/// The rules of a text: for each the lines it stands on, and its id.
fn rules(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut rules: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in lines.iter().enumerate() {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            inside = line.starts_with("stops:") || line.starts_with("routes:");
        } else if inside && line.starts_with("  - ") {
            let id = line.split("id: ").nth(1).and_then(|rest| rest.split([',', '}']).next()).unwrap_or_default();
            rules.push((number..number + 1, id.trim().to_owned()));
        } else if let (true, Some(last), true) = (inside, rules.last_mut(), line.starts_with("    ")) {
            last.0.end = number + 1;
        }
    }
    rules
}

/// The text with these lines changed.
fn with(text: &str, lines: &std::ops::Range<usize>, change: impl Fn(&str) -> String) -> String {
    let changed = text.lines().enumerate().map(|(number, line)| match lines.contains(&number) {
        true => change(line),
        false => format!("{line}\n"),
    });
    changed.collect()
}

fn deleted(path: &str, text: &str) -> Vec<Mutant> {
    let one = |(lines, id): &(std::ops::Range<usize>, String)| Mutant {
        what: format!("{path}: `{id}` deleted"),
        kind: "rules deleted",
        path: path.to_owned(),
        text: with(text, lines, |_| String::new()),
    };
    rules(text).iter().map(one).collect()
}

/// Every rule with every other outcome of its guide.
fn swapped(path: &str, text: &str, guide: &Guide) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (lines, id) in rules(text) {
        let (_, rule) = guide.rules().find(|(_, rule)| *rule.id == *id).unwrap();
        let own = &guide.outcomes[rule.then].id;
        for other in guide.outcomes.iter().filter(|outcome| outcome.id != *own) {
            let change = |line: &str| match line.split_once("then: ") {
                Some((before, after)) => {
                    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
                    format!("{before}then: {}{rest}\n", other.id)
                }
                None => format!("{line}\n"),
            };
            let text = with(text, &lines, change);
            mutants.push(Mutant {
                what: format!("{path}: `{id}` leads to `{}` instead of `{own}`", other.id),
                kind: "outcomes swapped",
                path: path.to_owned(),
                text,
            });
        }
    }
    mutants
}

/// Every number at which a band begins or ends, one unit more and one less.
fn moved(path: &str, text: &str, cuts: &[String]) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut name = String::new();
    for (number, line) in text.lines().enumerate() {
        if !line.is_empty() && !line.starts_with([' ', '#']) {
            name = line.trim_end_matches(':').to_owned();
        }
        let marks: &[&str] = match path {
            "params.yaml" if cuts.contains(&name) => &["value: "],
            "params.yaml" => &[],
            _ => &["below: ", "from: "],
        };
        for mark in marks.iter().filter(|_| line.starts_with("    ")) {
            let Some((before, after)) = line.split_once(mark) else { continue };
            let end = after.find([',', '}', ' ']).unwrap_or(after.len());
            let Ok(value) = after[..end].parse::<f64>() else { continue };
            for by in [-1.0, 1.0] {
                let changed = format!("{before}{mark}{}{}\n", value + by, &after[end..]);
                mutants.push(Mutant {
                    what: format!("{path}:{}: {mark}{value} moved by {by}", number + 1),
                    kind: "cuts moved",
                    path: path.to_owned(),
                    text: with(text, &(number..number + 1), |_| changed.clone()),
                });
            }
        }
    }
    mutants
}

fn read(files: &Files) -> (Policy, bool) {
    let sources: Vec<(&str, Source)> =
        files.iter().map(|(path, text)| (&**path, Source::new(format!("content/policy/{path}"), &**text))).collect();
    let files: Vec<File<'_>> = sources.iter().map(|(path, source)| File { path, source }).collect();
    let read = policy::read(&files, DAY);
    (read.value, read.found.iter().any(|note| note.severity >= Severity::Error))
}

/// All that a guide says to anybody: where every answer leads, and what the answers mean.
fn meaning(policy: &Policy) -> Vec<String> {
    let answers = |guide: &Guide| {
        let answers = guide.questions.iter().flat_map(|question| &question.answers);
        let bands = answers.filter_map(|answer| answer.band.as_ref());
        let cuts = bands.flat_map(|band| band.from.iter().chain(&band.below)).map(|cut| &cut.values);
        format!("{:?} {:?}", guide.tree, cuts.collect::<Vec<_>>())
    };
    policy.guides.values().map(answers).collect()
}

/// What comes of a mistake: nothing if it is seen, `Some(true)` if it is none, `Some(false)` if nobody sees it. Only the
/// guides that it can change are read.
fn survives(files: &Files, mutant: &Mutant) -> Option<bool> {
    let takes_part = |path: &&String| mutant.path == "params.yaml" || **path == mutant.path || *path == "params.yaml";
    let before: Files = files.keys().filter(takes_part).map(|path| (path.clone(), files[path].clone())).collect();
    let mut after = before.clone();
    after.insert(mutant.path.clone(), mutant.text.clone());
    let (changed, is_seen) = read(&after);
    if is_seen {
        return None;
    }
    Some(meaning(&changed) == meaning(&read(&before).0))
}

#[test]
fn every_mistake_in_the_shipped_guides_is_seen() {
    let start = Instant::now();
    let files = shipped();
    let (policy, is_wrong) = read(&files);
    assert!(!is_wrong, "the shipped guides have errors");
    for path in files.keys() {
        let harmless = Mutant { what: String::new(), kind: "", path: path.clone(), text: files[path].clone() };
        assert_eq!(survives(&files, &harmless), Some(true), "{path}: nothing was changed, and something is found");
    }
    let answers = policy.guides.values().flat_map(|guide| &guide.questions).flat_map(|question| &question.answers);
    let bands = answers.filter_map(|answer| answer.band.as_ref());
    let cuts: Vec<String> = bands
        .flat_map(|band| band.from.iter().chain(&band.below))
        .filter_map(|cut| cut.param.as_ref().map(ToString::to_string))
        .collect();
    let mut mutants = moved("params.yaml", &files["params.yaml"], &cuts);
    for guide in policy.guides.values() {
        let path = format!("guides/{}.yaml", guide.id);
        let text = &files[&path];
        assert_eq!(rules(text).len(), guide.rules().count(), "{path}: a rule is not seen by this test");
        mutants.extend(deleted(&path, text));
        mutants.extend(swapped(&path, text, guide));
        mutants.extend(moved(&path, text, &cuts));
    }
    let undone = mutants.iter().find(|mutant| mutant.text == files[&mutant.path]);
    assert!(undone.is_none(), "this mistake was not made: {}", undone.map_or("", |mutant| &mutant.what));
    let left: Vec<(&Mutant, Option<bool>)> =
        mutants.par_iter().map(|mutant| (mutant, survives(&files, mutant))).collect();
    let survivors: Vec<&str> =
        left.iter().filter(|(_, left)| *left == Some(false)).map(|(mutant, _)| &*mutant.what).collect();
    for kind in ["rules deleted", "outcomes swapped", "cuts moved"] {
        let of = left.iter().filter(|(mutant, _)| mutant.kind == kind);
        let count = |result: Option<bool>| of.clone().filter(|(_, left)| *left == result).count();
        println!("{kind}: {} seen, {} change nothing, {} not seen", count(None), count(Some(true)), count(Some(false)));
    }
    println!("{} mistakes in {:.1} s", mutants.len(), start.elapsed().as_secs_f64());
    assert!(survivors.is_empty(), "nobody sees these mistakes; add scenarios:\n{}", survivors.join("\n"));
}
