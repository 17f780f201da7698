//! Rules at the edge of what people write: many questions with many routes, and stops that look at everything at once. Each
//! is read, proved and turned into a tree, or refused; never is it passed without a proof.

use crate::Result;

use std::time::{Duration, Instant};

use caveat::diagnostic::Severity;
use caveat::policy;
use caveat::policy::File;
use caveat::source::Source;

const DAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);
const NEXT: &str = "next: {do: N, owner: O, within: 1 day, if_nothing: I}";

/// Each table with the times it took.
pub(crate) fn tables(rounds: usize) -> Result<Vec<(&'static str, Vec<Duration>)>> {
    let many = Source::new("content/policy/guides/many.yaml", many_routes());
    let wild = Source::new("content/policy/guides/wild.yaml", wild_stops());
    let mut rows = vec![("proof of 500 routes", Vec::new()), ("proof of wild stops", Vec::new())];
    for _ in 0..rounds {
        rows[0].1.push(proved(&many, &["large-guide"])?);
        rows[1].1.push(proved(&wild, &["large-guide", "too-complex"])?);
    }
    Ok(rows)
}

/// How long a guide takes; only these findings may keep it from being published.
fn proved(source: &Source, fine: &[&str]) -> Result<Duration> {
    let start = Instant::now();
    let read = policy::read(&[File { path: "guides/a.yaml", source }], DAY);
    let took = start.elapsed();
    let mut errors = read.found.iter().filter(|note| note.severity >= Severity::Error);
    match errors.find(|note| !fine.contains(&note.code.name)) {
        Some(note) => Err(format!("{}: {}", source.path, note.message).into()),
        None => Ok(took),
    }
}

/// Numbers without a plan, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn head(id: &str, questions: usize, answers: usize) -> String {
    let mut text =
        format!("guide: {id}\ntitle: T?\nowner: O\neffective: 2026-01-01\nreview_every: 90 days\nquestions:\n");
    let options: Vec<String> = (0..answers).map(|answer| format!("a{answer}: A")).collect();
    for question in 0..questions {
        text.push_str(&format!(
            "  q{question}: {{ask: Q?, options: {{{}}}, not_sure: {{go: o0}}}}\n",
            options.join(", ")
        ));
    }
    text
}

fn tail(text: &mut String, outcomes: usize) {
    text.push_str("outcomes:\n");
    for outcome in 0..outcomes {
        text.push_str(&format!("  o{outcome}: {{kind: needs-a-person, say: O, {NEXT}}}\n"));
    }
}

/// 20 questions of 6 answers, and 500 routes that leave nothing out and share nothing: one situation after the other is
/// divided by a question that it does not speak of yet.
fn many_routes() -> String {
    let (questions, answers, routes) = (20, 6, 500);
    let mut dice = Dice(7);
    let mut boxes: std::collections::VecDeque<Vec<u64>> = [vec![0b11_1111; questions]].into();
    while boxes.len() < routes {
        let Some(whole) = boxes.pop_front() else { break };
        let question = dice.roll(questions);
        let (mut one, mut other) = (whole.clone(), whole.clone());
        let part = (1 + dice.roll(62)) as u64 & whole[question];
        if part == 0 || whole[question] != 0b11_1111 {
            boxes.push_back(whole);
            continue;
        }
        (one[question], other[question]) = (part, whole[question] & !part);
        boxes.extend([one, other]);
    }
    let mut text = head("many", questions, answers) + "routes:\n";
    for (number, masks) in boxes.iter().enumerate() {
        let named = |mask: u64| (0..answers).filter(move |answer| mask >> answer & 1 == 1);
        let said = masks.iter().enumerate().filter(|(_, mask)| mask.count_ones() < 6);
        let said = said.map(|(question, mask)| {
            let names: Vec<String> = named(*mask).map(|answer| format!("a{answer}")).collect();
            format!("q{question}: [{}]", names.join(", "))
        });
        let when = said.collect::<Vec<_>>().join(", ");
        text.push_str(&format!("  - {{id: r{number}, when: {{{when}}}, then: o{}}}\n", number % 5));
    }
    tail(&mut text, 5);
    text
}

/// 60 stops that name 6 answers each out of 40 yes/no questions: is the last route dead?
fn wild_stops() -> String {
    let mut dice = Dice(3);
    let mut text = head("wild", 40, 2) + "stops:\n";
    for stop in 0..60 {
        let mut named = std::collections::BTreeMap::new();
        while named.len() < 6 {
            named.insert(dice.roll(40), dice.roll(2));
        }
        let when: Vec<String> = named.iter().map(|(question, answer)| format!("q{question}: a{answer}")).collect();
        text.push_str(&format!("  - {{id: s{stop}, when: {{{}}}, then: o{}}}\n", when.join(", "), stop % 2));
    }
    text.push_str("routes:\n  - {id: last, when: {}, then: o2}\n");
    tail(&mut text, 3);
    text
}
