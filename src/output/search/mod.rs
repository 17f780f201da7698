//! Search: an index that is made with the site, and the page that has its words in order for readers without script.

pub(super) mod block;
pub(super) mod fold;
mod index;
mod packed;
mod page;
pub(super) mod part;
mod rank;
mod rules;

use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::az;

pub use block::Block;
pub use block::PAGES;
pub use block::block;
pub use block::pieces;
pub use page::page;
pub use part::Part;
pub use rank::Hit;
pub use rank::find;
pub use rank::others;
pub use rules::made;

/// Makes the files of the index and the page `search.html`, unless the settings turn search off.
pub(super) fn make(given: &Given<'_>) -> Files {
    let Some(url) = given.search_page() else { return Files::default() };
    let jobs = index::jobs(given).into_iter().chain([az::job(given, url)]);
    Files { jobs: jobs.collect(), passing: true, ..Files::default() }
}
