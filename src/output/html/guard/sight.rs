//! What can be seen of a page, and what hides the rest.

use crate::output::html::guard::hides;
use crate::output::html::guard::sheet;
use crate::output::html::guard::sheet::Style;
use crate::output::html::guard::styles::Hiding;
use crate::output::html::guard::styles::Styles;
use crate::output::html::guard::tags;
use crate::output::html::guard::tree::Element;
use crate::output::html::guard::tree::Tree;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A page with everything that can hide a part of it.
pub(super) struct Sight<'a> {
    /// The page.
    pub(super) tree: &'a Tree<'a>,
    /// The style sheets that it loads.
    styles: Vec<&'a Style>,
    /// Those that stand in it.
    own: Vec<Style>,
    hiding: Arc<Hiding>,
    /// The elements whose place a shadow tree takes.
    shadowed: BTreeSet<usize>,
    /// The first address of a style sheet that is not known.
    strange: Option<&'a str>,
    /// What hides an element, or one in which it stands.
    hidden: BTreeMap<usize, Option<String>>,
}

/// A stretch of text, and what hides it.
pub(super) struct Text<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// What hides it.
    pub(super) hidden: Option<String>,
}

impl<'a> Sight<'a> {
    /// Looks at a page with those of the style sheets that it loads.
    pub(super) fn new(tree: &'a Tree<'a>, styles: &'a Styles) -> Self {
        let hrefs = hrefs(tree);
        let strange = hrefs.iter().copied().find(|href| styles.at(href).next().is_none());
        let numbers: BTreeSet<usize> = hrefs.iter().flat_map(|href| styles.at(href)).collect();
        let numbers: Vec<usize> = numbers.into_iter().collect();
        let texts = (0..tree.elements.len()).filter(|at| tree.elements[*at].name == "style");
        let own: Vec<Style> = texts.map(|at| Style::read("<style>", "", &tree.text_of(at))).collect();
        let loaded: Vec<&Style> = numbers.iter().filter_map(|number| styles.get(*number)).collect();
        let hiding = match own.is_empty() {
            true => styles.hiding(&numbers),
            false => Arc::new(Hiding::of(&loaded.iter().copied().chain(&own).collect::<Vec<_>>())),
        };
        Self { tree, styles: loaded, own, hiding, shadowed: shadowed(tree), strange, hidden: BTreeMap::new() }
    }

    /// Why nobody can say what is seen of the page.
    pub(super) fn unread(&self) -> Option<String> {
        if let Some(href) = self.strange {
            return Some(format!(
                "the page loads a style sheet that is not read here, `{href}`; put it into the `assets` of the theme"
            ));
        }
        let importing = self.styles.iter().copied().chain(&self.own).find(|style| style.imports)?;
        Some(format!("`{}` loads style sheets with `@import`, which are not read here", importing.name))
    }

    /// The texts in an element, those deep in it too.
    pub(super) fn texts(&mut self, element: usize) -> Vec<Text<'a>> {
        let tree = self.tree;
        let inside = tree.texts.iter().filter(|text| tree.is_in(text.parent, element));
        inside.map(|text| Text { text: &text.text, hidden: self.hidden(text.parent) }).collect()
    }

    /// Does an element stand in the page's own part?
    pub(super) fn is_in_main(&self, element: usize) -> bool {
        self.tree.outward(element).any(|at| self.tree.elements[at].name == "main")
    }

    /// What hides an element, by itself or by one in which it stands.
    fn hidden(&mut self, element: usize) -> Option<String> {
        // From the outside in, so that a page of any depth can be looked at.
        let unknown = |at: &usize| !self.hidden.contains_key(at);
        let mut open: Vec<usize> = self.tree.outward(element).take_while(unknown).collect();
        while let Some(at) = open.pop() {
            let around = self.tree.elements[at].parent.and_then(|parent| self.hidden.get(&parent)).cloned().flatten();
            let hidden = around.or_else(|| self.by_itself(at)).or_else(|| self.by_style(at));
            self.hidden.insert(at, hidden);
        }
        self.hidden.get(&element).cloned().flatten()
    }

    /// What the page itself says.
    fn by_itself(&self, at: usize) -> Option<String> {
        let element = &self.tree.elements[at];
        let (name, has) = (&element.name, |attribute: &str| element.attributes.get(attribute));
        if tags::UNSEEN.contains(&&**name) {
            return Some(format!("it stands inside `<{name}>`"));
        }
        if let Some(attribute) = ["hidden", "inert", "popover"].into_iter().find(|attribute| has(attribute).is_some()) {
            return Some(format!("`<{name} {attribute}>` hides it"));
        }
        if has("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
            return Some(format!("`<{name} aria-hidden=\"true\">` hides it from those who listen"));
        }
        self.shadowed
            .contains(&at)
            .then(|| format!("`<template shadowrootmode>` takes the place of what stands in `<{name}>`"))
    }

    /// What a style says.
    fn by_style(&self, at: usize) -> Option<String> {
        let element = &self.tree.elements[at];
        if let Some(style) = element.attributes.get("style")
            && let Some(hiding) = hides::hiding(&sheet::declarations(style), &self.hiding.known)
        {
            return Some(format!("`<{} style=\"{hiding}\">` hides it", element.name));
        }
        let sheet = |number: usize| match number.checked_sub(self.styles.len()) {
            None => self.styles.get(number).copied(),
            Some(own) => self.own.get(own),
        };
        self.hiding.rules.iter().find_map(|(number, rule, words)| {
            let style = sheet(*number).filter(|style| style.may_match(*rule, self.tree, at))?;
            Some(format!("`{}` hides it: `{words}`", style.name))
        })
    }
}

/// The elements in which a template asks for a shadow tree.
fn shadowed(tree: &Tree<'_>) -> BTreeSet<usize> {
    let asks = |child: &&Element<'_>| child.name == "template" && child.attributes.get("shadowrootmode").is_some();
    tree.elements.iter().filter(asks).filter_map(|child| child.parent).collect()
}

/// The addresses of the style sheets that a page loads.
fn hrefs<'a>(tree: &'a Tree<'_>) -> Vec<&'a str> {
    let links = tree.elements.iter().filter(|element| element.name == "link");
    let is_style = |rel: &str| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("stylesheet"));
    let styles = links.filter(|link| link.attributes.get("rel").is_some_and(is_style));
    styles.filter_map(|link| link.attributes.get("href").map(|href| href.trim())).collect()
}

/// Words with one space between them, without what has no width.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
