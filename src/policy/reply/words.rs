//! The words of a mail that its author does not write. A table of another language takes their place.

use crate::policy::callout::CalloutWords;

use std::sync::Arc;

/// The words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LetterWords {
    /// Before the answer to an ask.
    pub answer: Arc<str>,
    /// Before how far an ask has come.
    pub stage: Arc<str>,
    /// Before the name of the one whose step is next.
    pub owner: Arc<str>,
    /// Before the day.
    pub by: Arc<str>,
    /// Before what silence means.
    pub if_nothing: Arc<str>,
    /// Before what to do now.
    pub next: Arc<str>,
    /// Before the address of a step.
    pub rules: Arc<str>,
    /// From which day the rules are, and for which day they were read. `DATE` and `TODAY` stand for the two.
    pub dated: Arc<str>,
    /// Before the address of what is different since.
    pub changes: Arc<str>,
    /// A day counted from the mail. `COUNT` stands for the number of days.
    pub after_mail: Arc<str>,
    /// A day counted back from an event.
    pub before_event: Arc<str>,
    /// A day counted from an event.
    pub after_event: Arc<str>,
    /// Before the name of the organizer.
    pub greeting: Arc<str>,
    /// Where it stands, if one thing was asked for.
    pub one_ask: Arc<str>,
    /// Where it stands, if more was asked for. `COUNT` stands for the number.
    pub many_asks: Arc<str>,
    /// The subject of an answer to several asks, before their names.
    pub subject: Arc<str>,
    /// If nothing can be asked for.
    pub not_possible: Arc<str>,
    /// If the rules are too old. `DATE` stands for the day on which their review was due.
    pub overdue: Arc<str>,
    /// The last day for filing, if it is to come. `DATE` stands for it.
    pub last_day: Arc<str>,
    /// The last day for filing, if it is past.
    pub last_day_past: Arc<str>,
    /// Whose step it is if the rules name nobody.
    pub you: Arc<str>,
    /// Until when, if only a person can say.
    pub ask_for_a_day: Arc<str>,
    /// What silence means if the rules say nothing more.
    pub nothing_changes: Arc<str>,
    /// The words of callouts.
    pub callout: CalloutWords,
}

impl LetterWords {
    /// In English.
    pub fn english() -> Self {
        Self {
            answer: "Answer".into(),
            stage: "Where it stands".into(),
            owner: "Who".into(),
            by: "By".into(),
            if_nothing: "If nothing happens".into(),
            next: "Next".into(),
            rules: "Rules".into(),
            dated: "Rules of DATE, as they were on TODAY.".into(),
            changes: "What is different since".into(),
            after_mail: "COUNT days after this mail".into(),
            before_event: "COUNT days before the first day of the event".into(),
            after_event: "COUNT days after the first day of the event".into(),
            greeting: "Hello".into(),
            one_ask: "You asked for 1 thing. Nothing is approved. Here is what happens next.".into(),
            many_asks: "You asked for COUNT things. Nothing is approved. Each of them has its own answer. Here is what happens next."
                .into(),
            subject: "Nothing is approved".into(),
            not_possible: "Not possible now.".into(),
            overdue: "A person has to look at it: the review of the rules was due on DATE.".into(),
            last_day: "the last day for filing is DATE".into(),
            last_day_past: "the last day for filing was DATE".into(),
            you: "You".into(),
            ask_for_a_day: "Ask for a day.".into(),
            nothing_changes: "Nothing changes.".into(),
            callout: CalloutWords::english(),
        }
    }

    /// A number of days in one of the phrases.
    pub(super) fn days(phrase: &str, days: u32) -> String {
        let phrase = phrase.replace("COUNT", &days.to_string());
        if days == 1 { phrase.replace("1 days", "1 day") } else { phrase }
    }
}
