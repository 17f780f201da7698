//! The outside: the project as it stands on the disk, and the folder in which the site is published.

#![allow(clippy::disallowed_methods, reason = "this room is the outside: disk, clock, surroundings and network")]

mod dated;
mod disk;
mod git;
mod here;
mod litter;
mod load;
mod past;
mod publish;
mod reload;
mod rewrite;
pub mod serve;
mod stream;
mod trouble;
mod volume;
mod walk;
pub mod watch;

pub use dated::commits_told;
pub use dated::dated;
pub use dated::last_commit_told;
pub use disk::Deed;
pub use disk::Disk;
pub use git::revision;
pub use here::current_folder;
pub use here::find_upwards;
pub use here::open_in_browser;
pub use here::program;
pub use here::read_text;
pub use here::read_whole;
pub use here::today;
pub use here::write_new;
pub use litter::is_litter as is_passed_over;
pub use load::fetch;
pub use load::linked;
pub use load::load;
pub use past::Past;
pub use past::past;
pub use publish::Made;
pub use publish::Output;
pub use publish::Published;
pub use publish::clean;
pub use publish::publish;
pub use publish::stands;
pub use reload::reload;
pub use rewrite::Leftover;
pub use rewrite::Rewritten;
pub use rewrite::finish;
pub use rewrite::rewrite;
pub use trouble::Trouble;
pub use volume::epub_bytes;
pub use volume::may_write_volume;
pub use volume::page_bytes;
pub use volume::write_volume;
pub use walk::Reach;
