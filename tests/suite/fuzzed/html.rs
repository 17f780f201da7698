//! Looks at a page as a browser reads it: tags, attributes, and where addresses lead.

use html5gum::DefaultEmitter;
use html5gum::Token;
use html5gum::Tokenizer;

/// Elements that have no end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// The kinds of addresses that a browser may follow, without those that run or show what they carry.
const SAFE: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "xmpp", "irc", "ircs", "matrix", "webcal", "git",
    "ssh", "news", "urn", "doi",
];

/// A start tag or an end tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) is_end: bool,
    closes_itself: bool,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// All tags of a page.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter);
    let tag = |token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
            Some(Tag { name: text(&tag.name), attributes, is_end: false, closes_itself: tag.self_closing })
        }
        Token::EndTag(tag) => {
            Some(Tag { name: text(&tag.name), attributes: Vec::new(), is_end: true, closes_itself: false })
        }
        _ => None,
    };
    tokens.filter_map(|Ok(token)| tag(token)).collect()
}

/// Each element is ended, in order.
pub(crate) fn balanced(tags: &[Tag]) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name.as_str()) && !tag.closes_itself) {
        if !tag.is_end {
            open.push(&tag.name);
        } else if open.pop() != Some(&tag.name) {
            return Err(format!("`</{}>` ends something else, within {open:?}", tag.name));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("these are never ended: {open:?}")) }
}

/// No address runs anything.
pub(crate) fn addresses(tags: &[Tag]) -> Result<(), String> {
    const POINTS: [&str; 6] = ["href", "src", "xlink:href", "action", "formaction", "data"];
    for tag in tags {
        for (key, value) in tag.attributes.iter().filter(|(key, _)| POINTS.contains(&key.as_str())) {
            let plain: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let plain = plain.to_ascii_lowercase();
            let Some((scheme, _)) = plain.split_once(':') else { continue };
            let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
            let is_picture = key == "src" && plain.starts_with("data:image/");
            if is_scheme && !is_picture && !SAFE.contains(&scheme) {
                return Err(format!("`<{} {key}=\"{value}\">` is published", tag.name));
            }
        }
    }
    Ok(())
}
