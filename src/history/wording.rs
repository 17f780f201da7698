//! Texts that are others although nothing means anything else.

use crate::history::change::Wording;
use crate::history::model::Answer;
use crate::history::model::Guide;
use crate::history::model::Outcome;
use crate::history::model::Question;
use crate::history::model::Rule;
use crate::history::space::partner;

use std::collections::BTreeSet;
use std::sync::Arc;

/// The texts of a guide that are others.
pub(super) fn of(was: &Guide, now: &Guide) -> Vec<Wording> {
    let mut all = Vec::new();
    text(&mut all, "title", "", (&was.title, &now.title));
    for question in &now.questions {
        if let Some(old) = partner(was, now, question) {
            of_question(&mut all, old, question);
        }
    }
    for outcome in &now.outcomes {
        if let Some(old) = was.outcomes.iter().find(|old| old.id == outcome.id) {
            of_outcome(&mut all, old, outcome);
        }
    }
    for rule in now.rules() {
        let same = |old: &&Rule| old.id == rule.id && old.when == rule.when && old.then == rule.then;
        if let Some(old) = was.rules().find(same).filter(|old| old.source != rule.source) {
            let word = |source: &Option<Arc<str>>| source.clone().unwrap_or_default();
            text(&mut all, "source", &rule.id, (&word(&old.source), &word(&rule.source)));
        }
    }
    all
}

fn put(all: &mut Vec<Wording>, key: &str, of: &str, texts: Option<(Arc<str>, Arc<str>)>) {
    all.push(Wording { key: Arc::from(key), of: Arc::from(of), texts });
}

fn text(all: &mut Vec<Wording>, key: &str, of: &str, (was, now): (&Arc<str>, &Arc<str>)) {
    if was != now {
        put(all, key, of, Some((Arc::clone(was), Arc::clone(now))));
    }
}

fn of_question(all: &mut Vec<Wording>, was: &Question, now: &Question) {
    text(all, "ask", &now.id, (&was.ask, &now.ask));
    if was.why != now.why {
        put(all, "why", &now.id, None);
    }
    if was.not_sure.because != now.not_sure.because {
        put(all, "because", &now.id, None);
    }
    for answer in &now.answers {
        let old = was.answers.iter().find(|old: &&Answer| old.id == answer.id);
        if let Some((before, after)) = old.and_then(|old| old.says.as_ref()).zip(answer.says.as_ref()) {
            text(all, "options", &format!("{}/{}", now.id, answer.id), (before, after));
        }
    }
}

fn of_outcome(all: &mut Vec<Wording>, was: &Outcome, now: &Outcome) {
    text(all, "title", &now.id, (&was.title, &now.title));
    let keys: BTreeSet<&Arc<str>> = was.texts.keys().chain(now.texts.keys()).collect();
    for key in keys.into_iter().filter(|key| was.texts.get(*key) != now.texts.get(*key)) {
        put(all, key, &now.id, None);
    }
}
