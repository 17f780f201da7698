//! What the proof of a guide says, in words, with the lines at both ends.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Severity;
use crate::policy::codes;
use crate::policy::hope;
use crate::policy::model::Guide;
use crate::policy::model::Rule;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::proof;
use crate::policy::proof::Budget;
use crate::policy::proof::Faults;
use crate::policy::proof::Region;
use crate::policy::proof::TooComplex;
use crate::policy::rules;
use crate::policy::tree;
use crate::policy::tree::Endless;
use crate::policy::words;

/// How many of many findings of one kind are shown.
const SHOWN: usize = 5;
/// How many nodes a guide may have, how many a diagram, how many questions a way and answers a question.
const NODES: (usize, usize, usize, usize) = (150, 25, 8, 8);

/// Proves a guide and gives it its tree; says why, if that is not possible.
pub(super) fn prove(guide: &mut Guide, found: &mut Vec<Diagnostic>) {
    if guide.by_hand {
        guide.tree.iter().for_each(|tree| after(guide, tree, found));
        return unreachable(guide, found);
    }
    let full = rules::full(&guide.questions);
    let mut budget = Budget(proof::STEPS);
    let faults = match proof::prove(&full, &guide.stops, &guide.routes, &mut budget) {
        Ok(faults) => faults,
        Err(TooComplex) => return found.push(too_complex(guide)),
    };
    let before = found.len();
    dead(guide, &faults, &mut budget, found);
    gaps(guide, &full, &faults, found);
    overlaps(guide, &faults, found);
    if found.len() > before {
        return;
    }
    match tree::grow(guide, &full, &mut budget) {
        Ok(tree) => {
            after(guide, &tree, found);
            guide.tree = Some(tree);
            unreachable(guide, found);
        }
        Err(Endless::TooComplex) => found.push(too_complex(guide)),
        Err(Endless::TooLarge) => found.push(too_large(guide, &format!("more than {}", tree::MOST))),
    }
}

fn too_large(guide: &Guide, count: &str) -> Diagnostic {
    let most = NODES.0;
    let message = format!("the guide `{}` has {count} question nodes; more than {most} are not published", guide.id);
    let mut note = Diagnostic::at(&codes::LARGE_GUIDE, guide.span, message);
    note.severity = Severity::Error;
    note.help("split the guide, ask first what decides most, or join answers")
}

fn too_complex(guide: &Guide) -> Diagnostic {
    let message = format!("the guide `{}` is too complex to prove", guide.id);
    Diagnostic::at(&codes::TOO_COMPLEX, guide.span, message).help(
        "split the guide: what is not proved is not published. Rules that look at many questions at once cost most",
    )
}

fn dead(guide: &Guide, faults: &Faults, budget: &mut Budget, found: &mut Vec<Diagnostic>) {
    for index in &faults.dead_stops {
        let rule = &guide.stops[*index];
        let message = format!("the stop `{}` never decides: the stops before it match all its situations", rule.id);
        let note = Diagnostic::at(&codes::DEAD_STOP, rule.span, message);
        found.push(covered_by(note, rule, &guide.stops[..*index], budget).help("remove it, or move it up"));
    }
    for index in &faults.dead_routes {
        let rule = &guide.routes[*index];
        let message = format!("the route `{}` never decides: stops match all its situations", rule.id);
        let note = Diagnostic::at(&codes::DEAD_ROUTE, rule.span, message);
        found.push(covered_by(note, rule, &guide.stops, budget).help("remove it, or narrow one of the stops"));
    }
}

/// Points at stops that cover a rule together, none of which can be missed.
fn covered_by(note: Diagnostic, rule: &Rule, stops: &[Rule], budget: &mut Budget) -> Diagnostic {
    let mut needed: Vec<&Rule> = stops.iter().collect();
    for stop in stops {
        let fewer: Vec<&Rule> = needed.iter().copied().filter(|other| !std::ptr::eq(*other, stop)).collect();
        let boxes: Vec<&Region> = fewer.iter().flat_map(|stop| &stop.when).collect();
        let covers =
            rule.when.iter().all(|part| proof::uncovered(part, &boxes, 1, budget).is_ok_and(|left| left.is_empty()));
        if covers {
            needed = fewer;
        }
    }
    needed.into_iter().take(SHOWN).fold(note, |note, stop| note.label(stop.span, "this stop comes first"))
}

fn gaps(guide: &Guide, full: &Region, faults: &Faults, found: &mut Vec<Diagnostic>) {
    let total: u128 = faults.gaps.iter().map(|region| proof::size(region)).fold(0, u128::saturating_add);
    let count = faults.gaps.len();
    for (index, region) in faults.gaps.iter().take(SHOWN).enumerate() {
        let note =
            Diagnostic::at(&codes::GAP, guide.routes_span, format!("no route for: {}", words::region(guide, region)));
        let mut note =
            nearest_route(guide, region).into_iter().fold(note, |note, (rule, words)| note.label(rule.span, words));
        note.help = Some("add a route for it, or widen one".into());
        if count > 1 && index + 1 == count.min(SHOWN) {
            let more = if faults.more_gaps { "more than " } else { "" };
            note.help = Some(format!(
                "add routes, or widen some; {more}{count} kinds of situations ({more}{total} of {} combinations) have none, {} are shown",
                proof::size(full),
                count.min(SHOWN)
            ));
        }
        found.push(note);
    }
}

/// The route that lacks least to match, with what it wants instead.
fn nearest_route<'g>(guide: &'g Guide, region: &Region) -> Option<(&'g Rule, String)> {
    let differs = |part: &Region| -> Vec<usize> {
        (0..region.len()).filter(|question| part[*question] & region[*question] == 0).collect()
    };
    let boxes = guide.routes.iter().flat_map(|rule| rule.when.iter().map(move |part| (rule, part)));
    let (rule, part) = boxes.min_by_key(|(_, part)| {
        let narrow = (0..region.len()).filter(|question| part[*question].count_ones() == 1).count();
        (differs(part).len(), std::cmp::Reverse(narrow))
    })?;
    let wants: Vec<String> = differs(part)
        .into_iter()
        .map(|question| {
            format!("{} {}", guide.questions[question].id, words::answers(&guide.questions[question], part[question]))
        })
        .collect();
    let words = match wants.is_empty() {
        true => "the nearest route".to_string(),
        false => format!("the nearest route; it wants {}", wants.join(", ")),
    };
    Some((rule, words))
}

fn overlaps(guide: &Guide, faults: &Faults, found: &mut Vec<Diagnostic>) {
    let count = faults.overlaps.len();
    for (index, (one, other, region)) in faults.overlaps.iter().take(SHOWN).enumerate() {
        let (one, other) = (&guide.routes[*one], &guide.routes[*other]);
        let message =
            format!("the routes `{}` and `{}` both match: {}", one.id, other.id, words::region(guide, region));
        let note = Diagnostic::at(&codes::OVERLAP, other.span, message).label(one.span, "the other route");
        let mut help = match one.then == other.then {
            true => format!("narrow one of them, or say that it is meant: `same_as: {}`", one.id),
            false => {
                "narrow one of them: what one situation leads to must not depend on the order of lines".to_string()
            }
        };
        if count > SHOWN && index + 1 == SHOWN {
            let least = if faults.more_overlaps { "at least " } else { "" };
            help.push_str(&format!("; {least}{count} pairs overlap, {SHOWN} are shown"));
        }
        found.push(note.help(help));
    }
}

/// What can be said once there is a tree.
fn after(guide: &Guide, tree: &Tree, found: &mut Vec<Diagnostic>) {
    if matches!(tree.root, Target::End(_)) {
        let message = format!("the guide `{}` asks nothing: everybody gets the same outcome", guide.id);
        let note = Diagnostic::at(&codes::ASKS_NOTHING, guide.span, message);
        found.push(note.help("write it as a page, or add the questions on which it depends"));
    }
    questions(guide, tree, found);
    for hope in hope::find(guide, tree) {
        let question = &guide.questions[hope.question];
        let message = format!(
            "not being sure about {} counts as *{}* and ends with `{}`, where *{}* ends with `{}`: {}",
            question.id,
            words::answer(question, hope.treated),
            hope.kinds.0.id(),
            words::answer(question, hope.other),
            hope.kinds.1.id(),
            words::region(guide, &hope.region),
        );
        let note = Diagnostic::at(&codes::HOPEFUL_NOT_SURE, question.span, message);
        found.push(note.help("treat it as the other answer, or say why this is right: `because: …`"));
    }
    size(guide, tree, found);
}

fn questions(guide: &Guide, tree: &Tree, found: &mut Vec<Diagnostic>) {
    for (index, question) in guide.questions.iter().enumerate().filter(|(_, question)| !question.informative) {
        let nodes: Vec<_> = tree.nodes.iter().filter(|node| node.question == index).collect();
        if nodes.is_empty() && guide.by_hand {
            let message = format!("nobody reaches the step `{}`", question.id);
            let note = Diagnostic::at(&codes::UNUSED_QUESTION, question.span, message);
            found.push(note.help(format!("let an answer lead `to: {}`, or remove it", question.id)));
            continue;
        }
        if nodes.is_empty() {
            let message = format!("the question `{}` is never asked: no answer to it changes the outcome", question.id);
            let note = Diagnostic::at(&codes::UNUSED_QUESTION, question.span, message);
            found.push(note.help("remove it, write the rule that needs it, or say `informative: true`"));
            continue;
        }
        let same = |a: usize, b: usize| nodes.iter().all(|node| node.answers[a] == node.answers[b]);
        let count = question.answers.len();
        let pair = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).find(|(a, b)| same(*a, *b));
        if let (Some((a, b)), None) = (pair, &question.answer_from) {
            let (one, other) = (words::answer(question, a), words::answer(question, b));
            let message = match guide.by_hand {
                true => format!("*{one}* and *{other}* of `{}` lead to the same", question.id),
                false => format!("no rule tells *{one}* and *{other}* of `{}` apart", question.id),
            };
            let note = Diagnostic::at(&codes::INDISTINCT_ANSWERS, question.answers[b].span, message);
            let note = note.label(question.answers[a].span, "the other answer");
            found.push(
                note.help("make them one answer, or say `informative: true` if both words help the reader to choose"),
            );
        }
    }
}

fn size(guide: &Guide, tree: &Tree, found: &mut Vec<Diagnostic>) {
    let (nodes, drawn, deep, wide) = NODES;
    let mut depths = vec![0_usize; tree.nodes.len()];
    for (number, node) in tree.nodes.iter().enumerate().rev() {
        let below = node.answers.iter().map(|target| if let Target::Ask(child) = target { depths[*child] } else { 0 });
        depths[number] = 1 + below.max().unwrap_or(0);
    }
    let depth = depths.first().copied().unwrap_or(0);
    let count = tree.nodes.len();
    let say = |message: String, help: &str| Diagnostic::at(&codes::LARGE_GUIDE, guide.span, message).help(help);
    if count > nodes {
        found.push(too_large(guide, &count.to_string()));
    } else if count > drawn {
        let message =
            format!("the guide `{}` has {count} question nodes; more than {drawn} make no readable diagram", guide.id);
        found.push(say(message, "split the guide, ask first what decides most, or join answers"));
    }
    if depth > deep {
        let message = format!("the guide `{}` asks up to {depth} questions; more than {deep} tire people", guide.id);
        found.push(say(message, "put what rules most people out first, as stops, or split the guide"));
    }
    for question in guide.questions.iter().filter(|question| question.answers.len() > wide) {
        let message = format!(
            "`{}` has {} answers; more than {wide} are hard to choose from",
            question.id,
            question.answers.len()
        );
        let note = Diagnostic::at(&codes::LARGE_GUIDE, question.span, message);
        found.push(note.help("join answers that lead to the same, or ask in two steps"));
    }
}

fn unreachable(guide: &Guide, found: &mut Vec<Diagnostic>) {
    let reached = guide.reached();
    for (index, outcome) in guide.outcomes.iter().enumerate().filter(|(index, _)| !reached.contains(index)) {
        let note = Diagnostic::at(
            &codes::UNREACHABLE_OUTCOME,
            outcome.span,
            format!("nobody reaches the outcome `{}`", outcome.id),
        );
        let rules = guide.rules().filter(|(_, rule)| rule.then == index);
        let note = rules.fold(note, |note, (_, rule)| note.label(rule.span, "this rule leads to it and never decides"));
        found.push(note.help("remove it, or write the rule that leads to it"));
    }
}
