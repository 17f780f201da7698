//! What a page of the author gives to the index: itself, its headings, the words that it explains.

use crate::document::Event;
use crate::document::Node;
use crate::document::Page;
use crate::document::What;
use crate::output::search::part::Entry;
use crate::output::search::part::Kind;
use crate::output::search::part::MOST;
use crate::output::search::part::Part;
use crate::output::search::part::Told;
use crate::output::search::part::part;
use crate::site::Place;
use crate::site::urls;

use std::sync::Arc;

/// What the page in this place gives to the index. Headings down to level `deepest` are entries of their own.
pub fn page(page: &Page, place: &Place, deepest: u8) -> Part {
    let texts = vec![Text::page(place)];
    let mut reading = Reading { page, deepest, now: 0, is_known: false, is_title: false, examples: 0, texts };
    for event in &page.body.events {
        reading.event(event);
    }
    let description = place.front.description.as_deref().unwrap_or_default();
    let told = reading.texts.iter().enumerate().map(|(number, text)| Told {
        entry: text.entry(),
        also: if number == 0 { description } else { "" },
        page: if number == 0 { "" } else { &place.title },
        text: &text.text,
        shown: &text.shown,
    });
    part(&told.collect::<Vec<_>>())
}

/// An entry in the making.
struct Text {
    kind: Kind,
    title: String,
    address: String,
    text: String,
    /// Without what nobody should say.
    shown: String,
}

impl Text {
    fn page(place: &Place) -> Self {
        Self::new(Kind::Page, place.title.to_string(), urls::relative("", place.url.as_str()))
    }

    fn new(kind: Kind, title: String, address: String) -> Self {
        Self { kind, title, address, text: String::new(), shown: String::new() }
    }

    fn entry(&self) -> Entry {
        Entry { kind: self.kind, title: Arc::from(self.title.trim()), address: Arc::from(&*self.address), within: None }
    }
}

struct Reading<'a> {
    page: &'a Page,
    deepest: u8,
    /// The entry that the text belongs to.
    now: usize,
    /// These words are known already: they are those of its heading.
    is_known: bool,
    /// These words are a title of the page, which stands above what is shown of it.
    is_title: bool,
    /// How many callouts are open that begin with an example of what nobody should say.
    examples: u32,
    texts: Vec<Text>,
}

/// The kind of callout whose text is an example of what nobody should say. It must not stand anywhere without its title.
const EXAMPLE: &str = "example-bad";

impl Reading<'_> {
    fn event(&mut self, event: &Event) {
        let page = self.page;
        match event.what {
            What::Open(Node::Heading(number)) => self.heading(number),
            What::Close(Node::Heading(_)) => {
                self.is_known = false;
                self.is_title = false;
                self.say("\n");
            }
            What::Open(Node::Term(number)) => self.begin(Kind::Term, String::new(), &page.body.terms[number as usize]),
            What::Open(Node::Callout(number)) => {
                let callout = &page.body.callouts[number as usize];
                self.examples += u32::from(self.examples > 0 || &*callout.kind == EXAMPLE);
                self.say("\n");
                callout.title.iter().for_each(|title| self.say(page.body.str(*title)));
                self.say("\n");
            }
            What::Close(Node::Callout(_)) => {
                self.say("\n");
                self.examples = self.examples.saturating_sub(1);
            }
            What::Close(Node::Term(_)) => self.end_term(),
            What::Text(text) | What::Code(text) => self.say(page.body.str(text)),
            What::Open(node) | What::Close(node) if is_within_words(node) => {}
            What::Open(_) | What::Close(_) | What::HardBreak | What::Rule => self.say("\n"),
            // The value that stands here is known on the page only.
            What::Embed(number) if page.body.embeds[number as usize].what.is_inline() => {
                self.say(" ");
                self.show("…");
                self.say(" ");
            }
            _ => self.say(" "),
        }
    }

    fn heading(&mut self, number: u32) {
        let Some(heading) = self.page.outline.get(number as usize) else { return };
        match heading.level {
            // It is the title of the page, or another one.
            1 => self.is_title = true,
            level if level <= self.deepest => {
                self.begin(Kind::Section, heading.text.to_string(), &heading.id);
                self.is_known = true;
            }
            _ => self.say("\n"),
        }
    }

    fn begin(&mut self, kind: Kind, title: String, id: &str) {
        // Behind the last entry that there is room for, all belongs to the page itself.
        self.now = if self.texts.len() < MOST { self.texts.len() } else { 0 };
        if self.now > 0 {
            self.texts.push(Text::new(kind, title, urls::encode_fragment(id)));
        }
    }

    /// What was said since the term began is the term.
    fn end_term(&mut self) {
        let term = &mut self.texts[self.now];
        if term.kind == Kind::Term && term.title.is_empty() {
            term.title = std::mem::take(&mut term.text);
            term.shown.clear();
        }
    }

    fn say(&mut self, words: &str) {
        if !self.is_known {
            self.texts[self.now].text.push_str(words);
            self.show(words);
        }
    }

    fn show(&mut self, words: &str) {
        if self.examples == 0 && !self.is_title {
            self.texts[self.now].shown.push_str(words);
        }
    }
}

/// Can it begin and end in the middle of a word?
fn is_within_words(node: Node) -> bool {
    use Node::*;
    matches!(node, Emphasis | Strong | Strike | Superscript | Subscript | Link(_) | Image(_))
}
