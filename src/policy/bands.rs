//! Bands: cuts that rise, leave nothing out and share nothing, on every day that is known.

use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::guide::Band as WrittenBand;
use crate::policy::model::Answer;
use crate::policy::model::Band;
use crate::policy::model::Cut;
use crate::policy::model::Param;
use crate::policy::model::Question;
use crate::policy::value;
use crate::policy::value::Unit;
use crate::policy::value::Value;
use crate::policy::words;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

/// Reads the bands of a question.
pub(super) fn read(
    desk: &mut Desk<'_>,
    id: &At<String>,
    written: &At<Vec<WrittenBand>>,
    unit: Option<&Unit>,
    params: &BTreeMap<Arc<str>, Param>,
    as_of: Date,
) -> Vec<Answer> {
    let before = desk.found.len();
    let mut answers = Vec::new();
    for one in &written.value {
        let [(name, cuts)] = &one.0[..] else {
            let note = desk.say(
                &codes::BAD_BANDS,
                &written.range,
                format!("a band of `{}` is not one name with its cuts", id.value),
            );
            note.help = Some("write each band as `- small: {below: 500 USD}`".into());
            return answers;
        };
        let band = Band { from: None, below: None };
        let mut answer = Answer {
            id: name.value.as_str().into(),
            label: name.value.as_str().into(),
            band: None,
            span: desk.span(&name.range),
        };
        answer.band =
            Some(cuts.value.0.iter().fold(band, |band, (key, text)| cut(desk, band, key, text, unit, params)));
        answers.push(answer);
    }
    if desk.found.len() == before {
        whole(desk, id, written, &mut answers, as_of);
    }
    answers
}

fn cut(
    desk: &mut Desk<'_>,
    mut band: Band,
    key: &At<String>,
    text: &At<String>,
    unit: Option<&Unit>,
    params: &BTreeMap<Arc<str>, Param>,
) -> Band {
    let slot = match key.value.as_str() {
        "from" => &mut band.from,
        "below" => &mut band.below,
        other => {
            let message = format!(
                "`{other}` is no cut of a band: with it, exactly {} would belong to nobody or to two",
                text.value
            );
            let note = desk.say(&codes::BAND_HOLE, &key.range, message);
            note.help = Some(format!(
                "there is only `below: {0}` (without {0} itself) and `from: {0}` ({0} and more)",
                text.value
            ));
            return band;
        }
    };
    let span = desk.span(&text.range);
    if let Some(param) = params.get(text.value.as_str()) {
        let values = param.values.iter().map(|dated| (dated.from, dated.value.clone())).collect();
        *slot = Some(Cut { param: Some(text.value.as_str().into()), values, span });
        return band;
    }
    if text.value.starts_with(|c: char| c.is_ascii_lowercase()) {
        desk.unknown("parameter", text, params.keys().map(|name| &**name));
        return band;
    }
    match Value::read(&text.value, unit) {
        Ok(value) => *slot = Some(Cut { param: None, values: vec![(Date::MIN, value)], span }),
        Err(why) => drop(desk.say(&codes::BAD_VALUE, &text.range, why)),
    }
    band
}

/// All that must hold of the bands together.
fn whole(desk: &mut Desk<'_>, id: &At<String>, written: &At<Vec<WrittenBand>>, answers: &mut [Answer], as_of: Date) {
    let bands: Vec<&Band> = answers.iter().filter_map(|answer| answer.band.as_ref()).collect();
    if let Some(why) = form(&bands) {
        let label = answers.first().map_or_else(|| desk.span(&written.range), |first| first.span);
        let message = format!("the bands of `{}` are no rising list: {why}", id.value);
        let note = desk.say(&codes::BAD_BANDS, &id.range, message);
        note.labels.push((label, "the first band".into()));
        note.help = Some(
            "begin with a band that is open below (`below: A`), go on with `from: A, below: B`, end with `from: B`"
                .into(),
        );
        return;
    }
    if let Some(note) = units(&bands) {
        desk.put(note);
        return;
    }
    if let Some(fault) = fault(answers, as_of) {
        desk.put(fault.note(&id.value));
        return;
    }
    let days: BTreeSet<Date> = bands
        .iter()
        .flat_map(|band| band.from.iter().chain(&band.below))
        .flat_map(|cut| cut.values.iter().map(|(day, _)| *day))
        .filter(|day| *day > as_of)
        .collect();
    if let Some((day, fault)) = days.into_iter().find_map(|day| Some((day, fault(answers, day)?))) {
        desk.put(fault.later(&id.value, day));
    }
    for answer in answers {
        if let Some(label) = answer.band.as_ref().and_then(|band| words::band(band, as_of)) {
            answer.label = label.into();
        }
    }
}

fn form(bands: &[&Band]) -> Option<String> {
    match bands {
        [] => return Some("there is none".into()),
        [_] => return Some("there is only one, so there is nothing to ask".into()),
        _ => {}
    }
    let last = bands.len() - 1;
    for (index, band) in bands.iter().enumerate() {
        if index > 0 && band.from.is_none() {
            return Some(format!("band {} has no `from`", index + 1));
        }
        if index < last && band.below.is_none() {
            return Some(format!("band {} has no `below`, and is not the last", index + 1));
        }
    }
    None
}

fn cuts<'a>(bands: &[&'a Band]) -> Vec<&'a Cut> {
    bands.iter().flat_map(|band| band.from.iter().chain(&band.below)).collect()
}

fn units(bands: &[&Band]) -> Option<Diagnostic> {
    let cuts = cuts(bands);
    let unit = |cut: &Cut| cut.values.first().map(|(_, value)| value.unit.clone());
    let first = *cuts.first()?;
    let other = cuts.iter().find(|cut| match (unit(first), unit(cut)) {
        (Some(one), Some(other)) => !one.compares(&other),
        _ => false,
    })?;
    let (one, two) = (unit(first)?, unit(other)?);
    let message = format!("values in {two} and in {one} cannot be compared");
    let note = Diagnostic::at(&codes::MIXED_UNITS, other.span, message).label(first.span, format!("in {one}"));
    Some(note.help("use one unit for all bands of a question; amounts are never converted"))
}

/// What is wrong with bands on one day.
struct Fault {
    words: String,
    hole: bool,
    at: Span,
    other: Span,
}

impl Fault {
    fn note(self, question: &str) -> Diagnostic {
        let code = if self.hole { &codes::BAND_HOLE } else { &codes::BAND_OVERLAP };
        let note =
            Diagnostic::at(code, self.at, format!("{question}: {}", self.words)).label(self.other, "and this cut");
        note.help("let each band begin where the one before ends: the same value in `below` and in the next `from`")
    }

    fn later(self, question: &str, day: Date) -> Diagnostic {
        let message = format!("from {day} on, {question}: {}", self.words);
        let note = Diagnostic::at(&codes::BREAKS_LATER, self.at, message).label(self.other, "and this cut");
        note.help("the guide holds today and breaks on that day: use one parameter for both cuts, or mend the value that begins then")
    }
}

fn fault(answers: &[Answer], day: Date) -> Option<Fault> {
    let bands: Vec<&Band> = answers.iter().filter_map(|answer| answer.band.as_ref()).collect();
    for pair in bands.windows(2) {
        let (Some(end), Some(start)) = (&pair[0].below, &pair[1].from) else { continue };
        let (Some(below), Some(from)) = (end.on(day), start.on(day)) else { continue };
        if below.base() != from.base() {
            let hole = below.base() < from.base();
            let words = match hole {
                true => format!("from {below} to less than {from} belongs to no band"),
                false => format!("from {from} to less than {below} belongs to two bands"),
            };
            return Some(Fault { words, hole, at: start.span, other: end.span });
        }
    }
    bands.iter().find_map(|band| {
        let (from, below) = (band.from.as_ref()?, band.below.as_ref()?);
        let (start, end) = (from.on(day)?, below.on(day)?);
        (start.base() >= end.base()).then(|| Fault {
            words: format!("a band from {start} to less than {end} is empty"),
            hole: false,
            at: below.span,
            other: from.span,
        })
    })
}

/// The answer that somebody means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    /// The answer's number; nothing for "not sure".
    pub(super) answer: Option<usize>,
    /// The value, if one was given.
    pub(super) value: Option<Value>,
    /// It is a day before the day of asking.
    pub(super) past: bool,
}

/// The answer that a text means on a day: an answer's id, a value, a day, or `not-sure`.
pub(super) fn place(question: &Question, text: &str, day: Date) -> Result<Placed, String> {
    if text == "not-sure" {
        return Ok(Placed { answer: None, value: None, past: false });
    }
    if let Some(answer) = question.answers.iter().position(|answer| *answer.id == *text) {
        return Ok(Placed { answer: Some(answer), value: None, past: false });
    }
    let Some(unit) = unit_of(question) else {
        let known: Vec<&str> = question.answers.iter().map(|answer| &*answer.id).collect();
        let near = crate::diagnostic::nearest(text, known.iter().copied());
        let hint = near.map_or_else(|| ".".to_string(), |near| format!("; did you mean `{near}`?"));
        return Err(format!("`{}` has no answer `{text}`{hint} There is {}", question.id, known.join(", ")));
    };
    let mut value = Value::read(text, Some(&unit))?;
    let mut past = false;
    if value.unit == Unit::Date && unit.compares(&Unit::Days) {
        let event = value::day(text.trim()).unwrap_or(day);
        value = Value { amount: value::days_between(day, event), unit: Unit::Days };
        past = value.amount.is_negative();
    }
    if !value.unit.compares(&unit) {
        return Err(format!(
            "`{text}` is in {} and `{}` asks in {unit}: they are not compared, and amounts never converted",
            value.unit, question.id
        ));
    }
    let answer = fitting(question, &value, day)
        .ok_or_else(|| format!("`{text}` lies in no band of `{}` on {day}", question.id))?;
    let has_floor =
        question.answers.first().is_some_and(|first| first.band.as_ref().is_some_and(|band| band.from.is_some()));
    if value.amount.is_negative() && !past && !has_floor && value.unit != Unit::Date {
        return Err(format!("`{text}` is less than nothing"));
    }
    Ok(Placed { answer: Some(answer), value: Some(value), past })
}

/// The parameter that has no value on a day and that a band of the question needs.
pub(super) fn lacks(question: &Question, day: Date) -> Option<Arc<str>> {
    let bands = question.answers.iter().filter_map(|answer| answer.band.as_ref());
    let mut cuts = bands.flat_map(|band| band.from.iter().chain(&band.below));
    cuts.find(|cut| cut.on(day).is_none())?.param.clone()
}

/// The unit in which a question with bands is answered.
pub(super) fn unit_of(question: &Question) -> Option<Unit> {
    let bands = question.answers.iter().filter_map(|answer| answer.band.as_ref());
    let mut cuts = bands.flat_map(|band| band.from.iter().chain(&band.below));
    cuts.find_map(|cut| Some(cut.values.first()?.1.unit.clone()))
}

fn fitting(question: &Question, value: &Value, day: Date) -> Option<usize> {
    question.answers.iter().position(|answer| {
        let Some(band) = &answer.band else { return false };
        let above = match &band.from {
            Some(cut) => cut.on(day).is_some_and(|from| from.base() <= value.base()),
            None => true,
        };
        let under = match &band.below {
            Some(cut) => cut.on(day).is_some_and(|below| value.base() < below.base()),
            None => true,
        };
        above && under
    })
}
