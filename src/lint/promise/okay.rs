//! `promise-ok: REASON until=2026-06-30`: wording that somebody has looked at and lets stand until a day.

use crate::diagnostic::Diagnostic;
use crate::lint::codes;
use crate::source::Span;

use jiff::civil::Date;

/// A permission for one block.
pub(in crate::lint) struct Okay {
    span: Span,
    /// The reason, and the last day.
    says: String,
    /// Why it does not count.
    wrong: Option<&'static str>,
    /// It has let something stand.
    pub(in crate::lint) used: bool,
}

/// What is wrong with one that nothing needs.
const UNUSED: &str = "lets nothing stand";
/// What is wrong with one whose day is over.
const LAPSED: &str = "has lapsed";

impl Okay {
    /// Reads what follows the colon.
    pub(in crate::lint) fn read(words: &str, span: Span, as_of: Date) -> Self {
        let (reason, until) = words.rsplit_once("until=").unwrap_or((words, ""));
        let day: Option<Date> = until.trim().parse().ok().filter(|_| until.trim().len() == 10);
        let says = format!("until {}: {}", until.trim(), reason.trim());
        let wrong = match day {
            _ if reason.trim().is_empty() => Some("gives no reason"),
            None => Some("does not say until when"),
            Some(day) if day < as_of => Some(LAPSED),
            Some(_) => None,
        };
        Self { span, says, wrong, used: false }
    }

    /// Does it count?
    pub(in crate::lint) fn holds(&self) -> bool {
        self.wrong.is_none()
    }

    /// What is wrong with it; of one that counts, that it is there, so that all of them are seen in one list.
    pub(in crate::lint) fn finding(self) -> Diagnostic {
        let Some(wrong) = self.wrong.or((!self.used).then_some(UNUSED)) else {
            let message = format!("wording that promises stands {}", self.says);
            let note = Diagnostic::at(&codes::STANDING_PROMISE, self.span, message);
            return note.help("look at it again before that day");
        };
        let help = match wrong {
            UNUSED => "take it out: nothing in the block that it is about promises anything",
            LAPSED => "mend the wording; or look at it again and give a later day",
            _ => "write `<!-- promise-ok: REASON until=2026-06-30 -->`, in YAML `promise_ok: REASON until=2026-06-30`",
        };
        Diagnostic::at(&codes::PROMISE_OK, self.span, format!("this permission {wrong}")).help(help)
    }
}
