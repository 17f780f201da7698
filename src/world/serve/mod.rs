//! The preview server: answers from memory, on the reader's own machine, and tells browsers when the site has changed.

mod answer;
mod content;
mod gate;
mod reload;
mod request;
mod seat;
mod server;
mod shown;

pub use request::{Doubt, Head, wanted};
pub use server::{Listen, Server, start};
pub use shown::Showing;
