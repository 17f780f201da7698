//! A text into sentences, and a sentence into words in one form: small letters, no accents, no signs that nobody sees.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    /// At most a space.
    #[default]
    None,
    /// A comma.
    Comma,
    /// A colon, a dash, a bracket, the end of a line.
    Strong,
    /// A semicolon.
    Semicolon,
}

/// A word in one form.
#[derive(Debug, Clone)]
pub(super) struct Raw<'t> {
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
    /// The word.
    pub(super) word: Cow<'t, str>,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// A sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Raws<'t> {
    /// Its words.
    pub(super) words: Vec<Raw<'t>>,
    /// It asks.
    pub(super) is_question: bool,
}

/// Words after which a full stop ends no sentence.
const SHORT: &[&str] = &["approx", "ca", "dr", "mr", "mrs", "ms", "nr", "vs", "etc", "bzw", "inkl", "sra", "prof"];

/// Few sentences have more words.
const USUAL: usize = 24;

/// Splits a text.
pub(super) fn sentences(text: &str) -> Vec<Raws<'_>> {
    let mut splitter = Splitter { done: Vec::new(), now: Raws::default(), gap: Gap::None };
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        // Most signs are small letters or spaces, and a space says nothing.
        at = match byte {
            b' ' => at + 1,
            b'a'..=b'z' | b'0'..=b'9' => splitter.plain(text, at),
            _ => splitter.any(text, at),
        };
    }
    splitter.end(false);
    splitter.done
}

/// Where the word ends that goes on at a place.
fn word_end(text: &str, mut end: usize) -> usize {
    loop {
        end += text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match text[end..].chars().next() {
            Some(sign) if belongs(text, end, sign) => end += sign.len_utf8(),
            _ => return end,
        }
    }
}

/// Is a sign a part of the word before it? Plain letters and digits are known to be.
fn belongs(text: &str, at: usize, sign: char) -> bool {
    let is_letter = || sign.is_alphanumeric() || is_hidden(sign) || is_combining_mark(sign);
    joins(text, at, sign) || !sign.is_ascii() && is_letter()
}

struct Splitter<'t> {
    done: Vec<Raws<'t>>,
    now: Raws<'t>,
    gap: Gap,
}

impl<'t> Splitter<'t> {
    /// Takes a word that begins with a small letter or a digit; says where it ends.
    fn plain(&mut self, text: &'t str, start: usize) -> usize {
        let is_plain = |byte: &&u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
        let end = start + text.as_bytes()[start..].iter().take_while(is_plain).count();
        if text.as_bytes().get(end).is_none_or(|next| *next == b' ') {
            // Nothing follows that could belong to it, and it is in its one form already.
            self.push(start..end, Cow::Borrowed(&text[start..end]));
            return end;
        }
        let end = word_end(text, end);
        self.word(text, start..end);
        end
    }

    /// Takes whatever stands at a place; says where it ends.
    fn any(&mut self, text: &'t str, start: usize) -> usize {
        let Some(sign) = text[start..].chars().next() else { return text.len() };
        let end = start + sign.len_utf8();
        if sign.is_alphanumeric() {
            let end = word_end(text, end);
            self.word(text, start..end);
            return end;
        }
        if !is_hidden(sign) {
            self.sign(text, start, sign);
        }
        end
    }

    fn word(&mut self, text: &'t str, at: Range<usize>) {
        let word = folded(&text[at.clone()]);
        self.push(at, word);
    }

    fn push(&mut self, at: Range<usize>, word: Cow<'t, str>) {
        if self.now.words.is_empty() {
            self.now.words.reserve(USUAL);
        }
        self.now.words.push(Raw { at, word, gap: std::mem::replace(&mut self.gap, Gap::None) });
    }

    fn sign(&mut self, text: &'t str, at: usize, sign: char) {
        let rest = &text[at + sign.len_utf8()..];
        let gap = match sign {
            ',' | '、' | '،' => Gap::Comma,
            ';' => Gap::Semicolon,
            ':' | '—' | '–' | '(' | ')' | '[' | ']' | '…' | '•' | '|' | '\n' | '→' => Gap::Strong,
            '"' | '“' | '„' | '«'
                if rest.starts_with(char::is_alphanumeric) && !text[..at].ends_with(char::is_alphanumeric) =>
            {
                Gap::Strong
            }
            '-' if text[..at].ends_with(char::is_whitespace) && rest.starts_with(char::is_whitespace) => Gap::Strong,
            '.' | '!' | '?' | '。' | '？' | '！' => return self.stop(text, at, sign, rest),
            '$' | '€' | '£' | '₹' | '¥' | '&' => return self.word(text, at..at + sign.len_utf8()),
            _ => return,
        };
        self.gap = self.gap.max(gap);
    }

    fn stop(&mut self, text: &str, at: usize, sign: char, rest: &str) {
        if self.now.words.is_empty() {
            self.gap = Gap::None;
            return;
        }
        let after = unmarked(rest);
        let ends = after.is_empty() || after.starts_with(char::is_whitespace);
        let goes_on = after.trim_start().starts_with(char::is_lowercase);
        let is_short = self.now.words.last().is_some_and(|last| last.at.end == at && is_short(&last.word, text, at));
        match sign {
            '.' if !ends || goes_on || is_short => {}
            _ if !ends && sign != '?' => {}
            '?' | '？' => self.end(true),
            _ => self.end(false),
        }
    }

    fn end(&mut self, is_question: bool) {
        self.gap = Gap::None;
        if !self.now.words.is_empty() {
            self.now.is_question = is_question;
            self.done.push(std::mem::take(&mut self.now));
        }
    }
}

/// What follows a few marks. Each of many full stops in a row looks only so far, or the work would grow with their square.
fn unmarked(rest: &str) -> &str {
    const MARKS: [char; 11] = ['"', '\'', '”', '’', '»', '“', ')', '*', '!', '?', '.'];
    const MOST: usize = 8;
    (0..MOST).fold(rest, |rest, _| rest.strip_prefix(MARKS).unwrap_or(rest))
}

/// `z. B.`, `e.g.`, `Dr.`: one letter after another full stop or alone, or a known one.
fn is_short(word: &str, text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(word).is_some_and(|before| before.ends_with('.'));
    SHORT.contains(&word) || (word.len() == 1 && before)
}

/// An apostrophe or a hyphen within a word, a full stop or a comma within a number.
fn joins(text: &str, at: usize, sign: char) -> bool {
    let next = || text[at + sign.len_utf8()..].chars().find(|sign| !is_hidden(*sign)).unwrap_or(' ');
    let before = || text[..at].chars().next_back().unwrap_or(' ');
    match sign {
        '\'' | '’' | '‘' | 'ʼ' | '′' | '＇' | '-' | '‐' | '‑' => next().is_alphanumeric(),
        '.' | ',' => before().is_ascii_digit() && next().is_ascii_digit(),
        _ => false,
    }
}

/// Signs that nobody sees: soft hyphens, spaces without width, marks of direction.
fn is_hidden(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{34F}')
}

/// A word in one form.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'\'')) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(word.len());
    for sign in word.nfkd().filter(|sign| !is_hidden(*sign)) {
        match sign {
            // `würde` is not `wurde`.
            '\u{308}' if folded.ends_with(['a', 'o', 'u']) => folded.push('e'),
            _ if is_combining_mark(sign) => {}
            '’' | '‘' | 'ʼ' | '′' | '＇' => folded.push('\''),
            '‐' | '‑' => folded.push('-'),
            'ß' => folded.push_str("ss"),
            _ => folded.extend(sign.to_lowercase()),
        }
    }
    Cow::Owned(folded)
}
