//! A finished page, read as somebody without scripts sees it: what stands in `<noscript>` is read like all the rest.

use html5gum::DefaultEmitter;
use html5gum::State;
use html5gum::StringReader;
use html5gum::Token as Raw;
use html5gum::Tokenizer;

/// A piece of a page. Names of elements and attributes are in lower case, entities are decoded.
pub(super) enum Token {
    /// An element begins: its name, its attributes, and whether it says that it ends at once.
    Start(String, Vec<(String, String)>, bool),
    /// An element ends.
    End(String),
    /// Text.
    Text(String),
}

/// The pieces of a page, one after the other. Comments and document types are passed over.
pub(super) struct Tokens<'a>(Tokenizer<StringReader<'a>, DefaultEmitter>);

/// Reads a page.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokens(Tokenizer::new_with_emitter(html, emitter))
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            match self.0.next()?.ok()? {
                Raw::StartTag(tag) => {
                    let name = lower(&tag.name);
                    if name == "noscript" {
                        self.0.set_state(State::Data);
                    }
                    let attributes = tag.attributes.iter().map(|(name, value)| (lower(name), text(value))).collect();
                    return Some(Token::Start(name, attributes, tag.self_closing));
                }
                Raw::EndTag(tag) => return Some(Token::End(lower(&tag.name))),
                Raw::String(value) => return Some(Token::Text(text(&value))),
                _ => {}
            }
        }
    }
}

fn lower(bytes: &[u8]) -> String {
    let mut text = text(bytes);
    text.make_ascii_lowercase();
    text
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
