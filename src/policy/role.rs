//! A role and a term as plain data: who can do what, and what a word means.

use crate::policy::former::Old;
use crate::source::Span;

use std::sync::Arc;

/// A role in the programme.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Role {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Who that is, in a sentence.
    pub what: Arc<str>,
    /// What somebody in it can do.
    pub can: Vec<Arc<str>>,
    /// What somebody in it cannot do.
    pub cannot: Vec<Arc<str>>,
    /// The guides on whose asks it decides.
    pub decides: Vec<Arc<str>>,
    /// Its public addresses and phone numbers.
    pub contact: Vec<Arc<str>>,
    /// Where that is written.
    pub source: Option<Arc<str>>,
    /// What it was called before.
    pub formerly: Vec<Old>,
    /// Where its id stands.
    pub span: Span,
}

/// A word that needs an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// Its id.
    pub id: Arc<str>,
    /// The word.
    pub term: Arc<str>,
    /// Other ways in which it is written.
    pub also: Vec<Arc<str>>,
    /// What it means, in a sentence or two.
    pub means: Arc<str>,
    /// Where more is said: `page:…`, `guide:…`, `role:…`, or an address.
    pub link: Option<(Arc<str>, Span)>,
    /// What it was called before.
    pub formerly: Vec<Old>,
    /// Where its id stands.
    pub span: Span,
}
