//! A style sheet, ready to be asked what it hides.

use crate::output::html::guard::hides;
use crate::output::html::guard::matching;
use crate::output::html::guard::selector;
use crate::output::html::guard::selector::Selectors;
use crate::output::html::guard::tree::Tree;
use crate::output::html::guard::values::Declaration;
use crate::output::html::guard::values::Known;

use std::sync::Arc;

use cssparser::AtRuleParser;
use cssparser::CowRcStr;
use cssparser::DeclarationParser;
use cssparser::ParseError;
use cssparser::Parser;
use cssparser::ParserState;
use cssparser::QualifiedRuleParser;
use cssparser::RuleBodyItemParser;
use cssparser::RuleBodyParser;
use cssparser::StyleSheetParser;
use cssparser::Token;

/// A style sheet that pages load. It is read once for all of them.
#[derive(Debug)]
pub struct Style {
    /// Its name in findings: the path from the project's root.
    pub(super) name: String,
    /// Where it is published.
    pub(super) url: String,
    /// What it says for the style sheets beside it.
    pub(super) known: Known,
    /// It loads others, which are not read.
    pub(super) imports: bool,
    rules: Vec<Rule>,
}

/// A rule that hides something.
#[derive(Debug)]
struct Rule {
    selectors: Selectors,
    block: Vec<Declaration>,
    /// The rules around it and its selectors, as they are written.
    words: Vec<String>,
}

impl Style {
    /// Reads a style sheet that is published at `url`, counted from the root of the site.
    pub fn read(name: &str, url: &str, css: &str) -> Self {
        let mut style = Self {
            name: name.to_string(),
            url: url.to_string(),
            known: Known::default(),
            imports: false,
            rules: Vec::new(),
        };
        let mut reader = Reader { style: &mut style, within: Within::Sheet, words: Vec::new(), block: Vec::new() };
        let mut input = Parser::new(css);
        // What is wrong in it, browsers leave out, too.
        StyleSheetParser::new(&mut input, &mut reader).for_each(drop);
        let known = &style.known;
        style.rules.retain(|rule| hides::may_hide(&rule.block, known));
        style
    }

    /// The rules that hide what they are about, by number, each as it is written.
    pub(super) fn hiding(&self, known: &Known) -> Vec<(usize, String)> {
        let written = |(number, rule): (usize, &Rule)| {
            let hiding = hides::hiding(&rule.block, known)?;
            let start: String = rule.words.iter().map(|words| format!("{words} {{ ")).collect();
            Some((number, format!("{start}{hiding}{}", " }".repeat(rule.words.len()))))
        };
        self.rules.iter().enumerate().filter_map(written).collect()
    }

    /// Can a rule be about an element?
    pub(super) fn may_match(&self, rule: usize, tree: &Tree<'_>, element: usize) -> bool {
        self.rules.get(rule).is_some_and(|rule| matching::may_match(&rule.selectors, tree, element))
    }
}

/// The declarations of an element's own `style`.
pub(super) fn declarations(style: &str) -> Vec<Declaration> {
    let mut sheet = Style::read("", "", "");
    let within = Within::Rule(Arc::from([]));
    let mut reader = Reader { style: &mut sheet, within, words: Vec::new(), block: Vec::new() };
    RuleBodyParser::new(&mut Parser::new(style), &mut reader).for_each(drop);
    reader.block
}

/// What is being read.
#[derive(Clone)]
enum Within {
    /// The sheet, or a rule such as `@media` in it.
    Sheet,
    /// A rule with these selectors.
    Rule(Selectors),
    /// `@keyframes` of this name.
    Frames(String),
    /// A step of the animation of this name.
    Frame(String),
}

struct Reader<'s> {
    style: &'s mut Style,
    within: Within,
    /// The rules around, as they are written.
    words: Vec<String>,
    block: Vec<Declaration>,
}

impl Reader<'_> {
    /// Reads what stands between the braces of a rule.
    fn inside(&mut self, within: Within, words: &str, input: &mut Parser<'_>) {
        let mut outer = self.words.clone();
        outer.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut reader = Reader { style: &mut *self.style, within, words: outer, block: Vec::new() };
        RuleBodyParser::new(input, &mut reader).for_each(drop);
        let Reader { within, words, block, .. } = reader;
        match within {
            Within::Rule(selectors) if !block.is_empty() => self.style.rules.push(Rule { selectors, block, words }),
            Within::Frame(name) if hides::hiding(&block, &self.style.known).is_some() => {
                self.style.known.vanishing.insert(name);
            }
            _ => {}
        }
    }

    fn outer(&self) -> Option<&Selectors> {
        match &self.within {
            Within::Rule(selectors) => Some(selectors),
            _ => None,
        }
    }
}

/// The start of a rule with an `@`.
enum At {
    Import,
    Group {
        within: Within,
        words: String,
    },
    /// It describes a font, a sheet of paper and the like.
    Thing,
}

/// The rules in which nothing is said of elements.
const THINGS: &[&str] = &[
    "charset",
    "color-profile",
    "counter-style",
    "font-face",
    "font-feature-values",
    "font-palette-values",
    "namespace",
    "page",
    "position-try",
    "property",
    "starting-style",
    "view-transition",
];

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = At;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<At, ParseError<()>> {
        let name = name.to_ascii_lowercase();
        let start = input.position();
        let mut within = self.within.clone();
        if name == "scope" && input.try_parse(|input| input.expect_parenthesis_block()).is_ok() {
            let read = |input: &mut Parser<'_>| Ok::<_, ParseError<()>>(selector::read(input, self.outer()));
            within = Within::Rule(input.parse_nested_block(read)?);
        }
        while input.next().is_ok() {}
        let words = input.slice_from(start).trim();
        Ok(match name.as_str() {
            "import" => At::Import,
            frames if frames.ends_with("keyframes") => {
                let name = words.trim_matches(['"', '\'']).to_ascii_lowercase();
                At::Group { within: Within::Frames(name), words: String::new() }
            }
            thing if THINGS.contains(&thing) => At::Thing,
            _ => At::Group { within, words: format!("@{name} {words}") },
        })
    }

    fn rule_without_block(&mut self, at: At, _: &ParserState) -> Result<(), ()> {
        self.style.imports |= matches!(at, At::Import);
        Ok(())
    }

    fn parse_block(&mut self, at: At, _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        match at {
            At::Group { within, words } => self.inside(within, &words, input),
            At::Import | At::Thing => while input.next().is_ok() {},
        }
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = (Within, String);
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Self::Prelude, ParseError<()>> {
        let start = input.position();
        let within = match &self.within {
            Within::Frames(name) => {
                while input.next().is_ok() {}
                let step = input.slice_from(start).trim().to_ascii_lowercase();
                // Many a text fades in; what counts is what it comes to.
                let comes_in = matches!(step.as_str(), "from" | "0%");
                if comes_in { Within::Sheet } else { Within::Frame(name.clone()) }
            }
            _ => Within::Rule(selector::read(input, self.outer())),
        };
        Ok((within, input.slice_from(start).to_string()))
    }

    fn parse_block(
        &mut self,
        (within, words): Self::Prelude,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        self.inside(within, &words, input);
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<()>> {
        let start = input.position();
        let is_variable = name.starts_with("--");
        while let Ok(token) = input.next() {
            // `a:hover { … }` looks like a declaration up to here.
            if *token == Token::CurlyBracketBlock && !is_variable {
                return Err(ParseError::unexpected_token());
            }
        }
        let value = input.slice_from(start).trim().to_string();
        match is_variable {
            true => self.style.known.variables.entry(name.to_string()).or_default().push(value),
            false => self.block.push((name.to_ascii_lowercase(), value)),
        }
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        matches!(self.within, Within::Rule(_) | Within::Frame(_))
    }

    fn parse_qualified(&self) -> bool {
        !matches!(self.within, Within::Frame(_))
    }
}
