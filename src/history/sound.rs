//! Whether a kept guide holds together: every name in it is the name of something.

use crate::diagnostic::Diagnostic;
use crate::history::codes;
use crate::history::model::Guide;
use crate::history::model::Question;
use crate::source::Source;

use std::sync::Arc;

/// Says which name of a kept guide is the name of nothing; true if all are of something.
pub(super) fn check(guide: &Guide, source: &Source, found: &mut Vec<Diagnostic>) -> bool {
    let Some(name) = unknown(guide) else { return true };
    let at = source.text.find(&format!("\"{name}\"")).map_or(0, |at| at + 1);
    let message = format!("`{name}` is no question, answer, step or outcome of the kept guide `{}`", guide.guide);
    let note = Diagnostic::at(&codes::BAD_HISTORY, source.span(at..at + name.len()), message);
    found.push(note.help("nobody writes these files by hand: bring the file back from an earlier commit"));
    false
}

/// The first name that is the name of nothing.
fn unknown(guide: &Guide) -> Option<Arc<str>> {
    let question = |id: &str| guide.questions.iter().find(|question| *question.id == *id);
    let is_end = |id: &Arc<str>| guide.outcome(id).is_some();
    for rule in guide.rules() {
        for (id, answers) in rule.when.iter().flatten() {
            let Some(question) = question(id) else { return Some(Arc::clone(id)) };
            if let Some(answer) = answers.iter().find(|answer| !has(question, answer)) {
                return Some(Arc::clone(answer));
            }
        }
        if !is_end(&rule.then) {
            return Some(Arc::clone(&rule.then));
        }
    }
    for (place, step) in guide.steps.iter().enumerate() {
        let Some(question) = question(&step.id) else { return Some(Arc::clone(&step.id)) };
        // A step leads on to a later one only, so that no way goes round in circles.
        let later = |to: &Arc<str>| guide.steps[place + 1..].iter().any(|step| step.id == *to);
        let wrong = step.to.iter().find(|(answer, to)| !has(question, answer) || !(is_end(to) || later(to)));
        if let Some((answer, to)) = wrong {
            return Some(Arc::clone(if has(question, answer) { to } else { answer }));
        }
    }
    let unsure = guide.questions.iter().filter_map(|question| {
        let go = question.not_sure.go.as_ref().filter(|go| !is_end(go));
        go.or_else(|| question.not_sure.treat_as.as_ref().filter(|answer| !has(question, answer)))
    });
    let unsure = unsure.map(Arc::clone).next();
    unsure
}

fn has(question: &Question, answer: &str) -> bool {
    question.answers.iter().any(|one| *one.id == *answer)
}
