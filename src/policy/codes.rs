//! What can be wrong with rules.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[
    &MALFORMED_POLICY,
    &MISSING_PART,
    &BAD_ID,
    &DUPLICATE_ID,
    &UNKNOWN_FILE,
    &UNKNOWN_NAME,
    &BAD_VALUE,
    &MIXED_UNITS,
    &NO_VALUE,
    &UNSOURCED,
    &BAND_HOLE,
    &BAND_OVERLAP,
    &BAD_BANDS,
    &BREAKS_LATER,
    &EMPTY_CHOICE,
    &UNUSED_QUESTION,
    &INDISTINCT_ANSWERS,
    &ASKS_NOTHING,
    &GAP,
    &OVERLAP,
    &DEAD_STOP,
    &DEAD_ROUTE,
    &TOO_COMPLEX,
    &NO_NOT_SURE,
    &HOPEFUL_NOT_SURE,
    &INCOMPLETE_OUTCOME,
    &VAGUE_CALLOUT,
    &UNREACHABLE_OUTCOME,
    &STEP_LOOP,
    &GUIDE_CYCLE,
    &DEAD_ANSWER,
    &LARGE_GUIDE,
    &FAILING_SCENARIO,
    &UNFINISHED_SCENARIO,
    &UNTESTED,
    &EARLY_GUIDE,
    &OVERDUE_GUIDE,
    &UNCHECKED_PROJECT,
    &PERSONAL_DATA,
    &BROKEN_BLANK,
    &UNUSED_BLANK,
    &WRONG_COUNT,
    &LATE_DATE,
    &STALE_REPLY,
    &REPLY_WITHOUT_CALLOUT,
    &NO_REPLY,
    &NOT_A_DECIDER,
    &TOO_MANY_ASKS,
];

/// A file of rules that is not YAML.
pub(super) static MALFORMED_POLICY: Code =
    Code::new("malformed-policy", Severity::Blocking, include_str!("../explain/malformed-policy.md"));

/// A guide without one of the parts that it needs.
pub(super) static MISSING_PART: Code =
    Code::new("missing-part", Severity::Blocking, include_str!("../explain/missing-part.md"));

/// An id that cannot be part of an address.
pub(super) static BAD_ID: Code = Code::new("bad-id", Severity::Blocking, include_str!("../explain/bad-id.md"));

/// Two things with one id.
pub static DUPLICATE_ID: Code =
    Code::new("duplicate-id", Severity::Blocking, include_str!("../explain/duplicate-id.md"));

/// A file of rules that nobody reads.
pub(super) static UNKNOWN_FILE: Code =
    Code::new("unknown-policy-file", Severity::Warning, include_str!("../explain/unknown-policy-file.md"));

/// A question, answer, outcome, guide or parameter that does not exist.
pub(super) static UNKNOWN_NAME: Code =
    Code::new("unknown-name", Severity::Blocking, include_str!("../explain/unknown-name.md"));

/// A number, day or length that cannot be read exactly, or a text of a reply that cannot be seen.
pub(super) static BAD_VALUE: Code = Code::new("bad-value", Severity::Blocking, include_str!("../explain/bad-value.md"));

/// Values that cannot be compared.
pub(super) static MIXED_UNITS: Code =
    Code::new("mixed-units", Severity::Blocking, include_str!("../explain/mixed-units.md"));

/// A parameter without a value on the day of the build.
pub(super) static NO_VALUE: Code = Code::new("no-value", Severity::Blocking, include_str!("../explain/no-value.md"));

/// A value without its source.
pub(super) static UNSOURCED: Code = Code::new("unsourced", Severity::Warning, include_str!("../explain/unsourced.md"));

/// A value that belongs to no band.
pub(super) static BAND_HOLE: Code = Code::new("band-hole", Severity::Blocking, include_str!("../explain/band-hole.md"));

/// A value that belongs to two bands.
pub(super) static BAND_OVERLAP: Code =
    Code::new("band-overlap", Severity::Blocking, include_str!("../explain/band-overlap.md"));

/// Bands that are no rising list.
pub(super) static BAD_BANDS: Code = Code::new("bad-bands", Severity::Blocking, include_str!("../explain/bad-bands.md"));

/// A guide that breaks when a value changes.
pub(super) static BREAKS_LATER: Code =
    Code::new("breaks-later", Severity::Error, include_str!("../explain/breaks-later.md"));

/// A condition that matches nothing or everything.
pub(super) static EMPTY_CHOICE: Code =
    Code::new("empty-choice", Severity::Blocking, include_str!("../explain/empty-choice.md"));

/// A question that no rule looks at.
pub(super) static UNUSED_QUESTION: Code =
    Code::new("unused-question", Severity::Error, include_str!("../explain/unused-question.md"));

/// Answers that no rule tells apart.
pub(super) static INDISTINCT_ANSWERS: Code =
    Code::new("indistinct-answers", Severity::Warning, include_str!("../explain/indistinct-answers.md"));

/// A guide that asks nothing.
pub(super) static ASKS_NOTHING: Code =
    Code::new("asks-nothing", Severity::Warning, include_str!("../explain/asks-nothing.md"));

/// A situation without an outcome.
pub(super) static GAP: Code = Code::new("gap", Severity::Blocking, include_str!("../explain/gap.md"));

/// A situation with two routes.
pub(super) static OVERLAP: Code = Code::new("overlap", Severity::Blocking, include_str!("../explain/overlap.md"));

/// A stop that can never be the first to match.
pub(super) static DEAD_STOP: Code = Code::new("dead-stop", Severity::Blocking, include_str!("../explain/dead-stop.md"));

/// A route that stops never let through.
pub(super) static DEAD_ROUTE: Code =
    Code::new("dead-route", Severity::Blocking, include_str!("../explain/dead-route.md"));

/// Rules that could not be proved within the steps.
pub(super) static TOO_COMPLEX: Code =
    Code::new("too-complex", Severity::Blocking, include_str!("../explain/too-complex.md"));

/// A question without a way for those who are not sure.
pub(super) static NO_NOT_SURE: Code =
    Code::new("no-not-sure", Severity::Blocking, include_str!("../explain/no-not-sure.md"));

/// A "not sure" that leads to something better than an answer would.
pub(super) static HOPEFUL_NOT_SURE: Code =
    Code::new("hopeful-not-sure", Severity::Blocking, include_str!("../explain/hopeful-not-sure.md"));

/// An outcome that does not say what happens next.
pub(super) static INCOMPLETE_OUTCOME: Code =
    Code::new("incomplete-outcome", Severity::Blocking, include_str!("../explain/incomplete-outcome.md"));

/// A callout that leaves open what it is for.
pub(super) static VAGUE_CALLOUT: Code =
    Code::new("vague-callout", Severity::Warning, include_str!("../explain/vague-callout.md"));

/// An outcome that nobody reaches.
pub(super) static UNREACHABLE_OUTCOME: Code =
    Code::new("unreachable-outcome", Severity::Error, include_str!("../explain/unreachable-outcome.md"));

/// Steps that lead back to themselves.
pub(super) static STEP_LOOP: Code = Code::new("step-loop", Severity::Blocking, include_str!("../explain/step-loop.md"));

/// Guides that need each other's answers.
pub(super) static GUIDE_CYCLE: Code =
    Code::new("guide-cycle", Severity::Blocking, include_str!("../explain/guide-cycle.md"));

/// An answer that another guide never gives.
pub(super) static DEAD_ANSWER: Code =
    Code::new("dead-answer", Severity::Blocking, include_str!("../explain/dead-answer.md"));

/// A guide that is too large for people.
pub(super) static LARGE_GUIDE: Code =
    Code::new("large-guide", Severity::Warning, include_str!("../explain/large-guide.md"));

/// A situation with another outcome than expected.
pub(super) static FAILING_SCENARIO: Code =
    Code::new("failing-scenario", Severity::Error, include_str!("../explain/failing-scenario.md"));

/// A situation that says too little.
pub(super) static UNFINISHED_SCENARIO: Code =
    Code::new("unfinished-scenario", Severity::Error, include_str!("../explain/unfinished-scenario.md"));

/// Rules, outcomes and edges that no scenario tries.
pub(super) static UNTESTED: Code = Code::new("untested", Severity::Warning, include_str!("../explain/untested.md"));

/// The address or the number of a person.
pub(super) static PERSONAL_DATA: Code =
    Code::new("personal-data", Severity::Warning, include_str!("../explain/personal-data.md"));

/// A project of the plan of record that nobody has looked at for longer than its rhythm.
pub(super) static UNCHECKED_PROJECT: Code =
    Code::new("unchecked-project", Severity::Warning, include_str!("../explain/unchecked-project.md"));

/// A guide whose rules hold only from a day to come.
pub(super) static EARLY_GUIDE: Code =
    Code::new("early-guide", Severity::Note, include_str!("../explain/early-guide.md"));

/// A guide whose review is overdue.
pub(super) static OVERDUE_GUIDE: Code =
    Code::new("overdue-guide", Severity::Warning, include_str!("../explain/overdue-guide.md"));

/// Braces of a reply that do not close, or stand inside each other.
pub(super) static BROKEN_BLANK: Code =
    Code::new("broken-blank", Severity::Blocking, include_str!("../explain/broken-blank.md"));

/// A blank that the sender fills and nobody reads.
pub(super) static UNUSED_BLANK: Code =
    Code::new("unused-blank", Severity::Error, include_str!("../explain/unused-blank.md"));

/// A number of asks that is not the number of lines.
pub(super) static WRONG_COUNT: Code =
    Code::new("wrong-count", Severity::Error, include_str!("../explain/wrong-count.md"));

/// A day that comes after the last day for filing.
pub(super) static LATE_DATE: Code = Code::new("late-date", Severity::Error, include_str!("../explain/late-date.md"));

/// A reply that was written for another kind of outcome.
pub(super) static STALE_REPLY: Code =
    Code::new("stale-reply", Severity::Blocking, include_str!("../explain/stale-reply.md"));

/// A reply that raises hopes without the callout near its top.
pub(super) static REPLY_WITHOUT_CALLOUT: Code =
    Code::new("reply-without-callout", Severity::Blocking, include_str!("../explain/reply-without-callout.md"));

/// Outcomes that no reply tells.
pub(super) static NO_REPLY: Code = Code::new("no-reply", Severity::Warning, include_str!("../explain/no-reply.md"));

/// Somebody is said to decide who does not.
pub(super) static NOT_A_DECIDER: Code =
    Code::new("not-a-decider", Severity::Blocking, include_str!("../explain/not-a-decider.md"));

/// More asks than can have a page for each set of them.
pub(super) static TOO_MANY_ASKS: Code =
    Code::new("too-many-asks", Severity::Warning, include_str!("../explain/too-many-asks.md"));
