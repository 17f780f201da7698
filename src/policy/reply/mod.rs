//! Replies: mails that are written once, checked, and sent often. Their author writes them, the build puts in what it
//! knows, and the sender fills the blanks.

mod compose;
mod first;
mod forms;
mod hold;
mod keys;
mod letter;
mod mail;
pub(super) mod model;
mod pieces;
mod read;
mod send;
mod values;
mod words;

pub use compose::Asked;
pub use compose::Composing;
pub use compose::compose;
pub use forms::html;
pub use forms::markdown;
pub use forms::subject;
pub use forms::text;
pub(super) use hold::untold;
pub use letter::Block;
pub use letter::Inline;
pub use letter::Item;
pub use letter::Letter;
pub use letter::Sending;
pub use letter::letter;
pub use mail::Mailto;
pub use mail::mailto;
pub use mail::message;
pub use model::Address;
pub use model::Blank;
pub use model::By;
pub use model::Check;
pub use model::Line;
pub use model::Piece;
pub use model::Reply;
pub use model::Tells;
pub use model::Text;
pub(super) use read::read;
pub(super) use read::schema;
pub use send::Refusal;
pub use send::send;
pub use values::is_email;
pub use words::LetterWords;
