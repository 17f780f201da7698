//! The ledger: every address that was ever published, with the day on which it first appeared. Links in mails point at
//! them, so none of them may stop to answer.

mod codes;
mod places;
mod read;
mod record;
mod standing;
mod write;

pub use codes::CODES;
pub use codes::LOST_ADDRESS;
pub use codes::MALFORMED_LEDGER;
pub use places::Places;
pub use read::read;
pub use record::Ledger;
pub use record::NAME;
pub use record::Record;
pub use standing::Lost;
pub use standing::Standing;
pub use write::added;
pub use write::with;
