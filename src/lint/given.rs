//! What every check looks at.

use crate::memo::Hashed;
use crate::policy::Contacts;
use crate::policy::Param;
use crate::promise::Promises;
use crate::site::Placed;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What can be asked for on the day of the build.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Asks {
    /// There are guides.
    pub has_rules: bool,
    /// The guides among them with an outcome that raises hopes, by id.
    pub open: Vec<Arc<str>>,
}

/// What a check is given.
pub struct Given<'a> {
    /// The page.
    pub page: &'a Placed,
    /// The theme.
    pub theme: &'a Theme,
    /// How many days a review holds, for pages that do not say so themselves.
    pub review_every: Option<u32>,
    /// What makes pages hard to read is wished for.
    pub plain_language: bool,
    /// The words that promise.
    pub promises: &'a Promises,
    /// What can be asked for.
    pub asks: &'a Asks,
    /// The values of the rules, by name.
    pub params: &'a Hashed<BTreeMap<Arc<str>, Param>>,
    /// The addresses and numbers of roles; nothing in a handbook without rules.
    pub contacts: Option<&'a Contacts>,
    /// The day for which the site is built.
    pub as_of: Date,
}
