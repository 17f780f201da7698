//! The callout "no guarantee": for an outcome that raises hopes, who decides, when it is known, what not to do until then
//! and what silence means. It is data here; text, Markdown and HTML are all made of it.

use crate::policy::fill::fill_with;
use crate::policy::model::Guide;
use crate::policy::model::Outcome;
use crate::policy::model::Policy;
use crate::policy::model::Withdrawn;
use crate::policy::sentence::first_sentence;

use std::sync::Arc;

/// What has to stand beside an outcome that raises hopes. Where several outcomes share one callout, each field has what
/// all of them say, or what each says with the outcome before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Callout {
    /// What is asked for: the id of the guide.
    pub ask: Arc<str>,
    /// The title of the guide.
    pub title: Arc<str>,
    /// Who decides.
    pub decided_by: Vec<String>,
    /// When the answer is known at the earliest; nothing if nobody has said when.
    pub know_by: Vec<String>,
    /// What not to do until then; nothing if nobody has said what.
    pub until_then: Vec<String>,
    /// What silence means.
    pub if_nothing: Vec<String>,
    /// Why nothing can be asked for at all, or not without a person who looks at it.
    pub closed: Option<Withdrawn>,
}

/// The words of a callout that do not come from a guide. A table of another language takes their place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CalloutWords {
    /// Its first line.
    pub heading: Arc<str>,
    /// Before the names of those who decide.
    pub decided_by: Arc<str>,
    /// Before the time when the answer is known.
    pub know_by: Arc<str>,
    /// If nobody has said when.
    pub know_by_unknown: Arc<str>,
    /// Before what not to do.
    pub until_then: Arc<str>,
    /// If nobody has said what not to do.
    pub until_then_unknown: Arc<str>,
    /// Before what silence means.
    pub if_nothing: Arc<str>,
    /// If nobody has said what silence means.
    pub if_nothing_unknown: Arc<str>,
    /// Before why nothing can be asked for. `DATE` stands for the first day.
    pub closed: Arc<str>,
    /// That the rules do not hold yet. `DATE` stands for their first day.
    pub not_yet: Arc<str>,
    /// That the rules are too old. `DATE` stands for the day on which their review was due.
    pub overdue: Arc<str>,
}

impl CalloutWords {
    /// In English.
    pub fn english() -> Self {
        Self {
            heading: "No guarantee: nothing is approved, and the answer can be no.".into(),
            decided_by: "Who decides".into(),
            know_by: "When you will know".into(),
            know_by_unknown: "Nobody has said when. Ask for a day.".into(),
            until_then: "Until then".into(),
            until_then_unknown: "Do not print, book, buy or announce anything because of this request.".into(),
            if_nothing: "If nobody answers".into(),
            if_nothing_unknown: "Nobody has said what silence means. Plan as if the answer is no.".into(),
            closed: "Since DATE".into(),
            not_yet: "These rules hold only from DATE. Ask a person what holds until then.".into(),
            overdue:
                "The review of these rules was due on DATE. They may be out of date: ask a person before you use them."
                    .into(),
        }
    }
}

/// The callout of some outcomes of a guide, by number; nothing if none of them raises hopes.
pub fn callout(policy: &Policy, guide: &Guide, outcomes: &[usize]) -> Option<Callout> {
    let value = |name: &str| Some(policy.params.get(name)?.on(policy.as_of)?.value.to_string());
    callout_with(guide, outcomes, &value)
}

/// The same with values in the form that `value` gives them by the name of their parameter.
pub fn callout_with(guide: &Guide, outcomes: &[usize], value: &dyn Fn(&str) -> Option<String>) -> Option<Callout> {
    let fill = |text: &Arc<str>| fill_with(text, value);
    let hopeful: Vec<usize> =
        outcomes.iter().copied().filter(|outcome| guide.outcomes[*outcome].kind.is_favourable()).collect();
    let closed = hopeful.iter().find_map(|outcome| guide.shown(*outcome).1.cloned());
    let said = |of: &dyn Fn(&Outcome) -> Option<Arc<str>>| said(guide, &hopeful, &fill, of);
    (!hopeful.is_empty()).then(|| Callout {
        ask: guide.id.clone(),
        title: guide.title.clone(),
        decided_by: said(&|outcome| outcome.decided_by.clone()),
        know_by: said(&|outcome| outcome.know_by.clone()),
        until_then: said(&|outcome| outcome.until_then.clone()),
        if_nothing: said(&|outcome| outcome.next.if_nothing.clone()),
        closed,
    })
}

/// What outcomes say of one thing. Where they do not all say the same, each text stands behind the outcomes whose it is: nobody
/// could tell who decides on which.
fn said(
    guide: &Guide,
    outcomes: &[usize],
    fill: &dyn Fn(&Arc<str>) -> String,
    of: &dyn Fn(&Outcome) -> Option<Arc<str>>,
) -> Vec<String> {
    let mut texts: Vec<(String, Vec<usize>)> = Vec::new();
    for outcome in outcomes {
        let Some(text) = of(&guide.outcomes[*outcome]).as_ref().map(fill) else { continue };
        match texts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, whose)) => whose.push(*outcome),
            None => texts.push((text, vec![*outcome])),
        }
    }
    let title = |outcome: &usize| {
        let Outcome { title, say, .. } = &guide.outcomes[*outcome];
        let title = title.as_ref().map_or_else(|| first_sentence(&fill(say)).to_string(), fill);
        title.trim_end_matches('.').to_string()
    };
    let behind = |(text, whose): (String, Vec<usize>)| match whose.len() == outcomes.len() {
        true => text,
        false => format!("{}: {text}", whose.iter().map(title).collect::<Vec<_>>().join("; ")),
    };
    texts.into_iter().map(behind).collect()
}

/// The callout of a guide: what any of its outcomes that raise hopes says.
pub fn guide_callout(policy: &Policy, guide: &Guide) -> Option<Callout> {
    let all: Vec<usize> = (0..guide.outcomes.len()).collect();
    callout(policy, guide, &all)
}

impl Callout {
    /// Its lines, each with a label; a line without a label has an empty one. If nothing can be asked for, nobody is said to
    /// decide.
    pub fn lines(&self, words: &CalloutWords) -> Vec<(Arc<str>, String)> {
        let mut lines = Vec::new();
        let line = |label: &Arc<str>, texts: &[String], unknown: &Arc<str>| match texts.is_empty() {
            true => vec![(label.clone(), unknown.to_string())],
            false => texts.iter().map(|text| (label.clone(), text.clone())).collect(),
        };
        match &self.closed {
            Some(Withdrawn::Programme(_, since, say)) => {
                lines.push((words.closed.replace("DATE", &since.to_string()).into(), say.to_string()));
            }
            Some(Withdrawn::NotYet(from)) => {
                lines.push(("".into(), words.not_yet.replace("DATE", &from.to_string())));
            }
            Some(Withdrawn::Overdue(due)) => {
                lines.push(("".into(), words.overdue.replace("DATE", &due.to_string())));
            }
            None => {
                // Rules cannot raise hopes without saying who decides.
                lines.extend(self.decided_by.iter().map(|text| (words.decided_by.clone(), text.clone())));
                lines.extend(line(&words.know_by, &self.know_by, &words.know_by_unknown));
            }
        }
        lines.extend(line(&words.until_then, &self.until_then, &words.until_then_unknown));
        lines.extend(line(&words.if_nothing, &self.if_nothing, &words.if_nothing_unknown));
        lines
    }

    /// As plain text: the heading, then a line for each thing to know.
    pub fn text(&self, words: &CalloutWords) -> String {
        let mut text = format!("{}\n", words.heading);
        for (label, line) in self.lines(words) {
            let mark = if label.is_empty() { "" } else { ": " };
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!("- {label}{mark}{line}\n"));
        }
        text
    }
}
