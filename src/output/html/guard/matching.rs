//! Does a selector match an element? Where that depends on a reader or on a script, the answer is “perhaps”.

use crate::output::html::guard::selector::Combinator;
use crate::output::html::guard::selector::Complex;
use crate::output::html::guard::selector::Simple;
use crate::output::html::guard::selector::Test;
use crate::output::html::guard::tags;
use crate::output::html::guard::tree::Tree;

use Answer::{No, Perhaps, Yes};

/// Classes that scripts give to `html`, whatever the page says.
const SET_BY_SCRIPTS: &[&str] = &["dark", "js", "light", "no-js"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    No,
    Perhaps,
    Yes,
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Yes } else { No }
    }
}

/// Can one of the selectors match the element?
pub(super) fn may_match(selectors: &[Complex], tree: &Tree<'_>, element: usize) -> bool {
    any(selectors, tree, element) > No
}

fn any(selectors: &[Complex], tree: &Tree<'_>, element: usize) -> Answer {
    selectors.iter().map(|complex| from(complex, 0, tree, element)).max().unwrap_or(No)
}

/// Matches the parts of a selector from one on, which is about this element.
fn from(complex: &Complex, part: usize, tree: &Tree<'_>, element: usize) -> Answer {
    let Some((compound, joint)) = complex.parts.get(part) else { return Yes };
    let names_page = compound.iter().any(names_page);
    let perhaps = |simple: &Simple| if names_page && can_be_set(simple) { Perhaps } else { No };
    let own = compound.iter().map(|simple| one(simple, tree, element).max(perhaps(simple))).min().unwrap_or(Yes);
    if own == No || part + 1 == complex.parts.len() {
        return own;
    }
    let mut best = No;
    let mut each = |other: usize| {
        best = best.max(from(complex, part + 1, tree, other));
        best == Yes
    };
    let _ = match joint {
        Combinator::Inside => tree.outward(element).skip(1).any(&mut each),
        Combinator::Child => tree.outward(element).skip(1).take(1).any(&mut each),
        Combinator::Next => tree.before(element).take(1).any(&mut each),
        Combinator::Later => tree.before(element).any(&mut each),
    };
    own.min(best)
}

fn one(simple: &Simple, tree: &Tree<'_>, at: usize) -> Answer {
    let element = &tree.elements[at];
    match simple {
        Simple::Any => Yes,
        Simple::Type(name) => (*name == *element.name).into(),
        Simple::Id(id) => element.attributes.get("id").map_or(No, |own| alike(own, id)),
        Simple::Class(class) => match word(element.attributes.get("class"), class) {
            No if at == 0 && SET_BY_SCRIPTS.contains(&&**class) => Perhaps,
            answer => answer,
        },
        Simple::Attribute(name, test) => {
            let own = element.attributes.get(name);
            own.map_or(No, |own| test.as_ref().map_or(Yes, |(test, value)| compare(*test, own, value)))
        }
        Simple::Is(selectors) => any(selectors, tree, at),
        Simple::Not(selectors) => match any(selectors, tree, at) {
            No => Yes,
            Perhaps => Perhaps,
            Yes => No,
        },
        Simple::Root => (at == 0).into(),
        Simple::First => element.before.is_none().into(),
        Simple::Last => element.parent.is_none_or(|parent| tree.elements[parent].last == Some(at)).into(),
        Simple::Link => {
            if matches!(&*element.name, "a" | "area") {
                Perhaps
            } else {
                No
            }
        }
        Simple::Control => {
            if tags::CONTROLS.contains(&&*element.name) {
                Perhaps
            } else {
                No
            }
        }
        Simple::Maybe => Perhaps,
        Simple::Never => No,
    }
}

/// Scripts mark the page as a whole, say with `data-theme` on `html`: does a compound speak of the page as a whole?
fn names_page(simple: &Simple) -> bool {
    match simple {
        Simple::Root => true,
        Simple::Type(name) => matches!(&**name, "html" | "body"),
        _ => false,
    }
}

/// Can a script set what is asked for?
fn can_be_set(simple: &Simple) -> bool {
    matches!(simple, Simple::Class(_) | Simple::Attribute(..) | Simple::Not(_))
}

fn word(words: Option<&str>, word: &str) -> Answer {
    let words = words.unwrap_or_default().split_ascii_whitespace();
    words.map(|own| alike(own, word)).max().unwrap_or(No)
}

/// Some pages and some attributes do not tell upper case from lower case.
fn alike(own: &str, wanted: &str) -> Answer {
    match own == wanted {
        true => Yes,
        false if own.is_ascii() && wanted.is_ascii() => match own.eq_ignore_ascii_case(wanted) {
            true => Perhaps,
            false => No,
        },
        false if own.to_lowercase() == wanted.to_lowercase() => Perhaps,
        false => No,
    }
}

fn compare(test: Test, own: &str, wanted: &str) -> Answer {
    let holds = |own: &str, wanted: &str| match test {
        Test::Is => own == wanted,
        Test::HasWord => own.split_ascii_whitespace().any(|word| word == wanted),
        Test::BeginsWithPart => own.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        Test::Begins => !wanted.is_empty() && own.starts_with(wanted),
        Test::Ends => !wanted.is_empty() && own.ends_with(wanted),
        Test::Has => !wanted.is_empty() && own.contains(wanted),
    };
    match holds(own, wanted) {
        true => Yes,
        false if holds(&own.to_lowercase(), &wanted.to_lowercase()) => Perhaps,
        false => No,
    }
}
