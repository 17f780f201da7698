//! Something that is gone for good, as plain data.

use crate::source::Span;

use std::sync::Arc;

use jiff::civil::Date;

/// Something that is gone for good.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Retired {
    /// The address as it is written: a file, a place in one behind `#`, or all below a folder that ends with `/`.
    pub address: Arc<str>,
    /// The day from which it is gone.
    pub on: Date,
    /// Why.
    pub because: Arc<str>,
    /// Where to go instead, and where that stands.
    pub instead: Option<(Arc<str>, Span)>,
    /// Where the address stands.
    pub span: Span,
}
