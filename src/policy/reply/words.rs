//! The words of a mail that its author does not write, in the language of the handbook.

use crate::policy::callout::CalloutWords;
use crate::policy::fill::fill_with;
use crate::policy::journey::stage::Stage;
use crate::policy::model::Policy;
use crate::policy::value::Unit;
use crate::policy::value::Value;

use std::collections::BTreeMap;
use std::sync::Arc;

/// A phrase for one day, and one for several; `{n}` stands for their number.
pub(super) type Days = [Arc<str>; 2];

/// The words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LetterWords {
    /// Before the answer to an ask.
    pub(super) answer: Arc<str>,
    /// Before how far an ask has come.
    pub(super) stage: Arc<str>,
    /// Before the name of the one whose step is next.
    pub(super) owner: Arc<str>,
    /// Before the day.
    pub(super) by: Arc<str>,
    /// Before what silence means.
    pub(super) if_nothing: Arc<str>,
    /// Before what to do now.
    pub(super) next: Arc<str>,
    /// What to do now, before anybody has answered a question of the guide.
    pub(super) questions: Arc<str>,
    /// Before the address of a step.
    pub(super) rules: Arc<str>,
    /// From which day the rules are, and for which day they were read. `{date}` and `{today}` stand for the two.
    pub(super) dated: Arc<str>,
    /// Before the address of what is different since.
    pub(super) changes: Arc<str>,
    /// A day counted from the mail.
    pub(super) after_mail: Days,
    /// A day counted back from an event.
    pub(super) before_event: Days,
    /// A day counted from an event.
    pub(super) after_event: Days,
    /// Before the name of the organizer.
    pub(super) greeting: Arc<str>,
    /// Where it stands, if one thing was asked for, or several.
    pub(super) asked: Days,
    /// The blank for that name.
    pub(super) organizer: Arc<str>,
    /// The blank for the last line: who writes, and who stands in.
    pub(super) sender: Arc<str>,
    /// The day of the mail, where it is not known yet.
    pub(super) now: Arc<str>,
    /// The subject of an answer to several asks, before their names.
    pub(super) subject: Arc<str>,
    /// If the rules were not asked yet.
    pub(super) not_decided: Arc<str>,
    /// If nothing can be asked for.
    pub(super) not_possible: Arc<str>,
    /// If the rules are too old. `{date}` stands for the day on which their review was due.
    pub(super) not_yet: Arc<str>,
    pub(super) overdue: Arc<str>,
    /// The last day for filing, if it is to come. `{date}` stands for it.
    pub(super) last_day: Arc<str>,
    /// The last day for filing, if it is past.
    pub(super) last_day_past: Arc<str>,
    /// Whose step it is if the rules name nobody.
    pub(super) you: Arc<str>,
    /// Until when, if only a person can say.
    pub(super) ask_for_a_day: Arc<str>,
    /// What silence means if the rules say nothing more.
    pub(super) nothing_changes: Arc<str>,
    /// How far an ask has come, stage by stage.
    stages: BTreeMap<Stage, Arc<str>>,
    /// Values that are a number of days, and of weeks.
    days: Days,
    weeks: Days,
    /// The words of callouts.
    pub(super) callout: CalloutWords,
}

impl LetterWords {
    /// The words of a theme: `say` gives each by its name.
    pub fn of(say: &dyn Fn(&str) -> Arc<str>) -> Self {
        let days = |one: &str, many: &str| [say(one), say(many)];
        let stage = |(stage, name): (Stage, &str)| (stage, say(&format!("mail-stage-{name}")));
        let stages = [
            (Stage::Asked, "asked"),
            (Stage::SomeoneIsLooking, "looking"),
            (Stage::Filed, "filed"),
            (Stage::Decided, "decided"),
            (Stage::Delivered, "delivered"),
        ];
        Self {
            answer: say("mail-answer"),
            stage: say("mail-stage"),
            owner: say("mail-owner"),
            by: say("mail-by"),
            if_nothing: say("mail-if-nothing"),
            next: say("mail-next"),
            questions: say("mail-questions"),
            rules: say("mail-rules"),
            dated: say("mail-dated"),
            changes: say("mail-changes"),
            after_mail: days("mail-after-mail-one", "mail-after-mail"),
            before_event: days("mail-before-event-one", "mail-before-event"),
            after_event: days("mail-after-event-one", "mail-after-event"),
            greeting: say("mail-greeting"),
            asked: days("mail-one-ask", "mail-many-asks"),
            organizer: say("mail-organizer"),
            sender: say("mail-sender"),
            now: say("mail-now"),
            subject: say("mail-subject"),
            not_decided: say("mail-not-decided"),
            not_possible: say("mail-not-possible"),
            not_yet: say("mail-not-yet"),
            overdue: say("mail-overdue"),
            last_day: say("mail-last-day"),
            last_day_past: say("mail-last-day-past"),
            you: say("mail-you"),
            ask_for_a_day: say("mail-ask-for-a-day"),
            nothing_changes: say("mail-nothing-changes"),
            stages: stages.into_iter().map(stage).collect(),
            days: days("unit-day", "unit-days"),
            weeks: days("unit-week", "unit-weeks"),
            callout: callout(say),
        }
    }

    /// The blanks of a mail that is composed.
    pub fn blanks(&self) -> [&Arc<str>; 2] {
        [&self.organizer, &self.sender]
    }

    /// A number of days in one of the phrases.
    pub(super) fn counted(phrases: &Days, days: u32) -> String {
        phrases[usize::from(days != 1)].replace("{n}", &days.to_string())
    }

    /// How far an ask has come.
    pub(super) fn at(&self, stage: Stage) -> String {
        self.stages.get(&stage).map_or_else(String::new, |words| words.to_string())
    }

    /// The value of a parameter on the day of the rules.
    pub(super) fn param(&self, policy: &Policy, name: &str) -> Option<String> {
        Some(self.value(&policy.params.get(name)?.on(policy.as_of)?.value))
    }

    /// A text with the values of its parameters.
    pub(super) fn fill(&self, policy: &Policy, text: &str) -> String {
        fill_with(text, &|name| self.param(policy, name))
    }

    fn value(&self, value: &Value) -> String {
        let number = value.amount.to_string();
        let counted = |phrases: &Days| phrases[usize::from(number != "1")].replace("{n}", &number);
        match &value.unit {
            Unit::Days => counted(&self.days),
            Unit::Weeks => counted(&self.weeks),
            Unit::Date | Unit::Currency(_) | Unit::Count(_) => value.to_string(),
        }
    }
}

/// The words of a callout within a mail; its days are put in when it is written.
fn callout(say: &dyn Fn(&str) -> Arc<str>) -> CalloutWords {
    let dated = |name: &str| Arc::from(say(name).replace("{date}", "DATE"));
    CalloutWords {
        heading: say("mail-heading"),
        decided_by: say("decided-by"),
        know_by: say("know-by"),
        know_by_unknown: say("know-by-unknown"),
        until_then: say("until-then"),
        until_then_unknown: say("until-then-unknown"),
        if_nothing: say("if-nothing"),
        if_nothing_unknown: say("if-nothing-unknown"),
        closed: dated("closed-since"),
        not_yet: dated("not-yet"),
        overdue: dated("overdue-since"),
    }
}
