//! The judge of promises against sentences that people have labelled: what it finds, and what it should not.
//!
//! A line of `tests/promises/*.txt` is `LABEL: SENTENCE`; the labels are `promise`, `near`, `status`, `last` (the
//! condition stands last) and `ok`. In `tests/promises/*.asks` the labels are the asks that a sentence speaks of.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use caveat::promise::Kind;
use caveat::promise::Promises;

/// Right, wrong and missed.
#[derive(Default)]
struct Score {
    hits: usize,
    false_alarms: usize,
    misses: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[test]
fn promises_are_told_from_harmless_sentences() {
    let sentences = corpus();
    let harmless = sentences.iter().filter(|(_, label, _)| label == "ok").count();
    let (scores, words) = measure(&sentences);
    for (class, score) in &scores {
        let (precision, recall) = (score.precision(), score.recall());
        println!("{class}: precision {precision:.3}, recall {recall:.3}, {} right", score.hits);
    }
    println!("{} sentences, {harmless} of them harmless", sentences.len());
    if std::env::var_os("SHOW").is_some() {
        println!("{}", words.join("\n"));
    }
    let promise = &scores["promise"];
    let holds = promise.precision() >= 0.98 && promise.recall() >= 0.90;
    assert!(holds, "the class `promise` is not good enough:\n{}", words.join("\n"));
    assert!(
        sentences.len() >= 400 && harmless * 2 >= sentences.len(),
        "{} sentences, {harmless} harmless",
        sentences.len()
    );
}

#[test]
fn pages_that_need_a_callout_are_told_by_their_words() {
    let promises = Promises::built_in("en");
    let mut score = Score::default();
    let mut words = Vec::new();
    for (_, label, sentence) in labelled("asks") {
        let wanted: BTreeSet<&str> = label.split(' ').filter(|ask| *ask != "none").collect();
        // The words of goods belong to the guide `swag` and to the guide `goods`, whichever there is.
        let found: BTreeSet<&str> =
            promises.topics(&sentence).into_iter().map(|(ask, _)| ask).filter(|ask| *ask != "goods").collect();
        score.hits += wanted.intersection(&found).count();
        score.misses += wanted.difference(&found).count();
        score.false_alarms += found.difference(&wanted).count();
        if found != wanted {
            words.push(format!("{label}, found {found:?}: {sentence}"));
        }
    }
    println!("needs-callout: precision {:.3}, recall {:.3}, {} right", score.precision(), score.recall(), score.hits);
    let holds = score.precision() >= 0.95 && score.recall() >= 0.90;
    assert!(holds, "the words of asks are not good enough:\n{}", words.join("\n"));
}

/// File, label and sentence of every line about promises.
fn corpus() -> Vec<(String, String, String)> {
    labelled("txt")
}

/// File, label and sentence of every line of the files with this ending.
fn labelled(ending: &str) -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises");
    let mut files: Vec<_> = walkdir::WalkDir::new(root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|own| own == ending))
        .collect();
    files.sort_by_key(|entry| entry.path().to_owned());
    let mut sentences = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file.path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (label, sentence) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: no label: {line}"));
            sentences.push((name.clone(), label.to_owned(), sentence.to_owned()));
        }
    }
    sentences
}

fn measure(sentences: &[(String, String, String)]) -> (BTreeMap<&'static str, Score>, Vec<String>) {
    let promises = Promises::built_in("en");
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut words = Vec::new();
    let only = std::env::var("SHOW").unwrap_or_default();
    for (file, label, sentence) in sentences.iter().filter(|(file, ..)| file.contains(&only)) {
        let found: Vec<&str> = promises.judge(sentence).iter().filter_map(|one| name(one.kind)).collect();
        for class in ["promise", "near", "status", "last"] {
            let score = scores.entry(class).or_default();
            match (label == class, found.contains(&class)) {
                (true, true) => score.hits += 1,
                (true, false) => score.misses += 1,
                (false, true) => score.false_alarms += 1,
                (false, false) => {}
            }
        }
        let wanted: &[&str] = if label == "ok" { &[] } else { &[label.as_str()] };
        if found != wanted {
            words.push(format!("{file}: {label}, found {found:?}: {sentence}"));
        }
    }
    (scores, words)
}

fn name(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Promise => Some("promise"),
        Kind::NearPromise => Some("near"),
        Kind::Status => Some("status"),
        Kind::ConditionLast => Some("last"),
        Kind::Guarded => None,
    }
}
