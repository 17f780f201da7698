//! The values of declarations: their words, and what `var()` can stand for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use cssparser::ParseError;
use cssparser::Parser;
use cssparser::Token;

/// How many values one declaration may come to by way of `var()`.
const MOST: usize = 64;
/// How far `var()` may lead to other `var()`.
const DEEPEST: usize = 8;

/// A declaration: the name in lower case and the value as it is written.
pub(super) type Declaration = (String, String);

/// A word of a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    /// `none`, in lower case.
    Name(String),
    /// `12px`: the number and its unit in lower case; `%` is a unit.
    Number(f32, String),
    /// `scale(0)`
    Call(String, Vec<Word>),
    /// `#rrggbb`, without the sign.
    Hash(String),
    /// `url()`
    Url,
    /// A sign such as `/` or `,`.
    Sign(char),
}

/// What the style sheets of a page say for each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Everything that a custom property is set to, anywhere.
    pub(super) variables: BTreeMap<String, Vec<String>>,
    /// The animations in which something vanishes.
    pub(super) vanishing: BTreeSet<String>,
}

impl Known {
    /// Takes in what another style sheet says.
    pub(super) fn add(&mut self, other: &Self) {
        for (name, values) in &other.variables {
            self.variables.entry(name.clone()).or_default().extend(values.iter().cloned());
        }
        self.vanishing.extend(other.vanishing.iter().cloned());
    }

    /// Everything that a value can come to.
    pub(super) fn expand(&self, value: &str) -> Vec<String> {
        let mut open = vec![(value.to_string(), 0)];
        let mut done = Vec::new();
        while let Some((value, depth)) = open.pop() {
            match variable(&value).filter(|_| depth < DEEPEST) {
                None => done.push(value),
                Some((before, name, fallback, after)) => {
                    let set = self.variables.get(name).into_iter().flatten().map(String::as_str);
                    let values = set.chain(fallback).map(|one| (format!("{before}{one}{after}"), depth + 1));
                    open.extend(values.take(MOST.saturating_sub(open.len() + done.len())));
                }
            }
        }
        done
    }
}

/// The first `var()` of a value: what is before it, its name, its fallback, and what is after it.
fn variable(value: &str) -> Option<(&str, &str, Option<&str>, &str)> {
    let start = value.to_ascii_lowercase().find("var(")?;
    let (inside, mut depth) = (start + 4, 1);
    let end = value[inside..].find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    })?;
    let (content, after) = (&value[inside..inside + end], &value[inside + end + 1..]);
    let (name, fallback) = content.split_once(',').map_or((content, None), |(name, rest)| (name, Some(rest)));
    Some((&value[..start], name.trim(), fallback, after))
}

/// The words of a value, without `!important`.
pub(super) fn words(value: &str) -> Vec<Word> {
    let mut words = read(&mut Parser::new(value)).unwrap_or_default();
    if words.ends_with(&[Word::Sign('!'), Word::Name("important".into())]) {
        words.truncate(words.len() - 2);
    }
    words
}

fn read(input: &mut Parser<'_>) -> Result<Vec<Word>, ParseError<()>> {
    let mut words = Vec::new();
    while let Ok(token) = input.next().cloned() {
        words.push(match token {
            Token::Ident(name) => Word::Name(name.to_ascii_lowercase()),
            Token::Number { value, .. } => Word::Number(value, String::new()),
            Token::Percentage { unit_value, .. } => Word::Number(unit_value * 100.0, "%".into()),
            Token::Dimension { value, unit, .. } => Word::Number(value, unit.to_ascii_lowercase()),
            Token::Function(name) => {
                let inner = input.parse_nested_block(read)?;
                match name.eq_ignore_ascii_case("url") {
                    true => Word::Url,
                    false => Word::Call(name.to_ascii_lowercase(), inner),
                }
            }
            Token::ParenthesisBlock => Word::Call(String::new(), input.parse_nested_block(read)?),
            Token::Hash(digits) | Token::IDHash(digits) => Word::Hash(digits.to_string()),
            Token::UnquotedUrl(_) => Word::Url,
            Token::Comma => Word::Sign(','),
            Token::Delim(sign) => Word::Sign(sign),
            _ => continue,
        });
    }
    Ok(words)
}
