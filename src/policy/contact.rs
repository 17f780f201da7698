//! What looks like the e-mail address or the phone number of a person, anywhere in a text, and those that are a role's.

use crate::data::At;
use crate::diagnostic::Diagnostic;
use crate::policy::codes;
use crate::policy::desk::Desk;
use crate::policy::reply::is_email;
use crate::policy::role::Role;
use crate::source::Source;
use crate::source::Span;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2_iter;

/// Names that are kept free for examples; nobody can have an address there.
const NOBODY: &[&str] = &["example.com", "example.org", "example.net", "example", "test", "invalid", "localhost"];
/// Endings of files, as in `photo@2x.png`.
const FILES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "json", "html"];
/// How many digits a number with its country has.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// The addresses and numbers of roles, in the form in which they are compared.
pub type Contacts = BTreeSet<Arc<str>>;

/// The contacts of all roles.
pub fn contacts(roles: &BTreeMap<Arc<str>, Role>) -> Contacts {
    roles.values().flat_map(|role| &role.contact).map(|contact| folded(contact).into()).collect()
}

/// Where a text has an address or a number that is no role's.
pub fn personal(text: &str, contacts: &Contacts) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr2_iter(b'@', b'+', text.as_bytes()) {
        let range = match text.as_bytes()[at] {
            b'@' => email(text, at),
            _ => phone(text, at),
        };
        let is_new = |range: &Range<usize>| found.last().is_none_or(|last| last.end <= range.start);
        found.extend(range.filter(|range| is_new(range) && !contacts.contains(&*folded(&text[range.clone()]))));
    }
    found
}

/// Says that it is there.
pub fn personal_data(text: &str, span: Span) -> Diagnostic {
    let what = if text.contains('@') { "e-mail address" } else { "phone number" };
    Diagnostic::at(&codes::PERSONAL_DATA, span, format!("`{text}` is the {what} of no role"))
        .help("name the role and link to it; if this is the public address of a role, add it to its `contact:` in `roles.yaml`")
}

/// Looks through a file of rules, comments too.
pub(super) fn in_file(source: &Source, contacts: &Contacts) -> Vec<Diagnostic> {
    let text = &source.text;
    personal(text, contacts).into_iter().map(|range| personal_data(&text[range.clone()], source.span(range))).collect()
}

/// Says which contact of a role is neither an address nor a number.
pub(super) fn check(desk: &mut Desk<'_>, contact: &At<String>) {
    let text = contact.value.trim();
    let is_number = || text.starts_with('+') && phone(text, 0).is_some_and(|range| range.end == text.len());
    if !is_email(text) && !is_number() {
        let message = format!("`{}` is neither an e-mail address nor a phone number", contact.value);
        desk.say(&codes::BAD_VALUE, &contact.range, message).help =
            Some("write `team@example.org`, or a number with its country: `+1 202 555 0100`".into());
    }
}

/// Addresses in small letters, numbers without what stands between their digits.
fn folded(contact: &str) -> String {
    match contact.contains('@') {
        true => contact.trim().to_lowercase(),
        false => contact.chars().filter(|c| c.is_ascii_digit()).collect(),
    }
}

/// The address around an `@`.
fn email(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: &char| c.is_alphanumeric() || "._%+-".contains(*c);
    let is_host = |c: &char| c.is_alphanumeric() || ".-".contains(*c);
    let before: usize = text[..at].chars().rev().take_while(is_local).map(char::len_utf8).sum();
    let after: usize = text[at + 1..].chars().take_while(is_host).map(char::len_utf8).sum();
    let host = text[at + 1..at + 1 + after].trim_end_matches(['.', '-']);
    let local = text[at - before..at].trim_start_matches(['.', '-', '+']);
    let ending = host.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let is_name = ending.chars().count() >= 2 && ending.chars().all(char::is_alphabetic);
    // `https://name@host/` and `git@host:path` name a place, and no person.
    let is_place = text[..at - local.len()].ends_with("//") || local == "git";
    let host_folded = host.to_ascii_lowercase();
    let is_nobody = NOBODY
        .iter()
        .any(|nobody| host_folded.strip_suffix(nobody).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    let is_address = !local.is_empty() && is_name && !is_place && !is_nobody && !FILES.contains(&&*ending);
    is_address.then(|| at - local.len()..at + 1 + host.len())
}

/// The number that begins with a `+`.
fn phone(text: &str, at: usize) -> Option<Range<usize>> {
    if text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "+/=".contains(c)) {
        return None;
    }
    let rest = &text.as_bytes()[at + 1..];
    if !rest.first()?.is_ascii_digit() {
        return None;
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b" -.()/".contains(byte)).count();
    let last = rest[..length].iter().rposition(u8::is_ascii_digit)?;
    let is_cut = rest.get(last + 1).is_some_and(u8::is_ascii_alphabetic);
    let digits = rest[..=last].iter().filter(|byte| byte.is_ascii_digit()).count();
    (DIGITS.contains(&digits) && !is_cut).then(|| at..at + 2 + last)
}
