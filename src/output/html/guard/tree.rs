//! The page as a tree of elements, read as browsers read it; where that is in doubt, more stays open and so more counts
//! as hidden.

use crate::output::html::guard::tags;
use crate::output::html::tokens::Attribute;
use crate::output::html::tokens::Token;
use crate::output::html::tokens::tokens;

use std::borrow::Cow;
use std::collections::BTreeSet;

/// The attributes of an element, names in lower case. There are few, so they are looked through.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Attributes<'h>(Vec<Attribute<'h>>);

impl Attributes<'_> {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }
}

/// The elements and the texts of a page, in order. The first element is `html`.
pub(super) struct Tree<'h> {
    /// The elements, each behind the one in which it stands.
    pub(super) elements: Vec<Element<'h>>,
    /// The texts.
    pub(super) texts: Vec<Text<'h>>,
}

/// An element.
pub(super) struct Element<'h> {
    /// Its name in lower case.
    pub(super) name: Cow<'h, str>,
    /// Its attributes.
    pub(super) attributes: Attributes<'h>,
    /// The element in which it stands.
    pub(super) parent: Option<usize>,
    /// The element before it in its parent.
    pub(super) before: Option<usize>,
    /// The last element in it so far.
    pub(super) last: Option<usize>,
}

/// A stretch of text.
pub(super) struct Text<'h> {
    /// The element in which it stands.
    pub(super) parent: usize,
    /// What it says, entities decoded.
    pub(super) text: Cow<'h, str>,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Tree<'_> {
    let mut builder = Builder::new();
    for token in tokens(html) {
        match token {
            Token::Start(name, attributes, closes_itself) => builder.start(name, Attributes(attributes), closes_itself),
            Token::End(name) => builder.end(&name),
            Token::Text(text) => builder.text(text),
        }
    }
    builder.tree
}

impl Tree<'_> {
    /// The element and those in which it stands, from the inside out.
    pub(super) fn outward(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |at| self.elements[*at].parent)
    }

    /// Does an element stand in another, or is it that one?
    pub(super) fn is_in(&self, element: usize, outer: usize) -> bool {
        // What an element stands in comes before it, so nothing is looked at that comes before the other one.
        self.outward(element).take_while(|at| *at >= outer).any(|at| at == outer)
    }

    /// The elements before one in its parent, from the nearest on.
    pub(super) fn before(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.elements[element].before, |at| self.elements[*at].before)
    }

    /// The texts directly in an element, one after the other.
    pub(super) fn text_of(&self, element: usize) -> String {
        self.texts.iter().filter(|text| text.parent == element).map(|text| &*text.text).collect()
    }
}

struct Builder<'h> {
    tree: Tree<'h>,
    /// The open elements, the outermost first.
    open: Vec<usize>,
    body: Option<usize>,
    /// The drawings and formulas that ended without an end tag.
    left: BTreeSet<usize>,
}

impl<'h> Builder<'h> {
    fn new() -> Self {
        let tree = Tree { elements: Vec::new(), texts: Vec::new() };
        let mut builder = Self { tree, open: Vec::new(), body: None, left: BTreeSet::new() };
        builder.push("html".into(), Attributes::default());
        builder
    }

    fn start(&mut self, name: Cow<'h, str>, attributes: Attributes<'h>, closes_itself: bool) {
        match (&*name, self.body) {
            ("html", _) => return self.merge(0, attributes),
            ("body", Some(body)) => return self.merge(body, attributes),
            ("body", None) => return self.begin_body(attributes),
            _ => {}
        }
        let has_table = || self.open.iter().any(|at| self.tree.elements[*at].name == "table");
        if name != "table" && tags::TABLE_PARTS.contains(&&*name) && !has_table() {
            return;
        }
        if !tags::OF_HEAD.contains(&&*name) {
            self.leave_head();
        }
        self.break_out(&name);
        self.end_implied(&name);
        self.gap(&name);
        let is_foreign = self.foreign().is_some() || matches!(&*name, "svg" | "math");
        let is_void = tags::VOID.contains(&&*name);
        self.push(name, attributes);
        if is_void || (closes_itself && is_foreign) {
            self.open.pop();
        }
    }

    fn text(&mut self, text: Cow<'h, str>) {
        if !text.trim().is_empty() {
            self.leave_head();
        }
        self.tree.texts.push(Text { parent: self.innermost(), text });
    }

    fn end(&mut self, name: &str) {
        self.gap(name);
        if matches!(name, "p" | "br") {
            self.break_out(name);
        }
        // What stands after the end of the body still belongs to it.
        if matches!(name, "html" | "body") {
            return;
        }
        for depth in (1..self.open.len()).rev() {
            let other = self.name(depth);
            if other == name && !self.left.contains(&self.open[depth]) {
                match tags::FORMATTING.contains(&name) || name == "form" {
                    // What was opened after it stays open.
                    true => drop(self.open.remove(depth)),
                    false => self.close(depth),
                }
                return;
            }
            if keeps_in(other, name) {
                return;
            }
        }
    }

    /// Ends what the start of an element ends without saying so.
    fn end_implied(&mut self, name: &str) {
        if tags::END_PARAGRAPHS.contains(&name) {
            self.end_nearest(&["p"], |other| other == "button" || tags::SCOPES.contains(&other));
        }
        let is_wall = |other: &str| tags::BLOCKS.contains(&other) && !matches!(other, "address" | "div" | "p");
        match name {
            "li" => self.end_nearest(&["li"], is_wall),
            "dd" | "dt" => self.end_nearest(&["dd", "dt"], is_wall),
            "td" | "th" => self.end_nearest(&["td", "th"], |other| matches!(other, "tr" | "table" | "template")),
            "tr" => self.end_nearest(&["tr"], |other| matches!(other, "table" | "template")),
            "tbody" | "thead" | "tfoot" => {
                self.end_nearest(&["tbody", "thead", "tfoot"], |other| matches!(other, "table" | "template"));
            }
            _ => {}
        }
    }

    fn end_nearest(&mut self, names: &[&str], is_wall: impl Fn(&str) -> bool) {
        for depth in (1..self.open.len()).rev() {
            if names.contains(&self.name(depth)) {
                return self.close(depth);
            }
            if is_wall(self.name(depth)) {
                return;
            }
        }
    }

    /// Closes an open element and all in it. Marks such as `<b>` that were left open in it begin again behind it.
    fn close(&mut self, depth: usize) {
        let closed: Vec<usize> = self.open.drain(depth..).collect();
        let Some((first, inner)) = closed.split_first() else { return };
        if tags::MARKERS.contains(&&*self.tree.elements[*first].name) {
            return;
        }
        let mut again: Vec<(Cow<'h, str>, Attributes<'h>)> = Vec::new();
        for element in inner.iter().map(|at| &self.tree.elements[*at]) {
            let mark = (element.name.clone(), element.attributes.clone());
            if tags::FORMATTING.contains(&&*mark.0) && !again.contains(&mark) {
                again.push(mark);
            }
        }
        again.into_iter().for_each(|(name, attributes)| self.push(name, attributes));
    }

    fn push(&mut self, name: Cow<'h, str>, attributes: Attributes<'h>) {
        let at = self.tree.elements.len();
        let parent = self.open.last().copied();
        let before = parent.and_then(|parent| self.tree.elements[parent].last.replace(at));
        self.tree.elements.push(Element { name, attributes, parent, before, last: None });
        self.open.push(at);
    }

    /// Names that an element has already stay as they are.
    fn merge(&mut self, element: usize, attributes: Attributes<'h>) {
        let own = &mut self.tree.elements[element].attributes;
        for (name, value) in attributes.0 {
            if own.get(&name).is_none() {
                own.0.push((name, value));
            }
        }
    }

    fn begin_body(&mut self, attributes: Attributes<'h>) {
        self.open.truncate(1);
        self.body = Some(self.tree.elements.len());
        self.push("body".into(), attributes);
    }

    /// Begins the body, if the page does not say where it begins.
    fn leave_head(&mut self) {
        let is_before = self.open.len() == 1 || (self.open.len() == 2 && self.name(1) == "head");
        if self.body.is_none() && is_before {
            self.begin_body(Attributes::default());
        }
    }

    /// Words on both sides of a block do not run into each other.
    fn gap(&mut self, name: &str) {
        if name == "br" || tags::BLOCKS.contains(&name) {
            self.tree.texts.push(Text { parent: self.innermost(), text: " ".into() });
        }
    }

    /// HTML in a drawing or a formula ends it, and its own end tag then comes too late. Here what follows counts as being
    /// in it still.
    fn break_out(&mut self, name: &str) {
        while let Some(at) = self.foreign().filter(|_| tags::BREAKOUTS.contains(&name)) {
            self.left.insert(at);
        }
    }

    /// The drawing or formula in which what comes next would stand.
    fn foreign(&self) -> Option<usize> {
        let mut open = self.open.iter().rev().take_while(|at| !tags::INLETS.contains(&&*self.tree.elements[**at].name));
        let is_foreign = |at: &&usize| matches!(&*self.tree.elements[**at].name, "svg" | "math");
        open.find(|at| is_foreign(at) && !self.left.contains(at)).copied()
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn name(&self, depth: usize) -> &str {
        &self.tree.elements[self.open[depth]].name
    }
}

/// Does an open element keep the end tag of another from reaching what is outside?
fn keeps_in(open: &str, ends: &str) -> bool {
    match ends {
        "template" => false,
        _ if tags::TABLE_PARTS.contains(&ends) => matches!(open, "table" | "template"),
        "p" => open == "button" || tags::SCOPES.contains(&open),
        "li" => matches!(open, "ol" | "ul") || tags::SCOPES.contains(&open),
        _ if tags::BLOCKS.contains(&ends) => tags::SCOPES.contains(&open),
        _ if tags::FORMATTING.contains(&ends) => tags::SCOPES.contains(&open),
        _ => tags::BLOCKS.contains(&open),
    }
}
