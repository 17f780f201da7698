//! Selectors of a style sheet, as far as a page without script and without a reader can be asked about them.

use std::sync::Arc;

use cssparser::ParseError;
use cssparser::Parser;
use cssparser::Token;

/// Selectors with commas between them.
pub(super) type Selectors = Arc<[Complex]>;
type Wrong = ParseError<()>;

/// Compounds with combinators between them, the last one, which is about the element itself, first.
#[derive(Debug, Clone, Default)]
pub(super) struct Complex {
    /// Each compound, and how it stands to the one written before it.
    pub(super) parts: Vec<(Vec<Simple>, Combinator)>,
}

/// How an element stands to the one that the compound before is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Combinator {
    /// Somewhere in it.
    Inside,
    /// Directly in it.
    Child,
    /// Directly after it.
    Next,
    /// Somewhere after it.
    Later,
}

/// What a compound asks of an element.
#[derive(Debug, Clone)]
pub(super) enum Simple {
    /// `*`
    Any,
    /// `div`, in lower case.
    Type(String),
    /// `#id`
    Id(String),
    /// `.class`
    Class(String),
    /// `[name]`, `[name="value"]` and their kin.
    Attribute(String, Option<(Test, String)>),
    /// `:is()`, `:where()`, and `&`
    Is(Selectors),
    /// `:not()`
    Not(Selectors),
    /// `:root`
    Root,
    /// `:first-child`
    First,
    /// `:last-child`
    Last,
    /// Only of links.
    Link,
    /// Only of elements of forms.
    Control,
    /// What depends on the reader or on more than is looked at here, such as `:hover` and `:has()`.
    Maybe,
    /// What is never an element with text in it, such as `::before` and `:empty`.
    Never,
}

/// How the value of an attribute is compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Test {
    /// `=`
    Is,
    /// `~=`
    HasWord,
    /// `|=`
    BeginsWithPart,
    /// `^=`
    Begins,
    /// `$=`
    Ends,
    /// `*=`
    Has,
}

/// Reads the selectors of a rule. In a rule within a rule, `outer` are the selectors of that one. What is no selector is
/// left out.
pub(super) fn read(input: &mut Parser<'_>, outer: Option<&Selectors>) -> Selectors {
    let read = input.parse_comma_separated_ignoring_errors(|input| complex(input, outer));
    let nested = read.into_iter().map(|(mut complex, names_outer)| {
        if let Some(outer) = outer.filter(|_| !names_outer) {
            complex.parts.push((vec![Simple::Is(Arc::clone(outer))], Combinator::Inside));
        }
        complex
    });
    nested.collect()
}

/// One selector, and whether it names the outer one with `&`.
fn complex(input: &mut Parser<'_>, outer: Option<&Selectors>) -> Result<(Complex, bool), Wrong> {
    let mut parts = Vec::new();
    let (mut current, mut names_outer) = (Vec::new(), false);
    // How `current` stands to what is written before it, and how the next compound will.
    let (mut joint, mut next_joint) = (Combinator::Inside, None);
    input.skip_whitespace();
    while let Ok(token) = input.next_including_whitespace().cloned() {
        match token {
            Token::WhiteSpace(_) => drop(next_joint.get_or_insert(Combinator::Inside)),
            Token::Delim('>') => next_joint = Some(Combinator::Child),
            Token::Delim('+') => next_joint = Some(Combinator::Next),
            Token::Delim('~') => next_joint = Some(Combinator::Later),
            token => {
                if let Some(combinator) = next_joint.take() {
                    if !current.is_empty() {
                        parts.push((std::mem::take(&mut current), joint));
                    }
                    joint = combinator;
                }
                names_outer |= simple(&token, input, outer, &mut current)?;
            }
        }
    }
    if current.is_empty() {
        return Err(ParseError::unexpected_token());
    }
    parts.push((current, joint));
    parts.reverse();
    Ok((Complex { parts }, names_outer))
}

/// One part of a compound; says whether it names the outer selectors.
fn simple(
    token: &Token<'_>,
    input: &mut Parser<'_>,
    outer: Option<&Selectors>,
    compound: &mut Vec<Simple>,
) -> Result<bool, Wrong> {
    let part = match token {
        Token::Ident(name) => Simple::Type(name.to_ascii_lowercase()),
        Token::IDHash(id) | Token::Hash(id) => Simple::Id(id.to_string()),
        Token::Delim('*') => Simple::Any,
        Token::Delim('&') => {
            compound.push(outer.map_or(Simple::Maybe, |outer| Simple::Is(Arc::clone(outer))));
            return Ok(true);
        }
        // What was before it is the name of a namespace.
        Token::Delim('|') => {
            compound.pop();
            return Ok(false);
        }
        Token::Delim('.') => Simple::Class(input.expect_ident().map_err(ParseError::from)?.to_string()),
        Token::SquareBracketBlock => input.parse_nested_block(attribute)?,
        Token::Colon => return pseudo(input, outer, compound),
        _ => return Err(ParseError::unexpected_token()),
    };
    compound.push(part);
    Ok(false)
}

fn attribute(input: &mut Parser<'_>) -> Result<Simple, Wrong> {
    let mut name = String::new();
    let mut test = None;
    while let Ok(token) = input.next().cloned() {
        let kind = match &token {
            Token::Ident(word) if name.is_empty() => {
                name = word.to_ascii_lowercase();
                continue;
            }
            Token::Delim('|' | '*') if test.is_none() => {
                name.clear();
                continue;
            }
            Token::Delim('=') => Test::Is,
            Token::IncludeMatch => Test::HasWord,
            Token::DashMatch => Test::BeginsWithPart,
            Token::PrefixMatch => Test::Begins,
            Token::SuffixMatch => Test::Ends,
            Token::SubstringMatch => Test::Has,
            // `i` and `s` at the end; letters are never told apart by their case for sure.
            _ => continue,
        };
        test = Some((kind, input.expect_ident_or_string().map_err(ParseError::from)?.to_string()));
    }
    Ok(Simple::Attribute(name, test))
}

fn pseudo(input: &mut Parser<'_>, outer: Option<&Selectors>, compound: &mut Vec<Simple>) -> Result<bool, Wrong> {
    let (part, names_outer) = match input.next_including_whitespace().cloned().map_err(ParseError::from)? {
        Token::Colon => {
            if let Ok(Token::Function(_)) = input.next_including_whitespace().cloned() {
                input.parse_nested_block(skip)?;
            }
            (Simple::Never, false)
        }
        Token::Ident(name) => match outer.filter(|_| name.eq_ignore_ascii_case("scope")) {
            Some(outer) => (Simple::Is(Arc::clone(outer)), true),
            None => (plain(&name.to_ascii_lowercase()), false),
        },
        Token::Function(name) => input.parse_nested_block(|input| of_list(&name.to_ascii_lowercase(), input, outer))?,
        _ => return Err(ParseError::unexpected_token()),
    };
    compound.push(part);
    Ok(names_outer)
}

fn plain(name: &str) -> Simple {
    match name {
        "root" => Simple::Root,
        "first-child" => Simple::First,
        "last-child" => Simple::Last,
        "link" | "visited" | "any-link" | "local-link" => Simple::Link,
        "before" | "after" | "first-line" | "first-letter" | "empty" => Simple::Never,
        "checked" | "disabled" | "enabled" | "valid" | "invalid" | "user-valid" | "user-invalid" | "required"
        | "optional" | "in-range" | "out-of-range" | "indeterminate" | "default" | "placeholder-shown" | "autofill"
        | "blank" => Simple::Control,
        _ => Simple::Maybe,
    }
}

fn of_list(name: &str, input: &mut Parser<'_>, outer: Option<&Selectors>) -> Result<(Simple, bool), Wrong> {
    let make = match name {
        "not" => Simple::Not,
        "is" | "where" | "matches" | "-webkit-any" | "-moz-any" => Simple::Is,
        _ => return skip(input).map(|()| (Simple::Maybe, false)),
    };
    let read = input.parse_comma_separated_ignoring_errors(|input| complex(input, outer));
    let names_outer = read.iter().any(|(_, names_outer)| *names_outer);
    Ok((make(read.into_iter().map(|(complex, _)| complex).collect()), names_outer))
}

fn skip(input: &mut Parser<'_>) -> Result<(), Wrong> {
    while input.next().is_ok() {}
    Ok(())
}
