//! What every check looks at.

use crate::memo::Hashed;
use crate::policy::Param;
use crate::site::Placed;
use crate::theme::Theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// What a check is given.
pub struct Given<'a> {
    /// The page.
    pub page: &'a Placed,
    /// The theme.
    pub theme: &'a Theme,
    /// How many days a review holds, for pages that do not say so themselves.
    pub review_every: Option<u32>,
    /// The values of the rules, by name.
    pub params: &'a Hashed<BTreeMap<Arc<str>, Param>>,
    /// The day for which the site is built.
    pub as_of: Date,
}
