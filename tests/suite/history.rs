//! What changed from one version of a guide to another, against brute force: on small guides every situation is tried.

use crate::policy::small;
use crate::policy::small::DAY;
use crate::policy::small::Small;

use caveat::history;
use caveat::history::Condition;
use caveat::history::GuideChange;
use caveat::history::Meaning;
use caveat::history::Moment;
use caveat::history::Said;
use caveat::history::Situation;
use caveat::policy;
use caveat::policy::File;
use proptest::prelude::*;

fn meaning(guide: &Small) -> Meaning {
    history::meaning(&policy::read(&[File { path: "guides/small.yaml", source: &guide.source() }], DAY).value)
}

fn change(was: &Meaning, now: &Meaning) -> Option<GuideChange> {
    history::guide(Moment { meaning: was, day: DAY }, Moment { meaning: now, day: DAY }, "small")
}

/// Where a situation ends that may have questions and answers which the guide does not know.
fn end(guide: &Small, situation: &[usize]) -> Option<usize> {
    let matches = |rule: &small::Rule| {
        rule.when.iter().any(|way| {
            way.iter().zip(&guide.answers).zip(situation).all(|((mask, answers), answer)| {
                *mask == (1 << answers) - 1 || (answer < answers && mask >> answer & 1 == 1)
            })
        })
    };
    guide
        .stops
        .iter()
        .find(|stop| matches(stop))
        .or_else(|| guide.routes.iter().find(|route| matches(route)))
        .map(|rule| rule.then)
}

fn is_in(situation: &[usize], one: &Situation) -> bool {
    let says = |condition: &Condition| {
        let number: usize = condition.question[1..].parse().unwrap_or_default();
        condition.answers.contains(&Said::Answer(format!("a{}", situation[number]).into(), "A".into()))
    };
    one.when.iter().all(says)
}

/// All situations of both guides.
fn situations(was: &Small, now: &Small) -> Vec<Vec<usize>> {
    let most = was.answers.len().max(now.answers.len());
    let count = |guide: &Small, question: usize| guide.answers.get(question).copied().unwrap_or(1);
    let answers: Vec<usize> = (0..most).map(|question| count(was, question).max(count(now, question))).collect();
    Small { answers, stops: Vec::new(), routes: Vec::new() }.combinations()
}

fn agrees(was: &Small, now: &Small) -> Result<(), TestCaseError> {
    let (old, new) = (meaning(was), meaning(now));
    let Some(change) = change(&old, &new) else { return Err(TestCaseError::fail("a guide is not proved")) };
    prop_assert!(!change.more && !change.too_complex);
    let name = |end: Option<usize>| end.map(|end| format!("o{end}"));
    for situation in situations(was, now) {
        let (before, after) = (name(end(was, &situation)), name(end(now, &situation)));
        let said: Vec<&Situation> = change.situations.iter().filter(|one| is_in(&situation, one)).collect();
        prop_assert_eq!(before != after, !said.is_empty(), "{:?}: {:?} {:?}", situation, before, after);
        for one in said {
            let outcome = |end: &Option<history::End>| end.as_ref().map(|end| end.outcome.to_string());
            prop_assert_eq!((outcome(&one.was), outcome(&one.now)), (before.clone(), after.clone()));
        }
    }
    // None of the regions is said by the others together, so none could be left out.
    for (at, one) in change.situations.iter().enumerate() {
        let others = change.situations.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        let others: Vec<&Situation> = others.collect();
        let alone =
            |situation: &Vec<usize>| is_in(situation, one) && !others.iter().any(|other| is_in(situation, other));
        prop_assert!(situations(was, now).iter().any(alone), "{:?} is said twice", one.when);
    }
    Ok(())
}

/// A guide with one thing about it changed.
fn edited(mut guide: Small, which: usize, then: usize) -> Small {
    let stops = guide.stops.len();
    let rule = which % (stops + guide.routes.len());
    match rule < stops {
        true => guide.stops[rule].then = then,
        false => guide.routes[rule - stops].then = then,
    }
    guide
}

proptest! {
    #![proptest_config(crate::properties::config(400))]

    #[test]
    fn any_two_guides_differ_where_brute_force_says(was in small::whole(), now in small::whole()) {
        agrees(&was, &now)?;
    }

    #[test]
    fn an_edit_changes_what_brute_force_says(guide in small::whole(), which in 0_usize..20, then in 0_usize..4) {
        agrees(&guide, &edited(guide.clone(), which, then))?;
    }

    #[test]
    fn the_order_of_stops_changes_what_brute_force_says(guide in small::whole(), turn in 0_usize..4) {
        let mut turned = guide.clone();
        let by = turn % turned.stops.len().max(1);
        turned.stops.rotate_left(by);
        let turned = turned.alive();
        agrees(&guide, &turned)?;
    }

    #[test]
    fn what_is_kept_does_not_depend_on_the_order_of_routes(guide in small::whole(), turn in 0_usize..8) {
        let mut turned = guide.clone();
        let by = turn % turned.routes.len().max(1);
        turned.routes.rotate_left(by);
        // Their names follow the order of the lines here, so only what the situations come to is the same.
        let same = change(&meaning(&guide), &meaning(&turned));
        prop_assert!(same.is_some_and(|change| change.situations.is_empty()));
    }

    #[test]
    fn what_is_written_is_read_again(guide in small::whole()) {
        let meaning = meaning(&guide);
        let files = history::keep(&history::History::default(), &meaning, DAY, Some("the first"));
        let sources: Vec<_> = files.iter().map(|(path, text)| caveat::source::Source::new(path.as_str(), text.as_str())).collect();
        let read = history::read(sources.iter());
        prop_assert_eq!(&read.found, &Vec::new());
        prop_assert_eq!(&read.value.releases[0].meaning, &meaning);
        prop_assert!(history::keep(&read.value, &meaning, DAY, None).is_empty());
    }
}

/// 20 questions of 6 answers, 40 stops and 200 routes that leave nothing out.
fn large(moved: bool) -> Small {
    let mut routes: std::collections::VecDeque<Vec<u64>> = [vec![63; 20]].into();
    let mut question = 0;
    while routes.len() < 200 {
        let Some(mut one) = routes.pop_front() else { break };
        let mut other = one.clone();
        question = (question + 7) % 20;
        if one[question].count_ones() < 2 {
            routes.push_back(one);
            continue;
        }
        let half = if one[question] == 63 { 7 } else { one[question] & one[question].wrapping_neg() };
        one[question] &= half;
        other[question] &= !half;
        routes.extend([one, other]);
    }
    let rule = |(number, way): (usize, Vec<u64>)| small::Rule { when: vec![way], then: number % 3 };
    let routes = routes.into_iter().enumerate().map(rule).collect();
    let stop = |number: usize| {
        let mut way = vec![63; 20];
        way[number % 20] = 1 << (number % 6);
        way[(number * 7 + 3) % 20] = 3 << (number % 4);
        way[(number * 3 + 1) % 20] = if moved && number % 10 == 0 { 15 } else { 7 };
        small::Rule { when: vec![way], then: 3 }
    };
    Small { answers: vec![6; 20], stops: (0..40).map(stop).collect(), routes }
}

/// The guide of `large` is no guide for people, so nobody proves it; what it means can be told all the same.
fn unproved(guide: &Small) -> Meaning {
    let mut policy = policy::read(&[File { path: "guides/small.yaml", source: &guide.source() }], DAY).value;
    let root = policy::Target::End(0);
    for guide in policy.guides.values_mut() {
        guide.tree = Some(policy::Tree { nodes: Vec::new(), root, combinations: 0 });
    }
    history::meaning(&policy)
}

#[test]
fn twenty_questions_of_six_answers_are_compared_in_time() {
    let (was, now) = (unproved(&large(false)), unproved(&large(true)));
    let start = std::time::Instant::now();
    let change = change(&was, &now).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    println!("20 questions of 6 answers, 240 rules: {} regions in {seconds:.2} s", change.situations.len());
    assert!(!change.too_complex && !change.situations.is_empty());
    // Without any optimization; a release takes a small part of it.
    assert!(seconds < 20.0, "{seconds} s");
}
