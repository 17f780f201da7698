//! The published guides against the rules that they are made from: whoever follows the links of the pages comes to the
//! outcome that `ask` gives, and pages, list, drawing and JSON have the same ways.

mod site;

use std::collections::BTreeSet;

use caveat::policy;
use caveat::policy::Guide;
use caveat::policy::NotSure;
use caveat::policy::Policy;
use jiff::civil::date;
use site::Published;
use site::Way;

/// A day on which the programme was open, and one on which it is closed.
const DAYS: [jiff::civil::Date; 2] = [date(2019, 12, 15), date(2026, 1, 1)];

/// All that can be said to the questions of a guide: for each an answer, or "not sure" where it is offered.
fn everything(guide: &Guide) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for question in &guide.questions {
        let mut said: Vec<String> = question.answers.iter().map(|answer| answer.id.to_string()).collect();
        if !matches!(question.not_sure, NotSure::NotOffered(_)) {
            said.push("not-sure".to_owned());
        }
        all = all
            .iter()
            .flat_map(|before| said.iter().map(|one| [&before[..], std::slice::from_ref(one)].concat()))
            .collect();
    }
    all
}

/// The outcome that `ask` gives.
fn asked(policy: &Policy, guide: &Guide, said: &[String]) -> String {
    let given: Vec<(String, String)> =
        guide.questions.iter().zip(said).map(|(question, said)| (question.id.to_string(), said.clone())).collect();
    let reply = policy::ask(policy, &guide.id, &given).expect("every answer is one of the guide");
    let end = reply.end.expect("whoever answers everything comes to an end");
    guide.outcomes[end.outcome].id.to_string()
}

/// The outcome to which the links of the pages lead.
fn walked(site: &Published, guide: &Guide, said: &[String]) -> String {
    let mut at = site.start(&guide.id);
    for _ in 0..=guide.questions.len() {
        if let Some(outcome) = at.strip_prefix("outcome/") {
            return outcome.to_owned();
        }
        let question = at.split('/').next().unwrap_or_default();
        let index = guide.questions.iter().position(|known| *known.id == *question).expect("a page of a question");
        at = site.follow(&guide.id, &at, &said[index]);
    }
    panic!("no end behind {} questions", guide.questions.len());
}

#[test]
fn pages_lead_where_ask_does() {
    for day in DAYS {
        let (policy, site) = site::shipped(day);
        let mut tried = 0;
        for guide in policy.guides.values() {
            for said in everything(guide) {
                assert_eq!(walked(&site, guide, &said), asked(&policy, guide, &said), "{}: {said:?}", guide.id);
                tried += 1;
            }
        }
        println!("{tried} situations in {} guides on {day}: pages and ask agree", policy.guides.len());
        assert!(tried > 4_000, "the shipped guides have more situations than {tried}");
    }
}

#[test]
fn every_form_of_a_guide_has_the_same_ways() {
    let (policy, site) = site::shipped(DAYS[0]);
    for guide in policy.guides.values() {
        let computed = computed(guide);
        let forms: [(&str, BTreeSet<Way>); 5] = [
            ("drawing", site.drawn(&guide.id)),
            ("list", site.listed(&guide.id)),
            ("one page", site.on_one_page(&guide.id)),
            ("JSON", site.in_json(&guide.id)),
            ("pages", site.paged(&guide.id)),
        ];
        for (form, ways) in forms {
            let missing: Vec<_> = computed.difference(&ways).collect();
            let more: Vec<_> = ways.difference(&computed).collect();
            assert!(missing.is_empty() && more.is_empty(), "{}, {form}: missing {missing:?}, more {more:?}", guide.id);
        }
        println!("{}: {} ways, the same in every form", guide.id, computed.len());
    }
}

fn computed(guide: &Guide) -> BTreeSet<Way> {
    let tree = guide.tree.as_ref().expect("it is proved");
    let name = |target: &policy::Target| match target {
        policy::Target::Ask(node) => tree.nodes[*node].name.to_string(),
        policy::Target::End(outcome) => format!("outcome/{}", guide.outcomes[*outcome].id),
    };
    let mut ways = BTreeSet::new();
    for node in &tree.nodes {
        for (index, answer) in guide.questions[node.question].answers.iter().enumerate() {
            ways.insert((node.name.to_string(), answer.id.to_string(), name(&guide.leads(node, index))));
        }
        ways.extend(node.not_sure.iter().map(|to| (node.name.to_string(), "not-sure".to_owned(), name(to))));
    }
    ways
}
