//! Replies filled in: no blank is left, nothing hidden gets in, and no header can be added.

use super::html;
use super::parts;
use crate::policy::small::DAY;

use caveat::diagnostic::Severity;
use caveat::policy;
use caveat::policy::File;
use caveat::policy::Letter;
use caveat::policy::LetterWords;
use caveat::policy::Sending;
use caveat::source::Source;

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

/// The blanks of the reply that is filled in.
const BLANKS: [&str; 4] = ["name", "mail", "day", "site"];

/// Makes a reply of the texts, and fills it in with the others.
pub(super) fn holds(data: &[u8]) -> Result<(), String> {
    let [subject, body, answer, by, values @ ..]: [String; 8] = parts::texts(data);
    let source = Source::new("content/policy/replies/money.yaml", reply([&subject, &body, &answer, &by]));
    let read = policy::read(&[File { path: "replies/money.yaml", source: &source }], DAY);
    if read.found.iter().any(|note| note.severity >= Severity::Blocking) {
        return Ok(());
    }
    let Some(reply) = read.value.replies.get("money") else { return Ok(()) };
    let said: Vec<(String, String)> = BLANKS.map(str::to_owned).into_iter().zip(values).collect();
    let words = LetterWords::of(&|name| Arc::from(name));
    let site = Some("https://example.org/h/");
    let (values, days) = (BTreeMap::new(), BTreeMap::new());
    let sending = Sending { values: &values, sent: None, event: None, site, days: &days, words: &words };
    let Ok(letter) = policy::send(&read.value, reply, &said, &sending) else { return Ok(()) };
    forms(&letter, &words)
}

fn reply(texts: [&String; 4]) -> String {
    let [subject, body, answer, by] = texts.map(|text| serde_json::json!(text).to_string());
    format!(
        "reply: money\ntitle: Money\nsubject: {subject}\nfill:\n  name: {{example: b}}\n  mail: {{example: o@example.org, \
         check: email}}\n  day: {{example: 2026-10-10, check: event}}\n  site: {{example: \"https://example.org\", check: \
         link}}\nbody: {body}\nchecklist:\n  - {{ask: money, answer: {answer}, owner: \"[[name]] [[mail]] [[day]] \
         [[site]]\", by: {by}, if_nothing: Nothing.}}\n"
    )
}

fn forms(letter: &Letter, words: &LetterWords) -> Result<(), String> {
    let (subject, text) = (policy::subject(letter), policy::text(letter, words));
    for form in [&subject, &text, &policy::markdown(letter, words), &policy::html(letter, words)] {
        if let Some(blank) = BLANKS.into_iter().find(|blank| form.contains(&format!("[[{blank}]]"))) {
            return Err(format!("the blank `{blank}` is left: {form:?}"));
        }
        let is_hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        let turns = |c: char| matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if let Some(hidden) = form.chars().find(|c| is_hidden(*c) || turns(*c)) {
            return Err(format!("U+{:04X} gets in: {form:?}", u32::from(hidden)));
        }
    }
    if subject.contains('\n') {
        return Err(format!("a subject of several lines: {subject:?}"));
    }
    markup(&policy::html(letter, words))?;
    mailto(letter, words, &subject, &text)?;
    message(&policy::message(letter, words, "o@example.org", Some("r@example.org"), DAY))
}

fn markup(form: &str) -> Result<(), String> {
    const KNOWN: [&str; 9] = ["p", "br", "ol", "ul", "li", "strong", "a", "blockquote", "em"];
    let tags = html::tags(form);
    html::balanced(&tags)?;
    html::addresses(&tags)?;
    match tags.iter().find(|tag| !KNOWN.contains(&tag.name.as_str()) || tag.attributes.iter().any(|a| a.0 != "href")) {
        Some(tag) => Err(format!("`<{}>` gets in: {form}", tag.name)),
        None => Ok(()),
    }
}

fn mailto(letter: &Letter, words: &LetterWords, subject: &str, text: &str) -> Result<(), String> {
    let made = policy::mailto(letter, words, Some("r@example.org"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~%:?&=@".contains(c);
    let mut parts = made.address.split_once("?subject=").map_or("", |(_, rest)| rest).split("&body=");
    let mut decoded = || parts.next().map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
    let (said, body) = (decoded(), decoded());
    let is_same = said.as_deref() == Some(subject) && body.is_none_or(|body| body == text.replace('\n', "\r\n"));
    match made.address.chars().all(plain) && parts.next().is_none() && is_same {
        true => Ok(()),
        false => Err(format!("an address that says something else: {}", made.address)),
    }
}

fn message(text: &str) -> Result<(), String> {
    const HEADERS: [&str; 8] =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "X-Unsent", "Content-Type"];
    let fails = |why: &str| Err(format!("{why}: {text:?}"));
    if text.replace("\r\n", "").contains(['\r', '\n']) || !text.is_ascii() {
        return fails("a line that ends otherwise, or a letter that is none of ASCII");
    }
    if text.split("\r\n").any(|line| line.len() > 998) {
        return fails("a line that is too long");
    }
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split_once(':').map_or(line, |(name, _)| name))
        .collect();
    if names == HEADERS { Ok(()) } else { fails("other headers than ours") }
}
