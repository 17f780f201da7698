//! Values that a sender puts into a reply: one line, nothing hidden, nothing that a mail or a page would run or obey.

use crate::policy::reply::model::Check;
use crate::policy::value;
use crate::policy::value::Value;

/// The longest value, in characters.
const LONGEST: usize = 300;

/// Says why a value cannot stand in a blank.
pub(super) fn check(check: Check, text: &str) -> Result<(), String> {
    harmless(text)?;
    let fits = match check {
        Check::Words => Ok(()),
        Check::Date | Check::Event if value::day(text).is_some() => Ok(()),
        Check::Date | Check::Event => Err("a day such as `2026-03-01`"),
        Check::Email if is_email(text) => Ok(()),
        Check::Email => Err("a mail address such as `organizer@example.org`"),
        Check::Link if is_link(text) => Ok(()),
        Check::Link => Err("an address such as `https://example.org/event`"),
        Check::Number if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(()),
        Check::Number => Err("a whole number"),
        Check::Amount if Value::read(text, None).is_ok() => Ok(()),
        Check::Amount => Err("a number with its unit, such as `200 USD`"),
    };
    fits.map_err(|wanted| format!("expected {wanted}, found `{text}`"))
}

fn harmless(text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("it is empty".to_string());
    }
    if text.contains(['\n', '\r']) {
        return Err("it has a line break; a value is one line".to_string());
    }
    if let Some(hidden) = text.chars().find(|c| c.is_control() || is_hidden(*c)) {
        return Err(format!("it has the hidden character U+{:04X}", u32::from(hidden)));
    }
    if let Some(mark) = ["[[", "]]", "{{", "}}"].into_iter().find(|mark| text.contains(mark)) {
        return Err(format!("it has `{mark}`, which stands for something to fill in"));
    }
    let lower = text.to_ascii_lowercase();
    if lower.contains("%0d") || lower.contains("%0a") || lower.contains("%00") {
        return Err("it has a line break that is written as `%0A` or `%0D`".to_string());
    }
    if text.chars().count() > LONGEST {
        return Err(format!("it is longer than {LONGEST} characters"));
    }
    Ok(())
}

/// Characters that turn the order of others round, split lines, or cannot be seen at all.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E007F}')
}

/// One bare address, without a name and without comments.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric();
    let dotted = |text: &str, also: &str| {
        text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| plain(c) || also.contains(c)))
    };
    text.len() <= 254 && dotted(local, "!#$%&'*+/=?^_`{|}~-") && dotted(domain, "-") && domain.contains('.')
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_graphic() && !"<>\"`\\{}|^".contains(c);
    rest.is_some_and(|rest| rest.contains('.') && rest.chars().all(is_plain))
}
