//! What rules meant at each release, and what is other since: kept in files, held against each other situation by situation.
//!
//! The room knows no page. It is given the rules of a day and the files of the history, and gives what changed as values;
//! pages, feeds, mails and `caveat diff` find their own words for it.

mod change;
mod codes;
mod compare;
mod file;
mod guides;
mod index;
mod keep;
mod meaning;
mod model;
mod read;
mod reply;
mod rules;
mod sides;
mod situations;
mod sound;
mod space;
mod stamp;
mod wording;

pub use change::Condition;
pub use change::Diff;
pub use change::End;
pub use change::Fact;
pub use change::GuideChange;
pub use change::Moved;
pub use change::ParamChange;
pub use change::ProgrammeChange;
pub use change::ReplyChange;
pub use change::Said;
pub use change::Situation;
pub use change::Stale;
pub use change::There;
pub use change::Unsure;
pub use change::Wording;
pub use codes::CODES;
pub use compare::Moment;
pub use compare::compare;
pub use compare::guide;
pub use file::FOLDER;
pub use file::INDEX;
pub use file::is_own;
pub use keep::keep;
pub use meaning::meaning;
pub use model::Guide;
pub use model::History;
pub use model::Meaning;
pub use model::Release;
pub use read::read;
pub use rules::own_change;
pub use rules::reused;
