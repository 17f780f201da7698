//! The one way into HTML: a method for each context, so that a value never reaches markup unescaped.

/// HTML in the making.
#[derive(Default)]
pub(in crate::output) struct Html(String);

impl Html {
    /// With room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Markup that this program brings along.
    pub(in crate::output) fn markup(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Words, between tags.
    pub(in crate::output) fn text(&mut self, words: &str) {
        self.escaped(words, |byte| match byte {
            b'&' => Some("&amp;"),
            b'<' => Some("&lt;"),
            b'>' => Some("&gt;"),
            b'"' => Some("&quot;"),
            _ => None,
        });
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        self.value(value);
        self.0.push('"');
    }

    /// Words, between the quotes of an attribute.
    pub(super) fn value(&mut self, value: &str) {
        self.escaped(value, |byte| match byte {
            b'&' => Some("&amp;"),
            b'<' => Some("&lt;"),
            b'>' => Some("&gt;"),
            b'"' => Some("&quot;"),
            b'\'' => Some("&#x27;"),
            _ => None,
        });
    }

    /// An address, between the quotes of an attribute: what may not stand in one is percent-encoded.
    pub(super) fn url(&mut self, url: &str) {
        for &byte in url.as_bytes() {
            match byte {
                b'&' => self.0.push_str("&amp;"),
                b'\'' => self.0.push_str("&#x27;"),
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => self.0.push(byte as char),
                b'-' | b'_' | b'.' | b'+' | b'!' | b'*' | b'(' | b')' | b',' | b'%' | b'#' | b'@' | b'?' | b'='
                | b';' | b':' | b'/' | b'$' | b'~' => self.0.push(byte as char),
                _ => {
                    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
                    self.0.extend(['%', digit(byte >> 4), digit(byte & 15)]);
                }
            }
        }
    }

    /// A number.
    pub(super) fn number(&mut self, number: u32) {
        self.0.push_str(&number.to_string());
    }

    /// ` name="12"`.
    pub(super) fn measure(&mut self, name: &'static str, number: u32) {
        self.0.extend([" ", name, "=\""]);
        self.number(number);
        self.0.push('"');
    }

    /// HTML that the author of the page wrote.
    pub(super) fn authored(&mut self, html: &str) {
        self.0.push_str(html);
    }

    /// HTML that was written by another writer.
    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    /// Begins a new line unless one has just begun.
    pub(super) fn fresh_line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    /// Gives the element that was opened last another name, if nothing is in it yet.
    pub(super) fn retag(&mut self, from: &'static str, to: &'static str) -> bool {
        let open = self.0.rfind('<').filter(|at| self.0[*at..].starts_with(from) && self.0.ends_with('>'));
        let is_empty = open.is_some_and(|at| self.0[at..].find('>') == Some(self.0.len() - at - 1));
        if let Some(at) = open.filter(|_| is_empty) {
            self.0.replace_range(at..at + from.len(), to);
        }
        is_empty
    }

    /// The HTML.
    pub(in crate::output) fn finish(self) -> String {
        self.0
    }

    fn escaped(&mut self, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            if let Some(stand_in) = escape(byte) {
                self.0.push_str(&text[done..at]);
                self.0.push_str(stand_in);
                done = at + 1;
            }
        }
        self.0.push_str(&text[done..]);
    }
}
