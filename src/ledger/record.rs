//! A line of the ledger, and the ledger as a whole.

use crate::source::Span;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

/// The name of the file, which stands beside the settings.
pub const NAME: &str = "ledger.txt";

/// The addresses that were published, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// What the file says.
    pub(super) text: Arc<str>,
    /// Its lines that have an address, but for those of which an earlier line has the same.
    pub records: Vec<Record>,
}

/// An address that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where the address stands in the file, which is the address itself.
    pub(super) range: Range<usize>,
    /// The day on which it first appeared.
    pub since: Date,
    /// Where the address stands, for findings.
    pub span: Span,
}

impl Ledger {
    /// The files below a folder, which ends with `/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        let first = self.records.partition_point(|record| self.address(record) < folder);
        let addresses = self.records[first..].iter().map(|record| self.address(record));
        addresses.take_while(move |address| address.starts_with(folder)).filter(|address| !address.contains('#'))
    }

    /// The newest day of its lines.
    pub fn newest(&self) -> Option<Date> {
        self.records.iter().map(|record| record.since).max()
    }

    /// The address of a line: the path of a file of the site, and behind a `#` the name of a place in it.
    pub fn address(&self, record: &Record) -> &str {
        self.text.get(record.range.clone()).unwrap_or_default()
    }
}
