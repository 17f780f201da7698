//! Rules to proof: any text is read to an end, and what is proved of small guides is what brute force says.

use crate::policy::agree;
use crate::policy::small::DAY;
use crate::policy::small::Rule;
use crate::policy::small::Small;

use caveat::diagnostic::Place;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Target;
use caveat::source::Source;

/// Reads the bytes as a guide that somebody wrote, or makes a small guide of them.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    match data.split_first() {
        Some((0, rest)) => small(rest),
        _ => text(&String::from_utf8_lossy(data)),
    }
}

fn text(text: &str) -> Result<(), String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = Source::new("content/policy/guides/small.yaml", text);
    let read = || policy::read(&[File { path: "guides/small.yaml", source: &source }], DAY);
    let (one, other) = (read(), read());
    if one.found != other.found {
        return Err("two readings find different things".to_owned());
    }
    for finding in &one.found {
        let Place::Span(span) = &finding.place else { continue };
        if text.get(span.start as usize..span.end as usize).is_none() {
            return Err(format!("a place that is none: {finding:?}"));
        }
    }
    for guide in one.value.guides.values() {
        let Some(tree) = &guide.tree else { continue };
        let ends = |target: &Target| match target {
            Target::Ask(node) => *node < tree.nodes.len(),
            Target::End(outcome) => *outcome < guide.outcomes.len(),
        };
        let whole = |node: &policy::Node| {
            node.answers.iter().all(ends) && node.answers.len() == guide.questions[node.question].answers.len()
        };
        if !ends(&tree.root) || !tree.nodes.iter().all(whole) {
            return Err(format!("the tree of `{}` has a way that ends nowhere", guide.id));
        }
    }
    policy::test(&one.value);
    Ok(())
}

fn small(data: &[u8]) -> Result<(), String> {
    let small = guide(data);
    let says = |error: proptest::test_runner::TestCaseError| format!("{error}\n{}", small.source().text);
    agree::faults_agree(&small).map_err(says)?;
    let truth = small.truth();
    let is_sound = !truth.gap && !truth.overlap && truth.dead_stops.is_empty() && truth.dead_routes.is_empty();
    if is_sound { agree::ends_agree(&small).map_err(says) } else { Ok(()) }
}

/// A guide with at most four questions of at most three answers; the bytes cut the routes or say them freely.
fn guide(data: &[u8]) -> Small {
    let mut data = data.iter().copied();
    let mut byte = || usize::from(data.next().unwrap_or(0));
    let answers: Vec<usize> = (0..1 + byte() % 4).map(|_| 2 + byte() % 2).collect();
    let all: Vec<u64> = answers.iter().map(|answers| (1 << answers) - 1).collect();
    let rule = |byte: &mut dyn FnMut() -> usize| {
        let ways = 1 + byte() % 2;
        let way = |_| {
            all.iter()
                .map(|all| match byte() as u64 & all {
                    0 => *all,
                    mask => mask,
                })
                .collect()
        };
        Rule { when: (0..ways).map(way).collect(), then: ways % 4 }
    };
    let stops = (0..byte() % 4).map(|_| rule(&mut byte)).collect();
    if byte() % 4 == 0 {
        let routes = (0..1 + byte() % 5).map(|_| rule(&mut byte)).collect();
        return Small { answers, stops, routes };
    }
    let mut routes = vec![Rule { when: vec![all.clone()], then: 0 }];
    for _ in 0..byte() % 9 {
        let (route, question, mask, then) = (byte() % routes.len(), byte() % answers.len(), byte() as u64, byte() % 4);
        let whole = routes[route].when[0][question];
        if whole & mask != 0 && whole & !mask != 0 {
            let mut other = routes[route].clone();
            routes[route].when[0][question] = whole & mask;
            other.when[0][question] = whole & !mask;
            other.then = then;
            routes.push(other);
        }
    }
    Small { answers, stops, routes }.alive()
}
