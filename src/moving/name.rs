//! The names by which links and texts mean something of the rules, under its new id: `guide:money#notice`,
//! `outcome:money/too-late`, `{{#no-guarantee money/may-file}}`.

use crate::moving::request::Part;

use std::ops::Range;

/// Directives of which the argument is a guide, or an outcome as `guide/outcome`.
const DIRECTIVES: [&str; 4] = ["guide", "outcome", "no-guarantee", "eligibility-table"];

/// A name such as `guide:money#notice` as it is now, if it means what has another name.
pub(super) fn reference(part: &Part, new: &str, text: &str) -> Option<String> {
    let (scheme, name) = text.split_once(':')?;
    match scheme {
        "outcome" => Some(format!("outcome:{}", bare(part, new, name)?)),
        "guide" => {
            let (guide, place) = name.split_once('#').map_or((name, None), |(guide, place)| (guide, Some(place)));
            let place = match (part, place) {
                (Part::Guide(old), place) => {
                    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
                    return (guide == old).then(|| format!("guide:{new}{place}"));
                }
                (_, place) => place?,
            };
            Some(format!("guide:{guide}#{}", in_guide(part, new, guide, place)?))
        }
        _ => None,
    }
}

/// A place of a guide, such as `amount/who=rep,kind=small`.
fn in_guide(part: &Part, new: &str, guide: &str, place: &str) -> Option<String> {
    match part {
        Part::Outcome(of, id) if of == guide => {
            (place.strip_prefix("outcome/")? == id).then(|| format!("outcome/{new}"))
        }
        Part::Question(of, id) if of == guide => {
            let (head, given) = place.split_once('/').map_or((place, None), |(head, given)| (head, Some(given)));
            let head = if head == id { new } else { head };
            let pair = |pair: &str| match pair.split_once('=') {
                Some((question, answer)) if question == id => format!("{new}={answer}"),
                _ => pair.to_string(),
            };
            let given = given.map(|given| given.split(',').map(pair).collect::<Vec<_>>().join(","));
            let made = given.map_or_else(|| head.to_string(), |given| format!("{head}/{given}"));
            (made != place).then_some(made)
        }
        Part::Answer(of, question, id) if of == guide => {
            let (head, given) = place.split_once('/')?;
            let old = format!("{question}={id}");
            let pair = |pair: &str| if pair == old { format!("{question}={new}") } else { pair.to_string() };
            let made = format!("{head}/{}", given.split(',').map(pair).collect::<Vec<_>>().join(","));
            (made != place).then_some(made)
        }
        _ => None,
    }
}

/// `guide` or `guide/outcome` as it is now, if it means what has another name.
pub(super) fn bare(part: &Part, new: &str, text: &str) -> Option<String> {
    let (guide, outcome) = text.split_once('/').map_or((text, None), |(guide, outcome)| (guide, Some(outcome)));
    match part {
        Part::Guide(old) if guide == old => {
            Some(outcome.map_or_else(|| new.to_string(), |outcome| format!("{new}/{outcome}")))
        }
        Part::Outcome(of, id) if guide == of && outcome == Some(id) => Some(format!("{guide}/{new}")),
        _ => None,
    }
}

/// Where a text names it, and how it is named now.
pub(super) fn in_text(part: &Part, new: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for scheme in ["guide:", "outcome:"] {
        for (at, _) in text.match_indices(scheme) {
            let is_whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
            let rest = &text[at..];
            let is_name = |c: char| c.is_ascii_alphanumeric() || "-_#/=,:".contains(c);
            let len = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let name = rest[..len].trim_end_matches([',', ':']);
            if let Some(now) = reference(part, new, name).filter(|_| is_whole) {
                found.push((at..at + name.len(), now));
            }
        }
    }
    for (at, _) in text.match_indices("{{#") {
        let Some((inner, _)) = text[at + 3..].split_once("}}") else { continue };
        let Some((name, argument)) = inner.split_once(char::is_whitespace) else { continue };
        let argument = argument.trim();
        if let Some(now) = bare(part, new, argument).filter(|_| DIRECTIVES.contains(&name)) {
            let start = at + 3 + inner.len() - inner[name.len()..].trim_start().len();
            found.push((start..start + argument.len(), now));
        }
    }
    found
}
