//! A guide as the templates see it. Pages, list, table and card are all made of this, and this of the one computed graph.

use crate::output::html::guide::viewing::Viewing;
use crate::policy::Kind;
use crate::policy::NotSure;
use crate::policy::Outcome;
use crate::policy::Rule;
use crate::policy::Target;
use crate::policy::Tree;
use crate::policy::Withdrawn;
use crate::policy::assumed;
use crate::policy::first_sentence;
use crate::site::What;

use std::sync::Arc;

use serde::Serialize;

/// A guide in short.
#[derive(Serialize)]
pub(super) struct GuideView {
    id: Arc<str>,
    title: Arc<str>,
    owner: Arc<str>,
    href: String,
    /// The first question, or the only outcome.
    start: String,
    all: String,
    /// The same as JSON.
    data: String,
    /// What is different since the last release, if there was one.
    changes: Option<String>,
    effective: String,
    /// Why it does not stand as it is written, or that its review is due.
    note: Option<WithdrawnView>,
    /// The day on which its review was due, if that is over.
    overdue: Option<String>,
}

/// Why an outcome is not what is written.
#[derive(Serialize)]
pub(super) struct WithdrawnView {
    /// `closed`, `paused`, `overdue`, `due` while nothing is withdrawn yet, or `later` before its rules hold.
    kind: &'static str,
    since: String,
    say: Option<String>,
}

/// A question at one place of a guide.
#[derive(Serialize)]
pub(super) struct QuestionView {
    id: Arc<str>,
    name: Arc<str>,
    ask: String,
    why: Option<String>,
    href: String,
    answers: Vec<WayView>,
    not_sure: Option<WayView>,
    /// As which answer somebody who is not sure is treated, and why.
    treated_as: Option<String>,
    because: Option<String>,
    /// Why everybody can answer it.
    not_offered: Option<String>,
    assumed: Vec<AssumedView>,
    withheld: Option<WithheldView>,
}

/// An answer that is taken for another, because what the guide that gives it says does not stand.
#[derive(Serialize)]
struct WithheldView {
    answer: String,
    taken_as: String,
    why: WithdrawnView,
}

/// A way from a question.
#[derive(Serialize)]
pub(super) struct WayView {
    label: String,
    href: String,
    /// The title of what it leads to.
    leads: String,
    /// The kind of the outcome in words, if it leads to one.
    kind: Option<String>,
    kind_id: Option<&'static str>,
    from: Arc<str>,
    to: String,
    answer: Arc<str>,
}

/// An answer that a page takes for granted.
#[derive(Serialize)]
pub(super) struct AssumedView {
    question: String,
    answers: String,
    href: String,
}

/// An outcome.
#[derive(Serialize)]
pub(super) struct OutcomeView {
    id: Arc<str>,
    title: String,
    /// The first sentence of what it says, and what stands behind that.
    said: String,
    rest: String,
    href: String,
    kind: &'static str,
    words: String,
    decided_by: Option<String>,
    callout: Option<tera::Value>,
    withdrawn: Option<WithdrawnView>,
    next: NextView,
    rules: Vec<RuleView>,
    /// Questions at which somebody who is not sure comes here.
    unsure: Vec<AssumedView>,
}

#[derive(Serialize)]
struct NextView {
    act: String,
    href: Option<String>,
    owner: Option<String>,
    within: Option<String>,
    if_nothing: Option<String>,
}

/// A rule.
#[derive(Serialize)]
pub(super) struct RuleView {
    id: Arc<str>,
    stop: bool,
    /// The ways in which it matches; each is a list of questions with their answers.
    when: Vec<Vec<(String, String)>>,
    outcome: String,
    outcome_id: Arc<str>,
    href: String,
    words: String,
    kind: &'static str,
    source: Option<Arc<str>>,
}

impl Viewing<'_> {
    /// The guide in short.
    pub(super) fn guide(&self) -> GuideView {
        let guide = self.guide;
        let start = What::Start(self.id());
        let data = crate::site::data_url(guide).map(|url| self.hrefs.to(&url));
        GuideView {
            id: self.id(),
            title: Arc::clone(&guide.title),
            owner: Arc::clone(&guide.owner),
            start: guide.tree.as_ref().map_or_else(String::new, |tree| self.href(&self.target(tree.root))),
            href: self.href(&start),
            all: self.href(&What::All(self.id())),
            data: data.unwrap_or_default(),
            changes: self.words.shared.days.contains_key(&guide.id).then(|| self.href(&What::GuideChanges(self.id()))),
            effective: guide.effective.to_string(),
            note: guide.withdrawn.as_ref().map(|why| self.withdrawn(why)).or_else(|| self.due()),
            overdue: (guide.review_due < self.words.shared.as_of).then(|| guide.review_due.to_string()),
        }
    }

    /// That its review is due, while its outcomes still stand.
    fn due(&self) -> Option<WithdrawnView> {
        let due = self.guide.review_due;
        let is_over = due < self.words.shared.as_of;
        is_over.then(|| WithdrawnView { kind: "due", since: due.to_string(), say: None })
    }

    fn withdrawn(&self, why: &Withdrawn) -> WithdrawnView {
        use crate::policy::Status;
        match why {
            Withdrawn::Programme(status, since, say) => WithdrawnView {
                kind: if *status == Status::Paused { "paused" } else { "closed" },
                since: since.to_string(),
                say: Some(self.words.fill(say)),
            },
            Withdrawn::NotYet(from) => WithdrawnView { kind: "later", since: from.to_string(), say: None },
            Withdrawn::Overdue(due) => WithdrawnView { kind: "overdue", since: due.to_string(), say: None },
        }
    }

    /// The question at a node.
    pub(super) fn question(&self, tree: &Tree, number: usize) -> QuestionView {
        let (node, guide) = (&tree.nodes[number], self.guide);
        let question = &guide.questions[node.question];
        let way = |label: String, answer: &str, target: Target| self.way(&node.name, label, answer, tree, target);
        let answers = question.answers.iter().enumerate();
        let (treated_as, because, not_offered) = match &question.not_sure {
            NotSure::Go(_) => (None, None, None),
            NotSure::TreatAs { answer, because } => {
                (Some(self.words.answer(&question.answers[*answer])), because.clone(), None)
            }
            NotSure::NotOffered(why) => (None, None, Some(why)),
        };
        QuestionView {
            id: Arc::clone(&question.id),
            name: Arc::clone(&node.name),
            ask: self.words.fill(&question.ask),
            why: question.why.as_ref().map(|why| self.words.fill(why)),
            href: self.href(&What::Node(self.id(), number)),
            answers: answers
                .map(|(index, answer)| way(self.words.answer(answer), &answer.id, guide.leads(node, index)))
                .collect(),
            withheld: question.withheld.as_ref().map(|withheld| WithheldView {
                answer: self.words.answer(&question.answers[withheld.answer]),
                taken_as: self.words.answer(&question.answers[withheld.taken_as]),
                why: self.withdrawn(&withheld.why),
            }),
            not_sure: node.not_sure.map(|to| way(self.words.t("not-sure").to_string(), "not-sure", to)),
            treated_as,
            because: because.map(|because| self.words.fill(&because)),
            not_offered: not_offered.map(|why| self.words.fill(why)),
            assumed: self.assumed(tree, number),
        }
    }

    fn way(&self, from: &Arc<str>, label: String, answer: &str, tree: &Tree, target: Target) -> WayView {
        let (leads, kind, to) = match target {
            Target::Ask(node) => {
                let node = &tree.nodes[node];
                (self.words.fill(&self.guide.questions[node.question].ask), None, node.name.to_string())
            }
            Target::End(outcome) => {
                let id = &self.guide.outcomes[outcome].id;
                (self.title(outcome), Some(self.guide.shown(outcome).0), format!("outcome/{id}"))
            }
        };
        WayView {
            label,
            href: self.href(&self.target(target)),
            leads,
            kind: kind.map(|kind| self.words.kind(kind).to_string()),
            kind_id: kind.map(Kind::id),
            from: Arc::clone(from),
            to,
            answer: Arc::from(answer),
        }
    }

    /// What a node takes for granted, each with the place at which it can be changed.
    fn assumed(&self, tree: &Tree, number: usize) -> Vec<AssumedView> {
        let guide = self.guide;
        let all = assumed(guide, tree);
        let before = before(tree, number);
        let full = |question: usize| (1u64 << (guide.questions[question].answers.len() - 1) << 1).wrapping_sub(1);
        let earlier = (0..guide.questions.len()).filter(|question| all[number][*question] != full(*question));
        let view = |question: usize| {
            let at = before.iter().rev().find(|node| tree.nodes[**node].question == question)?;
            Some(AssumedView {
                question: self.words.fill(&guide.questions[question].ask),
                answers: self.words.answers(guide, question, all[number][question]),
                href: self.href(&What::Node(self.id(), *at)),
            })
        };
        earlier.filter_map(view).collect()
    }

    /// The title of an outcome: its own, or the first sentence of what it says; and if so, that it says so no more.
    pub(super) fn title(&self, outcome: usize) -> String {
        let written = &self.guide.outcomes[outcome];
        let said = match &written.title {
            Some(title) => self.words.fill(title),
            None => first_sentence(&self.words.fill(&written.say)).to_string(),
        };
        match self.guide.shown(outcome).1 {
            Some(_) => self.words.t("outcome-was").replace("{title}", &said),
            None => said,
        }
    }

    /// An outcome, with its callout.
    pub(super) fn outcome(&self, number: usize, callout: Option<tera::Value>) -> OutcomeView {
        let outcome = &self.guide.outcomes[number];
        let (kind, withdrawn) = self.guide.shown(number);
        let say = self.words.fill(&outcome.say);
        // What the title says already is not said again.
        let said = if outcome.title.is_some() { String::new() } else { first_sentence(&say).to_string() };
        let rules = self.guide.rules().filter(|(_, rule)| rule.then == number);
        OutcomeView {
            id: Arc::clone(&outcome.id),
            rest: say[said.len()..].trim().to_string(),
            title: self.title(number),
            said,
            href: self.href(&What::Outcome(self.id(), number)),
            kind: kind.id(),
            words: self.words.kind(kind).to_string(),
            decided_by: outcome.decided_by.as_ref().map(|by| self.words.fill(by)),
            callout,
            withdrawn: withdrawn.map(|why| self.withdrawn(why)),
            next: self.next(number, outcome),
            rules: rules.map(|(stop, rule)| self.rule(stop, rule)).collect(),
            unsure: self.unsure(number),
        }
    }

    fn next(&self, number: usize, outcome: &Outcome) -> NextView {
        // Nobody is sent to file what cannot be asked for.
        if let (_, Some(why)) = self.guide.shown(number) {
            let is_over = matches!(why, Withdrawn::Programme(..));
            let key = if is_over { "outcome-closed" } else { "outcome-overdue" };
            let act = self.words.t(key).to_string();
            return NextView { act, href: None, owner: None, within: None, if_nothing: None };
        }
        let target = self.words.shared.steps.get(&(self.id(), number));
        let fill = |text: &Option<Arc<str>>| text.as_ref().map(|text| self.words.fill(text));
        NextView {
            act: self.words.fill(&outcome.next.act),
            href: target.and_then(|target| self.hrefs.target(target)),
            owner: fill(&outcome.next.owner),
            within: outcome.next.within.map(|days| self.words.days(days)),
            if_nothing: fill(&outcome.next.if_nothing),
        }
    }

    fn unsure(&self, outcome: usize) -> Vec<AssumedView> {
        let nodes = self.guide.tree.iter().flat_map(|tree| tree.nodes.iter().enumerate());
        let here = nodes.filter(|(_, node)| {
            let goes = matches!(self.guide.questions[node.question].not_sure, NotSure::Go(_));
            goes && node.not_sure == Some(Target::End(outcome))
        });
        let view = |(number, node): (usize, &crate::policy::Node)| AssumedView {
            question: self.words.fill(&self.guide.questions[node.question].ask),
            answers: self.words.t("not-sure").to_string(),
            href: self.href(&What::Node(self.id(), number)),
        };
        here.map(view).collect()
    }

    /// A rule.
    pub(super) fn rule(&self, stop: bool, rule: &Rule) -> RuleView {
        let kind = self.guide.shown(rule.then).0;
        RuleView {
            id: Arc::clone(&rule.id),
            stop,
            when: rule.when.iter().map(|part| self.condition(part)).collect(),
            outcome: self.title(rule.then),
            outcome_id: Arc::clone(&self.guide.outcomes[rule.then].id),
            href: self.href(&What::Outcome(self.id(), rule.then)),
            words: self.words.kind(kind).to_string(),
            kind: kind.id(),
            source: rule.source.clone(),
        }
    }

    fn condition(&self, part: &[u64]) -> Vec<(String, String)> {
        let named = part.iter().enumerate().filter(|(question, mask)| {
            let answers = self.guide.questions[*question].answers.len() as u32;
            mask.count_ones() < answers
        });
        let ask = |question: usize| self.words.fill(&self.guide.questions[question].ask);
        named.map(|(question, mask)| (ask(question), self.words.answers(self.guide, question, *mask))).collect()
    }
}

/// The nodes from which one comes to a node, in order.
fn before(tree: &Tree, number: usize) -> Vec<usize> {
    let mut leads = vec![false; tree.nodes.len()];
    leads[number] = true;
    for at in (0..number).rev() {
        leads[at] = tree.nodes[at].answers.iter().any(|target| matches!(target, Target::Ask(child) if leads[*child]));
    }
    (0..number).filter(|at| leads[*at]).collect()
}
