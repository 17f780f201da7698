//! A mail as an address that opens a mail program, and as a message in the form of RFC 5322 with text and HTML.

use crate::memo::Fingerprint;
use crate::policy::reply::forms;
use crate::policy::reply::letter::Letter;
use crate::policy::reply::words::LetterWords;

use jiff::civil::Date;
use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

/// How long an address for a mail program may be, in bytes. Longer ones are cut off by some programs.
pub(super) const LONGEST: usize = 1_900;

/// What stands in such an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An address that opens a mail program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailto {
    /// The address.
    pub address: String,
    /// How long the address of the whole mail is.
    pub bytes: usize,
}

impl Mailto {
    /// Has it the whole mail, or only the subject?
    pub fn is_whole(&self) -> bool {
        self.bytes <= LONGEST
    }
}

/// The address of a mail; of its subject alone if the whole would be longer than [`LONGEST`].
pub fn mailto(letter: &Letter, words: &LetterWords, to: Option<&str>) -> Mailto {
    let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let to = to.map_or_else(String::new, |to| utf8_percent_encode(to, PLAIN).to_string().replace("%40", "@"));
    let short = format!("mailto:{to}?subject={}", encoded(&forms::subject(letter)));
    let body = forms::text(letter, words).replace('\n', "\r\n");
    let whole = format!("{short}&body={}", encoded(&body));
    let bytes = whole.len();
    Mailto { address: if bytes <= LONGEST { whole } else { short }, bytes }
}

/// A message with text and HTML. Addresses are bare and have been checked.
pub fn message(letter: &Letter, words: &LetterWords, from: &str, to: Option<&str>, day: Date) -> String {
    let (text, html) = (forms::text(letter, words), forms::html(letter, words));
    let print = format!("{:032x}", Fingerprint::of(&(&text, &html, from, to, day)).0);
    let boundary = format!("=_{print}");
    let head = [
        format!("From: {from}"),
        format!("To: {}", to.unwrap_or("undisclosed-recipients:;")),
        header("Subject", &forms::subject(letter)),
        format!("Date: {}", day.strftime("%a, %d %b %Y 00:00:00 +0000")),
        format!("Message-ID: <{print}@{}>", from.rsplit('@').next().unwrap_or("localhost")),
        "MIME-Version: 1.0".to_string(),
        // Mail programs that know this open the message as a draft.
        "X-Unsent: 1".to_string(),
        format!("Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\""),
    ];
    let html =
        format!("<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"></head>\n<body>\n{html}</body>\n</html>\n");
    let part = |kind: &str, text: &str| {
        format!(
            "--{boundary}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
            quoted_printable(text)
        )
    };
    format!("{}\r\n\r\n{}{}--{boundary}--\r\n", head.join("\r\n"), part("text/plain", &text), part("text/html", &html))
}

/// A header: folded at spaces if it is plain, otherwise in encoded words of RFC 2047.
fn header(name: &str, text: &str) -> String {
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("=?");
    let longest = text.split(' ').map(str::len).max().unwrap_or(0);
    let words = match is_plain && longest < 70 {
        true => text.split(' ').map(str::to_string).collect(),
        false => encoded_words(text),
    };
    let mut lines = format!("{name}:");
    let mut used = lines.len();
    for word in words {
        if used + 1 + word.len() > 76 && used > 1 {
            lines.push_str("\r\n");
            used = 0;
        }
        lines.push_str(&format!(" {word}"));
        used += 1 + word.len();
    }
    lines
}

/// Encoded words that fit behind the name of the header, no letter cut in two.
fn encoded_words(text: &str) -> Vec<String> {
    const OPEN: &str = "=?utf-8?Q?";
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let mut bytes = [0; 4];
        let encoded: String = match c {
            ' ' => "_".to_string(),
            c if c.is_ascii_alphanumeric() => c.to_string(),
            c => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect(),
        };
        if OPEN.len() + word.len() + encoded.len() + 2 > 64 {
            words.push(format!("{OPEN}{word}?="));
            word.clear();
        }
        word.push_str(&encoded);
    }
    words.push(format!("{OPEN}{word}?="));
    words
}

/// Lines of at most 76 characters; what is cut ends with `=`, so nothing of it is lost.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut used = 0;
        let last = line.chars().count().saturating_sub(1);
        for (index, c) in line.chars().enumerate() {
            let mut bytes = [0; 4];
            let is_plain = matches!(c, '!'..='<' | '>'..='~') || (matches!(c, ' ' | '\t') && index < last);
            let encoded: String = match is_plain {
                true => c.to_string(),
                false => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect(),
            };
            if used + encoded.len() > 75 {
                out.push_str("=\r\n");
                used = 0;
            }
            used += encoded.len();
            out.push_str(&encoded);
        }
        out.push_str("\r\n");
    }
    out
}
