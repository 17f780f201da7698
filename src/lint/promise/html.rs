//! Raw HTML as a reader reads it: its words, the words of its attributes, and what it hides.

use std::ops::Range;

/// A part of raw HTML.
pub(in crate::lint) enum Piece {
    /// Words, entities decoded.
    Words(String),
    /// The end of a block.
    Break,
    /// The words of an attribute that readers see or hear.
    Attribute(String),
    /// What a comment `promise-ok:` says.
    Mark(String),
}

/// A part with its place in the HTML.
pub(in crate::lint) type Placed = (Piece, Range<usize>);

/// What is open from one stretch of raw HTML to the next.
#[derive(Default)]
pub(in crate::lint) struct Html {
    /// The element whose content is no text.
    silent: Option<String>,
    /// Open elements that hide what is in them from readers, each with how many of its name are open in it.
    hiding: Vec<(String, usize)>,
}

/// Elements whose content is no text.
const SILENT: &[&str] = &["script", "style", "template"];
/// Elements that end no block.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "tspan", "u", "var", "wbr",
];
/// Attributes that readers see or hear.
const SAID: &[&str] = &["alt", "title", "aria-label", "placeholder", "label", "summary"];

impl Html {
    /// Are we within a script or a style sheet?
    pub(super) fn is_silent(&self) -> bool {
        self.silent.is_some()
    }

    /// Is something open that hides what is in it until the reader does something?
    pub(super) fn hides(&self) -> bool {
        !self.hiding.is_empty()
    }

    /// Reads a stretch.
    pub(in crate::lint) fn read(&mut self, html: &str) -> Vec<Placed> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
            at += if let Some(comment) = rest.strip_prefix("<!--") {
                let len = comment.find("-->").unwrap_or(comment.len());
                let end = (len + 7).min(rest.len());
                pieces.extend(mark(&comment[..len]).map(|words| (Piece::Mark(words), at..at + end)));
                end
            } else if is_tag(rest) {
                let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                self.tag(&rest[..end], at, &mut pieces);
                end
            } else {
                let sign = rest.chars().next().map_or(1, char::len_utf8);
                let end = rest[sign..].find('<').map_or(rest.len(), |next| next + sign);
                if self.silent.is_none() {
                    words(&rest[..end], at, &mut pieces);
                }
                end
            };
        }
        pieces
    }

    fn tag(&mut self, tag: &str, at: usize, pieces: &mut Vec<Placed>) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let name_end = inside.find(|sign: char| sign.is_whitespace() || sign == '/').unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        if self.silent.as_ref().is_some_and(|open| !(is_end && *open == name)) {
            return;
        }
        self.silent = (!is_end && SILENT.contains(&name.as_str())).then(|| name.clone());
        let attributes = if is_end { Vec::new() } else { attributes(&inside[name_end..]) };
        self.hide(&name, is_end, &attributes);
        if !INLINE.contains(&name.as_str()) {
            pieces.push((Piece::Break, at..at));
        }
        let said = attributes.into_iter().filter(|(name, _)| SAID.contains(&name.as_str()));
        pieces.extend(said.map(|(_, value)| (Piece::Attribute(value), at..at + tag.len())));
    }

    fn hide(&mut self, name: &str, is_end: bool, attributes: &[(String, String)]) {
        if let Some(place) = self.hiding.iter().position(|(open, _)| open == name) {
            match is_end {
                true if self.hiding[place].1 == 0 => self.hiding.truncate(place),
                true => self.hiding[place].1 -= 1,
                false => self.hiding[place].1 += 1,
            }
        } else if !is_end && (name == "details" || attributes.iter().any(|(name, value)| is_hiding(name, value))) {
            self.hiding.push((name.to_string(), 0));
        }
    }
}

fn is_hiding(name: &str, value: &str) -> bool {
    let style = value.to_ascii_lowercase().replace(' ', "");
    name == "hidden" || (name == "style" && (style.contains("display:none") || style.contains("visibility:hidden")))
}

fn is_tag(rest: &str) -> bool {
    let after = rest.strip_prefix('<').map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    after.is_some_and(|after| after.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '!' || sign == '?'))
}

/// `promise-ok: REASON until=2026-06-30`
fn mark(comment: &str) -> Option<String> {
    comment.trim().strip_prefix("promise-ok").map(|words| words.trim_start_matches(':').trim().to_string())
}

/// Words, and each decoded entity by itself, so that the others keep their places.
fn words(text: &str, at: usize, pieces: &mut Vec<Placed>) {
    let mut done = 0;
    for (start, _) in text.match_indices('&') {
        let entity = text[start..].find(';').map(|len| &text[start..=start + len]);
        let Some((entity, sign)) = entity.and_then(|entity| Some((entity, decoded(entity)?))) else { continue };
        pieces.push((Piece::Words(text[done..start].to_string()), at + done..at + start));
        done = start + entity.len();
        pieces.push((Piece::Words(sign.to_string()), at + start..at + done));
    }
    pieces.push((Piece::Words(text[done..].to_string()), at + done..at + text.len()));
}

fn decoded(entity: &str) -> Option<char> {
    let name = entity.trim_start_matches('&').trim_end_matches(';');
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" | "rsquo" | "lsquo" => '\'',
        "quot" | "ldquo" | "rdquo" => '"',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "shy" | "zwj" | "zwnj" => '\u{AD}',
        "mdash" | "ndash" => '–',
        "euro" => '€',
        "pound" => '£',
        _ => return None,
    })
}

/// Names and values; a value is without its quotes.
fn attributes(inside: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(first) = rest.chars().next() {
        let len = rest[first.len_utf8()..].find(|sign: char| sign.is_whitespace() || sign == '=');
        let len = len.map_or(rest.len(), |len| len + first.len_utf8());
        let name = rest[..len].trim_matches('/').to_ascii_lowercase();
        rest = rest[len..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''));
            let text = quote.map_or(after, |_| &after[1..]);
            let end = match quote {
                Some(quote) => text.find(quote),
                None => text.find(char::is_whitespace),
            };
            let end = end.unwrap_or(text.len());
            value = plain(&text[..end]);
            rest = text[end..].trim_start_matches(['"', '\'']).trim_start();
        }
        if !name.is_empty() {
            found.push((name, value));
        }
    }
    found
}

fn plain(text: &str) -> String {
    let mut pieces = Vec::new();
    words(text, 0, &mut pieces);
    let said = |(piece, _): &Placed| if let Piece::Words(words) = piece { words.clone() } else { String::new() };
    pieces.iter().map(said).collect()
}
