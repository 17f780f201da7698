//! What can be wrong with the ledger.

use crate::diagnostic::Code;
use crate::diagnostic::Severity;

/// All codes of this room.
pub const CODES: &[&Code] = &[&LOST_ADDRESS, &MALFORMED_LEDGER];

/// An address that was published and answers no more.
pub static LOST_ADDRESS: Code = Code::new("lost-address", Severity::Error, include_str!("../explain/lost-address.md"));

/// A line of `ledger.txt` that is none.
pub static MALFORMED_LEDGER: Code =
    Code::new("malformed-ledger", Severity::Error, include_str!("../explain/malformed-ledger.md"));
