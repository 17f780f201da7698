//! Small random guides, and what they must come to when every combination is simply tried.

use std::collections::BTreeSet;

use caveat::source::Source;
use proptest::prelude::*;

/// The day for which they are read.
pub(crate) const DAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);
/// The kinds of the outcomes `o0`, `o1` …
const KINDS: [&str; 4] = ["may-request", "needs-a-person", "not-possible", "other-team"];

/// A rule: for each question the answers it is about, as bits, in one or two ways; and its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) when: Vec<Vec<u64>>,
    pub(crate) then: usize,
}

/// A guide as numbers.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    /// How many answers each question has.
    pub(crate) answers: Vec<usize>,
    pub(crate) stops: Vec<Rule>,
    pub(crate) routes: Vec<Rule>,
}

/// What brute force says.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pub(crate) gap: bool,
    pub(crate) overlap: bool,
    pub(crate) dead_stops: BTreeSet<usize>,
    pub(crate) dead_routes: BTreeSet<usize>,
}

fn matches(rule: &Rule, combination: &[usize]) -> bool {
    rule.when.iter().any(|way| way.iter().zip(combination).all(|(mask, answer)| mask >> answer & 1 == 1))
}

impl Small {
    /// Every combination of answers.
    pub(crate) fn combinations(&self) -> Vec<Vec<usize>> {
        self.answers.iter().fold(vec![Vec::new()], |all, answers| {
            let longer =
                |one: &Vec<usize>| (0..*answers).map(|answer| [&one[..], &[answer]].concat()).collect::<Vec<_>>();
            all.iter().flat_map(longer).collect()
        })
    }

    /// The outcomes that a combination has: one for a stop, otherwise one for each route.
    pub(crate) fn outcomes(&self, combination: &[usize]) -> Vec<usize> {
        if let Some(stop) = self.stops.iter().find(|stop| matches(stop, combination)) {
            return vec![stop.then];
        }
        self.routes.iter().filter(|route| matches(route, combination)).map(|route| route.then).collect()
    }

    /// Tries everything.
    pub(crate) fn truth(&self) -> Truth {
        let mut truth = Truth {
            dead_stops: (0..self.stops.len()).collect(),
            dead_routes: (0..self.routes.len()).collect(),
            ..Truth::default()
        };
        for combination in self.combinations() {
            let outcomes = self.outcomes(&combination);
            truth.gap |= outcomes.is_empty();
            truth.overlap |= outcomes.len() > 1;
            match self.stops.iter().position(|stop| matches(stop, &combination)) {
                Some(stop) => drop(truth.dead_stops.remove(&stop)),
                None => truth.dead_routes.retain(|route| !matches(&self.routes[*route], &combination)),
            }
        }
        truth
    }

    /// Without the rules that never decide.
    pub(crate) fn alive(mut self) -> Self {
        loop {
            let truth = self.truth();
            if truth.dead_stops.is_empty() && truth.dead_routes.is_empty() {
                return self;
            }
            let keep = |rules: &mut Vec<Rule>, dead: &BTreeSet<usize>| {
                let mut index = 0;
                rules.retain(|_| {
                    index += 1;
                    !dead.contains(&(index - 1))
                });
            };
            keep(&mut self.stops, &truth.dead_stops);
            keep(&mut self.routes, &truth.dead_routes);
        }
    }

    /// The guide as its author would write it.
    pub(crate) fn source(&self) -> Source {
        let mut text = String::from(
            "guide: small\ntitle: Small?\nowner: tests\neffective: 2026-01-01\nreview_every: 90 days\nquestions:\n",
        );
        for (question, answers) in self.answers.iter().enumerate() {
            let options: Vec<String> = (0..*answers).map(|answer| format!("a{answer}: A")).collect();
            text.push_str(&format!(
                "  q{question}: {{ask: Q?, options: {{{}}}, not_sure: {{go: o1}}}}\n",
                options.join(", ")
            ));
        }
        text.push_str(if self.stops.is_empty() { "stops: []\n" } else { "stops:\n" });
        let rules = |text: &mut String, mark: &str, rules: &[Rule]| {
            for (index, rule) in rules.iter().enumerate() {
                let ways: Vec<String> = rule.when.iter().map(|way| self.condition(way)).collect();
                let when = if let [one] = &ways[..] { one.clone() } else { format!("[{}]", ways.join(", ")) };
                text.push_str(&format!("  - {{id: {mark}{index}, when: {when}, then: o{}}}\n", rule.then));
            }
        };
        rules(&mut text, "s", &self.stops);
        text.push_str(if self.routes.is_empty() { "routes: []\n" } else { "routes:\n" });
        rules(&mut text, "r", &self.routes);
        text.push_str("outcomes:\n");
        for (index, kind) in KINDS.iter().enumerate() {
            text.push_str(&format!(
                "  o{index}: {{kind: {kind}, say: O, decided_by: D, next: {{do: N, owner: O, within: 1 day, if_nothing: I}}}}\n"
            ));
        }
        Source::new("content/policy/guides/small.yaml", text)
    }

    fn condition(&self, way: &[u64]) -> String {
        let said =
            way.iter().zip(&self.answers).enumerate().filter(|(_, (mask, answers))| **mask != (1 << **answers) - 1);
        let parts: Vec<String> = said
            .map(|(question, (mask, answers))| {
                let names = |wanted: u64| {
                    let named = (0..*answers).filter(|answer| mask >> answer & 1 == wanted);
                    named.map(|answer| format!("a{answer}")).collect::<Vec<_>>().join(", ")
                };
                // Both ways of saying it are tried.
                match question % 2 {
                    0 => format!("q{question}: [{}]", names(1)),
                    _ => format!("q{question}: {{not: [{}]}}", names(0)),
                }
            })
            .collect();
        format!("{{{}}}", parts.join(", "))
    }
}

/// Rules that are written without a plan; most leave gaps or overlap.
pub(crate) fn wild() -> impl Strategy<Value = Small> {
    proptest::collection::vec(2_usize..4, 1..5).prop_flat_map(|answers| {
        let rule = rule(answers.clone());
        let stops = proptest::collection::vec(rule.clone(), 0..4);
        let routes = proptest::collection::vec(rule, 1..6);
        (Just(answers), stops, routes).prop_map(|(answers, stops, routes)| Small { answers, stops, routes })
    })
}

/// Rules whose routes are parts into which the space was cut, so that they leave no gap; dead ones are taken out.
pub(crate) fn whole() -> impl Strategy<Value = Small> {
    proptest::collection::vec(2_usize..4, 1..5).prop_flat_map(|answers| {
        let stops = proptest::collection::vec(rule(answers.clone()), 0..4);
        let cuts =
            proptest::collection::vec((any::<prop::sample::Index>(), 0..answers.len(), 1_u64..7, 0..KINDS.len()), 0..9);
        (Just(answers), stops, cuts).prop_map(|(answers, stops, cuts)| {
            let all: Vec<u64> = answers.iter().map(|answers| (1 << answers) - 1).collect();
            let mut routes = vec![Rule { when: vec![all], then: 0 }];
            for (which, question, mask, then) in cuts {
                let route = which.index(routes.len());
                let (inside, outside) =
                    (routes[route].when[0][question] & mask, routes[route].when[0][question] & !mask);
                if inside != 0 && outside != 0 {
                    let mut other = routes[route].clone();
                    routes[route].when[0][question] = inside;
                    other.when[0][question] = outside;
                    other.then = then;
                    routes.push(other);
                }
            }
            Small { answers, stops, routes }.alive()
        })
    })
}

fn rule(answers: Vec<usize>) -> impl Strategy<Value = Rule> + Clone {
    let way: Vec<_> = answers
        .into_iter()
        .map(|answers| {
            let all = (1_u64 << answers) - 1;
            prop_oneof![2 => Just(all), 3 => 1..=all]
        })
        .collect();
    (proptest::collection::vec(way, 1..3), 0..KINDS.len()).prop_map(|(when, then)| Rule { when, then })
}
