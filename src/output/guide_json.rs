//! `guides/ID/guide.json`: a guide for other programs, so that they can ask the same question: the graph, the rules, the
//! outcomes with their callouts, the values with their dates and sources.
//!
//! `caveat schema guide-json` prints its JSON Schema. New keys may be added without a new version.

use crate::artifact::SitePath;
use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::guide::shared::Shared;
use crate::output::html::guide::words::Words;
use crate::output::job::Job;
use crate::policy::Cut;
use crate::policy::Guide;
use crate::policy::NotSure;
use crate::policy::Rule;
use crate::policy::Target;
use crate::policy::Withdrawn;
use crate::policy::callout_with;
use crate::site::What;
use crate::site::data_url;
use crate::site::urls;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

#[derive(Hash)]
struct Input {
    guide: Hashed<Guide>,
    shared: Arc<Shared>,
    theme: Hashed<Theme>,
}

/// A guide, as other programs read it. Days are written `2026-11-21`; addresses are relative to the root of the site.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A guide as caveat publishes it")]
struct Data {
    /// The version of this form.
    version: u32,
    id: Arc<str>,
    title: Arc<str>,
    owner: Arc<str>,
    /// The day for which the site was built.
    as_of: String,
    /// The first day on which the rules hold.
    effective: String,
    reviewed: String,
    review_due: String,
    /// Why outcomes that raise hopes do not stand as they are written.
    withdrawn: Option<Closed>,
    url: String,
    /// Where the guide begins: the name of a node, or `outcome/ID`.
    start: String,
    questions: Vec<QuestionData>,
    /// The places at which a question is asked, each before those it leads to.
    nodes: Vec<NodeData>,
    /// Stops first, in their order; the order of routes means nothing.
    rules: Vec<RuleData>,
    outcomes: Vec<OutcomeData>,
    /// The values that rules and words use, by name.
    values: BTreeMap<Arc<str>, ValueData>,
}

#[derive(Serialize, JsonSchema)]
struct Closed {
    /// `paused`, `closed`, `not-yet` or `overdue`.
    why: &'static str,
    since: String,
    say: Option<Arc<str>>,
}

#[derive(Serialize, JsonSchema)]
struct QuestionData {
    id: Arc<str>,
    ask: String,
    why: Option<String>,
    answers: Vec<AnswerData>,
    /// The outcome of somebody who is not sure.
    not_sure_goes: Option<Arc<str>>,
    /// The answer as which "not sure" is treated.
    not_sure_is: Option<Arc<str>>,
}

#[derive(Serialize, JsonSchema)]
struct AnswerData {
    id: Arc<str>,
    label: String,
    /// The band begins with this value.
    from: Option<CutData>,
    /// The band ends before this value.
    below: Option<CutData>,
}

#[derive(Serialize, JsonSchema)]
struct CutData {
    /// The number, without rounding, or a day.
    value: String,
    unit: String,
    param: Option<Arc<str>>,
}

#[derive(Serialize, JsonSchema)]
struct NodeData {
    name: Arc<str>,
    question: Arc<str>,
    url: String,
    /// For each answer where it leads: the name of a node, or `outcome/ID`.
    answers: BTreeMap<Arc<str>, String>,
    not_sure: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct RuleData {
    id: Arc<str>,
    stop: bool,
    /// It matches if one of these does: for each question its answers; questions left out match with any.
    when: Vec<BTreeMap<Arc<str>, Vec<Arc<str>>>>,
    then: Arc<str>,
    source: Option<Arc<str>>,
}

#[derive(Serialize, JsonSchema)]
struct OutcomeData {
    id: Arc<str>,
    /// How strong it is on the day: `may-request`, `other-team`, `needs-a-person`, `not-possible` or `information`.
    kind: &'static str,
    /// How strong it is as written.
    written: &'static str,
    say: String,
    url: String,
    decided_by: Option<String>,
    next: String,
    owner: Option<String>,
    within_days: Option<u32>,
    if_nothing: Option<String>,
    /// The lines of its callout, each with its label.
    callout: Option<Vec<(Arc<str>, String)>>,
}

#[derive(Serialize, JsonSchema)]
struct ValueData {
    what: Arc<str>,
    values: Vec<DatedData>,
}

#[derive(Serialize, JsonSchema)]
struct DatedData {
    from: String,
    value: String,
    source: Option<Arc<str>>,
}

/// The JSON Schema of the files.
pub(super) fn schema() -> serde_json::Value {
    schemars::schema_for!(Data).to_value()
}

/// Makes the files.
pub(super) fn make(given: &Given<'_>) -> Files {
    let shared = Shared::new(given);
    let proved = given.site.rules.guides.values().filter(|guide| guide.tree.is_some());
    let job = |guide: &Hashed<Guide>| {
        let input = Input { guide: guide.clone(), shared: Arc::clone(&shared), theme: given.theme.clone() };
        Some(Job::new(data_url(guide)?, input, render))
    };
    Files { jobs: proved.filter_map(job).collect(), ..Files::default() }
}

fn render(input: &Input) -> Noted<Vec<u8>> {
    let words = Words { strings: &input.theme.strings, shared: &input.shared };
    let data = Writer { guide: &input.guide, words }.data();
    // Only maps with keys that are not text can fail to be written, and there are none.
    let mut json = serde_json::to_string_pretty(&data).unwrap_or_default();
    json.push('\n');
    Noted::clean(json.into_bytes())
}

struct Writer<'a> {
    guide: &'a Guide,
    words: Words<'a>,
}

fn address(url: Option<SitePath>) -> String {
    url.map(|url| urls::relative("", url.as_str())).unwrap_or_default()
}

impl Writer<'_> {
    fn data(&self) -> Data {
        let guide = self.guide;
        let id = || Arc::clone(&guide.id);
        let tree = guide.tree.as_ref();
        let used = crate::output::html::guide::used(guide, self.words.shared);
        Data {
            version: 1,
            id: id(),
            title: Arc::clone(&guide.title),
            owner: Arc::clone(&guide.owner),
            as_of: self.words.shared.as_of.to_string(),
            effective: guide.effective.to_string(),
            reviewed: guide.reviewed.to_string(),
            review_due: guide.review_due.to_string(),
            withdrawn: guide.withdrawn.as_ref().map(closed),
            url: address(What::Start(id()).url(Some(guide))),
            start: tree.map_or_else(String::new, |tree| self.target(tree.root)),
            questions: self.questions(),
            nodes: (0..tree.map_or(0, |tree| tree.nodes.len())).filter_map(|number| self.node(number)).collect(),
            rules: guide.rules().map(|(stop, rule)| self.rule(stop, rule)).collect(),
            outcomes: (0..guide.outcomes.len()).map(|number| self.outcome(number)).collect(),
            values: used.map(|(id, param)| (Arc::clone(id), value(param))).collect(),
        }
    }

    fn target(&self, target: Target) -> String {
        match target {
            Target::Ask(node) => {
                self.guide.tree.as_ref().map_or_else(String::new, |tree| tree.nodes[node].name.to_string())
            }
            Target::End(outcome) => format!("outcome/{}", self.guide.outcomes[outcome].id),
        }
    }

    fn questions(&self) -> Vec<QuestionData> {
        let one = |question: &crate::policy::Question| QuestionData {
            id: Arc::clone(&question.id),
            ask: self.words.fill(&question.ask),
            why: question.why.as_ref().map(|why| self.words.fill(why)),
            answers: question.answers.iter().map(|answer| self.answer(answer)).collect(),
            not_sure_goes: match question.not_sure {
                NotSure::Go(outcome) => Some(Arc::clone(&self.guide.outcomes[outcome].id)),
                _ => None,
            },
            not_sure_is: match question.not_sure {
                NotSure::TreatAs { answer, .. } => Some(Arc::clone(&question.answers[answer].id)),
                _ => None,
            },
        };
        self.guide.questions.iter().map(one).collect()
    }

    fn answer(&self, answer: &crate::policy::Answer) -> AnswerData {
        let cut = |cut: &Cut| {
            let value = cut.on(self.words.shared.as_of)?;
            let is_day = value.unit == crate::policy::Unit::Date;
            let number = if is_day { value.to_string() } else { value.amount.to_string() };
            Some(CutData { value: number, unit: value.unit.to_string(), param: cut.param.clone() })
        };
        let band = answer.band.as_ref();
        AnswerData {
            id: Arc::clone(&answer.id),
            label: self.words.answer(answer),
            from: band.and_then(|band| band.from.as_ref()).and_then(cut),
            below: band.and_then(|band| band.below.as_ref()).and_then(cut),
        }
    }

    fn node(&self, number: usize) -> Option<NodeData> {
        let guide = self.guide;
        let node = guide.tree.as_ref()?.nodes.get(number)?;
        let question = &guide.questions[node.question];
        let ways = question.answers.iter().enumerate();
        Some(NodeData {
            name: Arc::clone(&node.name),
            question: Arc::clone(&question.id),
            url: address(What::Node(Arc::clone(&guide.id), number).url(Some(guide))),
            answers: ways
                .map(|(index, answer)| (Arc::clone(&answer.id), self.target(guide.leads(node, index))))
                .collect(),
            not_sure: node.not_sure.map(|to| self.target(to)),
        })
    }

    fn rule(&self, stop: bool, rule: &Rule) -> RuleData {
        let questions = &self.guide.questions;
        let part = |part: &Vec<u64>| {
            let named = questions.iter().zip(part).filter(|(q, mask)| (mask.count_ones() as usize) < q.answers.len());
            let ids = named.map(|(question, mask)| {
                let kept = question.answers.iter().enumerate().filter(|(index, _)| mask >> index & 1 == 1);
                (Arc::clone(&question.id), kept.map(|(_, answer)| Arc::clone(&answer.id)).collect())
            });
            ids.collect()
        };
        RuleData {
            id: Arc::clone(&rule.id),
            stop,
            when: rule.when.iter().map(part).collect(),
            then: Arc::clone(&self.guide.outcomes[rule.then].id),
            source: rule.source.clone(),
        }
    }

    fn outcome(&self, number: usize) -> OutcomeData {
        let (guide, outcome) = (self.guide, &self.guide.outcomes[number]);
        let fill = |text: &Option<Arc<str>>| text.as_ref().map(|text| self.words.fill(text));
        let callout = callout_with(guide, &[number], &|name| self.words.param(name));
        OutcomeData {
            id: Arc::clone(&outcome.id),
            kind: guide.shown(number).0.id(),
            written: outcome.kind.id(),
            say: self.words.fill(&outcome.say),
            url: address(What::Outcome(Arc::clone(&guide.id), number).url(Some(guide))),
            decided_by: fill(&outcome.decided_by),
            next: self.words.fill(&outcome.next.act),
            owner: fill(&outcome.next.owner),
            within_days: outcome.next.within,
            if_nothing: fill(&outcome.next.if_nothing),
            callout: callout.map(|callout| callout.lines(&self.words.callout(&callout))),
        }
    }
}

fn closed(why: &Withdrawn) -> Closed {
    match why {
        Withdrawn::Programme(status, since, say) => Closed {
            why: if *status == crate::policy::Status::Paused { "paused" } else { "closed" },
            since: since.to_string(),
            say: Some(Arc::clone(say)),
        },
        Withdrawn::NotYet(from) => Closed { why: "not-yet", since: from.to_string(), say: None },
        Withdrawn::Overdue(due) => Closed { why: "overdue", since: due.to_string(), say: None },
    }
}

fn value(param: &crate::policy::Param) -> ValueData {
    let dated = |dated: &crate::policy::Dated| DatedData {
        from: dated.from.to_string(),
        value: dated.value.to_string(),
        source: dated.source.clone(),
    };
    ValueData { what: Arc::clone(&param.what), values: param.values.iter().map(dated).collect() }
}
