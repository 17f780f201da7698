//! The last day to file is the last on which the rules of that very day let somebody file.

use crate::chance::Chance;
use crate::handbook::Handbook;

use caveat::pipeline::Pipeline;
use caveat::pipeline::Wishes;
use caveat::policy;
use caveat::policy::Policy;
use caveat::source::Snapshot;

use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;
use jiff::civil::date;

const TODAY: Date = date(2027, 1, 15);

fn handbook(values: &[(Date, u64)], states: &[(Date, bool)]) -> Handbook {
    let mut book = Handbook::default();
    let guide = include_str!("letters/guide.yaml").replace("NAME", "swag").replace("2026-07-01", "2026-01-01");
    let guide = guide.replace("180 days", "2000 days").replace("{below: 21 days}", "{below: time}");
    let guide = guide.replace("{from: 21 days}", "{from: time}");
    book.text("content/policy/guides/swag.yaml", &guide);
    let rows = values.iter().map(|(from, days)| format!("    - {{from: {from}, value: {days}, source: s}}\n"));
    let rows: String = rows.collect();
    book.text("content/policy/params.yaml", &format!("time:\n  what: Time\n  unit: days\n  values:\n{rows}"));
    let state = |(from, is_open): &(Date, bool)| {
        let is = if *is_open { "open" } else { "closed" };
        format!("{{is: {is}, from: {from}, say: It is {is}., source: s}}")
    };
    let rows: String = states.iter().map(|one| format!("  - {}\n", state(one))).collect();
    book.text("content/policy/programme.yaml", &format!("name: P\nstatus: {}\nhistory:\n{rows}", state(&states[0])));
    book.complete();
    book
}

fn rules(book: &Handbook, day: Date) -> Arc<Policy> {
    let snapshot = Snapshot { as_of: day, ..book.snapshot() };
    let pipeline = Pipeline::default();
    let (_, layout) = pipeline.settings(&snapshot, &Wishes::default());
    Arc::clone(&pipeline.policy(&snapshot, &layout).value)
}

fn can_file(policy: &Policy, event: Date) -> bool {
    let said = [("notice".to_owned(), event.to_string()), ("who".to_owned(), "rep".to_owned())];
    let told = policy::ask(policy, "swag", &said).expect("an answer");
    told.end.expect("an end").kind.is_favourable()
}

#[test]
fn it_is_the_last_on_which_the_rules_of_that_day_let_somebody_file() {
    let mut chance = Chance(5);
    let (mut events, mut turned) = (0, 0);
    for _ in 0..40 {
        let mut later = |most: u64| TODAY + Span::new().days(chance.below(most) as i64 + 1);
        let turns = [later(60), later(60)];
        let closing = later(90);
        let mut values = vec![(date(2026, 1, 1), chance.below(30) + 1)];
        values.extend(turns.map(|turn| (turn, chance.below(30) + 1)));
        values.sort_unstable();
        values.dedup_by_key(|(from, _)| *from);
        let mut states = vec![(date(2026, 1, 1), true)];
        states.extend((chance.below(2) == 0).then_some((closing, false)));
        let book = handbook(&values, &states);
        let event = TODAY + Span::new().days(chance.below(70) as i64 + 31);
        let wanted = (0..=event.since(TODAY).expect("days").get_days())
            .map(|days| event - Span::new().days(days))
            .find(|day| can_file(&rules(&book, *day), event));
        let today = rules(&book, TODAY);
        let planned = policy::plan(&today, event, &[]).expect("a plan");
        let last = planned.iter().find(|entry| entry.what.starts_with("Last day to file")).map(|entry| entry.day);
        assert_eq!(last, wanted, "for {event}, with {values:?} and {states:?}");
        events += 1;
        turned += usize::from(last != Some(event - Span::new().days(values[0].1 as i64)));
    }
    println!("{events} of {events} last days are right; {turned} of them are others than by the rules of today");
    assert!(turned > 5);
}

#[test]
fn before_the_first_value_that_is_known_it_counts_too() {
    let policy = rules(&handbook(&[(date(2027, 1, 10), 21)], &[(date(2026, 1, 1), true)]), TODAY);
    let planned = policy::plan(&policy, date(2027, 1, 20), &[]).expect("a plan");
    assert_eq!((planned[0].day, planned[0].what.starts_with("Last day to file")), (date(2026, 12, 30), true));
}

#[test]
fn what_is_known_to_come_is_said_with_it() {
    let values = [(date(2026, 1, 1), 7), (date(2027, 3, 1), 14)];
    let states = [(date(2026, 1, 1), true), (date(2027, 3, 5), false)];
    let policy = rules(&handbook(&values, &states), TODAY);
    let planned = policy::plan(&policy, date(2027, 3, 10), &[]).expect("a plan");
    assert_eq!(planned[0].day, date(2027, 2, 28));
    assert!(planned[0].more.contains("From 2027-03-01: 14 days before the event. From 2027-03-05: It is closed."));
    let told = policy::ask(&policy, "swag", &[]).expect("an answer");
    assert!(told.notes.contains(&"from 2027-03-05: It is closed.".to_owned()), "{:?}", told.notes);
}
