//! How elements, attributes and texts are written, in HTML and in XML.

use memchr::memchr;

/// In which language markup is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Syntax {
    /// For browsers.
    Html,
    /// For readers of EPUB, which take nothing that is not well-formed.
    Xml,
}

/// The names of drawings that have capital letters, which HTML does not heed and XML does.
const CAPITALS: &[&str] = &[
    "attributeName",
    "attributeType",
    "baseFrequency",
    "clipPath",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
    "filterUnits",
    "foreignObject",
    "gradientTransform",
    "gradientUnits",
    "keyPoints",
    "keyTimes",
    "lengthAdjust",
    "linearGradient",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "preserveAspectRatio",
    "radialGradient",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "textPath",
    "viewBox",
];

/// A name inside a drawing, with its capitals.
pub(super) fn of_drawing(name: &str) -> &str {
    CAPITALS.iter().copied().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// Can an element or an attribute have this name in either language?
pub(super) fn is_name(name: &str) -> bool {
    let mut letters = name.bytes();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.'))
}

/// Writes a text.
pub(super) fn text(text: &str, into: &mut String) {
    escape(text, into, false);
}

/// Writes an attribute, with the space before it.
pub(super) fn attribute(name: &str, value: &str, into: &mut String) {
    into.push(' ');
    into.push_str(name);
    into.push_str("=\"");
    escape(value, into, true);
    into.push('"');
}

fn escape(text: &str, into: &mut String, quotes: bool) {
    // In UTF-8 they begin with this byte, which is rare in most texts.
    match memchr(0xef, text.as_bytes()) {
        Some(_) => text.split(FORBIDDEN).for_each(|part| escape_allowed(part, into, quotes)),
        None => escape_allowed(text, into, quotes),
    }
}

fn escape_allowed(text: &str, into: &mut String, quotes: bool) {
    let mut rest = text;
    let special = if quotes { &IN_VALUES } else { &IN_TEXTS };
    while let Some(at) = rest.bytes().position(|byte| special[usize::from(byte)]) {
        into.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'&' => into.push_str("&amp;"),
            b'<' => into.push_str("&lt;"),
            b'>' => into.push_str("&gt;"),
            b'"' => into.push_str("&quot;"),
            // No other sign of control may stand in XML, and none says anything in HTML.
            _ => {}
        }
        rest = &rest[at + 1..];
    }
    into.push_str(rest);
}

/// What may stand in no XML, beside signs of control.
const FORBIDDEN: [char; 2] = ['\u{fffe}', '\u{ffff}'];
/// The bytes that may not stand as they are in a text.
const IN_TEXTS: [bool; 256] = special(b"&<>");
/// The bytes that may not stand as they are in the value of an attribute.
const IN_VALUES: [bool; 256] = special(b"&<>\"");

const fn special(signs: &[u8]) -> [bool; 256] {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < b' ' {
        special[byte as usize] = !matches!(byte, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    let mut index = 0;
    while index < signs.len() {
        special[signs[index] as usize] = true;
        index += 1;
    }
    special
}
