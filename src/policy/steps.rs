//! A guide whose tree is written by hand, `shape: tree`: steps that lead to each other, checked like a tree of rules.

use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::Step;
use crate::policy::model::Answer;
use crate::policy::model::Node;
use crate::policy::model::NotSure;
use crate::policy::model::Outcome;
use crate::policy::model::Question;
use crate::policy::model::Target;
use crate::policy::model::Tree;
use crate::policy::outcomes;

use std::sync::Arc;

/// More steps than this are not looked at: nobody could use them.
const MOST: usize = 400;

/// The steps as they are written.
type Written = [(At<String>, At<Step>)];

/// Reads the steps: a question for each, in an order in which it comes before those it leads to, and the tree. Nothing if one
/// could not be read or they go round in circles; why is said.
pub(super) fn read(desk: &mut Desk<'_>, written: &Written, outcomes: &[Outcome]) -> Option<(Vec<Question>, Tree)> {
    let before = desk.found.len();
    if let Some((id, _)) = written.get(MOST) {
        let message = format!("the guide has {} steps; more than {MOST} are not checked", written.len());
        desk.say(&codes::TOO_COMPLEX, &id.range, message).help = Some("split the guide".into());
        return None;
    }
    names(desk, written, outcomes);
    let questions: Vec<Question> = written.iter().filter_map(|(id, step)| question(desk, id, &step.value)).collect();
    let ways: Vec<Vec<Target>> = written.iter().map(|(_, step)| ways(desk, &step.value, written, outcomes)).collect();
    if desk.found.len() > before || written.is_empty() {
        return None;
    }
    let mut walk = Walk { ways: &ways, state: vec![State::New; ways.len()], way: Vec::new(), done: Vec::new() };
    if let Some(circle) = (0..ways.len()).find_map(|step| walk.visit(step)) {
        desk.put(looped(desk, written, &circle));
        return None;
    }
    let order = order(&ways);
    let mut questions: Vec<Question> = order.all.iter().map(|step| questions[*step].clone()).collect();
    for (question, step) in questions.iter_mut().zip(&order.all) {
        let (id, step) = &written[*step];
        if let Some(not_sure) = outcomes::not_sure(desk, id, step.value.not_sure.as_ref(), question, outcomes) {
            question.not_sure = not_sure;
        }
    }
    if desk.found.len() > before {
        return None;
    }
    let tree = tree(&questions, &ways, &order);
    Some((questions, tree))
}

/// Steps and outcomes are named by one `to`, so they share their names.
fn names(desk: &mut Desk<'_>, written: &Written, outcomes: &[Outcome]) {
    desk.check_twice("steps", written.iter().map(|(id, _)| id));
    for (id, _) in written {
        desk.check_id("a question", id);
        if let Some(outcome) = outcomes.iter().find(|outcome| *outcome.id == *id.value) {
            let note = desk.say(&codes::DUPLICATE_ID, &id.range, format!("`{}` is a step and an outcome", id.value));
            note.labels.push((outcome.span, "the outcome".into()));
            note.help = Some("rename one of the two: `to:` could mean either".into());
        }
    }
}

fn question(desk: &mut Desk<'_>, id: &At<String>, step: &Step) -> Option<Question> {
    let answers = step.answers.iter().flat_map(|answers| &answers.0);
    for (answer, _) in answers.clone() {
        desk.check_id("an answer", answer);
    }
    desk.check_twice("answers", answers.clone().map(|(answer, _)| answer));
    let lacks_part = answers.clone().any(|(_, way)| way.value.say.is_none() || way.value.to.is_none());
    let count = answers.clone().count();
    let (Some(ask), false, 1..=64) = (&step.ask, lacks_part, count) else {
        let message = format!("the step `{}` has no `ask`, no `answers`, or an answer without `say` or `to`", id.value);
        desk.say(&codes::MISSING_PART, &id.range, message).help =
            Some("write each answer as `yes: {say: Yes, to: the-next-step}`; a step has 1 to 64 of them".into());
        return None;
    };
    let answer = |(id, way): &(At<String>, At<crate::policy::guide::Way>)| Answer {
        id: id.value.as_str().into(),
        label: way.value.say.as_ref().map_or("", |say| &say.value).into(),
        band: None,
        span: desk.span(&id.range),
    };
    Some(Question {
        id: id.value.as_str().into(),
        ask: ask.value.as_str().into(),
        why: step.why.as_ref().map(|why| why.value.as_str().into()),
        answers: answers.map(answer).collect(),
        not_sure: NotSure::NotOffered(Arc::from("")),
        informative: step.informative,
        answer_from: None,
        withheld: None,
        span: desk.span(&id.range),
    })
}

/// Where the answers of a step lead. Steps are numbered as they are written.
fn ways(desk: &mut Desk<'_>, step: &Step, written: &Written, outcomes: &[Outcome]) -> Vec<Target> {
    let answers = step.answers.iter().flat_map(|answers| &answers.0);
    let to = answers.filter_map(|(_, way)| way.value.to.as_ref());
    let target = |to: &At<String>| {
        let step = written.iter().position(|(id, _)| id.value == to.value).map(Target::Ask);
        let end = || outcomes.iter().position(|outcome| *outcome.id == *to.value).map(Target::End);
        let target = step.or_else(end);
        if target.is_none() {
            let steps = written.iter().map(|(id, _)| id.value.as_str());
            desk.unknown("step or outcome", to, steps.chain(outcomes.iter().map(|outcome| &*outcome.id)));
        }
        target
    };
    to.filter_map(target).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Goes down all ways.
struct Walk<'w> {
    ways: &'w [Vec<Target>],
    state: Vec<State>,
    /// The steps from the start to here.
    way: Vec<usize>,
    /// Those from which all ways have been gone, each after all it leads to.
    done: Vec<usize>,
}

impl Walk<'_> {
    /// Goes on from a step; gives the steps of a circle, if there is one behind it.
    fn visit(&mut self, start: usize) -> Option<Vec<usize>> {
        if self.state[start] == State::Done {
            return None;
        }
        self.enter(start);
        // A list instead of calls: a chain of steps can be longer than the stack is deep.
        let mut next = vec![self.ways[start].len()];
        while let (Some(left), Some(step)) = (next.last_mut(), self.way.last().copied()) {
            if *left == 0 {
                self.state[step] = State::Done;
                self.done.push(step);
                self.way.pop();
                next.pop();
                continue;
            }
            *left -= 1;
            let Target::Ask(child) = self.ways[step][*left] else { continue };
            match self.state[child] {
                State::Done => {}
                State::Open => {
                    let begin = self.way.iter().position(|step| *step == child).unwrap_or(0);
                    return Some(self.way[begin..].to_vec());
                }
                State::New => {
                    self.enter(child);
                    next.push(self.ways[child].len());
                }
            }
        }
        None
    }

    fn enter(&mut self, step: usize) {
        self.state[step] = State::Open;
        self.way.push(step);
    }
}

fn looped(desk: &Desk<'_>, written: &Written, circle: &[usize]) -> Diagnostic {
    let name = |step: &usize| format!("`{}`", written[*step].0.value);
    let path: Vec<String> = circle.iter().chain(circle.first()).map(name).collect();
    let at = |step: usize| desk.span(&written[step].0.range);
    let first = circle.first().copied().unwrap_or(0);
    let note =
        Diagnostic::at(&codes::STEP_LOOP, at(first), format!("the steps go round in circles: {}", path.join(" → ")));
    let note = circle[1..].iter().fold(note, |note, step| note.label(at(*step), "leads on to the next"));
    note.help(
        "let one of them end with an outcome; every page has a way back to the start, so nobody needs a step for it",
    )
}

/// The steps in an order in which each comes before those it leads to.
struct Order {
    /// All of them; those that nobody reaches come last.
    all: Vec<usize>,
    /// How many are reached.
    reached: usize,
}

fn order(ways: &[Vec<Target>]) -> Order {
    let mut walk = Walk { ways, state: vec![State::New; ways.len()], way: Vec::new(), done: Vec::new() };
    walk.visit(0);
    let mut all: Vec<usize> = walk.done.iter().rev().copied().collect();
    let reached = all.len();
    all.extend((0..ways.len()).filter(|step| walk.state[*step] == State::New));
    Order { all, reached }
}

fn tree(questions: &[Question], ways: &[Vec<Target>], order: &Order) -> Tree {
    let mut place = vec![0; ways.len()];
    order.all.iter().enumerate().for_each(|(new, step)| place[*step] = new);
    let moved = |target: &Target| match target {
        Target::Ask(step) => Target::Ask(place[*step]),
        end => *end,
    };
    let node = |(question, step): (usize, &usize)| {
        let answers: Vec<Target> = ways[*step].iter().map(moved).collect();
        let not_sure = match &questions[question].not_sure {
            NotSure::Go(outcome) => Some(Target::End(*outcome)),
            NotSure::TreatAs { answer, .. } => answers.get(*answer).copied(),
            NotSure::NotOffered(_) => None,
        };
        Node { question, name: Arc::clone(&questions[question].id), assumes: Vec::new(), answers, not_sure }
    };
    let nodes: Vec<Node> = order.all[..order.reached].iter().enumerate().map(node).collect();
    let combinations = count(&nodes);
    Tree { nodes, root: Target::Ask(0), combinations }
}

/// How many ways there are from the first step to an outcome.
fn count(nodes: &[Node]) -> u128 {
    let mut ways = vec![0_u128; nodes.len()];
    for (number, node) in nodes.iter().enumerate().rev() {
        let below = node.answers.iter().map(|to| if let Target::Ask(child) = to { ways[*child] } else { 1 });
        ways[number] = below.fold(0, u128::saturating_add);
    }
    ways.first().copied().unwrap_or(0)
}
