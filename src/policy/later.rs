//! Values that mattered to somebody and that change on a later day.

use crate::policy::model::Guide;
use crate::policy::model::Policy;
use crate::policy::value::Value;
use crate::policy::words;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

/// A value that will be another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The parameter.
    pub param: Arc<str>,
    /// What it is.
    pub what: Arc<str>,
    /// Its value on the day of asking.
    pub now: Value,
    /// The first day of the next value.
    pub from: Date,
    /// The next value.
    pub then: Value,
}

impl fmt::Display for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. From {}: {}", self.what, self.now, words::day(self.from), self.then)
    }
}

/// What changes of the cuts of these questions and of the values that the outcome names.
pub(super) fn changes(policy: &Policy, guide: &Guide, questions: &[usize], outcome: Option<usize>) -> Vec<Later> {
    let answers = questions.iter().flat_map(|question| &guide.questions[*question].answers);
    let bands = answers.filter_map(|answer| answer.band.as_ref());
    let cuts = bands.flat_map(|band| band.from.iter().chain(&band.below));
    let mut names: BTreeSet<&str> = cuts.filter_map(|cut| cut.param.as_deref()).collect();
    if let Some(outcome) = outcome {
        let outcome = &guide.outcomes[outcome];
        let texts =
            [Some(&outcome.say), outcome.know_by.as_ref(), outcome.until_then.as_ref(), Some(&outcome.next.act)];
        let says = |name: &&str| texts.iter().flatten().any(|text| text.contains(&format!("{{{{#param {name}}}}}")));
        names.extend(policy.params.keys().map(|name| &**name).filter(says));
    }
    names.into_iter().filter_map(|name| change(policy, name)).collect()
}

fn change(policy: &Policy, name: &str) -> Option<Later> {
    let (id, param) = policy.params.get_key_value(name)?;
    let (now, next) = (param.on(policy.as_of)?, param.after(policy.as_of)?);
    let (param, what) = (Arc::clone(id), Arc::clone(&param.what));
    Some(Later { param, what, now: now.value.clone(), from: next.from, then: next.value.clone() })
}
