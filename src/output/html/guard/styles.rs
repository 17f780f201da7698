//! All style sheets that the pages of a site may load, and what those hide that a page loads together.

use crate::output::html::guard::sheet::Style;
use crate::output::html::guard::values::Known;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;

use percent_encoding::percent_decode_str;

/// The style sheets of a site.
#[derive(Debug, Default)]
pub struct Styles {
    all: Vec<Style>,
    /// What is hidden by those that pages load together, by their numbers: most pages load the same.
    hiding: Mutex<BTreeMap<Vec<usize>, Arc<Hiding>>>,
}

/// What some style sheets hide.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    /// What they say for each other.
    pub(super) known: Known,
    /// The rules that hide something: the number of the sheet, that of the rule, and the rule as it is written.
    pub(super) rules: Vec<(usize, usize, String)>,
}

impl Styles {
    /// Those of a site.
    pub fn new(all: impl IntoIterator<Item = Style>) -> Self {
        Self { all: all.into_iter().collect(), hiding: Mutex::default() }
    }

    /// The number of the style sheet to which an address leads, seen from any page.
    pub(super) fn at(&self, href: &str) -> impl Iterator<Item = usize> {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        let is_of_site = !path.contains("//");
        let leads =
            move |url: &str| path.strip_suffix(url).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        self.all.iter().enumerate().filter(move |(_, style)| is_of_site && leads(&style.url)).map(|(number, _)| number)
    }

    /// A style sheet.
    pub(super) fn get(&self, number: usize) -> Option<&Style> {
        self.all.get(number)
    }

    /// What those of some numbers hide together.
    pub(super) fn hiding(&self, numbers: &[usize]) -> Arc<Hiding> {
        let of = || Arc::new(Hiding::of(&numbers.iter().filter_map(|number| self.get(*number)).collect::<Vec<_>>()));
        match self.hiding.lock() {
            Ok(mut known) => Arc::clone(known.entry(numbers.to_vec()).or_insert_with(of)),
            Err(_) => of(),
        }
    }
}

impl Hiding {
    /// Of style sheets that stand on one page. Which rules hide depends on these and not on the element.
    pub(super) fn of(sheets: &[&Style]) -> Self {
        let mut known = Known::default();
        sheets.iter().for_each(|style| known.add(&style.known));
        let rules = sheets
            .iter()
            .enumerate()
            .flat_map(|(sheet, style)| style.hiding(&known).into_iter().map(move |(rule, words)| (sheet, rule, words)));
        Self { rules: rules.collect(), known }
    }
}
